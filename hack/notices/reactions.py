"""What is written to whom when something happens: each event's letters, kept as rows and posted afterwards."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from hack import db, outbox
from hack.accounts.models import Organization, Ticket, User
from hack.events import (
    CallChanged,
    CharterWritten,
    DiscussionOpened,
    MeetingCalled,
    MeetingChanged,
    MemberJoined,
    MinutesKept,
    NeedMoved,
    OrganizationApplied,
    OrganizationMoved,
    PasswordChanged,
    PersonInvited,
    ProposalMoved,
    ResetAsked,
    TaskGiven,
    WorkgroupMoved,
    WorkgroupOpened,
)
from hack.needs.models import Need
from hack.notices import letters
from hack.notices.writing import Draft, keep
from hack.outbox import Deed, EventRecord
from hack.pipeline.member import MemberStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.models import Proposal
from hack.workgroups.models import Charter, Discussion, Meeting, Member, Task, Workgroup

Write = Callable[[Any], list[Draft]]

ORGANIZATION: dict[str, Write] = {
    "verify": letters.organization_verified,
    "decline": letters.organization_declined,
    "suspend": letters.organization_suspended,
    "resume": letters.organization_resumed,
}
NEED: dict[str, Write] = {
    "submit": letters.need_submitted,
    "resubmit": letters.need_submitted,
    "approve": letters.need_approved,
    "return": letters.need_returned,
    "open_ideas": letters.need_published,
    "open_trials": letters.need_published,
    "call_for_trials": letters.need_published,
    "begin_ideas": letters.need_published,
    "begin_trials": letters.need_published,
    "close_ideas": letters.call_closed,
    "close_ideas_early": letters.call_closed,
    "close_trials": letters.call_closed,
    "close_trials_early": letters.call_closed,
}
PROPOSAL: dict[str, tuple[Write, ...]] = {
    "submit": (letters.proposal_received, letters.proposal_arrived),
    "screen": (),
    "query": (letters.proposal_queried,),
    "answer": (letters.proposal_answered,),
    "withdraw": (letters.proposal_withdrawn,),
}
"""Which letters a move brings about; of every move not named here the proposer is told."""
RECEIPTS = frozenset({"proposal_received", "password_changed"})
"""What is written to a person about the own deed too: nobody else gets a letter about it."""


def write_about_application(event: OrganizationApplied) -> Deed | None:
    """The coordinators are told that somebody applied."""
    return _written(Organization, event.organization_id, letters.organization_applied)


def write_about_membership(event: OrganizationMoved) -> Deed | None:
    """The applicant, or the organisation's people, are told how it stands; a suspension taken back is a resumption."""
    taken_back = event.move == "take_back" and event.start == MemberStep.SUSPENDED.value
    write = ORGANIZATION.get("resume" if taken_back else event.move)
    return _written(Organization, event.organization_id, write) if write else None


def write_invitation(event: PersonInvited) -> Deed | None:
    """The invited address gets its link."""
    return _written(Ticket, event.ticket_id, letters.invitation)


def write_reset(event: ResetAsked) -> Deed | None:
    """The person who forgot the password gets a link."""
    return _written(Ticket, event.ticket_id, letters.reset)


def write_about_password(event: PasswordChanged) -> Deed | None:
    """The person is told that the password was changed."""
    return _written(User, event.user_id, letters.password_changed)


def write_about_need(event: NeedMoved) -> Deed | None:
    """Those whose turn it is are told of a need that was checked, returned or approved, and of calls that open and close; of
    every other move its author is told.
    """
    return _written(Need, event.need_id, NEED.get(event.move, letters.need_moved))


def write_about_call(event: CallChanged) -> Deed | None:
    """Whoever prepares an answer to the need is told that its days have changed."""
    return _written(Need, event.need_id, letters.call_changed)


def write_about_proposal(event: ProposalMoved) -> Deed | None:
    """The proposer is told of every step; the city of what comes in, is answered or withdrawn; nobody of a draft thrown away."""
    if event.start == ProposalStep.DRAFT.value and event.move == "withdraw":
        return None
    return _written(Proposal, event.proposal_id, *PROPOSAL.get(event.move, (letters.proposal_moved,)))


def write_about_workgroup(event: WorkgroupOpened) -> Deed | None:
    """The first members are told of their new group."""
    return _written(Workgroup, event.workgroup_id, letters.workgroup_opened)


def write_about_end(event: WorkgroupMoved) -> Deed | None:
    """The members are told that their group has come to its end; of its other steps nobody is written to."""
    return _written(Workgroup, event.workgroup_id, letters.workgroup_ended) if WorkgroupStep(event.end).ends else None


def write_about_joining(event: MemberJoined) -> Deed | None:
    """The one who joined and the one who opened the group are told."""
    return _written(Member, event.member_id, letters.member_joined)


def write_about_meeting(event: MeetingCalled | MeetingChanged) -> Deed | None:
    """The members are told of a meeting, or that it has changed."""
    write = letters.meeting_called if isinstance(event, MeetingCalled) else letters.meeting_changed
    return _written(Meeting, event.meeting_id, write)


def write_about_minutes(event: MinutesKept) -> Deed | None:
    """The members are told that the minutes can be read."""
    return _written(Meeting, event.meeting_id, letters.minutes_kept)


def write_about_charter(event: CharterWritten) -> Deed | None:
    """The members are asked to read the charter and to confirm it."""
    return _written(Charter, event.charter_id, letters.charter_written)


def write_about_task(event: TaskGiven) -> Deed | None:
    """The one whose task it is is told."""
    return _written(Task, event.task_id, letters.task_given)


def write_about_discussion(event: DiscussionOpened) -> Deed | None:
    """The members are told of a new subject."""
    return _written(Discussion, event.discussion_id, letters.discussion_opened)


def _written(kind: type[Any], number: int, *writes: Write) -> Deed | None:
    """The deed that keeps these letters about one thing; None where there is nothing to write.

    Whoever did it knows: to that person only receipts are written.
    """
    thing, event_id = db.session.get(kind, number), outbox.reacting_to.get()
    drafts = [one for write in writes for one in write(thing)] if thing is not None else []
    doer = db.session.scalar(select(EventRecord.by_id).where(EventRecord.id == event_id))
    drafts = [one for one in drafts if doer is None or one.to_id != doer or one.occasion in RECEIPTS]
    return (lambda: keep(drafts, event_id)) if drafts else None
