"""The letters to those who follow: one about one thing, or the digest of a day; looked over once more before they are sent."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from hack import db
from hack.accounts.models import User
from hack.following.models import Follow, Topic, Way
from hack.following.news import News
from hack.following.queries import seen_among, wishes_of
from hack.following.things import Thing
from hack.notices import sight
from hack.notices.models import Letter
from hack.notices.writing import Draft, draft, path_to, plain
from hack.search.papers import NOUNS

FOLLOWED, DIGEST = "followed", "digest"
MOST_PARTS = 30
"""How many things a digest tells of; of more it says how many there are."""
MOST_LINES = 10
Line = tuple[Thing, str]
"""What a line of a letter is about, and what it says."""


def followed(person: User, about: Thing, line: Line, follow: Follow, page: str = "") -> Draft:
    """To somebody who follows something: what happened to it just now."""
    parts = [_part(about, [line], [follow], page)]
    return _letter(FOLLOWED, person, parts, f"follow-{follow.key}", path=parts[0]["path"])


def digest(person: User, cases: list[tuple[Thing, list[Line], list[Follow]]]) -> Draft:
    """To somebody who follows things: what happened to them since yesterday, thing by thing."""
    parts = [_part(*case) for case in cases[:MOST_PARTS]]
    more = max(0, len(cases) - MOST_PARTS)
    return _letter(DIGEST, person, parts, f"digest-{person.key}", path=path_to("following.index"), more=more)


def _letter(occasion: str, person: User, parts: list[dict[str, Any]], stop: str, *, path: str, **facts: Any) -> Draft:
    told: dict[str, Any] = {"about": ("user", person.key), "path": path, "parts": parts, "stop": stop}
    return draft(occasion, address=person.email, name=person.name, to_id=person.id, **told, **facts)


def _part(about: Thing, lines: list[Line], follows: Iterable[Follow], page: str = "") -> dict[str, Any]:
    """One thing of a letter, as it is kept in its row: plain values and public words only."""
    noun = NOUNS[about.noun]
    return {
        "about": [about.noun, about.key],
        "title": plain(about.title),
        "path": path_to(page or noun.endpoint, **noun.page(about.page_key or about.key)),
        "lines": [[thing.noun, thing.key, plain(words)] for thing, words in _once_each(lines)[:MOST_LINES]],
        "follows": sorted({follow.key for follow in follows}),
    }


def _once_each(lines: list[Line]) -> list[Line]:
    """The lines without those that say the same of the same thing again."""
    return list({(thing.noun, thing.key, words): (thing, words) for thing, words in lines}.values())


def part_of(news: News, needs: dict[str, Thing]) -> Thing:
    """Under which thing news are told: the need, where they concern one; else what they are about."""
    return needs.get(news.need, news.about)


# Before they are sent -----------------------------------------------------------------------------------------------


def still_told(letter: Letter) -> dict[str, Any] | None:
    """What the letter may still tell its reader at this moment: what is followed still, and may still be seen; None where that is nothing."""
    person = letter.to
    if person is None or not _wants(person, Way.DIGEST if letter.occasion == DIGEST else Way.AT_ONCE):
        return None
    parts = letter.facts["parts"]
    followed_still = _followed_still(part["follows"] for part in parts)
    things = {(noun, key) for part in parts for noun, key, _ in part["lines"]} | {tuple(p["about"]) for p in parts}
    seen = seen_among(things, person)
    told = []
    for part in parts:
        lines = [line for line in part["lines"] if (line[0], line[1]) in seen]
        if lines and tuple(part["about"]) in seen and followed_still & set(part["follows"]):
            told.append(part | {"lines": lines})
    return letter.facts | {"parts": told} if told else None


def _wants(person: User, way: Way) -> bool:
    wishes = wishes_of(person.id)
    return any(wishes.way(topic) is way for topic in Topic)


def _followed_still(keys: Iterable[list[str]]) -> set[str]:
    every = {key for some in keys for key in some}
    return set(db.session.scalars(select(Follow.key).where(Follow.key.in_(every))))


sight.revise(FOLLOWED, still_told)
sight.revise(DIGEST, still_told)
