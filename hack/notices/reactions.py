"""What is written to whom when something happens: each event's letters, kept as rows and posted afterwards."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from hack import db, outbox
from hack.accounts.models import Organization, Ticket, User
from hack.consultations.models import Check, CheckEntry
from hack.evaluation.actions.releasing import told_entries
from hack.evaluation.models import Entry, Evaluation, Evaluator
from hack.events import (
    CallChanged,
    CharterWritten,
    CheckAsked,
    CheckDue,
    CheckHandedOver,
    CheckMoved,
    CheckOverdue,
    DecisionsReleased,
    DiscussionOpened,
    EntryWritten,
    EvaluationMoved,
    EvaluatorAnswered,
    EvaluatorInvited,
    EvaluatorReminded,
    MeetingCalled,
    MeetingChanged,
    MemberJoined,
    MinutesKept,
    NeedMoved,
    NeedShared,
    OrganizationApplied,
    OrganizationMoved,
    PartnerAccepted,
    PartnerDeclined,
    PartnerInvited,
    PartnerLeft,
    PasswordChanged,
    PersonInvited,
    ProposalAnnounced,
    ProposalMoved,
    ProposalRenewed,
    QuestionAsked,
    QuestionMoved,
    ReleaseUndone,
    ResetAsked,
    SiteMoved,
    SiteOffered,
    SupportAsked,
    SupportMoved,
    SupportTakenOver,
    TaskGiven,
    WorkgroupMoved,
    WorkgroupOpened,
)
from hack.needs.models import CoOwner, Need
from hack.notices import letters
from hack.notices.writing import Draft, keep
from hack.outbox import Deed, EventRecord
from hack.pipeline.check import CheckStep
from hack.pipeline.member import MemberStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.question import QuestionStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.models import Ending, Proposal, ProposalPartner
from hack.questions.models import Question
from hack.sites.models import Site
from hack.support.models import Support
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
SUPPORT: dict[str, Write] = {
    "take": letters.support_taken,
    "finish": letters.support_ended,
    "decline": letters.support_ended,
    "withdraw": letters.support_withdrawn,
}
"""The letter that a move brings about; of no other move anybody is told."""
RECEIPTS = frozenset({"proposal_received", "proposal_renewed", "password_changed"})
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
    write = NEED.get(event.move, letters.need_moved)
    need = db.session.get(Need, event.need_id)
    opened = need is not None and need.sealed and write is letters.call_closed
    return _written(Need, event.need_id, write, *((letters.proposals_opened,) if opened else ()))


def write_about_call(event: CallChanged) -> Deed | None:
    """Whoever prepares an answer to the need is told that its days have changed."""
    return _written(Need, event.need_id, letters.call_changed)


def write_about_owner(event: NeedShared) -> Deed | None:
    """The officers of a section that owns a need from now on are told."""
    return _written(CoOwner, event.owner_id, letters.need_shared)


def write_about_question(event: QuestionAsked) -> Deed | None:
    """The section is told that somebody asks about its call."""
    return _written(Question, event.question_id, letters.question_asked)


def write_about_answer(event: QuestionMoved) -> Deed | None:
    """The asker is told of the answer; nobody of a question that was withdrawn."""
    if event.end == QuestionStep.WITHDRAWN.value:
        return None
    return _written(Question, event.question_id, letters.question_answered)


def write_about_proposal(event: ProposalMoved) -> Deed | None:
    """The proposer is told of every step; the city of what comes in, is answered or withdrawn; nobody of a draft thrown away.

    What is part of a larger deed is told by that.
    """
    if event.within or (event.start == ProposalStep.DRAFT.value and event.move == "withdraw"):
        return None
    return _written(Proposal, event.proposal_id, *PROPOSAL.get(event.move, (letters.proposal_moved,)))


def write_about_site(event: SiteOffered) -> Deed | None:
    """The sections that look for places are told that one was offered."""
    return _written(Site, event.site_id, letters.site_offered)


def write_about_site_move(event: SiteMoved) -> Deed | None:
    """The one who offered a place is told what becomes of it; the sections are told that it was withdrawn."""
    write = letters.site_withdrawn if event.move == "withdraw" else letters.site_moved
    return _written(Site, event.site_id, write)


def write_about_support_asked(event: SupportAsked) -> Deed | None:
    """The coordinators are told that a section asks for support."""
    return _written(Support, event.support_id, letters.support_asked)


def write_about_support(event: SupportMoved) -> Deed | None:
    """The asker is told when it is taken on and how it ends; whoever took it on, when it is withdrawn."""
    write = SUPPORT.get(event.move)
    return _written(Support, event.support_id, write) if write else None


def write_about_taking_over(event: SupportTakenOver) -> Deed | None:
    """The asker is told that it is in somebody's hands, which are others now."""
    return _written(Support, event.support_id, letters.support_taken)


def write_about_renewal(event: ProposalRenewed) -> Deed | None:
    """Those who propose get the receipt of the changed text."""
    return _written(Proposal, event.proposal_id, letters.proposal_renewed)


def write_about_announcement(event: ProposalAnnounced) -> Deed | None:
    """Those who propose are told that the public learns of their proposal."""
    return _written(Proposal, event.proposal_id, letters.proposal_announced)


def write_to_partner(event: PartnerInvited) -> Deed | None:
    """The invited are told who invites them."""
    return _written(ProposalPartner, event.partner_id, letters.partner_invited)


def write_about_partner(event: PartnerAccepted | PartnerDeclined) -> Deed | None:
    """The one who invited is told of the answer."""
    return _written(ProposalPartner, event.partner_id, letters.partner_answered)


def write_about_leaving(event: PartnerLeft) -> Deed | None:
    """Who was taken out is told, or those are who stay, and the section where the proposal was handed in."""
    removed = event.ending == Ending.REMOVED.value
    return _written(ProposalPartner, event.partner_id, letters.partner_removed if removed else letters.partner_left)


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


def write_about_check(event: CheckAsked) -> Deed | None:
    """The section that is asked to check something is told."""
    return _written(Check, event.check_id, letters.check_asked)


def write_about_check_owner(event: CheckHandedOver) -> Deed | None:
    """The one who is to look after a check is told."""
    return _written(Check, event.check_id, letters.check_handed_over)


def write_about_result(event: CheckMoved) -> Deed | None:
    """Those who asked are told what came of it; those who were asked that it is not needed any more; both that it was undone."""
    if event.move == "take_back":
        return _written(Check, event.check_id, letters.check_returned)
    end = CheckStep(event.end)
    if not end.ends:
        return None
    withdrawn = end is CheckStep.WITHDRAWN
    return _written(Check, event.check_id, letters.check_withdrawn if withdrawn else letters.check_answered)


def write_about_entry(event: EntryWritten) -> Deed | None:
    """The other side is told that something was written about a check."""
    return _written(CheckEntry, event.check_entry_id, letters.check_entry)


def write_about_due_date(event: CheckDue | CheckOverdue) -> Deed | None:
    """Whoever a check waits for is told that its last day is near; both sides that it has passed. Not where it ended meanwhile."""
    check = db.session.get(Check, event.check_id)
    if check is None or check.step.ends:
        return None
    write = letters.check_due if isinstance(event, CheckDue) else letters.check_overdue
    return _written(Check, event.check_id, write)


def write_to_evaluator(event: EvaluatorInvited) -> Deed | None:
    """Somebody is asked to evaluate."""
    return _written(Evaluator, event.evaluator_id, letters.evaluator_invited)


def write_about_evaluators_answer(event: EvaluatorAnswered) -> Deed | None:
    """Who asked, and the chair, are told that there is an answer."""
    return _written(Evaluator, event.evaluator_id, letters.evaluator_answered)


def write_reminder(event: EvaluatorReminded) -> Deed | None:
    """An evaluator is told that the last day is near."""
    return _written(Evaluator, event.evaluator_id, letters.evaluator_reminded)


def write_about_evaluation(event: EvaluationMoved) -> Deed | None:
    """Those who evaluate and those who lead are told of each step."""
    return _written(Evaluation, event.evaluation_id, letters.evaluation_moved)


def write_about_release(event: DecisionsReleased) -> Deed | None:
    """Every proposer is told what was decided."""
    return _written(Evaluation, event.evaluation_id, lambda one: _each_told(one, letters.decision_told))


def write_about_undoing(event: ReleaseUndone) -> Deed | None:
    """Every proposer who was told is told that it is taken back."""
    return _written(Evaluation, event.evaluation_id, lambda one: _each_told(one, letters.decision_undone))


def _each_told(evaluation: Evaluation, write: Callable[[Entry], list[Draft]]) -> list[Draft]:
    return [one for entry in told_entries(evaluation) for one in write(entry)]


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
