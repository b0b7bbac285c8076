"""Everybody comes."""

from datetime import timedelta
from typing import Any

from hack import clock
from hack.needs.models import Need
from hack.pipeline.need import NeedStep
from hack.pipeline.support import SupportStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.models import Proposal
from hack.seeds.models import Seed
from hack.support.models import Support, SupportEntry
from hack.workgroups.models import Meeting, Workgroup
from tests.whole.crowd.cases import hand_in_many
from tests.whole.crowd.consultations import consult
from tests.whole.crowd.data import ask_for_much
from tests.whole.crowd.evaluations import evaluate
from tests.whole.crowd.groups import a_group, a_meeting, seat_in, work
from tests.whole.crowd.needs import a_support, an_entry, ask, match, share
from tests.whole.crowd.people import enter_bodies, enter_people
from tests.whole.crowd.proposals import a_proposal, propose_together
from tests.whole.crowd.rounds import give_out
from tests.whole.crowd.rows import first_of, many, thirds
from tests.whole.crowd.traces import follow, histories, letters
from tests.whole.crowd.words import write_words
from tests.whole.town import Town


def enter_crowd(town: Town) -> None:
    """300 needs, seeds and proposals, 100 groups of ten with five meetings each, as many people, and what comes of them; every
    third thing is about Michi's need with an open call, Umi's listed seed, and the first group at work.
    """
    cast, now, today = town.cast, clock.now(), clock.today()
    sections, organizations = enter_bodies(town)
    officers, proposers = enter_people(town, sections, organizations)
    need = first_of(Need, Need.step == NeedStep.IDEAS_OPEN, Need.internal.is_(False))
    seed = first_of(Seed, Seed.published_at.is_not(None), Seed.organization_id == cast.minato.id)
    steps = (NeedStep.IDEAS_OPEN, NeedStep.DRAFT, NeedStep.WORKING, NeedStep.CHECKING, NeedStep.ADOPTED)
    dates = {"published_at": now, "opens_on": today, "closes_on": today + timedelta(days=9)}

    def a_need(n: int, officer: Any) -> dict[str, Any]:
        about = {"title": f"ニーズ{n}", "section_id": officer.section_id, "author_id": officer.id, **dates}
        return about | {"step": steps[n % 5], "notes": "", "internal": n % 7 == 0}

    def a_seed(n: int, person: Any) -> dict[str, Any]:
        about = {"title": f"シーズ{n}", "organization_id": person.organization_id, "author_id": person.id}
        return about | {"published_at": now, "confirmed_at": now}

    needs = many(Need, 300, officers, a_need)
    seeds = many(Seed, 300, proposers, a_seed)
    at_need = thirds(need, needs)
    proposals = many(Proposal, 300, proposers, lambda n, person: a_proposal(n, person, next(at_need)))
    groups = many(Workgroup, 100, [cast.mori], lambda n, by: a_group(n, by, next(at_need)))
    at_group = thirds(first_of(Workgroup, Workgroup.step == WorkgroupStep.ACTIVE), groups)
    everybody = [*officers, *proposers]
    seat_in(everybody, first_of(Workgroup, Workgroup.step == WorkgroupStep.ACTIVE), groups, cast.umi)
    many(Meeting, 500, everybody, lambda n, by: a_meeting(n, by, next(at_group)))
    work(first_of(Workgroup, Workgroup.step == WorkgroupStep.ACTIVE), groups)
    propose_together(cast.umi, need, proposers, proposals)
    evaluate(officers, proposers)
    give_out(cast.mori)
    share(cast, officers, need, needs, proposers)
    supports = many(Support, 300, [cast.michi, *officers], lambda n, by: a_support(n, by, cast.mori, need))
    at_support = thirds(first_of(Support, Support.step == SupportStep.UNDER_WAY), supports)
    many(SupportEntry, 300, [cast.mori], lambda n, by: an_entry(n, by, next(at_support)))
    checks = consult(officers, proposals)
    match(officers, need, seed, needs, seeds)
    ask(need, proposers, cast.umi)
    cases = hand_in_many(cast, officers, proposers)
    write_words(cast.mori)
    ask_for_much(cast, officers, proposers, need)
    follow([cast.michi, cast.umi, cast.mori, cast.kan, cast.ken], needs)
    with_history = {
        "need": needs,
        "support": supports,
        "proposal": proposals,
        "workgroup": groups,
        "check": checks,
        "front": cases,
        "member": organizations,
    }
    histories(everybody, with_history)
    letters([cast.michi, cast.umi, cast.mori, cast.kan, cast.ken], officers)
