"""What belongs to single people: invitations, sign-ins, follows, letters, tables they brought."""

from typing import Any

from hack import clock, db
from hack.accounts.actions import begin_sign_in
from hack.accounts.models import Ticket, TicketKind
from hack.accounts.tickets import LASTS, path_of, sealed
from hack.exchange.actions import keep_batch
from hack.exchange.models import ImportBatch
from hack.following.models import Follow, Kind
from hack.notices.models import Letter
from hack.notices.stopping import stopping_path
from hack.roles import Role


def an_invitation(email: str, role: Role, *, by: Any, organization: Any = None, section: Any = None) -> Ticket:
    return _ticket(TicketKind.INVITATION, email, role=role, invited_by=by, organization=organization, section=section)


def a_reset(user: Any) -> Ticket:
    return _ticket(TicketKind.RESET, user.email, user=user)


def _ticket(kind: TicketKind, email: str, **facts: Any) -> Ticket:
    with db.transaction():
        ticket = Ticket(kind=kind, email=email, ends_at=clock.now() + LASTS[kind], **facts)
        db.session.add(ticket)
    return ticket


def token_of(ticket: Ticket) -> str:
    return sealed(path_of(ticket), "x" * 40).rsplit("/", 1)[1]


def a_sign_in(person: Any) -> Any:
    with db.transaction():
        return begin_sign_in(person, "別の端末")


def a_follow(person: Any) -> Follow:
    with db.transaction():
        follow = Follow(user_id=person.id, kind=Kind.SEARCH, thing="交通量")
        db.session.add(follow)
    return follow


def a_stopping_token(person: Any) -> str:
    return stopping_path(f"digest-{person.key}", "x" * 40).rsplit("/", 1)[1]


def a_batch(person: Any, noun: str) -> ImportBatch:
    rows = [
        {"number": 2, "title": "表のシーズ", "answers": {"title": "表のシーズ"}, "section": None, "section_name": ""}
    ]
    with db.transaction():
        return keep_batch(
            noun=noun, name="表.csv", rows=[row | {"wrong": [], "same": ""} for row in rows], unused=[], by=person
        )


def a_dead_letter(person: Any) -> Letter:
    now = clock.now()
    with db.transaction():
        letter = Letter(
            occasion="reset", to_id=person.id, address=person.email, subject="件名", facts={"about": ["user", person.key]},
            path="/me", died_at=now,
        )  # fmt: skip
        db.session.add(letter)
    return letter
