"""The daily digest: once a day in the morning each person who follows something is told what happened since the last one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.accounts.models import User
from hack.following.letters import Line, digest, followed, part_of
from hack.following.matching import pair
from hack.following.models import Digest, Follow, Topic, Way, Wishes
from hack.following.news import News, events_between, news_in
from hack.following.queries import due_for_digest, last_digest, needs_behind, own_follows, seen_among, wishes_of
from hack.following.things import Thing, need_thing
from hack.needs.models import Need
from hack.notices.models import Letter
from hack.notices.writing import Draft, keep
from hack.web.display import jdate

MORNING = timedelta(hours=9)
"""When digests are written, counted from the beginning of the day in Japan."""
SETTLED = timedelta(minutes=2)
"""What happened just before may still be on its way into the database, and is told the next day."""
LONGEST = timedelta(days=7)
"""What is older is not told any more, however long there was no digest."""
WARNINGS = (7, 1)
"""How many days before its last day somebody is reminded of a call."""
AT_ONCE = 200
"""How many people's digests are written in one round of the clock."""


@dataclass(frozen=True)
class Told:
    """One line for one person: under which thing, what it says, through which follow, and how the person wants it."""

    under: Thing
    line: Line
    follow: Follow
    way: Way


def write_digests() -> int:
    """Write the digests that are due today, from nine o'clock in Japan on; how many people were seen to.

    Each in a transaction of its own, once per person and day however often and wherever the clock ticks; no letter where there
    is nothing to tell.
    """
    now, day = clock.now(), clock.today()
    if now < clock.start_of(day) + MORNING:
        return 0
    people = due_for_digest(day, AT_ONCE)
    if not people:
        return 0
    until = now - SETTLED
    news = news_in(events_between(until - LONGEST, until))
    return sum(write_digest(number, day, news, until) for number in people)


def write_digest(user_id: int, day: date, news: list[News], until: datetime) -> bool:
    """See to one person's digest of that day; whether it was not seen to yet."""
    person = db.session.get_one(User, user_id, options=[joinedload(User.organization), joinedload(User.section)])
    drafts = drafts_for(person, day, news) if person.is_active else []
    with db.transaction():
        if not db.insert_once(Digest, user_id=user_id, day=day, until=until):
            return False
        keep(drafts, None)
        return True


def drafts_for(person: User, day: date, news: list[News]) -> list[Draft]:
    """The person's digest, and besides one letter for each call about to close of which the person wants to be told at once."""
    follows = list(db.session.scalars(own_follows(person)))
    wishes, last = wishes_of(person.id), last_digest(person.id, day)
    yesterday, since = last or (day - timedelta(days=1), None)
    lately = [one for one in news if since is None or one.at > since]
    needs = needs_behind(follows, person)
    lines = [*_closing(needs, follows, wishes, day, yesterday), *_happened(lately, follows, wishes, person, needs)]
    single = [followed(person, one.under, one.line, one.follow) for one in lines if one.way is Way.AT_ONCE]
    cases = _by_thing(one for one in lines if one.way is Way.DIGEST)
    return [*single, *([digest(person, cases)] if cases else [])]


def _happened(
    news: list[News], follows: list[Follow], wishes: Wishes, person: User, needs: dict[str, Need]
) -> list[Told]:
    """What is wanted in the digest: not the own deeds, not what was taken back again, not what a letter has told already."""
    news = [one for one in _standing(news) if one.by_id != person.id]
    pairs = [(one, follow) for one, follow, topic in pair(follows, news, person) if wishes.way(topic) is Way.DIGEST]
    told = _told_by_letter(person, [one.event_id for one, _ in pairs])
    things = {key: need_thing(need) for key, need in needs.items()}
    seen = seen_among({(one.about.noun, one.about.key) for one, _ in pairs}, person)
    return [
        Told(part_of(one, things), (one.about, one.words), follow, Way.DIGEST)
        for one, follow in pairs
        if one.event_id not in told and (one.about.noun, one.about.key) in seen
    ]


def _standing(news: list[News]) -> list[News]:
    """The news without the steps that were taken back meanwhile; a taking back of something told before stays."""
    standing: list[News] = []
    for one in news:
        last = next((kept for kept in reversed(standing) if kept.step and kept.need == one.need), None)
        if one.undoes and last is not None and not last.undoes:
            standing.remove(last)
        else:
            standing.append(one)
    return standing


def _told_by_letter(person: User, events: list[int]) -> set[int | None]:
    if not events:
        return set()
    letters = select(Letter.event_id).where(Letter.to_id == person.id, Letter.event_id.in_(events))
    return set(db.session.scalars(letters))


def _closing(needs: dict[str, Need], follows: list[Follow], wishes: Wishes, day: date, yesterday: date) -> list[Told]:
    """The followed calls that close in seven days or tomorrow (or came so near since the last digest), as they stand now."""
    way, lines = wishes.way(Topic.CLOSING), []
    for follow in follows:
        need = needs.get(follow.thing)
        if need is None or way is Way.NONE or not (need.step.open and need.closes_on and need.closes_on >= day):
            continue
        reached = [days for days in WARNINGS if yesterday < need.closes_on - timedelta(days=days) <= day]
        if reached:
            about = need_thing(need)
            lines.append(Told(about, (about, _closing_words(need.closes_on, day)), follow, way))
    return lines


def _closing_words(closes_on: date, day: date) -> str:
    left = (closes_on - day).days
    when = {0: "今日", 1: "明日"}.get(left, f"あと{left}日、{jdate(closes_on)}")
    return f"募集は{when}の24時に締め切られます。"


def _by_thing(lines: Iterable[Told]) -> list[tuple[Thing, list[Line], list[Follow]]]:
    """The lines by the thing that they stand under, needs first, in the order in which something happened to them."""
    cases: dict[Thing, tuple[list[Line], list[Follow]]] = {}
    for one in lines:
        told, follows = cases.setdefault(one.under, ([], []))
        told.append(one.line)
        follows.append(one.follow)
    ordered = sorted(cases.items(), key=lambda case: case[0].noun != "need")
    return [(thing, told, follows) for thing, (told, follows) in ordered]
