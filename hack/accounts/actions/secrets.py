"""Passwords set anew; the hash comes from outside, so that nobody hashes while others wait for the database."""

from hack import clock, db, outbox
from hack.accounts import tickets
from hack.accounts.actions.links import end_links, use
from hack.accounts.actions.sign_ins import end_sign_ins
from hack.accounts.models import SignIn, Ticket, TicketKind, User
from hack.accounts.queries import person_at
from hack.errors import RuleBroken
from hack.events import PasswordChanged, ResetAsked


def ask_reset(email: str) -> Ticket | None:
    """Make the link (1 hour) with which the person at that address sets a new password; None if nobody may use it.

    Records ResetAsked: the letter goes out. Earlier links stay good until one of them is used.
    """
    user = person_at(email)
    if user is None or not user.is_active:
        return None
    now = clock.now()
    ticket = Ticket(kind=TicketKind.RESET, email=user.email, user_id=user.id)
    ticket.made_at, ticket.ends_at = now, now + tickets.LASTS[TicketKind.RESET]
    db.session.add(ticket)
    db.session.flush()
    outbox.record(ResetAsked(ticket.id), by=None)
    return ticket


def reset_password(ticket: Ticket, *, password_hash: str) -> User:
    """Set the password by a letter's link; the link is used up. Ends every sign-in of the person.

    Raises RuleBroken if the link was used or is over, or if the account is out of use. Records PasswordChanged.
    """
    use(ticket)
    user = db.session.get_one(User, ticket.user_id)
    if not user.is_active:
        raise RuleBroken("このアカウントは、いま使えません。事務局にお問い合わせください。")
    change_password(user, password_hash=password_hash)
    return user


def change_password(user: User, *, password_hash: str, keep: SignIn | None = None) -> None:
    """Set the person's password; ends the sign-ins (except `keep`) and the reset links that are still about.

    Records PasswordChanged: the person gets a letter.
    """
    user.password_hash = password_hash
    end_sign_ins(user, but=keep)
    end_links(Ticket.user_id == user.id, Ticket.kind == TicketKind.RESET)
    outbox.record(PasswordChanged(user.id), by=user)


def strengthen(user: User, *, old: str, new: str) -> None:
    """Keep the same password under a hash of today's strength, unless it was changed in the meantime."""
    if user.password_hash == old:
        user.password_hash = new
