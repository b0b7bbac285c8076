"""What a person follows and how the person wants to be told; whose digest is due."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import joinedload

from hack import db
from hack.accounts.models import User
from hack.following.models import Digest, Follow, Kind, Way, Wishes
from hack.needs.models import Need
from hack.needs.queries import visible_to as needs_visible_to
from hack.search.papers import NOUNS


def own_follows(viewer: Any) -> Select[Any]:
    """What this person follows, newest first."""
    return select(Follow).where(Follow.user_id == viewer.id).order_by(Follow.since.desc(), Follow.id.desc())


def one_follow_once(key: str, viewer: Any) -> Follow | None:
    """The person's own follow of that key; also if it was ended, and is in the database no more: who presses the button twice is
    told no wrong. It is in no session, so that it can still be asked.
    """
    found = db.session.scalar(select(Follow).where(Follow.key == key))
    if found is None:
        return Follow(key=key, user_id=viewer.id) if viewer.id else None
    db.session.expunge(found)
    return found if found.user_id == viewer.id else None


def follow_of(viewer: Any, kind: Kind, thing: str, noun: str = "", narrowed: str = "") -> Follow | None:
    """That this person follows that very thing; None if not. One query."""
    mine = select(Follow).where(Follow.user_id == (viewer.id or 0), Follow.kind == kind)
    return db.session.scalar(mine.where(Follow.thing == thing, Follow.noun == noun, Follow.narrowed == narrowed))


def how_many(user_id: int, kind: Kind | None = None) -> int:
    """How many things the person follows, of that kind if one is given."""
    mine = select(func.count()).select_from(Follow).where(Follow.user_id == user_id)
    return db.session.scalar(mine if kind is None else mine.where(Follow.kind == kind)) or 0


def needs_behind(follows: Iterable[Follow], viewer: Any) -> dict[str, Need]:
    """The needs among these that the viewer may see, by key. One query."""
    keys = [one.thing for one in follows if one.kind is Kind.NEED]
    if not keys:
        return {}
    seen = select(Need).where(Need.key.in_(keys), needs_visible_to(viewer)).options(joinedload(Need.section))
    return {need.key: need for need in db.session.scalars(seen)}


def wishes_of(user_id: int) -> Wishes:
    """How that person wants to be told; everything in the digest where the person has said nothing."""
    said = db.session.get(Wishes, user_id)
    if said is not None:
        return said
    return Wishes(
        user_id=user_id, call=Way.DIGEST, answer=Way.DIGEST, closing=Way.DIGEST, step=Way.DIGEST, new=Way.DIGEST
    )


def due_for_digest(day: date, most: int) -> list[int]:
    """The people in use who follow something and whose digest of that day was not seen to yet, by number; at most `most`."""
    follows = exists().where(Follow.user_id == User.id)
    told = exists().where(Digest.user_id == User.id, Digest.day == day)
    return list(db.session.scalars(select(User.id).where(User.active, follows, ~told).order_by(User.id).limit(most)))


def last_digest(user_id: int, before: date) -> tuple[date, datetime] | None:
    """The day of the person's last digest before that day, and until when it told; None where there was none."""
    mine = select(Digest.day, Digest.until).where(Digest.user_id == user_id, Digest.day < before)
    row = db.session.execute(mine.order_by(Digest.day.desc()).limit(1)).first()
    return (row.day, row.until) if row else None


def seen_among(things: Iterable[tuple[str, str]], viewer: Any) -> set[tuple[str, str]]:
    """Those of the things (noun, key) that the viewer may see now; one query for each noun among them."""
    wanted: dict[str, list[str]] = {}
    for noun, key in things:
        wanted.setdefault(noun, []).append(key)
    seen: set[tuple[str, str]] = set()
    for name, keys in wanted.items():
        noun_of = NOUNS[name]
        mine = select(noun_of.thing.key).where(noun_of.thing.key.in_(keys), noun_of.visible_to(viewer))
        seen |= {(name, key) for key in db.session.scalars(mine)}
    return seen
