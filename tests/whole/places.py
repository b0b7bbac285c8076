"""Things of every noun in every state that matters to who may do what with them, and the addresses that lead to them."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

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
from hack.workgroups.actions import give_task, make_feed, open_discussion
from hack.workgroups.models import Meeting, Remark, Workgroup
from tests.cast import a_need, a_proposal, a_seed
from tests.whole.town import Town, an_applicant, join


@dataclass(frozen=True)
class Place:
    """Something that addresses can be about: in words, its variables in the address, and what follows the question mark."""

    says: str
    values: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)


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
        "open call, listed seed": a_suggestion(opened, seeds["listed"], by=cast.umi),
        "draft, listed seed": a_suggestion(needs["a draft"], seeds["listed"]),
        "open call, archived seed": a_suggestion(opened, seeds["archived"]),
        "open call, seed of a suspended organisation": a_suggestion(opened, seeds["of a suspended organisation"]),
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
        "one_invitation": _by_key(
            "invitation", {"of the company": umis, "of a section": moris, "of the secretariat": kans}
        ),
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
    inside |= _kept_in({name: group for name, (group, _, _) in groups.items()}, cast)
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
        "feed_at": [Place("address of Umi's calendar", {"token": _feed(cast.umi)})],
        "": [Place("")],
    }


def _kept_in(groups: dict[str, Workgroup], cast: Any) -> dict[str, list[Place]]:
    """In each group a task that Michi gave Umi, and a subject that Umi brought up."""
    found: dict[str, list[Place]] = {"one_task": [], "one_discussion": [], "one_remark": []}
    for name, group in groups.items():
        with db.transaction():
            task = give_task(group, by=cast.michi, title="見積もり", owner=group.members[-1])
            talk = open_discussion(group, by=cast.umi, subject="測る場所", words="どこで測りますか。")
        remark = db.session.scalars(select(Remark).where(Remark.discussion_id == talk.id)).one()
        where = {"key": group.key}
        found["one_task"].append(Place(f"group: {name}", where | {"task_key": task.key}))
        about = where | {"discussion_key": talk.key}
        found["one_discussion"].append(Place(f"group: {name}", about))
        found["one_remark"].append(Place(f"group: {name}", about | {"remark_key": remark.key}))
    return found


def _feed(person: Any) -> str:
    with db.transaction():
        return make_feed(by=person).token


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


def a_suggestion(need: Need, seed: Any, by: Any = None) -> tuple[Suggestion, Verdict | None]:
    with db.transaction():
        run = Run(needs=1, seeds=1, settings={})
        suggestion = Suggestion(need_id=need.id, seed_id=seed.id, run=run, score=0.4, band=Band.STRONG, reasons=[])
        verdict = by and Verdict(
            need_id=need.id, seed_id=seed.id, by_id=by.id, fits=True, reason=VerdictReason.RELEVANT
        )
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
