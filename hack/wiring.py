"""When this happens, these react, in this order: the one page of cause and effect."""

from collections.abc import Mapping, Sequence

from hack import events, outbox
from hack.consultations import reactions as consultations
from hack.following import reactions as following
from hack.lazy import lazily
from hack.notices import reactions as notices
from hack.outbox import Reaction
from hack.proposals import reactions as proposals
from hack.search import reactions as search
from hack.wordbook import reactions as wordbook
from hack.workgroups import reactions as workgroups

suggest_for_need = lazily("hack.matching.reactions:suggest_for_need")
suggest_for_seed = lazily("hack.matching.reactions:suggest_for_seed")
learn_from_verdict = lazily("hack.matching.reactions:learn_from_verdict")

# fmt: off
REACTIONS: Mapping[type[events.Event], Sequence[Reaction]] = {
    events.OrganizationApplied: (notices.write_about_application,),
    events.OrganizationMoved:   (notices.write_about_membership, search.index_seeds_of_organization),
    events.OrganizationChanged: (search.index_seeds_of_organization, search.index_proposals_of_organization),
    events.PersonInvited:       (notices.write_invitation,),
    events.ResetAsked:          (notices.write_reset,),
    events.PasswordChanged:     (notices.write_about_password,),
    events.NeedMoved:           (search.index_need, suggest_for_need, notices.write_about_need, proposals.follow_the_need,
                                 workgroups.follow_the_need, consultations.follow_the_need, following.tell_followers),
    events.CallChanged:         (search.index_need, suggest_for_need, notices.write_about_call, following.tell_followers),
    events.NeedChanged:         (search.index_need, suggest_for_need),
    events.NeedShared:          (search.index_need, search.index_proposals_of_need, suggest_for_need, notices.write_about_owner),
    events.NeedUnshared:        (search.index_need, search.index_proposals_of_need, suggest_for_need),
    events.SeedPublished:       (search.index_seed, suggest_for_seed, following.tell_followers),
    events.SeedChanged:         (search.index_seed, suggest_for_seed),
    events.SeedArchived:        (search.index_seed, suggest_for_seed),
    events.VerdictGiven:        (learn_from_verdict,),
    events.VerdictWithdrawn:    (learn_from_verdict,),
    events.SiteOffered:         (notices.write_about_site,),
    events.SiteMoved:           (notices.write_about_site_move,),
    events.QuestionAsked:       (notices.write_about_question,),
    events.QuestionMoved:       (notices.write_about_answer, following.tell_followers),
    events.AnswerCorrected:     (following.tell_followers,),
    events.ProposalMoved:       (search.index_proposal, notices.write_about_proposal, consultations.follow_the_proposal,
                                 following.tell_followers),
    events.ProposalChanged:     (search.index_proposal,),
    events.SupportAsked:        (notices.write_about_support_asked,),
    events.SupportMoved:        (notices.write_about_support,),
    events.SupportTakenOver:    (notices.write_about_taking_over,),
    events.ProposalRenewed:     (search.index_proposal, notices.write_about_renewal),
    events.ProposalAnnounced:   (search.index_proposal, notices.write_about_announcement),
    events.PartnerInvited:      (search.index_proposal, notices.write_to_partner),
    events.PartnerAccepted:     (search.index_proposal, notices.write_about_partner),
    events.PartnerDeclined:     (search.index_proposal, notices.write_about_partner),
    events.PartnerLeft:         (search.index_proposal, notices.write_about_leaving),
    events.CaseReceived:        (notices.write_about_case_received,),
    events.CaseMoved:           (notices.write_about_case,),
    events.CaseWritten:         (notices.write_about_case_entry,),
    events.DialogueKept:        (notices.write_about_dialogue,),
    events.InquiryAsked:        (notices.write_about_inquiry,),
    events.InquiryMoved:        (notices.write_about_inquiry_move,),
    events.InquiryDue:          (notices.write_about_last_day,),
    events.InquiryOverdue:      (notices.write_about_last_day,),
    events.WorkgroupOpened:     (search.index_workgroup, notices.write_about_workgroup),
    events.WorkgroupMoved:      (search.index_workgroup, notices.write_about_end, following.tell_followers),
    events.WorkgroupChanged:    (search.index_workgroup,),
    events.MemberJoined:        (search.index_workgroup_of_member, notices.write_about_joining),
    events.MemberLeft:          (search.index_workgroup_of_member,),
    events.MeetingCalled:       (notices.write_about_meeting,),
    events.MeetingChanged:      (notices.write_about_meeting,),
    events.MinutesKept:         (notices.write_about_minutes,),
    events.CheckAsked:          (notices.write_about_check,),
    events.CheckHandedOver:     (notices.write_about_check_owner,),
    events.CheckMoved:          (notices.write_about_result,),
    events.EntryWritten:        (notices.write_about_entry,),
    events.CheckDue:            (notices.write_about_last_day,),
    events.CheckOverdue:        (notices.write_about_last_day,),
    events.EvaluatorInvited:    (notices.write_to_evaluator,),
    events.EvaluatorAnswered:   (notices.write_about_evaluators_answer,),
    events.EvaluatorReminded:   (notices.write_reminder,),
    events.EntriesAllotted:     (notices.write_about_allotment,),
    events.AllotmentWithdrawn:  (notices.write_about_withdrawn_allotment,),
    events.EvaluationMoved:     (notices.write_about_evaluation,),
    events.DecisionsReleased:   (notices.write_about_release,),
    events.ReleaseUndone:       (notices.write_about_undoing,),
    events.CharterWritten:      (notices.write_about_charter,),
    events.DutyChanged:         (search.index_workgroup_of_member,),
    events.TaskGiven:           (notices.write_about_task,),
    events.DiscussionOpened:    (notices.write_about_discussion,),
    events.RequirementsKept:    (search.index_workgroup,),
    events.SummaryPublished:    (search.index_workgroup,),
    events.SummaryWithdrawn:    (search.index_workgroup,),
    events.LabApplied:          (notices.write_about_lab_application,),
    events.LabMoved:            (notices.write_about_lab,),
    events.VoicesBecameNeed:    (notices.write_about_voices,),
    events.LabJoinAsked:        (notices.write_about_asking_to_join,),
    events.LabJoinAnswered:     (notices.write_about_answer_to_join,),
    events.WordbookReleased:    (wordbook.put_in_force,),
    events.DataRequestMade:     (notices.write_about_data_request,),
    events.DataRequestMoved:    (notices.write_about_data_move,),
    events.DataInquiryMade:     (notices.write_about_data_inquiry,),
    events.DataInquiryMoved:    (notices.write_about_data_inquiry_move,),
    events.DataInquiryDue:      (notices.write_about_last_day,),
    events.DataInquiryOverdue:  (notices.write_about_last_day,),
    events.DataPlanChanged:     (notices.write_about_data_plan,),
    events.DataPlanDue:         (notices.write_about_data_day,),
    events.DataAnswerShown:     (notices.write_about_shown_answer,),
    events.AgreementTermNear:   (notices.write_about_term,),
    events.PaperTabled:         (notices.write_about_tabling,),
    events.PaperRuled:          (notices.write_about_ruling,),
}

SILENT: frozenset[type[events.Event]] = frozenset({
    events.PersonJoined, events.PersonChanged, events.PersonDeactivated, events.PersonReactivated,
    events.SignedIn, events.SignInFailed, events.SignedOut, events.AccessDenied, events.ContactViewed,
    events.NeedDrafted, events.SeedDrafted, events.ProposalDrafted,
    events.RemarkMade, events.RemarkAnswered, events.RemarkSettled, events.RemarkReopened,
    events.SiteCallOpened, events.SiteCallChanged,
    events.FollowingChanged,
    events.SupportChanged, events.SupportEntered,
    events.ThemeDrafted, events.ThemeChanged, events.ThemePublished, events.CaseSorted, events.GroundsKept,
    events.ConsultationOpened, events.CheckChanged,
    events.EvaluationOpened, events.EvaluationChanged, events.EvaluatorWithdrawn, events.ConflictsDeclared,
    events.RoundMade, events.RoundChanged, events.RoundMoved,
    events.SheetSaved, events.SheetsHandedIn, events.EntryConcluded, events.DecisionPrepared,
    events.FileAdded, events.FileRemoved, events.Exported, events.Imported,
    events.CharterConfirmed, events.AgendaChanged, events.AttendanceAnnounced, events.AttendanceKept,
    events.ResolutionMade, events.TaskChanged, events.PostWritten, events.PostCorrected, events.PostWithdrawn,
    events.CalendarFeedMade, events.CalendarFeedEnded,
    events.LabChanged, events.GatheringKept, events.GatheringChanged, events.VoiceHeard, events.VoiceChanged, events.VoicesGrouped,
    events.LabMemberEntered, events.LabMemberLeft, events.MilestoneKept, events.MilestoneRemoved,
    events.WordbookEntered, events.WordbookChanged, events.WordbookRemoved,
    events.ParticipantTermChanged, events.ParticipantMeasureChosen,
    events.FigureEntered, events.FigureCorrected, events.FigureRemoved,
    events.DataRequestChanged, events.DataAnswerHidden,
    events.DataSetDrafted, events.DataSetChanged, events.DataSetMoved, events.DataSetOffered, events.DataSetTakenOut,
    events.AgreementEntered, events.AgreementChanged,
    events.BodyEntered, events.BodyChanged, events.SittingCalled, events.SittingChanged,
    events.PaperPrepared, events.PaperChanged,
    events.AgreementOutcomeEntered, events.AgreementOutcomeChanged, events.AgreementOutcomeRemoved,
})
"""What is only kept in the audit trail."""
# fmt: on

LETTERS: Mapping[type[events.Event], Sequence[Reaction]] = {
    kind: [reaction for reaction in those if reaction.__module__.startswith(notices.__name__)]
    for kind, those in REACTIONS.items()
}
"""What is written to people, and nothing else: for a history that is told, not lived."""


def connect() -> None:
    """Tell the outbox who reacts to what."""
    outbox.connect(REACTIONS)
