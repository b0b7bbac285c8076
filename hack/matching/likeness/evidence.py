"""Why a need and a seed go together: the words that make the score, and how far they may be trusted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Self

import numpy as np

from hack.matching.likeness.bands import Band
from hack.matching.likeness.corpus import GROUPS, WORDS
from hack.matching.likeness.documents import Document, Written
from hack.matching.likeness.hollow import HOLLOW
from hack.matching.likeness.space import Space
from hack.matching.likeness.weights import Nearby, Places, Weights
from hack.matching.likeness.wording import ALIKE, BETWEEN, MEANING, TELLING_MEANING, sides

COMMON = 0.05  # a word in more than this share of the documents (and in more than two) says little

QUANTILES = (0.85, 0.96, 0.99)  # of all scores: where weak, possible and strong begin
SHOWN_NEAR = 0.18  # nearness from which people agree that two words are near: a cosine of 0.55
LEAST = (0.03, 0.05, 0.08)  # what they must be in any case


class Reason(NamedTuple):
    """What both texts say, as it stands in them (傷んだ ~ 傷む where they write it differently), and its share of the score.

    `long` if its parts are reasons too, `rare` if few documents have it, `hollow` if it explains nothing to a person,
    `near` if the words are only near to each other in meaning.
    """

    term: str
    share: float
    noun: bool = False
    long: bool = False
    rare: bool = False
    hollow: bool = False
    near: bool = False


LETTERS_ALIKE = Reason(ALIKE, 0.0, hollow=True)


class Background(NamedTuple):
    """The scores from which a pair stands out among all that might be paired."""

    weak: float
    possible: float
    strong: float

    @classmethod
    def of(cls, scores: np.ndarray) -> Self:
        """The limits that a distribution of scores sets, nearly all of pairs that do not belong together.

        scores: of any shape, zeros included. With few scores the top ones are all there is: least values hold then.
        """
        if scores.size == 0:
            return cls(*LEAST)
        return cls(*np.maximum(np.quantile(scores, QUANTILES), LEAST).tolist())


def reasons(
    need: Document,
    seed: Document,
    space: Space,
    gap: float = 0.0,
    sense: float = 0.0,
    weights: tuple[Weights, Weights] | None = None,
) -> list[Reason]:
    """What makes up the score of a need and a seed, largest share first; the shares add up to it within 1e-6.

    gap: the weight of near words for this need; sense: what the meanings of the texts add to the score (`blend.shares`).
    weights: the rows of both, where they are at hand; without them the texts are weighed anew.
    """
    mine, theirs = weights or (space.weights_of_need(*_read(need)), space.weights_of_seed(*_read(seed)))
    told = [space.places_of(*_read(each)) for each in (need, seed)]
    near = space.nearby(mine) if gap else {}
    meetings = _near_meetings(told, near, space) | _meetings(told, WORDS, space) | _meetings(told, GROUPS, space)
    found = {MEANING: Reason(MEANING, sense, hollow=True)} if sense else {}
    for column in sorted(theirs.keys() & (mine.keys() | near.keys())):
        share = theirs[column] * (mine.get(column, 0.0) + (gap * near[column].weight if column in near else 0.0))
        here = meetings.get(column, LETTERS_ALIKE)
        before = found.get(here.term, here)
        found[here.term] = before._replace(
            share=before.share + share,
            rare=before.rare or here.rare,
            hollow=before.hollow or here.hollow,
            near=before.near and here.near,
        )
    return sorted(found.values(), key=lambda reason: (-reason.share, reason.term))


def shown(reasons: Iterable[Reason], count: int = 6) -> list[Reason]:
    """The reasons that a person is shown, at most `count`: nouns and compounds first, nothing hollow, no parts twice."""
    telling = [reason for reason in reasons if not reason.hollow]
    whole = [
        reason for reason in telling if not any(_covers(other.term, reason.term) for other in telling if other.noun)
    ]
    once: dict[str, Reason] = {}
    for reason in sorted(whole, key=lambda reason: (not reason.noun, -reason.share, reason.term)):
        once.setdefault(sides(reason.term)[0], reason)
    return list(once.values())[:count]


def means_alike(reasons: Iterable[Reason]) -> bool:
    """Whether the texts as wholes mean something so alike that it is a reason by itself."""
    return any(reason.term == MEANING and reason.share >= TELLING_MEANING for reason in reasons)


def band(score: float, reasons: Sequence[Reason], background: Background) -> Band:
    """How far a pair stands out and is borne out: without telling words that both have, a high score is no more than a hint."""
    seen = shown(reasons, count=len(reasons))
    telling = sum(reason.rare for reason in seen if not reason.near)
    alike = means_alike(reasons)
    if score >= background.strong and telling >= 2:
        return Band.STRONG
    if score >= background.possible and (telling or (alike and any(reason.rare for reason in seen))):
        return Band.POSSIBLE
    if score >= background.weak and (seen or alike):
        return Band.WEAK
    return Band.NONE


def _read(document: Document) -> tuple[str, str]:
    return document.get("title") or "", document.get("text") or ""


def _meetings(told: Sequence[Mapping[str, Places]], part: str, space: Space) -> dict[int, Reason]:
    """For each column of a part in which both texts meet: the reason that it is, without a share as yet."""
    mine, theirs = (side[part] for side in told)
    often = max(COMMON, 2.5 / max(space.size, 1))
    return {
        column: _reason(mine[column], theirs[column], rare=space.share_having(column) <= often)
        for column in mine.keys() & theirs.keys()
    }


def _near_meetings(told: Sequence[Mapping[str, Places]], near: Mapping[int, Nearby], space: Space) -> dict[int, Reason]:
    """For each word of the seed that is near to words of the need: the reason that it is near to the weightiest of them."""
    mine, theirs = (side[WORDS] for side in told)
    often = max(COMMON, 2.5 / max(space.size, 1))
    found = {}
    for column in theirs.keys() & near.keys():
        best = near[column]
        if best.column in mine:
            rare = max(space.share_having(best.column), space.share_having(column)) <= often
            reason = _reason(mine[best.column], theirs[column], rare=rare)
            found[column] = reason._replace(near=True, hollow=reason.hollow or best.nearness < SHOWN_NEAR)
    return found


def _reason(mine: Sequence[Written], theirs: Sequence[Written], *, rare: bool) -> Reason:
    """What to call that these words meet: as both texts write it, or else the same word as either writes it, or any two."""
    ways: tuple[Callable[[Written], str], ...] = (lambda each: each.plain, lambda each: each.word.term, lambda each: "")
    one, other = next(pair for way in ways if (pair := _first_with_the_same(mine, theirs, way)))
    return Reason(
        one.surface if one.plain == other.plain else BETWEEN.join((one.surface, other.surface)),
        share=0.0,
        noun=one.word.noun and other.word.noun,
        long=one.word.long or other.word.long,
        rare=rare,
        hollow=any(_is_hollow(each, side) for each, side in ((one, mine), (other, theirs))),
    )


def _first_with_the_same(
    mine: Sequence[Written], theirs: Sequence[Written], way: Callable[[Written], str]
) -> tuple[Written, Written] | None:
    there = {way(each): each for each in reversed(theirs)}
    return next(((each, there[way(each)]) for each in mine if way(each) in there), None)


def _is_hollow(one: Written, side: Sequence[Written]) -> bool:
    """Does the word explain nothing: one that fits everything, or a single letter that only stands within longer words?"""
    return one.word.term in HOLLOW or (len(one.plain) == 1 and not any(each.alone for each in side))


def _covers(longer: str, term: str) -> bool:
    """Is the term on each side a piece of what is shown anyway?"""
    return all(piece in whole and piece != whole for piece, whole in zip(sides(term), sides(longer), strict=True))
