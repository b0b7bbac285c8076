"""What the words of a text are, as Sudachi cuts it, our own tables mend it, and the city's wordbook keeps it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version

from hack.text.cutting import CONTENT, ENDINGS, NOT_ALONE, SPELLINGS, cut
from hack.text.edition import current
from hack.text.folding import LETTERS, MARKS, normal, places
from hack.text.own import Own
from hack.text.spans import Span, covering, spans_of
from hack.text.wordbook import Wordbook

LONGEST = 12_000  # characters in one call: 48,000 bytes at the most, and Sudachi takes 49,149

_TORN = re.compile("(?<=水道)(?=管(?![理内轄]))")  # where Sudachi would read 水 + 導管
_SENTENCE_END = re.compile(r"[。!?\n]")
_PIECE = re.compile(r"[㐀-鿿𠀀-𳎯々]|[a-z0-9]+")


def terms(text: str) -> list[str]:
    """The content words of a text in order, long units followed by their parts: 外国人, 外国, 人."""
    return [unit.term for unit in units(text)]


def query_terms(text: str) -> list[str]:
    """What a search box looks for: distinct terms, each of which a document with these words has.

    Long units are left to their parts, so that all can be required at once, unless a part is no term (バス停: バス).
    Where nothing is left (区, 2026), the `pieces`; empty if there is nothing to look for.
    A single kanji (水) is a term only where it is a word: ask the documents' `pieces` too, and 水道 is found.
    """
    found = list(units(text))
    wanted = [unit.term for unit in found if not (unit.long and covering(unit, found))]
    return list(dict.fromkeys(wanted or pieces(text)))


def pieces(text: str) -> list[str]:
    """Every kanji and every run of letters or digits, in order: what short questions are answered by.

    Search keeps them in a field of its own with a small weight, apart from the `terms`.
    """
    return _PIECE.findall(normal(text))


def groups_of(term: str) -> tuple[int, ...]:
    """The groups of the wordbook in force that a term belongs to, as they stand in `Span.groups`."""
    own = current().own
    return own.groups_of(term) if own else ()


def spans(text: str, book: Wordbook | None = None) -> list[Span]:
    """The words of `terms`, with offsets into `text` as it was given. book: as in `units`."""
    starts, ends = places(text)
    return [
        unit._replace(start=starts[unit.start], end=ends[unit.end - 1], until=ends[unit.until - 1])
        for unit in units(text, book)
    ]


def units(text: str, book: Wordbook | None = None) -> Iterator[Span]:
    """The words of `terms`, with offsets into `normal(text)`. book: to cut with another wordbook than the one in force."""
    own = (current() if book is None else book).own
    for offset, chunk in _chunks(normal(text), own):
        words = cut(chunk)
        for unit in own.spans(chunk, words) if own else spans_of(words):
            yield unit.moved(offset)


def dictionary_version(book: Wordbook | None = None) -> str:
    """Names everything that the words depend on; what was kept under another version must be made anew. book: as in `units`.

    Ask before cutting, not after: a wordbook that comes into force meanwhile is then noticed.
    """
    digest = (current() if book is None else book).digest
    return f"{_built_in()}, wordbook {digest}" if digest else _built_in()


@lru_cache
def _built_in() -> str:
    own = repr((LETTERS, MARKS, SPELLINGS, sorted(CONTENT), sorted(NOT_ALONE), sorted(ENDINGS), _PIECE.pattern))
    return f"core {version('sudachidict-core')}, sudachi {version('sudachipy')}, own {sha256(own.encode()).hexdigest()[:8]}"


def _chunks(text: str, own: Own | None) -> Iterator[tuple[int, str]]:
    """The text in parts that Sudachi takes, cut at the ends of sentences where there are any; with their offsets."""
    start = 0
    for stop in [*_torn(text, own), len(text)]:
        while stop - start > LONGEST:
            ends = [found.end() for found in _SENTENCE_END.finditer(text, start, start + LONGEST)]
            end = ends[-1] if ends else start + LONGEST
            yield start, text[start:end]
            start = end
        yield start, text[start:stop]
        start = stop


def _torn(text: str, own: Own | None) -> list[int]:
    """Where a word is torn that Sudachi would read otherwise, but for those that are own words."""
    found = [place.start() for place in _TORN.finditer(text)]
    if found and own:
        whole = own.found(text)
        found = [place for place in found if not any(start < place < end for start, end in whole)]
    return found
