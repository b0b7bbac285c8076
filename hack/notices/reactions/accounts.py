"""What is written when organisations and people come and go."""

from hack.accounts.models import Organization, Ticket, User
from hack.events import OrganizationApplied, OrganizationMoved, PasswordChanged, PersonInvited, ResetAsked
from hack.notices.letters import accounts
from hack.notices.reactions.keeping import Write, written
from hack.outbox import Deed
from hack.pipeline.member import MemberStep

ORGANIZATION: dict[str, Write] = {
    "verify": accounts.organization_verified,
    "decline": accounts.organization_declined,
    "suspend": accounts.organization_suspended,
    "resume": accounts.organization_resumed,
}


def write_about_application(event: OrganizationApplied) -> Deed | None:
    """The coordinators are told that somebody applied."""
    return written(Organization, event.organization_id, accounts.organization_applied)


def write_about_membership(event: OrganizationMoved) -> Deed | None:
    """The applicant, or the organisation's people, are told how it stands; a suspension taken back is a resumption."""
    taken_back = event.move == "take_back" and event.start == MemberStep.SUSPENDED.value
    write = ORGANIZATION.get("resume" if taken_back else event.move)
    return written(Organization, event.organization_id, write) if write else None


def write_invitation(event: PersonInvited) -> Deed | None:
    """The invited address gets its link."""
    return written(Ticket, event.ticket_id, accounts.invitation)


def write_reset(event: ResetAsked) -> Deed | None:
    """The person who forgot the password gets a link."""
    return written(Ticket, event.ticket_id, accounts.reset)


def write_about_password(event: PasswordChanged) -> Deed | None:
    """The person is told that the password was changed."""
    return written(User, event.user_id, accounts.password_changed)
