"""Every fact that can happen, in the past tense. Events carry row numbers and plain values only.

The first field names the thing: `need_id=5` makes `thing` "need:5".
"""

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Event:
    """Something that happened."""

    @property
    def thing(self) -> str:
        """What it happened to, as "noun:number"; empty if to nothing of ours."""
        first = next(iter(fields(self)), None)
        if first is None or not first.name.endswith("_id"):
            return ""
        return f"{first.name.removesuffix('_id')}:{getattr(self, first.name)}"


# Who comes and goes -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OrganizationApplied(Event):
    organization_id: int


@dataclass(frozen=True)
class OrganizationChanged(Event):
    organization_id: int


@dataclass(frozen=True)
class OrganizationResorted(Event):
    """An organisation is of another kind, or at another place, from now on: the values of what it was, and of what it is."""

    organization_id: int
    kind_before: str
    place_before: str
    kind: str
    place: str


@dataclass(frozen=True)
class OrganizationMoved(Event):
    organization_id: int
    start: str
    end: str
    move: str


@dataclass(frozen=True)
class PersonInvited(Event):
    ticket_id: int


@dataclass(frozen=True)
class PersonJoined(Event):
    user_id: int


@dataclass(frozen=True)
class PersonChanged(Event):
    user_id: int


@dataclass(frozen=True)
class PersonDeactivated(Event):
    user_id: int


@dataclass(frozen=True)
class PersonReactivated(Event):
    user_id: int


@dataclass(frozen=True)
class SignedIn(Event):
    user_id: int


@dataclass(frozen=True)
class SignInFailed(Event):
    """A sign-in was refused; `who` is a keyed digest of the address that was typed, not the address."""

    who: str


@dataclass(frozen=True)
class SignedOut(Event):
    user_id: int


@dataclass(frozen=True)
class ResetAsked(Event):
    ticket_id: int


@dataclass(frozen=True)
class PasswordChanged(Event):
    user_id: int


@dataclass(frozen=True)
class AccessDenied(Event):
    """A person was refused a page or a deed: the permission that was missing, the page's name, and with what (if anything)."""

    permission: str
    endpoint: str
    noun: str = ""
    key: str = ""


@dataclass(frozen=True)
class ContactViewed(Event):
    """Contact data of a person was shown to somebody outside that person's organisation."""

    user_id: int
    endpoint: str


# Needs and seeds ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NeedDrafted(Event):
    need_id: int


@dataclass(frozen=True)
class NeedChanged(Event):
    need_id: int


@dataclass(frozen=True)
class CallChanged(Event):
    """The days of a need's call were changed."""

    need_id: int
    change_id: int


@dataclass(frozen=True)
class NeedMoved(Event):
    need_id: int
    start: str
    end: str
    move: str


@dataclass(frozen=True)
class NeedShared(Event):
    """A section owns the need from now on, together with the one that leads."""

    need_id: int
    owner_id: int


@dataclass(frozen=True)
class NeedUnshared(Event):
    """A section owns the need no more."""

    need_id: int
    section_id: int


@dataclass(frozen=True)
class RemarkMade(Event):
    remark_id: int


@dataclass(frozen=True)
class RemarkAnswered(Event):
    remark_id: int


@dataclass(frozen=True)
class RemarkSettled(Event):
    remark_id: int


@dataclass(frozen=True)
class RemarkReopened(Event):
    remark_id: int


@dataclass(frozen=True)
class SeedDrafted(Event):
    seed_id: int


@dataclass(frozen=True)
class SeedChanged(Event):
    seed_id: int


@dataclass(frozen=True)
class SeedPublished(Event):
    seed_id: int


@dataclass(frozen=True)
class SeedArchived(Event):
    seed_id: int


# Places for trials --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SiteCallOpened(Event):
    """A need looks for places to be tried out at."""

    site_call_id: int


@dataclass(frozen=True)
class SiteCallChanged(Event):
    site_call_id: int


@dataclass(frozen=True)
class SiteOffered(Event):
    site_id: int


@dataclass(frozen=True)
class SiteMoved(Event):
    site_id: int
    start: str
    end: str
    move: str


# Matching and proposals ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class VerdictGiven(Event):
    verdict_id: int


@dataclass(frozen=True)
class VerdictWithdrawn(Event):
    verdict_id: int


@dataclass(frozen=True)
class ProposalDrafted(Event):
    proposal_id: int


@dataclass(frozen=True)
class ProposalChanged(Event):
    proposal_id: int


@dataclass(frozen=True)
class ProposalMoved(Event):
    proposal_id: int
    start: str
    end: str
    move: str
    within: str = ""
    """The larger deed that the move is part of and that tells people of it; empty: it stands by itself."""


# The front (共創フロント) ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ThemeDrafted(Event):
    theme_id: int


@dataclass(frozen=True)
class ThemeChanged(Event):
    theme_id: int


@dataclass(frozen=True)
class ThemePublished(Event):
    theme_id: int


@dataclass(frozen=True)
class CaseReceived(Event):
    case_id: int


@dataclass(frozen=True)
class CaseSorted(Event):
    """What a case is, or whom it concerns, was said anew."""

    case_id: int


@dataclass(frozen=True)
class CaseMoved(Event):
    case_id: int
    start: str
    end: str
    move: str


@dataclass(frozen=True)
class CaseWritten(Event):
    """Something was written about a case, to the other side or inside the city."""

    case_id: int
    entry_id: int


@dataclass(frozen=True)
class DialogueKept(Event):
    """What was said in a dialogue was written down."""

    case_id: int
    dialogue_id: int


@dataclass(frozen=True)
class GroundsKept(Event):
    """Which conditions a case meets, under which it is laid before the city's body, was said anew."""

    case_id: int


@dataclass(frozen=True)
class InquiryAsked(Event):
    inquiry_id: int


@dataclass(frozen=True)
class InquiryMoved(Event):
    inquiry_id: int
    start: str
    end: str
    move: str


@dataclass(frozen=True)
class InquiryDue(Event):
    """The last day of an inquiry is near."""

    inquiry_id: int


@dataclass(frozen=True)
class InquiryOverdue(Event):
    """The last day of an inquiry has passed without an answer."""

    inquiry_id: int


# Living labs --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LabApplied(Event):
    """A lab was applied for by its people, or entered by a coordinator who knows it from a source."""

    livinglab_id: int


@dataclass(frozen=True)
class LabChanged(Event):
    livinglab_id: int


@dataclass(frozen=True)
class LabMoved(Event):
    livinglab_id: int
    start: str
    end: str
    move: str


@dataclass(frozen=True)
class GatheringKept(Event):
    """A gathering of a lab was announced or written down."""

    gathering_id: int


@dataclass(frozen=True)
class GatheringChanged(Event):
    gathering_id: int


@dataclass(frozen=True)
class VoiceHeard(Event):
    voice_id: int


@dataclass(frozen=True)
class VoiceChanged(Event):
    voice_id: int


@dataclass(frozen=True)
class VoicesGrouped(Event):
    """Voices of a lab were put together under a heading."""

    livinglab_id: int
    voices: int


@dataclass(frozen=True)
class VoicesBecameNeed(Event):
    """So many voices of a lab became a need."""

    livinglab_id: int
    voices: int


@dataclass(frozen=True)
class LabJoinAsked(Event):
    """An organisation asks to join an open lab."""

    livinglab_member_id: int


@dataclass(frozen=True)
class LabJoinAnswered(Event):
    livinglab_member_id: int


@dataclass(frozen=True)
class LabMemberEntered(Event):
    """An organisation known from a source was entered as a member of an open lab."""

    livinglab_member_id: int


@dataclass(frozen=True)
class LabMemberLeft(Event):
    livinglab_member_id: int


@dataclass(frozen=True)
class LabOffered(Event):
    """The secretariat offers a lab that is known from a source to an organisation."""

    livinglab_handover_id: int


@dataclass(frozen=True)
class LabClaimed(Event):
    """An organisation says that a lab which is known from a source is its own."""

    livinglab_handover_id: int


@dataclass(frozen=True)
class LabHandoverAnswered(Event):
    livinglab_handover_id: int


@dataclass(frozen=True)
class LabHandoverWithdrawn(Event):
    livinglab_handover_id: int


@dataclass(frozen=True)
class MilestoneKept(Event):
    livinglab_milestone_id: int


@dataclass(frozen=True)
class MilestoneRemoved(Event):
    livinglab_id: int


@dataclass(frozen=True)
class LabProjectKept(Event):
    """A project of a lab was written down."""

    livinglab_project_id: int


@dataclass(frozen=True)
class LabProjectChanged(Event):
    livinglab_project_id: int


@dataclass(frozen=True)
class LabProjectMoved(Event):
    livinglab_project_id: int
    start: str
    end: str
    move: str


# Open data ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DataRequestMade(Event):
    datarequest_id: int


@dataclass(frozen=True)
class DataRequestChanged(Event):
    datarequest_id: int


@dataclass(frozen=True)
class DataRequestMoved(Event):
    datarequest_id: int
    start: str
    end: str
    move: str


@dataclass(frozen=True)
class DataInquiryMade(Event):
    data_inquiry_id: int


@dataclass(frozen=True)
class DataInquiryMoved(Event):
    data_inquiry_id: int
    start: str
    end: str
    move: str


@dataclass(frozen=True)
class DataInquiryDue(Event):
    """The last day of an inquiry about data is near."""

    data_inquiry_id: int


@dataclass(frozen=True)
class DataInquiryOverdue(Event):
    """The last day of an inquiry about data has passed without an answer."""

    data_inquiry_id: int


@dataclass(frozen=True)
class DataPlanChanged(Event):
    """Data that was promised for a day is promised for another."""

    datarequest_id: int


@dataclass(frozen=True)
class DataPlanDue(Event):
    """The day for which data was promised is near."""

    datarequest_id: int


@dataclass(frozen=True)
class DataAnswerShown(Event):
    """Question and answer are shown to everybody, or say something else from now on."""

    datarequest_id: int


@dataclass(frozen=True)
class DataAnswerHidden(Event):
    datarequest_id: int


@dataclass(frozen=True)
class DataSetDrafted(Event):
    dataset_id: int


@dataclass(frozen=True)
class DataSetChanged(Event):
    dataset_id: int


@dataclass(frozen=True)
class DataSetMoved(Event):
    dataset_id: int
    start: str
    end: str
    move: str


@dataclass(frozen=True)
class DataSetOffered(Event):
    """A data set can be used for a need."""

    dataset_for_need_id: int


@dataclass(frozen=True)
class DataSetTakenOut(Event):
    """A data set is no longer among those that can be used for a need."""

    dataset_id: int
    from_need: int
    """The number of that need."""


# Agreements ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AgreementEntered(Event):
    agreement_id: int


@dataclass(frozen=True)
class AgreementChanged(Event):
    agreement_id: int


@dataclass(frozen=True)
class AgreementPublished(Event):
    """An agreement came into the public register, when it was entered or later."""

    agreement_id: int


@dataclass(frozen=True)
class AgreementTermNear(Event):
    """The term of an agreement comes to its end."""

    agreement_id: int


@dataclass(frozen=True)
class AgreementTermOver(Event):
    """The term of an agreement is over, and nobody has written how it goes on."""

    agreement_id: int


@dataclass(frozen=True)
class AgreementExtended(Event):
    """An agreement goes on as it is, until another last day."""

    agreement_id: int


@dataclass(frozen=True)
class AgreementRenewed(Event):
    """Another agreement took the place of this one."""

    agreement_id: int
    follower_id: int


@dataclass(frozen=True)
class AgreementEnded(Event):
    agreement_id: int


@dataclass(frozen=True)
class AgreementResumed(Event):
    """An agreement has not ended after all."""

    agreement_id: int


@dataclass(frozen=True)
class AgreementContactEntered(Event):
    agreement_contact_id: int


@dataclass(frozen=True)
class AgreementContactChanged(Event):
    agreement_contact_id: int


@dataclass(frozen=True)
class AgreementContactRemoved(Event):
    agreement_contact_id: int
    agreement_id: int


@dataclass(frozen=True)
class AgreementOutcomeEntered(Event):
    agreement_outcome_id: int


@dataclass(frozen=True)
class AgreementOutcomeChanged(Event):
    agreement_outcome_id: int


@dataclass(frozen=True)
class AgreementOutcomeRemoved(Event):
    agreement_outcome_id: int
    agreement_id: int


# Deliberations ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BodyEntered(Event):
    body_id: int


@dataclass(frozen=True)
class BodyChanged(Event):
    body_id: int


@dataclass(frozen=True)
class SittingCalled(Event):
    sitting_id: int


@dataclass(frozen=True)
class SittingChanged(Event):
    sitting_id: int


@dataclass(frozen=True)
class SittingMoved(Event):
    """A sitting is on another day, at another time, or in another place."""

    sitting_id: int


@dataclass(frozen=True)
class SittingCalledOff(Event):
    """A sitting is not held; what lay before it is to be tabled again."""

    sitting_id: int


@dataclass(frozen=True)
class PaperPrepared(Event):
    paper_id: int


@dataclass(frozen=True)
class PaperChanged(Event):
    paper_id: int


@dataclass(frozen=True)
class PaperTabled(Event):
    """A paper was put on the agenda of a sitting."""

    tabling_id: int


@dataclass(frozen=True)
class PaperRuled(Event):
    """The body ruled how to go on with a case, or to take its paper home."""

    tabling_id: int


@dataclass(frozen=True)
class PaperReplaced(Event):
    """A paper says something else to the sitting that it lies before."""

    tabling_id: int


@dataclass(frozen=True)
class RulingCorrected(Event):
    """What was written down of a ruling was put right."""

    tabling_id: int
    correction_id: int


@dataclass(frozen=True)
class ConditionMet(Event):
    """A condition of a ruling was ticked off."""

    tabling_id: int
    condition_id: int


@dataclass(frozen=True)
class ConditionReopened(Event):
    """A condition of a ruling is not met after all."""

    tabling_id: int
    condition_id: int


# Questions on a call ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class QuestionAsked(Event):
    question_id: int


@dataclass(frozen=True)
class QuestionMoved(Event):
    question_id: int
    start: str
    end: str
    move: str


@dataclass(frozen=True)
class AnswerCorrected(Event):
    """A published answer was corrected."""

    question_id: int
    correction_id: int


# Support ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SupportAsked(Event):
    support_id: int


@dataclass(frozen=True)
class SupportChanged(Event):
    support_id: int


@dataclass(frozen=True)
class SupportMoved(Event):
    support_id: int
    start: str
    end: str
    move: str


@dataclass(frozen=True)
class SupportTakenOver(Event):
    support_id: int


@dataclass(frozen=True)
class SupportEntered(Event):
    support_id: int


@dataclass(frozen=True)
class ProposalRenewed(Event):
    """A changed text took the place of the one that was handed in before, while the call was open."""

    proposal_id: int
    version: int


@dataclass(frozen=True)
class ProposalAnnounced(Event):
    """The day was written down on which the public was told of a passage."""

    proposal_id: int
    passage_id: int


@dataclass(frozen=True)
class PartnerInvited(Event):
    proposal_id: int
    partner_id: int


@dataclass(frozen=True)
class PartnerAccepted(Event):
    proposal_id: int
    partner_id: int


@dataclass(frozen=True)
class PartnerDeclined(Event):
    proposal_id: int
    partner_id: int


@dataclass(frozen=True)
class PartnerLeft(Event):
    """A partner, or an invitation, came to its end; `ending` is how."""

    proposal_id: int
    partner_id: int
    ending: str


# Working groups -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WorkgroupOpened(Event):
    workgroup_id: int


@dataclass(frozen=True)
class WorkgroupChanged(Event):
    workgroup_id: int


@dataclass(frozen=True)
class WorkgroupMoved(Event):
    workgroup_id: int
    start: str
    end: str
    move: str


@dataclass(frozen=True)
class MemberJoined(Event):
    member_id: int


@dataclass(frozen=True)
class MemberLeft(Event):
    member_id: int


@dataclass(frozen=True)
class MeetingCalled(Event):
    meeting_id: int


@dataclass(frozen=True)
class MeetingChanged(Event):
    meeting_id: int


@dataclass(frozen=True)
class MinutesKept(Event):
    meeting_id: int


# What people follow -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FollowingChanged(Event):
    """A person follows something, follows it no longer, or wants other letters about it; what it is stays the person's own."""

    user_id: int


# Consultations ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ConsultationOpened(Event):
    consultation_id: int


@dataclass(frozen=True)
class CheckAsked(Event):
    check_id: int


@dataclass(frozen=True)
class CheckChanged(Event):
    check_id: int


@dataclass(frozen=True)
class CheckHandedOver(Event):
    """Somebody of the asked section was named to look after a check."""

    check_id: int


@dataclass(frozen=True)
class CheckMoved(Event):
    check_id: int
    start: str
    end: str
    move: str


@dataclass(frozen=True)
class EntryWritten(Event):
    """Something was written about a check: a question, an answer or a note."""

    check_entry_id: int


@dataclass(frozen=True)
class CheckDue(Event):
    """The last day of a check is near."""

    check_id: int


@dataclass(frozen=True)
class CheckOverdue(Event):
    """The last day of a check has passed, and it has not come to its end."""

    check_id: int


# Evaluation ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EvaluationOpened(Event):
    evaluation_id: int


@dataclass(frozen=True)
class EvaluationChanged(Event):
    """Its criteria, its last day or its chair were changed."""

    evaluation_id: int


@dataclass(frozen=True)
class EvaluationMoved(Event):
    evaluation_id: int
    start: str
    end: str
    move: str


@dataclass(frozen=True)
class EvaluatorInvited(Event):
    evaluator_id: int


@dataclass(frozen=True)
class EvaluatorAnswered(Event):
    evaluator_id: int


@dataclass(frozen=True)
class EvaluatorWithdrawn(Event):
    """The invitation to evaluate was withdrawn."""

    evaluator_id: int


@dataclass(frozen=True)
class EvaluatorReminded(Event):
    """The last day for an evaluator's scores is near, and they are not handed in."""

    evaluator_id: int


@dataclass(frozen=True)
class ConflictsDeclared(Event):
    evaluator_id: int


@dataclass(frozen=True)
class EntriesAllotted(Event):
    """It was said which evaluator scores which proposals."""

    evaluation_id: int


@dataclass(frozen=True)
class AllotmentWithdrawn(Event):
    """Everybody scores all proposals again."""

    evaluation_id: int


@dataclass(frozen=True)
class SheetSaved(Event):
    sheet_id: int


@dataclass(frozen=True)
class SheetsHandedIn(Event):
    evaluator_id: int


@dataclass(frozen=True)
class EntryConcluded(Event):
    """The evaluators' joint result for a proposal was written down."""

    entry_id: int


@dataclass(frozen=True)
class DecisionPrepared(Event):
    entry_id: int


@dataclass(frozen=True)
class DecisionsReleased(Event):
    evaluation_id: int


@dataclass(frozen=True)
class ReleaseUndone(Event):
    evaluation_id: int


# Files and tables ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FileAdded(Event):
    """A file was hung on the thing that `noun` and `number` name."""

    file_id: int
    noun: str
    number: int


@dataclass(frozen=True)
class FileRemoved(Event):
    file_id: int
    noun: str
    number: int


@dataclass(frozen=True)
class FileLeftOut(Event):
    """A file that stays with what was handed in is not to be in what is handed in next."""

    file_id: int
    noun: str
    number: int


@dataclass(frozen=True)
class Exported(Event):
    """A list went out as a file: which, how many rows, in which format, narrowed by what."""

    list: str
    rows: int
    format: str
    filter: str


@dataclass(frozen=True)
class Imported(Event):
    """Drafts were made from a table that somebody brought."""

    batch_id: int
    noun: str
    rows: int


@dataclass(frozen=True)
class CharterWritten(Event):
    charter_id: int


@dataclass(frozen=True)
class CharterConfirmed(Event):
    confirmation_id: int


@dataclass(frozen=True)
class DutyChanged(Event):
    """A member is something else in the group from now on (役割)."""

    member_id: int


@dataclass(frozen=True)
class AgendaChanged(Event):
    meeting_id: int


@dataclass(frozen=True)
class AttendanceAnnounced(Event):
    attendance_id: int


@dataclass(frozen=True)
class AttendanceKept(Event):
    meeting_id: int


@dataclass(frozen=True)
class ResolutionMade(Event):
    resolution_id: int


@dataclass(frozen=True)
class TaskGiven(Event):
    """A task was made, or has a new owner."""

    task_id: int


@dataclass(frozen=True)
class TaskChanged(Event):
    task_id: int


@dataclass(frozen=True)
class DiscussionOpened(Event):
    discussion_id: int


@dataclass(frozen=True)
class PostWritten(Event):
    post_id: int


@dataclass(frozen=True)
class PostCorrected(Event):
    post_id: int


@dataclass(frozen=True)
class PostWithdrawn(Event):
    post_id: int


@dataclass(frozen=True)
class RequirementsKept(Event):
    workgroup_id: int


@dataclass(frozen=True)
class SummaryPublished(Event):
    workgroup_id: int


@dataclass(frozen=True)
class SummaryWithdrawn(Event):
    workgroup_id: int


@dataclass(frozen=True)
class CalendarFeedMade(Event):
    user_id: int


@dataclass(frozen=True)
class CalendarFeedEnded(Event):
    user_id: int


# Rounds -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RoundMade(Event):
    """Who carries what was worked out, as a draft."""

    round_id: int


@dataclass(frozen=True)
class RoundChanged(Event):
    """A draft was worked out anew, or changed by hand."""

    round_id: int


@dataclass(frozen=True)
class RoundMoved(Event):
    round_id: int
    start: str
    end: str
    move: str


# The wordbook -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WordbookEntered(Event):
    wordbook_entry_id: int


@dataclass(frozen=True)
class WordbookChanged(Event):
    wordbook_entry_id: int


@dataclass(frozen=True)
class WordbookRemoved(Event):
    wordbook_entry_id: int


@dataclass(frozen=True)
class WordbookReleased(Event):
    """An edition of the wordbook was released: a new one, or an earlier one again."""

    wordbook_edition_id: int


# How we are doing ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ParticipantTermChanged(Event):
    """The aim, the actual or the outlook of a term of the strategy was written; `part` says which."""

    participant_term_id: int
    part: str


@dataclass(frozen=True)
class ParticipantMeasureChosen(Event):
    """It was chosen what is compared with the aims of the strategy."""

    participant_measure_id: int
    who: str


@dataclass(frozen=True)
class FigureEntered(Event):
    published_figure_id: int


@dataclass(frozen=True)
class FigureCorrected(Event):
    published_figure_id: int


@dataclass(frozen=True)
class FigureRemoved(Event):
    published_figure_id: int
