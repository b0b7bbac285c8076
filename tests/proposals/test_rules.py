"""Who sees a proposal, and who may do what with it."""

import pytest
from sqlalchemy import select

from hack import db
from hack.accounts.models import Organization
from hack.pipeline.member import MemberStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.policy import can
from hack.proposals.models import Proposal
from hack.proposals.queries import listed_proposals, one_proposal, own_proposals, visible_to
from hack.proposals.rules import moves_open_to
from tests.cast import a_need, a_proposal
from tests.proposals.words import everybody

OWN = {"umi", "sora"}
CITY = {"mori", "michi"}
STEPS_HANDED_IN = [step for step in ProposalStep if step not in (ProposalStep.DRAFT, ProposalStep.WITHDRAWN)]


def _those_who(cast, permission, thing=None):
    return {name for name, person in everybody(cast).items() if can(person, permission, thing)}


def _those_who_see(cast, proposal):
    return {name for name, person in everybody(cast).items() if one_proposal(proposal.key, person) is not None}


@pytest.mark.parametrize("step", STEPS_HANDED_IN)
def test_once_handed_in_its_organisation_the_asking_section_and_coordinators_see_it(cast, step):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi), step=step)

    assert _those_who_see(cast, proposal) == OWN | CITY


@pytest.mark.parametrize("step", [ProposalStep.DRAFT, ProposalStep.WITHDRAWN])
def test_what_was_never_handed_in_only_its_organisation_sees(cast, step):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi), step=step)

    assert _those_who_see(cast, proposal) == OWN


def test_what_was_handed_in_and_taken_back_to_a_draft_is_hidden_from_the_city_again(cast):
    need = a_need(by=cast.michi)
    received = a_proposal(by=cast.umi, need=need)
    proposal = a_proposal(
        by=cast.umi, need=need, step=ProposalStep.DRAFT, received_at=received.received_at, number="X-1"
    )

    assert _those_who_see(cast, proposal) == OWN


def test_what_was_withdrawn_after_its_receipt_stays_with_those_who_read_it(cast):
    need = a_need(by=cast.michi)
    received = a_proposal(by=cast.umi, need=need)
    proposal = a_proposal(
        by=cast.umi, need=need, step=ProposalStep.WITHDRAWN, received_at=received.received_at, number="X-1"
    )

    assert _those_who_see(cast, proposal) == OWN | CITY


def test_lists_show_to_each_what_each_may_see(cast):
    roads, resources = a_need(by=cast.michi), a_need(by=cast.midori)
    ours = a_proposal(by=cast.umi, need=roads)
    draft = a_proposal(by=cast.sora, need=roads, step=ProposalStep.DRAFT)
    theirs = a_proposal(by=cast.riku, need=roads)
    elsewhere = a_proposal(by=cast.riku, need=resources)

    def listed(person):
        return set(db.session.scalars(listed_proposals(person)))

    assert {name: listed(person) for name, person in everybody(cast).items()} == {
        "mori": {ours, theirs, elsewhere},
        "michi": {ours, theirs},
        "kaji": set(),
        "midori": {elsewhere},
        "umi": {ours, draft},
        "sora": {ours, draft},
        "riku": {theirs, elsewhere},
        "kita": set(),
        "kan": set(),
        "ken": set(),
        "visitor": set(),
    }
    assert set(db.session.scalars(own_proposals(cast.umi))) == {ours, draft}
    assert list(db.session.scalars(select(Proposal).where(visible_to(cast.mori), Proposal.need_id == roads.id))) == [
        ours,
        theirs,
    ]


def test_who_has_left_an_organisation_for_another_sees_nothing_of_it_any_more(cast):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi))
    with db.transaction():
        cast.sora.organization_id = cast.oka.id

    assert one_proposal(proposal.key, cast.umi) is proposal
    assert one_proposal(proposal.key, cast.sora) is None
    assert not can(cast.sora, "proposal.read", proposal)


@pytest.mark.parametrize(
    ("step", "permission", "who"),
    [
        (ProposalStep.DRAFT, "proposal.read", OWN),
        (ProposalStep.DRAFT, "proposal.edit", OWN),
        (ProposalStep.DRAFT, "proposal.submit", OWN),
        (ProposalStep.DRAFT, "proposal.move", OWN),
        (ProposalStep.DRAFT, "proposal.take_back", set()),
        (ProposalStep.DRAFT, "proposal.read_confidential", OWN),
        (ProposalStep.RECEIVED, "proposal.read", OWN | CITY),
        (ProposalStep.RECEIVED, "proposal.read_confidential", OWN | {"mori"}),
        (ProposalStep.RECEIVED, "proposal.edit", OWN),
        (ProposalStep.SCREENING, "proposal.edit", set()),
        (ProposalStep.RECEIVED, "proposal.write", OWN),
        (ProposalStep.RECEIVED, "proposal.submit", OWN),
        (ProposalStep.RECEIVED, "proposal.move", OWN | CITY),
        (ProposalStep.RECEIVED, "proposal.take_back", {"mori"}),
        (ProposalStep.QUERIED, "proposal.edit", OWN),
        (ProposalStep.WITHDRAWN, "proposal.submit", set()),
    ],
)
def test_who_may_do_what_with_a_proposal(cast, step, permission, who):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi), step=step)

    assert _those_who(cast, permission, proposal) == who


@pytest.mark.parametrize(
    ("permission", "who"),
    [
        ("proposal.create", {"umi", "sora", "riku", "kita"}),
        ("proposal.list", {"mori", "michi"}),
    ],
)
def test_who_may_do_what_with_the_proposals_for_a_need(cast, permission, who):
    assert _those_who(cast, permission, a_need(by=cast.michi)) == who


def test_who_has_a_list_of_proposals_and_who_one_of_the_own(cast):
    proposers = {"umi", "sora", "riku", "kita"}

    assert _those_who(cast, "proposal.index") == proposers | {"mori", "michi", "kaji", "midori"}
    assert _those_who(cast, "proposal.list_own") == proposers


@pytest.mark.parametrize(
    ("facts", "answerable"),
    [
        ({"step": NeedStep.IDEAS_OPEN}, True),
        ({"step": NeedStep.WORKING}, True),
        ({"step": NeedStep.READY}, False),
        ({"step": NeedStep.ADOPTED}, False),
        ({"step": NeedStep.IDEAS_OPEN, "internal": True}, False),
    ],
)
def test_a_proposal_can_be_prepared_for_a_public_need_that_has_not_ended(cast, facts, answerable):
    assert can(cast.umi, "proposal.create", a_need(by=cast.michi, **facts)) is answerable


def test_an_organisation_that_is_not_active_prepares_no_proposal(cast):
    need = a_need(by=cast.michi)
    idle = Organization(name="休み", kind=cast.minato.kind, in_city=True, step=MemberStep.SUSPENDED)
    with db.transaction():
        db.session.add(idle)
        db.session.flush()
        cast.riku.organization_id = idle.id

    assert not can(cast.riku, "proposal.create", need)


@pytest.mark.parametrize(
    ("step", "moves"),
    [
        (ProposalStep.DRAFT, {"umi": ["submit", "withdraw"]}),
        (ProposalStep.RECEIVED, {"umi": ["withdraw"], "mori": ["screen", "decline", "refer"], "michi": ["decline"]}),
        (
            ProposalStep.SCREENING,
            {"umi": ["withdraw"], "mori": ["accept", "query", "decline", "refer"], "michi": ["decline"]},
        ),
        (ProposalStep.QUERIED, {"umi": ["answer", "withdraw"]}),
        (
            ProposalStep.REVIEW,
            {
                "umi": ["withdraw"],
                "mori": ["interview", "invite", "choose", "decline", "refer"],
                "michi": ["interview", "invite", "choose", "decline"],
            },
        ),
        (ProposalStep.DECLINED, {}),
    ],
)
def test_each_has_the_moves_of_the_part_they_play(cast, step, moves):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi), step=step)
    people = everybody(cast)
    people.pop("sora")

    open_moves = {name: [m.name for m in moves_open_to(person, proposal)] for name, person in people.items()}

    assert {name: names for name, names in open_moves.items() if names} == moves
