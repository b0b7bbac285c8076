"""When this happens, these react, in this order: the one page of cause and effect."""

from collections.abc import Mapping, Sequence

from hack import events, outbox
from hack.lazy import lazily
from hack.notices import reactions as notices
from hack.outbox import Reaction
from hack.proposals import reactions as proposals
from hack.search import reactions as search
from hack.workgroups import reactions as workgroups

suggest_for_need = lazily("hack.matching.reactions:suggest_for_need")
suggest_for_seed = lazily("hack.matching.reactions:suggest_for_seed")

# fmt: off
REACTIONS: Mapping[type[events.Event], Sequence[Reaction]] = {
    events.OrganizationApplied: (notices.write_about_application,),
    events.OrganizationMoved:   (notices.write_about_membership, search.index_seeds_of_organization),
    events.OrganizationChanged: (search.index_seeds_of_organization, search.index_proposals_of_organization),
    events.PersonInvited:       (notices.write_invitation,),
    events.ResetAsked:          (notices.write_reset,),
    events.PasswordChanged:     (notices.write_about_password,),
    events.NeedMoved:           (search.index_need, suggest_for_need, notices.write_about_need, proposals.follow_the_need,
                                 workgroups.follow_the_need),
    events.CallChanged:         (search.index_need, suggest_for_need, notices.write_about_call),
    events.NeedChanged:         (search.index_need, suggest_for_need),
    events.SeedPublished:       (search.index_seed, suggest_for_seed),
    events.SeedChanged:         (search.index_seed, suggest_for_seed),
    events.SeedArchived:        (search.index_seed, suggest_for_seed),
    events.ProposalMoved:       (search.index_proposal, notices.write_about_proposal),
    events.ProposalChanged:     (search.index_proposal,),
    events.WorkgroupOpened:     (search.index_workgroup, notices.write_about_workgroup),
    events.WorkgroupMoved:      (search.index_workgroup, notices.write_about_end),
    events.WorkgroupChanged:    (search.index_workgroup,),
    events.MemberJoined:        (search.index_workgroup_of_member, notices.write_about_joining),
    events.MemberLeft:          (search.index_workgroup_of_member,),
    events.MeetingCalled:       (notices.write_about_meeting,),
    events.MeetingChanged:      (notices.write_about_meeting,),
    events.MinutesKept:         (notices.write_about_minutes,),
    events.CharterWritten:      (notices.write_about_charter,),
    events.DutyChanged:         (search.index_workgroup_of_member,),
    events.TaskGiven:           (notices.write_about_task,),
    events.DiscussionOpened:    (notices.write_about_discussion,),
    events.RequirementsKept:    (search.index_workgroup,),
    events.SummaryPublished:    (search.index_workgroup,),
    events.SummaryWithdrawn:    (search.index_workgroup,),
}

SILENT: frozenset[type[events.Event]] = frozenset({
    events.PersonJoined, events.PersonChanged, events.PersonDeactivated,
    events.SignedIn, events.SignInFailed, events.SignedOut, events.AccessDenied, events.ContactViewed,
    events.NeedDrafted, events.SeedDrafted, events.ProposalDrafted,
    events.VerdictGiven, events.VerdictWithdrawn,
    events.CharterConfirmed, events.AgendaChanged, events.AttendanceAnnounced, events.AttendanceKept,
    events.ResolutionMade, events.TaskChanged, events.RemarkMade, events.RemarkCorrected, events.RemarkWithdrawn,
    events.CalendarFeedMade, events.CalendarFeedEnded,
})
"""What is only kept in the audit trail."""
# fmt: on

LETTERS: Mapping[type[events.Event], Sequence[Reaction]] = {
    kind: [reaction for reaction in those if reaction.__module__ == notices.__name__]
    for kind, those in REACTIONS.items()
}
"""What is written to people, and nothing else: for a history that is told, not lived."""


def connect() -> None:
    """Tell the outbox who reacts to what."""
    outbox.connect(REACTIONS)
