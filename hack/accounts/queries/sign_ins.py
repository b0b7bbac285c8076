"""Who is signed in, where, and for how long that holds."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.accounts.models import SignIn, User
from hack.roles import Role


@dataclass(frozen=True)
class Span:
    """How long a sign-in holds: without a page being opened, and at the longest."""

    idle: timedelta
    longest: timedelta


CITY_SPAN = Span(idle=timedelta(minutes=30), longest=timedelta(hours=8))
PROPOSER_SPAN = Span(idle=timedelta(minutes=60), longest=timedelta(hours=12))


def digest_of(token: str) -> str:
    """What the database keeps of a sign-in's token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed_in_by(token: str) -> User | None:
    """The person who holds `token`, with organisation and section and `sign_in` set; None if the sign-in does not hold.

    A sign-in does not hold when it was ended, when it was idle or open for too long, or when the account or its
    organisation is out of use. One query.
    """
    row = db.session.scalar(
        select(SignIn)
        .where(SignIn.digest == digest_of(token), SignIn.ended_at.is_(None))
        .options(
            joinedload(SignIn.user).joinedload(User.organization), joinedload(SignIn.user).joinedload(User.section)
        )
    )
    if row is None or not row.user.is_active:
        return None
    now, span = clock.now(), span_of(row.user.role)
    if now - row.seen_at >= span.idle or now - row.began_at >= span.longest:
        return None
    row.token, row.user.sign_in = token, row
    return row.user


def span_of(role: Role) -> Span:
    """How long people of that role stay signed in."""
    return PROPOSER_SPAN if role is Role.PROPOSER else CITY_SPAN


def sign_ins_of(user: User) -> Select[Any]:
    """The person's sign-ins that still hold, last seen first."""
    now, span = clock.now(), span_of(user.role)
    return (
        select(SignIn)
        .where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
        .where(SignIn.seen_at > now - span.idle, SignIn.began_at > now - span.longest)
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    )


def one_sign_in(key: str, viewer: Any) -> SignIn | None:
    """The person's own sign-in of that key."""
    return db.session.scalar(select(SignIn).where(SignIn.key == key, SignIn.user_id == viewer.id))
