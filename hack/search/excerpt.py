"""The passage of a text that shows best why it was found."""

import re
from collections.abc import Iterable
from functools import lru_cache

from hack import text as language
from hack.search.asking import Asked, kin, signs

READ = 4_000  # characters of a text that are looked through: what is found further down is shown by the beginning
MOST_MARKS = 200  # are tried as the place to begin at, against texts that consist of hits
LEAD = 20  # characters before the first mark

# A letter and the marks that belong to it, so that half-width ｶ + ﾞ becomes one ガ and keeps its place in the text.
LETTER = re.compile(r"[\s\S][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*")


def highlight(text: str, asked: Asked, length: int = 120) -> list[tuple[str, bool]]:
    """The passage of about `length` characters with most of what was asked, in parts; true means marked.

    Put together, the parts are the passage, with an ellipsis where the text goes on and blanks for the ends of lines.
    Without anything to mark it is the beginning; of an empty text there are no parts. Cutting a text into words takes
    some milliseconds: do it for the papers of one page only.
    """
    read = text[:READ]
    marks = sorted(_marks(read, asked), key=lambda mark: (mark.start, mark.stop))
    start, end = _best(marks, read, length)
    parts, at = [("…", False)] if start else [], start
    for mark in _joined(marks):
        if start <= mark.start and mark.stop <= end:
            parts += [(read[at : mark.start], False), (read[mark.start : mark.stop], True)]
            at = mark.stop
    parts += [(read[at:end], False), ("…" if end < len(text) else "", False)]
    return [(re.sub(r"\s+", " ", part), marked) for part, marked in parts if part]


def _marks(text: str, asked: Asked) -> list[slice]:
    """Where the words stand, or others of the same meaning, and the phrases and figures as written; in case of need, any piece as
    written.
    """
    wanted = set(asked.words)
    groups = {
        group for piece in asked.pieces if not piece.quoted for each in kin(piece.surface).values() for group in each
    }
    marks = [
        slice(span.start, span.end)
        for span in language.spans(text)
        if span.term in wanted or any(str(group) in groups for group in span.groups)
    ]
    written = {piece.surface for piece in asked.pieces if piece.quoted}
    for piece in asked.pieces:
        written |= {sign for sign in signs(piece.surface) if sign.isascii()}
        written |= {word for word in piece.words if signs(word) == {word}}
    marks += _written(text, written)
    return marks or list(_written(text, {piece.surface for piece in asked.pieces}))


def _written(text: str, surfaces: Iterable[str]) -> list[slice]:
    """Where these surfaces stand in the text, whatever the width of its letters and wherever its lines end."""
    shapes = [(shape, found) for found in LETTER.finditer(text) for shape in _shape(found.group())]
    flat = "".join(shape for shape, _ in shapes)
    marks = []
    for surface in surfaces:
        pattern = r"\s*".join(re.escape(letter) for letter in surface if not letter.isspace())
        if surface[:1].isascii():
            pattern = rf"(?<![a-z0-9]){pattern}"
        if surface[-1:].isascii():
            pattern = rf"{pattern}(?![a-z0-9])"
        for found in re.finditer(pattern, flat) if pattern else ():
            marks.append(slice(shapes[found.start()][1].start(), shapes[found.end() - 1][1].end()))
    return marks


@lru_cache(maxsize=20_000)
def _shape(letter: str) -> str:
    return language.normal(letter)


def _joined(marks: list[slice]) -> list[slice]:
    """The marks in order, those that touch made one."""
    joined: list[slice] = []
    for mark in marks:
        if joined and mark.start <= joined[-1].stop:
            joined[-1] = slice(joined[-1].start, max(joined[-1].stop, mark.stop))
        else:
            joined.append(mark)
    return joined


def _best(marks: list[slice], text: str, length: int) -> tuple[int, int]:
    """From where to where the passage goes: the one with most different things marked, then with most marks, then the first."""
    if len(text) <= length or not marks:
        return 0, min(len(text), length)

    def worth(start: int) -> tuple[int, int, int]:
        held = [text[mark] for mark in marks if start <= mark.start and mark.stop <= start + length]
        return len(set(held)), len(held), -start

    latest = len(text) - length
    start = max((min(max(0, mark.start - LEAD), latest) for mark in marks[:MOST_MARKS]), key=worth)
    longest = max((mark.stop for mark in marks if start <= mark.start < start + length), default=0)
    return start, min(len(text), max(start + length, min(longest, start + 2 * length)))
