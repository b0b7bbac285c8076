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
    events.OrganizationChanged: (search.index_seeds_of_organization, search.index_proposals_of_organization,
                                 search.index_of_organization),
    events.PersonInvited:       (notices.write_invitation,),
    events.ResetAsked:          (notices.write_reset,),
    events.PasswordChanged:     (notices.write_about_password,),
    events.NeedDrafted:         (search.index_need,),
    events.SeedDrafted:         (search.index_seed,),
    events.ProposalDrafted:     (search.index_proposal,),
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
    events.CaseReceived:        (search.index_case, notices.write_about_case_received, following.tell_followers),
    events.CaseMoved:           (search.index_case, notices.write_about_case),
    events.CaseSorted:          (search.index_case,),
    events.ThemeDrafted:        (search.index_theme,),
    events.ThemeChanged:        (search.index_theme,),
    events.ThemePublished:      (search.index_theme, following.tell_followers),
    events.CaseWritten:         (notices.write_about_case_entry,),
    events.FileAdded:           (notices.write_about_case_file,),
    events.DialogueKept:        (notices.write_about_dialogue,),
    events.InquiryAsked:        (search.index_case_of_inquiry, notices.write_about_inquiry,),
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
    events.LabApplied:          (search.index_lab, notices.write_about_lab_application,),
    events.LabMoved:            (search.index_lab, notices.write_about_lab, following.tell_followers),
    events.LabChanged:          (search.index_lab,),
    events.GatheringKept:       (search.index_gathering, following.tell_followers),
    events.GatheringChanged:    (search.index_gathering,),
    events.VoiceHeard:          (search.index_voice, following.tell_followers),
    events.VoiceChanged:        (search.index_voice,),
    events.VoicesGrouped:       (search.index_voices,),
    events.VoicesBecameNeed:    (search.index_voices, notices.write_about_voices,),
    events.LabJoinAsked:        (notices.write_about_asking_to_join,),
    events.LabJoinAnswered:     (notices.write_about_answer_to_join,),
    events.LabOffered:          (notices.write_about_offered_lab,),
    events.LabClaimed:          (notices.write_about_claimed_lab,),
    events.LabHandoverAnswered: (search.index_lab_of_handover, notices.write_about_handover,),
    events.WordbookReleased:    (wordbook.put_in_force,),
    events.DataRequestMade:     (search.index_data_answer, notices.write_about_data_request,),
    events.DataRequestMoved:    (notices.write_about_data_move,),
    events.DataInquiryMade:     (notices.write_about_data_inquiry,),
    events.DataInquiryMoved:    (notices.write_about_data_inquiry_move,),
    events.DataInquiryDue:      (notices.write_about_last_day,),
    events.DataInquiryOverdue:  (notices.write_about_last_day,),
    events.DataPlanChanged:     (notices.write_about_data_plan,),
    events.DataPlanDue:         (notices.write_about_data_day,),
    events.DataAnswerShown:     (search.index_data_answer, notices.write_about_shown_answer, following.tell_followers),
    events.DataAnswerHidden:    (search.index_data_answer,),
    events.DataSetDrafted:      (search.index_dataset,),
    events.DataSetChanged:      (search.index_dataset,),
    events.DataSetMoved:        (search.index_dataset, following.tell_followers),
    events.AgreementEntered:    (search.index_agreement,),
    events.AgreementChanged:    (search.index_agreement,),
    events.AgreementExtended:   (search.index_agreement,),
    events.AgreementRenewed:    (search.index_agreement,),
    events.AgreementEnded:      (search.index_agreement,),
    events.AgreementResumed:    (search.index_agreement,),
    events.AgreementPublished:  (following.tell_followers,),
    events.AgreementOutcomeEntered: (search.index_agreement_of_outcome,),
    events.AgreementOutcomeChanged: (search.index_agreement_of_outcome,),
    events.AgreementOutcomeRemoved: (search.index_agreement,),
    events.AgreementTermNear:   (notices.write_about_term,),
    events.AgreementTermOver:   (notices.write_about_term_over,),
    events.PaperTabled:         (notices.write_about_tabling,),
    events.PaperRuled:          (notices.write_about_ruling,),
    events.RulingCorrected:     (notices.write_about_corrected_ruling,),
    events.SittingMoved:        (notices.write_about_moved_sitting,),
    events.SittingCalledOff:    (notices.write_about_sitting_called_off,),
}

SILENT: frozenset[type[events.Event]] = frozenset({
    events.OrganizationResorted,
    events.PersonJoined, events.PersonChanged, events.PersonDeactivated, events.PersonReactivated,
    events.SignedIn, events.SignInFailed, events.SignedOut, events.AccessDenied, events.ContactViewed,
    events.RemarkMade, events.RemarkAnswered, events.RemarkSettled, events.RemarkReopened,
    events.SiteCallOpened, events.SiteCallChanged,
    events.FollowingChanged,
    events.SupportChanged, events.SupportEntered,
    events.GroundsKept,
    events.ConsultationOpened, events.CheckChanged,
    events.EvaluationOpened, events.EvaluationChanged, events.EvaluatorWithdrawn, events.ConflictsDeclared,
    events.RoundMade, events.RoundChanged, events.RoundMoved,
    events.SheetSaved, events.SheetsHandedIn, events.EntryConcluded, events.DecisionPrepared,
    events.FileRemoved, events.FileLeftOut, events.Exported, events.Imported,
    events.CharterConfirmed, events.AgendaChanged, events.AttendanceAnnounced, events.AttendanceKept,
    events.ResolutionMade, events.TaskChanged, events.PostWritten, events.PostCorrected, events.PostWithdrawn,
    events.CalendarFeedMade, events.CalendarFeedEnded,
    events.LabMemberEntered, events.LabMemberLeft, events.LabHandoverWithdrawn,
    events.LabProjectKept, events.LabProjectChanged, events.LabProjectMoved, events.MilestoneKept, events.MilestoneRemoved,
    events.WordbookEntered, events.WordbookChanged, events.WordbookRemoved,
    events.ParticipantTermChanged, events.ParticipantMeasureChosen,
    events.FigureEntered, events.FigureCorrected, events.FigureRemoved,
    events.DataRequestChanged, events.DataSetOffered, events.DataSetTakenOut,
    events.AgreementContactEntered, events.AgreementContactChanged, events.AgreementContactRemoved,
    events.BodyEntered, events.BodyChanged, events.SittingCalled, events.SittingChanged,
    events.PaperPrepared, events.PaperChanged, events.PaperReplaced,
    events.ConditionMet, events.ConditionReopened,
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
