"""That a creating form sent twice creates once: each form carries a key, and its result is kept."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from hack import clock, db


class Once(db.Base):
    """The form with this key was sent by this person, and made the thing with key `made`."""

    __tablename__ = "once"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    made: Mapped[str] = mapped_column(String(40), default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)


def once(key: str | None, by: Any, deed: Callable[[], Any]) -> str:
    """The key of what `deed` made, or made before when the same person sent the same form already.

    `deed` returns the thing, which has a `key`. Belongs inside the transaction of the deed. A form without a key is done
    each time it is sent.
    """
    if not key:
        return str(deed().key)
    if not db.insert_once(Once, key=key, by_id=by.id, made="", at=clock.now()):
        return db.session.get_one(Once, (key, by.id)).made
    thing = deed()
    db.session.flush()
    db.session.get_one(Once, (key, by.id)).made = thing.key
    return str(thing.key)
