"""Inviting people, letting them in, and taking accounts out of use."""

from typing import Any

from sqlalchemy import or_
from sqlalchemy.exc import IntegrityError

from hack import clock, db, outbox
from hack.accounts import tickets
from hack.accounts.actions.links import end_links, use
from hack.accounts.actions.sign_ins import end_sign_ins
from hack.accounts.emails import plain
from hack.accounts.models import Organization, Section, Ticket, TicketKind, User
from hack.accounts.queries import person_at
from hack.accounts.rules import RULES, moves_open_to, roles_to_invite
from hack.errors import NotAllowed, RuleBroken
from hack.events import (
    ContactViewed,
    OrganizationMoved,
    PersonChanged,
    PersonDeactivated,
    PersonInvited,
    PersonJoined,
    PersonReactivated,
)
from hack.passages import advance
from hack.pipeline.member import MemberStep
from hack.roles import Role

TAKEN = "このメールアドレスのアカウントは、すでにあります。サインインするか、パスワードを設定し直してください。"


def invite(
    *,
    email: str,
    name: str,
    role: Role,
    organization: Organization | None = None,
    section: Section | None = None,
    by: Any,
) -> Ticket:
    """Invite somebody to the own organisation, to a section, or to the secretariat; the link holds for 7 days.

    An earlier invitation of the same address to the same place stops being good. Whether the address has an account already
    is not said: only its owner reads the letter. Raises NotAllowed (not this person's to invite), RuleBroken (section or
    organisation missing, or the organisation takes no part now). Records PersonInvited.
    """
    _check_place(role, organization, section, by)
    return _send_ticket(email, name, role, organization, section, by)


def appoint(*, email: str, name: str, role: Role) -> Ticket:
    """Invite somebody to the secretariat from the machine itself, where nobody is signed in: how the first administrator comes.

    Raises RuleBroken (a role of an organisation or section). Records PersonInvited.
    """
    if role in (Role.PROPOSER, Role.OFFICER):
        raise RuleBroken("団体や課の人は、画面から招待してください。", "role")
    return _send_ticket(email, name, role, None, None, None)


def _send_ticket(
    email: str, name: str, role: Role, organization: Organization | None, section: Section | None, by: Any
) -> Ticket:
    now, address = clock.now(), plain(email)
    place = (organization.id if organization else None, section.id if section else None)
    end_links(
        Ticket.kind == TicketKind.INVITATION,
        Ticket.email == address,
        Ticket.organization_id.is_not_distinct_from(place[0]),
        Ticket.section_id.is_not_distinct_from(place[1]),
    )
    ticket = Ticket(
        kind=TicketKind.INVITATION, email=address, name=name, role=role, invited_by_id=getattr(by, "id", None)
    )
    ticket.organization_id, ticket.section_id = place
    ticket.made_at, ticket.ends_at = now, now + tickets.LASTS[TicketKind.INVITATION]
    db.session.add(ticket)
    db.session.flush()
    outbox.record(PersonInvited(ticket.id), by=by)
    return ticket


def _check_place(role: Role, organization: Organization | None, section: Section | None, by: Any) -> None:
    own = organization is not None and by.organization_id == organization.id
    as_coordinator = role is Role.PROPOSER and RULES["organization.invite"](by)
    if not as_coordinator and (role not in roles_to_invite(by) or (role is Role.PROPOSER and not own)):
        raise NotAllowed("person.invite")
    if role is Role.OFFICER and section is None:
        raise RuleBroken("所属する課を選んでください。", "section_id")
    if role is Role.PROPOSER and (organization is None or not organization.takes_part):
        raise RuleBroken("いま参加していない団体には、招待できません。")
    if (organization is not None) != (role is Role.PROPOSER) or (section is not None) != (role is Role.OFFICER):
        raise RuleBroken("役割と所属が合いません。", "role")


def withdraw_invitation(ticket: Ticket) -> None:
    """Make an open invitation good for nothing."""
    ticket.ends_at = min(ticket.ends_at, clock.now())


def accept_invitation(ticket: Ticket, *, name: str, password_hash: str, phone: str = "", post: str = "") -> User:
    """Let the invited person in; the link is used up. The first person of a verified organisation makes it active.

    Raises RuleBroken: the link was used or is over, the organisation takes no part now, the address has an account.
    Records PersonJoined, and OrganizationMoved if the organisation went on.
    """
    use(ticket)
    organization = ticket.organization
    if organization is not None and not organization.takes_part:
        raise RuleBroken("この団体は、いま利用できない状態です。事務局にお問い合わせください。")
    if person_at(ticket.email) is not None:
        raise RuleBroken(TAKEN)

    user = User(name=name, email=ticket.email, role=ticket.role, password_hash=password_hash, phone=phone, post=post)
    user.organization_id, user.section_id = ticket.organization_id, ticket.section_id
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError:
        raise RuleBroken(TAKEN) from None
    ticket.user_id = user.id
    outbox.record(PersonJoined(user.id), by=user)
    if organization is not None and organization.step is MemberStep.VERIFIED:
        among = moves_open_to(user, organization)
        passage = advance(organization, "activate", among=among, by=user, made_at="accounts.accept")
        outbox.record(OrganizationMoved(organization.id, passage.start, passage.end, passage.move), by=user)
    return user


def edit_profile(user: User, *, name: str, phone: str, post: str) -> None:
    """Change what the person says about oneself. Records PersonChanged."""
    user.name, user.phone, user.post = name, phone, post
    outbox.record(PersonChanged(user.id), by=user)


def deactivate(user: User, *, by: Any) -> None:
    """Take an account out of use: every sign-in ends now, and no link by or for the person is good any more.

    Raises NotAllowed. Records PersonDeactivated.
    """
    if not RULES["person.deactivate"](by, user):
        raise NotAllowed("person.deactivate")

    user.active = False
    end_sign_ins(user)
    end_links(or_(Ticket.invited_by_id == user.id, Ticket.user_id == user.id))
    outbox.record(PersonDeactivated(user.id), by=by)


def reactivate(user: User, *, by: Any) -> None:
    """Take an account into use again; the person signs in with the old password. Raises NotAllowed. Records PersonReactivated."""
    if not RULES["person.reactivate"](by, user):
        raise NotAllowed("person.reactivate")

    user.active = True
    outbox.record(PersonReactivated(user.id), by=by)


def view_contact(person: User, endpoint: str, *, by: Any) -> None:
    """Keep in mind that the person's contact data was shown to somebody from elsewhere. Records ContactViewed."""
    outbox.record(ContactViewed(person.id, endpoint), by=by)
