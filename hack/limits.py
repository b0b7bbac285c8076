"""How often something may be tried: counted in the database, so that every server counts together."""

import hashlib
import hmac
from datetime import datetime, timedelta

from sqlalchemy import Index, String, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from hack import clock, db
from hack.errors import TooMany


class Attempt(db.Base):
    """One try of `kind` for `subject` (a keyed digest: no address is kept)."""

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_of", "kind", "subject", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]


def digest(secret: str, subject: str) -> str:
    """A keyed digest of `subject`, 32 hexadecimal letters, that says nothing about it without the secret."""
    return hmac.new(secret.encode(), subject.strip().lower().encode(), hashlib.sha256).hexdigest()[:32]


def count(kind: str, subject: str, *, most: int, within: timedelta) -> int:
    """Count one try and give its number; raises TooMany if `most` tries were made within that time already.

    subject: a digest. Old tries of the same kind and subject are swept away. Keeps the open transaction; whoever tries for the
    same subject at the same time waits until it ends, so that no more than `most` are let through.
    """
    db.alone_with(kind, subject)
    now, mine = clock.now(), (Attempt.kind == kind, Attempt.subject == subject)
    db.session.execute(delete(Attempt).where(*mine, Attempt.at < now - within))
    made, first = db.session.execute(select(func.count(), func.min(Attempt.at)).where(*mine)).one()
    if made >= most:
        wait = int((first + within - now).total_seconds()) + 1
        minutes = -(-wait // 60)
        raise TooMany(f"回数の上限に達しました。{minutes}分ほどおいて、もう一度お試しください。", wait)
    attempt = Attempt(kind=kind, subject=subject, at=now)
    db.session.add(attempt)
    db.session.flush()
    return attempt.id


def give_back(number: int) -> None:
    """Count that one try no more: it was none of those that are limited."""
    db.session.execute(delete(Attempt).where(Attempt.id == number))


def forget(kind: str, subject: str) -> None:
    """Forget the tries of `kind` for `subject` (they succeeded)."""
    db.session.execute(delete(Attempt).where(Attempt.kind == kind, Attempt.subject == subject))
