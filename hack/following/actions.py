"""Beginning and ending to follow, and choosing the letters about it. Every deed belongs inside the caller's transaction."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import FollowingChanged
from hack.following.models import Follow, Kind, Topic, Way, Wishes, written
from hack.following.queries import follow_of, how_many
from hack.needs.models import Field, Need
from hack.policy import can

MOST = 200
"""How many things one person may follow."""
MOST_SEARCHES = 20
"""How many of them may be searches, each of which is asked again whenever something new comes up."""


def follow_need(need: Need, *, by: User) -> None:
    """Follow a need; once is enough. Raises NotAllowed, RuleBroken (too many). Records FollowingChanged."""
    _follow(by, Kind.NEED, need.key)


def follow_field(field: Field, *, by: User) -> None:
    """Follow a field: its new needs and seeds; as `follow_need`."""
    _follow(by, Kind.FIELD, field.value)


def follow_search(words: str, *, by: User, noun: str = "", facets: Mapping[str, str] | None = None) -> None:
    """Save a search (for one noun, or for all; narrowed by these facets): what answers it newly is told; as `follow_need`.

    A facet that makes no sense is left out, as the search does. Raises RuleBroken without words.
    """
    words = " ".join(words.split())
    if not words:
        raise RuleBroken("探す言葉を入力してください。", "words")
    _follow(by, Kind.SEARCH, words, noun, written(facets or {}))


def _follow(by: User, kind: Kind, thing: str, noun: str = "", narrowed: str = "") -> None:
    if not can(by, "follow.create"):
        raise NotAllowed("follow.create")
    db.alone_with("follows", str(by.id))
    if follow_of(by, kind, thing, noun, narrowed) is not None:
        return
    if how_many(by.id) >= MOST:
        raise RuleBroken(f"フォローできるのは{MOST}件までです。要らないものをやめてから、もう一度お試しください。")
    if kind is Kind.SEARCH and how_many(by.id, kind) >= MOST_SEARCHES:
        raise RuleBroken(f"保存できる検索は{MOST_SEARCHES}件までです。要らないものをやめてください。")

    row = {"user_id": by.id, "kind": kind, "thing": thing, "noun": noun, "narrowed": narrowed}
    if db.insert_once(Follow, key=db.random_key(), since=clock.now(), **row):
        outbox.record(FollowingChanged(by.id), by=by)


def stop_following(follow: Follow, *, by: User) -> None:
    """Follow something no longer; nothing happens where it was done already. Raises NotAllowed (somebody else's).

    Records FollowingChanged.
    """
    if not can(by, "follow.end", follow):
        raise NotAllowed("follow.end")
    _end(follow.key, by)


def choose_ways(*, by: User, **ways: Way) -> None:
    """Say how one wants to be told of each topic, by the topic's value. Raises NotAllowed. Records FollowingChanged if anything is different."""
    if not can(by, "follow.wish"):
        raise NotAllowed("follow.wish")
    wanted = {topic.value: ways[topic.value] for topic in Topic}
    if db.insert_once(Wishes, user_id=by.id, **wanted):
        outbox.record(FollowingChanged(by.id), by=by)
        return
    kept = db.session.get_one(Wishes, by.id)
    if any(getattr(kept, name) is not way for name, way in wanted.items()):
        for name, way in wanted.items():
            setattr(kept, name, way)
        outbox.record(FollowingChanged(by.id), by=by)


def stop_by_letter(what: str) -> None:
    """Do what a letter's link asks for: follow one thing no longer ("follow-KEY"), or get no digest any more ("digest-KEY").

    Nobody has to be signed in: the link's seal, which the caller has checked, stands for the person. What is there no longer
    is left alone. Records FollowingChanged, by the person.
    """
    kind, _, key = what.partition("-")
    if kind == "follow":
        owner = db.session.scalar(select(User).join(Follow, Follow.user_id == User.id).where(Follow.key == key))
        if owner is not None:
            _end(key, owner)
    elif kind == "digest":
        person = db.session.scalar(select(User).where(User.key == key))
        if person is not None:
            _end_digest(person)


def _end(key: str, owner: User) -> None:
    gone = db.session.execute(delete(Follow).where(Follow.key == key, Follow.user_id == owner.id))
    if gone.rowcount:  # type: ignore[attr-defined]
        outbox.record(FollowingChanged(owner.id), by=owner)


def _end_digest(person: User) -> None:
    """Whatever came in the digest comes no more; what comes at once still does."""
    none = {topic.value: Way.NONE for topic in Topic}
    if db.insert_once(Wishes, user_id=person.id, **none):
        outbox.record(FollowingChanged(person.id), by=person)
        return
    kept = db.session.get_one(Wishes, person.id)
    gathered = [topic for topic in Topic if kept.way(topic) is Way.DIGEST]
    for topic in gathered:
        setattr(kept, topic.value, Way.NONE)
    if gathered:
        outbox.record(FollowingChanged(person.id), by=person)
