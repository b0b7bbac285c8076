"""Letters about who comes and goes: organisations, invitations, passwords."""

from typing import Any

from hack.accounts.models import Organization, Section, Ticket, User
from hack.accounts.tickets import path_of
from hack.notices.letters.facts import organization_facts
from hack.notices.queries import coordinators, people_of
from hack.notices.writing import Draft, draft, path_to, to_each
from hack.web.display import jtime


def organization_applied(organization: Organization) -> list[Draft]:
    """To the coordinators: somebody applied to take part."""
    return to_each(coordinators(), "organization_applied", **organization_facts(organization))


def organization_verified(organization: Organization) -> list[Draft]:
    """To the applicant: welcome; the invitation comes by itself."""
    return [_to_applicant(organization, "organization_verified")]


def organization_declined(organization: Organization) -> list[Draft]:
    """To the applicant, who has no account: kindly, without the reason."""
    return [_to_applicant(organization, "organization_declined", path=path_to("home.about"))]


def organization_suspended(organization: Organization) -> list[Draft]:
    """To the organisation's people: they cannot sign in for now."""
    return to_each(
        people_of(organization.id), "organization_suspended", **organization_facts(organization, "home.about")
    )


def organization_resumed(organization: Organization) -> list[Draft]:
    """To the organisation's people: they can sign in again."""
    return to_each(people_of(organization.id), "organization_resumed", **organization_facts(organization, "home.mine"))


def invitation(ticket: Ticket) -> list[Draft]:
    """To the invited address: the link to join; its token is made when the letter is posted and kept nowhere."""
    place: Organization | Section | None = ticket.organization or ticket.section
    belonging = "" if place is None else place.full_name if isinstance(place, Section) else place.name
    return [_with_ticket(ticket, "invitation", belonging=belonging)]


def reset(ticket: Ticket) -> list[Draft]:
    """To the person who forgot the password: the link to set a new one."""
    return [_with_ticket(ticket, "reset")]


def password_changed(user: User) -> list[Draft]:
    """To the person whose password was changed, in case it was somebody else."""
    return to_each([user], "password_changed", about=("user", user.key), path=path_to("accounts.ask_reset"))


def _to_applicant(organization: Organization, occasion: str, path: str = "") -> Draft:
    told = organization_facts(organization) | ({"path": path} if path else {})
    return draft(occasion, address=organization.applicant_email, name=organization.applicant_name, **told)


def _with_ticket(ticket: Ticket, occasion: str, **facts: Any) -> Draft:
    name = ticket.user.name if ticket.user else ticket.name
    told: dict[str, Any] = {"about": ("ticket", ticket.key), "path": path_of(ticket), "ends_at": jtime(ticket.ends_at)}
    return draft(occasion, address=ticket.email, name=name, to_id=ticket.user_id, **told, **facts)
