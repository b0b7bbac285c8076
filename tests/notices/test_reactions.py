"""Which letters come of which event, through the outbox as it is wired."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from hack import clock, db, outbox
from hack.accounts.models import Ticket, TicketKind
from hack.evaluation.choices import Decision
from hack.events import (
    DecisionsReleased,
    MeetingCalled,
    MinutesKept,
    NeedMoved,
    OrganizationMoved,
    PasswordChanged,
    ProposalMoved,
    ResetAsked,
    WorkgroupMoved,
)
from hack.notices import reactions
from hack.notices.models import Letter
from hack.notices.reactions.accounts import ORGANIZATION as ORGANIZATION_LETTERS
from hack.notices.reactions.needs import NEED as NEED_LETTERS
from hack.notices.reactions.proposals import PROPOSAL as PROPOSAL_LETTERS
from hack.outbox import Delivery
from hack.passages import Passage
from hack.pipeline.member import PATH as MEMBER
from hack.pipeline.need import PATH as NEED
from hack.pipeline.proposal import PATH as PROPOSAL
from hack.workgroups.models import Meeting, Member, Side, Workgroup
from tests.cast import a_need, a_proposal
from tests.evaluation.words import an_entry, an_evaluation, decided, kept

WIRED = {
    DecisionsReleased: (reactions.write_about_release,),
    MeetingCalled: (reactions.write_about_meeting,),
    MinutesKept: (reactions.write_about_minutes,),
    PasswordChanged: (reactions.write_about_password,),
    NeedMoved: (reactions.write_about_need,),
    WorkgroupMoved: (reactions.write_about_end,),
    OrganizationMoved: (reactions.write_about_membership,),
    ProposalMoved: (reactions.write_about_proposal,),
    ResetAsked: (reactions.write_reset,),
}


@pytest.fixture
def happens(inside):
    """`happens(event, by=…)`: record it, deliver what is owed, and say which letters there are to whom."""

    def happen(event, by=None):
        outbox.connect(WIRED)
        with db.transaction():
            outbox.record(event, by=by)
        assert inside(outbox.deliver) == 1
        db.session.rollback()
        return [(letter.occasion, letter.address) for letter in db.session.scalars(select(Letter).order_by(Letter.id))]

    return happen


def test_a_repeated_reaction_writes_one_letter(cast, inside, happens):
    need = a_need(by=cast.michi)
    assert happens(NeedMoved(need.id, "checking", "ready", "approve")) == [("need_approved", "michi@city.example")]

    for _ in range(2):
        with db.transaction():
            db.session.execute(update(Delivery).values(due_at=clock.now(), done_at=None))
        assert inside(outbox.deliver) == 1
    db.session.rollback()

    assert len(db.session.scalars(select(Letter)).all()) == 1


def test_who_made_two_proposals_is_told_of_each_decision(cast, happens):
    evaluation = an_evaluation(by=cast.michi, need=a_need(by=cast.michi))
    for _ in range(2):
        entry = an_entry(evaluation, by=cast.umi)
        decided(entry, Decision.DECLINE, by=cast.michi)
        passed = {"noun": "proposal", "thing_id": entry.proposal_id, "at": clock.now(), "happened_on": clock.today()}
        passage = kept(Passage(start="review", end="declined", move="decline", **passed))
        with db.transaction():
            entry.passage_id = passage.id

    assert happens(DecisionsReleased(evaluation.id)) == [("decision_told", "umi@minato.example")] * 2


def test_the_same_thing_happening_again_is_told_again(cast, happens):
    need = a_need(by=cast.michi)
    happens(NeedMoved(need.id, "checking", "shaping", "return"))

    assert happens(NeedMoved(need.id, "checking", "shaping", "return")) == [("need_returned", "michi@city.example")] * 2


def test_a_proposal_that_comes_in_is_told_to_both_sides(cast, happens):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi))

    assert happens(ProposalMoved(proposal.id, "draft", "received", "submit")) == [
        ("proposal_received", "umi@minato.example"),
        ("proposal_arrived", "michi@city.example"),
        ("proposal_arrived", "mori@city.example"),
    ]


def test_nobody_gets_a_letter_about_the_own_deed(cast, happens):
    need = a_need(by=cast.michi)
    group = Workgroup(need=need, opened_by=cast.mori, title="x", capacity=5, taken=2)
    members = [
        Member(workgroup=group, user=cast.michi, side=Side.CITY),
        Member(workgroup=group, user=cast.umi, side=Side.PROPOSER),
    ]
    meeting = Meeting(workgroup=group, title="x", starts_at=clock.now() + timedelta(hours=2), called_by=cast.michi)
    with db.transaction():
        db.session.add_all([group, *members, meeting])

    assert happens(NeedMoved(need.id, "ready", "ideas_open", "open_ideas"), by=cast.michi) == [
        ("need_published", "mori@city.example")
    ]
    assert happens(MeetingCalled(meeting.id), by=cast.michi)[1:] == [("meeting_called", "umi@minato.example")]
    assert happens(MinutesKept(meeting.id), by=cast.umi)[2:] == [("minutes_kept", "michi@city.example")]


def test_a_receipt_and_a_warning_go_to_the_one_who_did_it(cast, happens):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi))

    assert happens(ProposalMoved(proposal.id, "draft", "received", "submit"), by=cast.umi)[0] == (
        "proposal_received",
        "umi@minato.example",
    )
    assert happens(PasswordChanged(cast.riku.id), by=cast.riku)[3:] == [("password_changed", "riku@oka.example")]


def test_a_draft_that_is_thrown_away_is_told_to_nobody(cast, happens):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi))

    assert happens(ProposalMoved(proposal.id, "draft", "withdrawn", "withdraw")) == []
    assert happens(ProposalMoved(proposal.id, "review", "withdrawn", "withdraw")) == [
        ("proposal_withdrawn", "michi@city.example"),
        ("proposal_withdrawn", "mori@city.example"),
    ]


SILENT_FOR_THE_PROPOSER = {"submit", "screen", "query", "answer", "withdraw"}


@pytest.mark.parametrize(
    "move", [m for m in PROPOSAL.moves if m.name not in SILENT_FOR_THE_PROPOSER], ids=lambda m: m.name
)
def test_the_proposer_is_told_of_every_other_step(cast, happens, move):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi))

    told = happens(ProposalMoved(proposal.id, move.from_steps[0].value, move.end.value, move.name))

    assert told == [("proposal_moved", "umi@minato.example")]


def test_a_step_taken_back_is_told_to_the_proposer(cast, happens):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi))

    assert happens(ProposalMoved(proposal.id, "declined", "review", "take_back")) == [
        ("proposal_moved", "umi@minato.example")
    ]


def test_a_suspension_taken_back_is_told_as_a_resumption(cast, happens):
    told = happens(OrganizationMoved(cast.oka.id, "suspended", "active", "take_back"))

    assert told == [("organization_resumed", "riku@oka.example")]


def test_a_thing_that_is_no_more_is_no_reason_to_fail(cast, happens):
    assert happens(NeedMoved(4711, "checking", "ready", "approve")) == []


def test_every_move_that_letters_are_written_about_exists():
    assert set(NEED_LETTERS) <= {move.name for move in NEED.moves}
    assert set(PROPOSAL_LETTERS) <= {move.name for move in PROPOSAL.moves}
    assert set(ORGANIZATION_LETTERS) <= {move.name for move in MEMBER.moves}
    calls = [move.name for move in NEED.moves if move.end.open or any(step.open for step in move.from_steps)]
    assert set(calls) - {"withdraw"} <= set(NEED_LETTERS)


def test_a_link_that_was_used_meanwhile_is_not_sent(cast, happens, posted, plain_office):
    tickets = [
        Ticket(
            kind=TicketKind.RESET, email=cast.umi.email, user_id=cast.umi.id, ends_at=clock.now() + timedelta(hours=1)
        )
        for _ in range(2)
    ]
    with db.transaction():
        db.session.add_all(tickets)
    for ticket in tickets:
        happens(ResetAsked(ticket.id))
    with db.transaction():
        tickets[0].used_at = clock.now()

    assert posted() == 1

    [message] = plain_office.arrived
    assert f"http://127.0.0.1:8000/reset/{tickets[1].key}." in message.get_content()
    [dropped, sent] = db.session.scalars(select(Letter).order_by(Letter.id))
    assert (dropped.dropped_at, sent.posted_at) == (clock.now(), clock.now())


@pytest.mark.parametrize(
    ("move", "told"),
    [
        ("hold", ["need_moved"]),
        ("withdraw", ["need_moved"]),
        ("take_back", ["need_moved"]),
        ("close_ideas", ["call_closed"]),
    ],
)
def test_the_author_of_a_need_is_told_of_every_move(cast, happens, move, told):
    need = a_need(by=cast.michi)

    written = happens(NeedMoved(need.id, "working", "on_hold", move), by=cast.mori)

    assert written == [(occasion, "michi@city.example") for occasion in told]


@pytest.mark.parametrize(("end", "told"), [("informed", 1), ("active", 0)])
def test_the_members_are_told_that_their_group_has_ended_and_of_no_other_step(cast, happens, end, told):
    workgroup = Workgroup(need=a_need(by=cast.michi), opened_by=cast.mori, title="x", capacity=9, taken=1)
    with db.transaction():
        db.session.add_all([workgroup, Member(workgroup=workgroup, user=cast.umi, side=Side.PROPOSER)])

    written = happens(WorkgroupMoved(workgroup.id, "summarising", end, "conclude"), by=cast.michi)

    assert written == [("workgroup_ended", "umi@minato.example")] * told
