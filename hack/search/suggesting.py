"""もしかして: for a word that nothing readable has, the nearest one that something readable has.

Nearest by edit distance (a letter exchanged, left out, put in, or two that changed places) over the words of the segments, sieved
by length and by which letters there are; of equals, the one that most readable papers have. What stands in papers that the
reader may not find is never offered, for a candidate counts by the admitted documents alone.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np

from hack import text as language
from hack.search.asking import Asked, Piece, literal, signs
from hack.search.leaf import Leaf, Vocabulary, letter_bits
from hack.search.paper import WORDED

SHORTEST, LONGEST = 3, 20
"""Letters of a word that is compared: with two letters, any other word is near."""
LONGEST_WRITTEN = 12
MOST_READ = 20
"""Papers that are read for each letter of such a text."""
MOST_COMPARED = 3_000
"""Words that are compared letter by letter, of one segment."""
MOST_ASKED_FOR = 4
"""Words of a question that something near is looked for."""

Readable = tuple[Leaf, np.ndarray]
"""A segment, and which of its documents may be found."""


def suggest(asked: Asked, unknown: Iterable[str], readable: Sequence[Readable], over: Callable[[], bool]) -> str:
    """The question with something that exists in the place of what doesn't; empty if there is nothing near, or no time left.

    unknown: the words that nothing readable has. Phrases stay as they are.
    """
    missing, parts, changed, tries = set(unknown), [], False, MOST_ASKED_FOR
    for piece in asked.pieces:
        instead = ""
        if not piece.quoted and tries and _doubtful(piece, missing):
            tries -= 1
            instead = _instead(piece, missing, readable, over)
        changed = changed or bool(instead)
        parts.append(instead or (f"「{piece.surface}」" if piece.quoted else piece.surface))
    return " ".join(parts) if changed else ""


def in_doubt(asked: Asked) -> bool:
    """Whether the dictionary made crumbs of some of it: then what was found may be of the rest only."""
    return any(not piece.quoted and _crumbs(piece.surface) for piece in asked.pieces[:MOST_ASKED_FOR])


def _doubtful(piece: Piece, missing: set[str]) -> bool:
    """Whether the piece may be misspelt: some of it is unknown, or is no word."""
    return not piece.words or _crumbs(piece.surface) or any(word in missing for word in piece.words)


@lru_cache(maxsize=500)
def _crumbs(surface: str) -> bool:
    """Whether a short text has letters, hiragana aside, that belong to no word of more than one letter: 防 and 歳 of 防歳訓練."""
    if not SHORTEST <= len(surface) <= LONGEST_WRITTEN or surface.isascii():
        return False
    left = set(range(len(surface)))
    for span in language.spans(surface):
        if span.end - span.start > 1:
            left.difference_update(range(span.start, span.end))
    return any(surface[place].isalpha() and not "ぁ" <= surface[place] <= "ゖ" for place in left)


def _instead(piece: Piece, missing: set[str], readable: Sequence[Readable], over: Callable[[], bool]) -> str:
    """The piece as a whole put right, or else its unknown words."""
    if whole := _nearest(piece.surface, readable, over) or _nearly_written(piece.surface, readable, over):
        return whole
    written, changed = piece.surface, False
    for span in sorted(language.spans(piece.surface), key=lambda span: -span.start):
        if span.term in missing and not span.long and (near := _nearest(span.term, readable, over)):
            written, changed = written[: span.start] + near + written[span.end :], True
    return written if changed else ""


def _nearest(word: str, readable: Sequence[Readable], over: Callable[[], bool]) -> str:
    """The nearest word that something readable has; empty if there is none near enough."""
    if not SHORTEST <= len(word) <= LONGEST:
        return ""
    most = 1 if len(word) < 5 else 2
    near: dict[str, int] = {}
    for leaf, _ in readable:
        vocabulary = leaf.vocabulary(over)
        if vocabulary is None:
            return ""
        for term in _sieved(word, vocabulary, most):
            if term not in near and (distance := edits(word, term, most)) <= most:
                near[term] = distance
    for distance in range(1, most + 1):
        had = {term: _having(term, readable) for term, edits in near.items() if edits == distance}
        found = [term for term in had if had[term]]
        if found:
            return min(found, key=lambda term: (-had[term], term))
    return ""


def _nearly_written(surface: str, readable: Sequence[Readable], over: Callable[[], bool]) -> str:
    """What stands somewhere readable with one letter exchanged: 防災訓練 for 防歳訓練, two words that make no word together."""
    if (
        not SHORTEST <= len(surface) <= LONGEST_WRITTEN
        or surface.isascii()
        or _standing(surface, literal(surface), readable)
    ):
        return ""
    written: Counter[str] = Counter()
    for at in range(len(surface)):
        if over():
            return ""
        before, after = surface[:at], surface[at + 1 :]
        pattern = re.compile(rf"{re.escape(before)}\w{re.escape(after)}")
        written.update(_standing(f"{before} {after}", pattern, readable))
    return min(written, key=lambda one: (-written[one], one), default="")


def _standing(letters: str, pattern: re.Pattern[str], readable: Sequence[Readable]) -> list[str]:
    """What the pattern finds in readable papers that have these letters, once for each of some papers."""
    found = []
    for leaf, may in readable:
        near = may
        for sign in signs(letters):
            near = near & leaf.holding("signs", [sign])
        texts = (text for *_, text in leaf.told(np.flatnonzero(near)[:MOST_READ]))
        found += [match.group() for text in texts if (match := pattern.search(text))]
    return found


def _sieved(word: str, vocabulary: Vocabulary, most: int) -> list[str]:
    """Words of about this length and of about these letters."""
    unlike = np.bitwise_count(vocabulary.bits ^ letter_bits(word))
    near = (np.abs(vocabulary.lengths - len(word)) <= most) & (unlike <= 2 * most)
    return [vocabulary.terms[place] for place in np.flatnonzero(near)[:MOST_COMPARED]]


def _having(term: str, readable: Sequence[Readable]) -> int:
    """How many readable papers have the word, each counted once for every field."""
    return sum(int(np.count_nonzero(may[leaf.postings(name, term)[0]])) for leaf, may in readable for name in WORDED)


def edits(one: str, other: str, most: int) -> int:
    """How many letters have to be exchanged, left out, put in or swapped with the next to make one word of the other; above `most`,
    some larger number.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return last[-1]
