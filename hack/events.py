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
class RemarkMade(Event):
    remark_id: int


@dataclass(frozen=True)
class RemarkCorrected(Event):
    remark_id: int


@dataclass(frozen=True)
class RemarkWithdrawn(Event):
    remark_id: int


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
