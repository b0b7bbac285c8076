"""Which news are whose: held against what a person follows, and what the person may see."""

from collections.abc import Iterable
from typing import Any

from hack.following.models import Follow, Kind, Topic
from hack.following.news import News
from hack.search.paper import within
from hack.search.papers import papers_with
from hack.search.queries import find

MOST_PAGES = 10
"""How many pages of a search's answer are looked through for something new."""
ORDER = list(Kind)


def pair(follows: Iterable[Follow], news: list[News], person: Any) -> list[tuple[News, Follow, Topic]]:
    """Each of the news with the first follow that it concerns (a need before a field before a search), and the topic that it
    is to this person. Searches are asked with the person's own eyes, and only where something new could answer them.
    """
    fresh = [one for one in news if one.fresh]
    matched: dict[int, tuple[News, Follow, Topic]] = {}
    for follow in sorted(follows, key=lambda one: (ORDER.index(one.kind), one.id)):
        for one in _concerning(follow, news, fresh, person):
            topic = one.topic if follow.kind is Kind.NEED else Topic.NEW
            matched.setdefault(one.event_id, (one, follow, topic))
    return [matched[one.event_id] for one in news if one.event_id in matched]


def _concerning(follow: Follow, news: list[News], fresh: list[News], person: Any) -> list[News]:
    if follow.kind is Kind.NEED:
        return [one for one in news if one.need == follow.thing and one.at >= follow.since]
    those = [one for one in fresh if one.at >= follow.since]
    if follow.kind is Kind.FIELD:
        return [one for one in those if one.about.field == follow.thing]
    those = [one for one in those if not follow.noun or one.about.noun == follow.noun]
    found = _found(follow, {(one.about.noun, one.about.key) for one in those}, person)
    return [one for one in those if (one.about.noun, one.about.key) in found]


def _found(follow: Follow, wanted: set[tuple[str, str]], person: Any) -> set[tuple[str, str]]:
    """Those of the wanted things that answer the saved search as a whole, as this person finds them.

    What narrows the search is asked of the things as they are now too: without an index nothing is narrowed.
    """
    found: set[tuple[str, str]] = set()
    for page in range(1, MOST_PAGES + 1):
        if wanted <= found:
            break
        answer = find(follow.thing, person, noun=follow.noun, facets=follow.facets, page=page, strict=True)
        found |= {(one.noun.name, one.key) for one in answer.page.rows} & wanted
        if page >= answer.page.pages:
            break
    return {(paper.noun, paper.key) for paper in papers_with(found) if within(paper, follow.facets)}
