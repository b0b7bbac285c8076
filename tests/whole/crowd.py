"""A city after some years: hundreds of everything around the things that the places of `fill` lead to."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle, islice
from typing import Any

from sqlalchemy import insert, select

from hack import clock, db
from hack.accounts.models import Bureau, Organization, OrganizationKind, Section, SignIn, Ticket, TicketKind, User
from hack.consultations.models import Check, CheckEntry, CheckKind, Consultation, EntryKind
from hack.following.models import Follow, Kind
from hack.matching.bands import Band
from hack.matching.models import Run, Suggestion, Verdict, VerdictReason
from hack.needs.models import CoOwner, Need, Remark, RemarkAnswer
from hack.notices.models import Letter
from hack.outbox import Delivery, EventRecord
from hack.passages import Passage
from hack.pipeline.check import CheckStep
from hack.pipeline.member import MemberStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.question import QuestionStep
from hack.pipeline.site import SiteStep
from hack.pipeline.support import SupportStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.models import Proposal, ProposalKind
from hack.questions.models import Correction, Question
from hack.roles import Role
from hack.seeds.models import Seed
from hack.sites.models import Site, SiteCall, SiteKind, Ward
from hack.support.models import Support, SupportEntry, SupportKind
from hack.workgroups.models import Meeting, Member, Side, Workgroup
from tests.cast import HASH
from tests.whole.town import Town

HISTORY = {
    "need": "return",
    "support": "decline",
    "proposal": "query",
    "workgroup": "resume",
    "check": "query",
    "member": "suspend",
}
"""A move of each path that leaves a line in the history."""


def enter_crowd(town: Town) -> None:
    """300 needs, seeds and proposals, 100 groups of ten with five meetings each, as many people, and what comes of them; every
    third thing is about Michi's need with an open call, Umi's listed seed, and the first group at work.
    """
    cast, now, today = town.cast, clock.now(), clock.today()
    sections, organizations = _bodies(town)
    officers, proposers = _people(town, sections, organizations)
    need = _first(Need, Need.step == NeedStep.IDEAS_OPEN, Need.internal.is_(False))
    seed = _first(Seed, Seed.published_at.is_not(None), Seed.organization_id == cast.minato.id)
    steps = (NeedStep.IDEAS_OPEN, NeedStep.DRAFT, NeedStep.WORKING, NeedStep.CHECKING, NeedStep.ADOPTED)
    dates = {"published_at": now, "opens_on": today, "closes_on": today + timedelta(days=9)}

    def a_need(n: int, officer: Any) -> dict[str, Any]:
        about = {"title": f"ニーズ{n}", "section_id": officer.section_id, "author_id": officer.id, **dates}
        return about | {"step": steps[n % 5], "notes": "", "internal": n % 7 == 0}

    def a_seed(n: int, person: Any) -> dict[str, Any]:
        about = {"title": f"シーズ{n}", "organization_id": person.organization_id, "author_id": person.id}
        return about | {"published_at": now, "confirmed_at": now}

    needs = _many(Need, 300, officers, a_need)
    seeds = _many(Seed, 300, proposers, a_seed)
    at_need = _thirds(need, needs)
    proposals = _many(Proposal, 300, proposers, lambda n, person: _proposal(n, person, next(at_need)))
    groups = _many(Workgroup, 100, [cast.mori], lambda n, by: _group(n, by, next(at_need)))
    at_group = _thirds(_first(Workgroup, Workgroup.step == WorkgroupStep.ACTIVE), groups)
    everybody = [*officers, *proposers]
    _seat(everybody, _first(Workgroup, Workgroup.step == WorkgroupStep.ACTIVE), groups, cast.umi)
    _many(Meeting, 500, everybody, lambda n, by: _meeting(n, by, next(at_group)))
    _share(cast, officers, need, needs, proposers)
    supports = _many(Support, 300, [cast.michi, *officers], lambda n, by: _support(n, by, cast.mori, need))
    at_support = _thirds(_first(Support, Support.step == SupportStep.UNDER_WAY), supports)
    _many(SupportEntry, 300, [cast.mori], lambda n, by: _entry(n, by, next(at_support)))
    checks = _consult(officers, proposals)
    _match(officers, need, seed, needs, seeds)
    _ask(need, proposers, cast.umi)
    _follow([cast.michi, cast.umi, cast.mori, cast.kan, cast.ken], needs)
    with_history = {
        "need": needs,
        "support": supports,
        "proposal": proposals,
        "workgroup": groups,
        "check": checks,
        "member": organizations,
    }
    _histories(everybody, with_history)
    _letters([cast.michi, cast.umi, cast.mori, cast.kan, cast.ken], officers)


def _first(kind: Any, *conditions: Any) -> Any:
    return db.session.scalars(select(kind).where(*conditions).order_by(kind.id).limit(1)).one()


def _many(kind: Any, count: int, owners: list[Any], row: Callable[[int, Any], dict[str, Any]]) -> list[Any]:
    """So many rows, each of the next of the owners; the new things."""
    rows = [row(number, owner) for number, owner in enumerate(islice(cycle(owners), count))]
    with db.transaction():
        return list(db.session.scalars(insert(kind).returning(kind), rows))


def _thirds(one: Any, others: list[Any]) -> Iterator[Any]:
    """For ever: that one, and two of the others."""
    rest = cycle(others)
    while True:
        yield from (one, next(rest), next(rest))


def _bodies(town: Town) -> tuple[list[Section], list[Organization]]:
    bureaus = _many(Bureau, 10, [None], lambda n, _: {"name": f"第{n}局", "kind": "局"})
    sections = _many(Section, 30, bureaus, lambda n, bureau: {"name": f"第{n}課", "bureau_id": bureau.id})
    members = list(MemberStep)

    def an_organization(n: int, _: Any) -> dict[str, Any]:
        return {"name": f"団体{n}", "kind": OrganizationKind.COMPANY, "in_city": True, "step": members[n % 4]}

    return sections, _many(Organization, 100, [None], an_organization)


def _people(town: Town, sections: list[Section], organizations: list[Organization]) -> tuple[list[User], list[User]]:
    roads, minato = town.cast.roads, town.cast.minato
    kept = {"password_hash": HASH}

    def officer(n: int, section: Any) -> dict[str, Any]:
        return kept | {
            "name": f"職員{n}",
            "email": f"o{n}@city.example",
            "role": Role.OFFICER,
            "section_id": section.id,
        }

    def proposer(n: int, body: Any) -> dict[str, Any]:
        about = {
            "name": f"提案者{n}",
            "email": f"p{n}@minato.example",
            "role": Role.PROPOSER,
            "organization_id": body.id,
        }
        return kept | about

    officers = _many(User, 60, [roads, *sections], officer)
    proposers = _many(User, 120, [minato, *organizations[:60]], proposer)
    _many(User, 60, [minato], lambda n, body: proposer(n + 1000, body))
    ends_at = clock.now() + timedelta(days=3)

    def invitation(n: int, by: Any) -> dict[str, Any]:
        place = {"organization_id": by.organization_id, "section_id": roads.id if by.role is Role.ADMIN else None}
        return {
            "kind": TicketKind.INVITATION,
            "email": f"i{n}@x.example",
            "ends_at": ends_at,
            "invited_by_id": by.id,
        } | place

    _many(Ticket, 90, [town.cast.umi, town.cast.kan, *proposers[:1]], invitation)
    _many(SignIn, 120, [town.cast.umi, town.cast.michi], lambda n, who: {"digest": f"{n:064}", "user_id": who.id})
    return officers, proposers


def _proposal(n: int, person: Any, need: Any) -> dict[str, Any]:
    steps = (ProposalStep.RECEIVED, ProposalStep.REVIEW, ProposalStep.DECLINED)
    about = {"kind": ProposalKind.IDEA, "title": f"提案{n}", "need_id": need.id, "step": steps[n % 3]}
    whose = {"organization_id": person.organization_id, "proposer_id": person.id}
    return about | whose | {"number": f"N-{n}", "received_at": clock.now()}


def _group(n: int, by: Any, need: Any) -> dict[str, Any]:
    steps = (WorkgroupStep.RECRUITING, WorkgroupStep.ACTIVE, WorkgroupStep.SUMMARISING)
    about = {"title": f"グループ{n}", "need_id": need.id, "opened_by_id": by.id, "step": steps[n % 3]}
    return about | {"capacity": 300, "purpose": "目的"}


def _seat(people: list[User], first: Workgroup, groups: list[Workgroup], umi: User) -> None:
    """Ten in every group, Umi among them, and everybody in the first."""
    seats = [(group.id, person) for number, group in enumerate(groups) for person in _some(people, number, 9)]
    seats += [(first.id, person) for person in people] + [(group.id, umi) for group in groups]
    sides = {Role.OFFICER: Side.CITY, Role.PROPOSER: Side.PROPOSER}

    def seat(_: int, one: Any) -> dict[str, Any]:
        return {"workgroup_id": one[0], "user_id": one[1].id, "side": sides[one[1].role]}

    _many(Member, len(seats), seats, seat)


def _some(people: list[User], number: int, count: int) -> list[User]:
    return [people[(number * 7 + place) % len(people)] for place in range(count)]


def _meeting(n: int, by: Any, group: Any) -> dict[str, Any]:
    starts = clock.now() + timedelta(days=n % 60 - 20)
    said = {"minutes": "議事", "minutes_by_id": by.id, "minutes_at": clock.now()}
    return {"title": f"第{n}回", "workgroup_id": group.id, "starts_at": starts, "called_by_id": by.id} | said


def _share(cast: Any, officers: list[User], need: Need, needs: list[Need], proposers: list[User]) -> None:
    """Two of three needs are owned with Michi's section or with another; hundreds of remarks, calls for places and offers."""
    roads = cast.roads.id
    _many(CoOwner, 300, needs, lambda n, one: {"need_id": one.id, "by_id": cast.mori.id, "section_id": (
        roads if one.section_id != roads and n % 2 else officers[1].section_id
    )})  # fmt: skip
    first = _first(Remark)
    on = (first.need_id, _first(Need, Need.step == NeedStep.DRAFT).id, need.id)

    def remark(n: int, by: Any) -> dict[str, Any]:
        return {"need_id": on[n % 3], "field": ("", "hoped", "present")[n % 3], "text": f"指摘{n}", "by_id": by.id}

    remarks = _many(Remark, 180, [cast.mori], remark)
    _many(
        RemarkAnswer,
        360,
        remarks,
        lambda n, one: {"remark_id": one.id, "text": f"答え{n}", "by_id": officers[n % 60].id},
    )
    until = clock.today() + timedelta(days=5)

    def a_call(n: int, one: Any) -> dict[str, Any]:
        return {"need_id": one.id, "wanted": "場所", "capacity": 99, "until": until, "by_id": cast.mori.id}

    calls = [_first(SiteCall), *_many(SiteCall, 100, needs, a_call)]
    kept = {"name": "場所", "ward": Ward.NISHI, "kind": SiteKind.SHOP, "description": "広い", "contact": "係"}

    def a_site(n: int, by: Any) -> dict[str, Any]:
        steps = (SiteStep.OFFERED, SiteStep.TAKEN, SiteStep.DECLINED)
        whose = {"organization_id": by.organization_id, "by_id": by.id}
        return kept | whose | {"call_id": calls[n % 2 * (n % 50)].id, "step": steps[n % 3]}

    _many(Site, 300, [cast.umi, *proposers[:20]], a_site)


def _support(n: int, by: Any, taker: Any, need: Need) -> dict[str, Any]:
    steps = (SupportStep.ASKED, SupportStep.UNDER_WAY, SupportStep.TAKEN)
    about = {
        "title": f"依頼{n}",
        "wish": "一緒に考えてほしい。",
        "kind": list(SupportKind)[n % 4],
        "step": steps[n % 3],
    }
    theirs = {"section_id": by.section_id, "need_id": need.id if by.section_id == need.section_id else None}
    return about | theirs | {"asked_by_id": by.id, "taken_by_id": taker.id if n % 3 else None}


def _entry(n: int, by: Any, support: Any) -> dict[str, Any]:
    return {"support_id": support.id, "by_id": by.id, "done_on": clock.today(), "told": f"記録{n}", "hours": 1.5}


def _consult(officers: list[User], proposals: list[Proposal]) -> list[Check]:
    """Two hundred consultations with five checks each, of all sections, and twenty-five things said about each of the first checks."""
    first = _first(Consultation, Consultation.proposal_id.is_not(None))
    first_check = _first(Check, Check.consultation_id == first.id)
    about = _thirds(db.session.get(Proposal, first.proposal_id), proposals)

    def consultation(n: int, by: Any) -> dict[str, Any]:
        proposal = next(about)
        facts = {"need_id": proposal.need_id, "proposal_id": proposal.id if n % 2 else None}
        return facts | {"opened_by_id": by.id, "title": f"合議{n}", "asked": 5}

    those = _many(Consultation, 200, officers, consultation)
    kinds, steps = list(CheckKind), (CheckStep.REQUESTED, CheckStep.QUERIED, CheckStep.CONDITIONAL, CheckStep.CHECKING)

    def check(n: int, by: Any) -> dict[str, Any]:
        where = {
            "consultation_id": those[n % 200].id,
            "section_id": by.section_id,
            "asked_by_id": by.id,
            "owner_id": by.id,
        }
        facts = {"kind": kinds[n % 6], "name": "景観", "step": steps[n % 4], "outcome": "条件" * 50, "asked": "確認"}
        return (
            where | facts | {"due_on": clock.today() + timedelta(days=n % 30 - 10), "links": ["https://city.example/"]}
        )

    checks = _many(Check, 1000, officers, check)
    written = [first_check, *checks[:20]]

    def entry(n: int, by: Any) -> dict[str, Any]:
        return {"check_id": written[n % len(written)].id, "by_id": by.id, "kind": EntryKind.NOTE, "text": "連絡"}

    _many(CheckEntry, 25 * len(written), officers, entry)
    return checks


def _match(officers: list[User], need: Need, seed: Seed, needs: list[Need], seeds: list[Seed]) -> None:
    run = _many(Run, 1, [None], lambda *_: {"needs": 300, "seeds": 300, "settings": {}, "ended_at": clock.now()})[0]
    pairs = [*((need, one) for one in seeds), *((one, seed) for one in needs)]

    def suggestion(n: int, pair: Any) -> dict[str, Any]:
        reasons = [["交通量", 0.2, 0], ["交差点", 0.1, 1]]
        about = {"need_id": pair[0].id, "seed_id": pair[1].id, "run_id": run.id, "reasons": reasons}
        return about | {"score": 0.9 - n / 1000, "band": Band.STRONG}

    def verdict(n: int, officer: Any) -> dict[str, Any]:
        about = {"need_id": need.id, "seed_id": seeds[n % 30].id, "by_id": officer.id, "fits": n % 2 == 0}
        return about | {"reason": VerdictReason.RELEVANT if n % 2 == 0 else VerdictReason.COST}

    _many(Suggestion, len(pairs), pairs, suggestion)
    _many(Verdict, 60, officers, verdict)


def _histories(people: list[User], things: dict[str, list[Any]]) -> None:
    """Thirty lines in the history of everything that has one."""
    for noun, kind in (
        ("need", Need),
        ("support", Support),
        ("proposal", Proposal),
        ("workgroup", Workgroup),
        ("check", Check),
        ("member", Organization),
    ):
        first = db.session.scalars(select(kind).order_by(kind.id).limit(12)).all()
        move = kind.path.move(HISTORY[noun])
        about = {"noun": noun, "start": move.from_steps[0].value, "end": move.end.value, "move": move.name}
        when = {"at": clock.now(), "happened_on": clock.today(), "reason": "そのため"}
        those = [(thing.id, person) for thing in [*first, *things[noun][:5]] for person in people[:30]]
        facts = about | when
        _many(Passage, len(those), those, lambda _, one, facts=facts: facts | {"thing_id": one[0], "by_id": one[1].id})


def _ask(need: Need, people: list[User], umi: User) -> None:
    """A hundred questions about the need, every second of them answered for everybody, and twice corrected."""

    def question(n: int, person: Any) -> dict[str, Any]:
        whose = {"asker_id": person.id, "organization_id": person.organization_id}
        said = {"step": QuestionStep.ASKED, "number": None, "wording": "", "answer": "", "published_at": None}
        if n % 2:
            said = {"step": QuestionStep.ANSWERED, "number": n + 1000, "wording": "質問", "answer": "回答"}
            said["published_at"] = clock.now()
        return {"need_id": need.id, "asked": f"質問{n}", **whose, **said}

    asked = _many(Question, 100, [umi, *people], question)

    def correction(n: int, one: Any) -> dict[str, Any]:
        before = {"wording": "前", "answer": "前"}
        return {"question_id": one.id, "by_id": umi.id, "note": f"訂正{n}", "before": before}

    _many(Correction, 200, asked, correction)


def _follow(people: list[User], needs: list[Need]) -> None:
    """Each of these people follows a hundred needs, and twenty searches."""
    for person in people:
        _many(
            Follow,
            100,
            needs,
            lambda _, one, person=person: {"user_id": person.id, "kind": Kind.NEED, "thing": one.key},
        )
        _many(Follow, 20, [person], lambda n, one: {"user_id": one.id, "kind": Kind.SEARCH, "thing": f"言葉{n}"})


def _letters(people: list[User], others: list[User]) -> None:
    """A hundred letters to each of these people, as many that were given up, and reactions that were."""
    about = {"occasion": "need_published", "subject": "募集が始まりました", "path": "/needs/"}

    def letter(n: int, person: Any) -> dict[str, Any]:
        died = clock.now() if person.section_id and n % 2 else None
        return about | {
            "to_id": person.id,
            "address": f"{n}@x.example",
            "facts": {"about": ["need", "x"]},
            "died_at": died,
        }

    def event(n: int, person: Any) -> dict[str, Any]:
        return {
            "name": "NeedChanged",
            "thing": "need:1",
            "facts": {"need_id": 1},
            "by_id": person.id,
            "at": clock.now(),
        }

    _many(Letter, 700, [*people, *others[:2]], letter)
    events = _many(EventRecord, 100, others, event)
    _many(
        Delivery,
        100,
        events,
        lambda _, one: {"event_id": one.id, "reaction": "search.reactions.index_need", "died_at": clock.now()},
    )
