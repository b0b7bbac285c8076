"""Who gets which answer where: every page and every deed, for everybody, about things in every state that matters.

The rows come from the application's own map of addresses. What an address is about is told by how its page finds it, so that
a page of a known noun is asked about everything there is of that noun without anybody adding it here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from hack import clock, db
from hack.accounts.actions import begin_sign_in
from hack.accounts.models import Ticket, TicketKind
from hack.accounts.tickets import LASTS, path_of, sealed
from hack.matching.bands import Band
from hack.matching.models import Run, Suggestion, Verdict, VerdictReason
from hack.needs.models import Need
from hack.notices.models import Letter
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.roles import Role
from hack.seeds.models import Visibility
from hack.web import anyone_may, guarded, may
from hack.workgroups.models import Meeting, Workgroup
from tests.browser import Browser
from tests.cast import a_need, a_proposal, a_seed
from tests.whole.town import Town, an_applicant, join

OPEN, SIGN_IN, REFUSED, NOTHING = "open", "sign-in", "refused", "-"
"""The page or the form; the way to the sign-in page; seen but not permitted; nothing there, or not for this person."""

NO_THING = "about nothing in particular"
ROLES = ("visitor", "michi", "umi", "mori", "kan", "ken")
CITY = ("visitor", "michi", "seki", "kaji", "midori", "umi", "mori", "kan", "ken")
BOTH = ("visitor", "michi", "seki", "kaji", "midori", "umi", "sora", "riku", "mori", "kan", "ken")
GROUP = ("visitor", "michi", "seki", "kaji", "midori", "umi", "sora", "riku", "kita", "mori", "kan", "ken")
VIEWERS = {"": ROLES, "need": CITY, "group": GROUP}
"""Who is asked, by noun (BOTH where it says nothing): a visitor; the section's officer Michi and her colleague Seki; Kaji of
another section of the bureau (who is in the groups); Midori of another bureau; the company's Umi and her colleague Sora; their
rival Riku; Kita, who was in the groups and left; coordinator, administrator, auditor."""

ONE_BUTTON = frozenset(
    {
        "accounts.sign_out",
        "accounts.end_sign_in",
        "accounts.end_other_sign_ins",
        "accounts.deactivate",
        "accounts.reactivate",
        "accounts.withdraw_invitation",
        "accounts.invite_again",
        "matching.withdraw",
        "notices.revive_letter",
        "workgroups.enter",
        "workgroups.go",
        "workgroups.remove",
    }
)
"""Deeds that ask nothing: an empty form does them. Of these only the guard is asked."""


@dataclass(frozen=True)
class Place:
    """Something that addresses can be about: in words, its variables in the address, and what follows the question mark."""

    says: str
    values: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """What one guard answers about one thing: the permission that it asks for, its addresses, and the answer by viewer."""

    place: str
    permission: str
    addresses: tuple[str, ...]
    answers: dict[str, str]


def fill(town: Town) -> dict[str, list[Place]]:
    """Enter what the addresses are about; it by the name of the function that finds it."""
    cast = town.cast
    needs = _needs(town)
    opened, internal = needs["its call is open"], needs["internal, its call is open"]
    seeds = _seeds(town)
    proposals = _proposals(town, opened)
    groups = {
        "looks for members": _group(town, opened, WorkgroupStep.RECRUITING),
        "of an internal need, looks for members": _group(town, internal, WorkgroupStep.RECRUITING),
        "at work": _group(town, opened, WorkgroupStep.ACTIVE),
    }
    suggestions = {
        "open call, listed seed": _suggestion(opened, seeds["listed"], by=cast.umi),
        "draft, listed seed": _suggestion(needs["a draft"], seeds["listed"]),
        "open call, archived seed": _suggestion(opened, seeds["archived"]),
        "open call, seed of a suspended organisation": _suggestion(opened, seeds["of a suspended organisation"]),
    }
    organizations = {
        "active": cast.minato,
        "applied": an_applicant(),
        "verified": town.hatsu.organization,
        "suspended": town.tome.organization,
    }
    people = {"proposer": cast.umi, "proposer, out of use": cast.moto, "officer": cast.michi, "administrator": cast.kan}
    umis = _invitation("hama@minato.example", Role.PROPOSER, by=cast.umi, organization=cast.minato)
    moris = _invitation("hori@city.example", Role.OFFICER, by=cast.mori, section=cast.roads)
    kans = _invitation("mizu@city.example", Role.COORDINATOR, by=cast.kan)
    by_key = {
        "one_need": _by_key("need", needs),
        "one_seed": _by_key("seed", seeds),
        "one_proposal": _by_key("proposal", proposals),
        "one_workgroup": _by_key("group", {name: group for name, (group, _, _) in groups.items()}),
        "one_suggestion": _by_key("suggestion", {name: one for name, (one, _) in suggestions.items()}),
        "one_verdict": _by_key("verdict", {"Umi's": suggestions["open call, listed seed"][1]}),
        "one_organization": _by_key("organisation", organizations),
        "one_person": _by_key("person", people),
        "one_invitation": _by_key("invitation", {"of the company": umis, "of a section": moris, "of the secretariat": kans}),
        "one_sign_in": _by_key("sign-in", {"Umi's": _sign_in(cast.umi)}),
        "one_dead_letter": _by_key("letter", {"that was given up": _dead_letter(cast.michi)}),
    }
    inside = {
        "one_meeting": [
            Place(f"group: {name}", {"key": group.key, "meeting_key": meeting.key})
            for name, (group, meeting, _) in groups.items()
        ],
        "one_member": [
            Place(f"group: {name}", {"key": group.key, "member_key": member.key})
            for name, (group, _, member) in groups.items()
        ],
    }
    asked_for = [Place(one.says, query={"need": one.values["key"]}) for one in by_key["one_need"]]
    through = [Place(one.says, query={"suggestion": one.values["key"]}) for one in by_key["one_suggestion"]]
    return {
        **by_key,
        **inside,
        "received_proposal": by_key["one_proposal"],
        "proposals.need_asked_for": asked_for,
        "workgroups.need_asked_for": [*asked_for, *through],
        "accept": [Place("link of an invitation", {"token": _token(umis)})],
        "reset": [Place("link to a new password", {"token": _token(_reset(cast.umi))})],
        "": [Place("")],
    }


def answers(app: Flask, town: Town, places: dict[str, list[Place]]) -> list[Line]:
    """Every line, asked through the first of its addresses; each page of `app` is replaced by one that says it was reached."""
    screens = screens_of(app, town)
    for rule, _ in addresses(app):
        only_the_guard(app, rule.endpoint)
    order = {says: number for number, says in enumerate(dict.fromkeys(p.says for those in places.values() for p in those))}
    lines = []
    for (about, permission), those in _guards(app).items():
        for place in places[about]:
            rule, method = those[0]
            told = {name: screens[name].asks(method, url(app, rule, method, place)) for name in viewers_of(place.says)}
            after = "".join(f"?{name}=…" for name in place.query)
            lines.append(Line(place.says, permission, tuple(f"{way} {one.rule}{after}" for one, way in those), told))
    return sorted(lines, key=lambda line: order[line.place])


def screens_of(app: Flask, town: Town) -> dict[str, "Screen"]:
    """Everybody who is asked, each at a screen."""
    return {name: Screen(app, person) for name, person in town.everybody.items() if name in GROUP}


def addresses(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every address with every method that it answers, except static files; those to look at first."""
    every = [(rule, method) for rule in app.url_map.iter_rules() for method in rule.methods or ()]
    for rule, method in sorted(every, key=lambda one: (one[1], one[0].rule)):
        if rule.endpoint != "static" and method not in ("HEAD", "OPTIONS"):
            yield rule, method


def _guards(app: Flask) -> dict[tuple[str, str], list[tuple[Rule, str]]]:
    """The addresses by what they are about and the permission that they ask for: all that the guard's answer depends on."""
    those: dict[tuple[str, str], list[tuple[Rule, str]]] = {}
    for rule, method in addresses(app):
        those.setdefault((about(app, rule), guarded(app.view_functions[rule.endpoint]) or ""), []).append((rule, method))
    return those


def url(app: Flask, rule: Rule, method: str, place: Place) -> str:
    """The address of the page about that thing."""
    return app.url_map.bind("localhost").build(rule.endpoint, place.values | place.query, method=method)


def viewers_of(place: str) -> tuple[str, ...]:
    """Who is asked about it."""
    return VIEWERS.get(place.split(":")[0], BOTH)


def table(lines: list[Line]) -> str:
    """The lines for people to read, those about one thing together; the further addresses of a guard below the first."""
    written, said = [], None
    for line in lines:
        if line.place != said:
            said = line.place
            written += ["", f"[{said or NO_THING}]", " " * 84 + _columns(line.answers)]
        first, *more = line.addresses
        written.append(f"{line.permission:<28}{first:<56}{_columns(line.answers.values())}")
        written += [f"{'':<28}{address}" for address in more]
    return "\n".join(written).strip() + "\n"


def read(text: str) -> list[Line]:
    """The lines of a table."""
    lines, said, names = [], "", []
    for row in text.splitlines():
        words = row.split()
        if row.startswith("["):
            said = row.strip("[]").replace(NO_THING, "")
        elif len(words) == 2:
            last = lines.pop()
            lines.append(replace(last, addresses=(*last.addresses, " ".join(words))))
        elif row.startswith(" "):
            names = words
        elif words:
            permission, method, rule, *told = words
            lines.append(Line(said, permission, (f"{method} {rule}",), dict(zip(names, told, strict=True))))
    return lines


def _columns(words: Any) -> str:
    return "".join(f"{word:<8}" for word in words).rstrip()


class Screen:
    """A person at a screen, who sends every form empty but with its token."""

    def __init__(self, app: Flask, person: Any):
        self.client = Browser(app, person if person.is_authenticated else None).client
        form = self.client.get("/apply").get_data(as_text=True)
        self.token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', form)[1]

    def asks(self, method: str, url: str) -> str:
        if method == "GET":
            response = self.client.get(url)
        else:
            response = self.client.post(url, data={"csrf_token": self.token})
        if response.status_code == 302:
            return SIGN_IN if response.location.split("?")[0] == "/sign-in" else OPEN
        return {200: OPEN, 422: OPEN, 403: REFUSED, 404: NOTHING}.get(response.status_code, str(response.status_code))


def about(app: Flask, rule: Rule) -> str:
    """How `fill` names what the address is about."""
    page = app.view_functions[rule.endpoint]
    if page.finds is None:
        return rule.rule.split("/")[1] if rule.arguments else ""
    name = page.finds.__name__
    return f"{rule.endpoint.split('.')[0]}.{name}" if name == "need_asked_for" else name


def only_the_guard(app: Flask, endpoint: str) -> None:
    """Put a page behind the same guard that only says that it was reached."""
    page: Any = app.view_functions[endpoint]

    def reached(*_thing: Any, **_token: str) -> str:
        return "reached"

    stated = guarded(page)
    app.view_functions[endpoint] = anyone_may(reached) if stated == "anyone" else may(stated, page.finds)(reached)


def _by_key(noun: str, things: dict[str, Any]) -> list[Place]:
    return [Place(f"{noun}: {says}", {"key": thing.key}) for says, thing in things.items()]


def _needs(town: Town) -> dict[str, Need]:
    states = {
        "a draft": {"step": NeedStep.DRAFT},
        "internal, being made ready": {"step": NeedStep.READY, "internal": True},
        "internal, its call is open": {"internal": True},
        "its call is open": {},
        "at its end": {"step": NeedStep.ADOPTED},
        "withdrawn": {"step": NeedStep.WITHDRAWN},
    }
    return {says: a_need(by=town.cast.michi, **facts) for says, facts in states.items()}


def _seeds(town: Town) -> dict[str, Any]:
    umi, now = town.cast.umi, clock.now()
    return {
        "a draft": a_seed(by=umi, published_at=None, confirmed_at=None),
        "listed": a_seed(by=umi),
        "listed for the city alone": a_seed(by=umi, visibility=Visibility.CITY),
        "archived": a_seed(by=umi, archived_at=now),
        "of a suspended organisation": a_seed(by=town.tome),
    }


def _proposals(town: Town, need: Need) -> dict[str, Any]:
    umi, now = town.cast.umi, clock.now()
    return {
        "a draft": a_proposal(by=umi, need=need, step=ProposalStep.DRAFT),
        "received": a_proposal(by=umi, need=need),
        "queried": a_proposal(by=umi, need=need, step=ProposalStep.QUERIED),
        "a draft again": a_proposal(by=umi, need=need, step=ProposalStep.DRAFT, received_at=now, number="T-1"),
        "withdrawn before it was handed in": a_proposal(by=umi, need=need, step=ProposalStep.WITHDRAWN),
    }


def _group(town: Town, need: Need, step: WorkgroupStep) -> tuple[Workgroup, Meeting, Any]:
    """A group of Mori, Michi, Kaji and Umi, which Kita has left, its meeting, and Umi's place."""
    cast, now = town.cast, clock.now()
    group = Workgroup(
        need_id=need.id, opened_by_id=cast.mori.id, step=step, title="ワーキング", capacity=9, taken=4, report="報告"
    )
    with db.transaction():
        db.session.add(group)
    meeting = Meeting(workgroup_id=group.id, title="第1回", starts_at=now, called_by_id=cast.mori.id)
    with db.transaction():
        db.session.add(meeting)
    *_, umis = join(group, cast.mori, cast.michi, cast.kaji, cast.umi)
    join(group, cast.kita, left_at=now)
    return group, meeting, umis


def _suggestion(need: Need, seed: Any, by: Any = None) -> tuple[Suggestion, Verdict | None]:
    with db.transaction():
        run = Run(needs=1, seeds=1, settings={})
        suggestion = Suggestion(need_id=need.id, seed_id=seed.id, run=run, score=0.4, band=Band.STRONG, reasons=[])
        verdict = by and Verdict(need_id=need.id, seed_id=seed.id, by_id=by.id, fits=True, reason=VerdictReason.RELEVANT)
        db.session.add_all([one for one in (suggestion, verdict) if one])
    return suggestion, verdict


def _invitation(email: str, role: Role, *, by: Any, organization: Any = None, section: Any = None) -> Ticket:
    return _ticket(TicketKind.INVITATION, email, role=role, invited_by=by, organization=organization, section=section)


def _reset(user: Any) -> Ticket:
    return _ticket(TicketKind.RESET, user.email, user=user)


def _ticket(kind: TicketKind, email: str, **facts: Any) -> Ticket:
    with db.transaction():
        ticket = Ticket(kind=kind, email=email, ends_at=clock.now() + LASTS[kind], **facts)
        db.session.add(ticket)
    return ticket


def _token(ticket: Ticket) -> str:
    return sealed(path_of(ticket), "x" * 40).rsplit("/", 1)[1]


def _sign_in(person: Any) -> Any:
    with db.transaction():
        return begin_sign_in(person, "別の端末")


def _dead_letter(person: Any) -> Letter:
    now = clock.now()
    with db.transaction():
        letter = Letter(
            occasion="reset", to_id=person.id, address=person.email, subject="件名", facts={"about": ["user", person.key]},
            path="/me", died_at=now,
        )  # fmt: skip
        db.session.add(letter)
    return letter


