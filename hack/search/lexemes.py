"""A paper's terms as lexemes of a `tsvector`: shelf, field and term in one, and how often a word comes, bit by bit.

PostgreSQL's index of lexemes knows which documents have them, not how often. So a word that comes five times in a field (binary
101) is there as two lexemes, one for the first bit and one for the third: the documents of all bits together say how often.
Each shelf has lexemes of its own, so that looking on the public one never reads what is private.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256

from hack.search.paper import PRIVATE, PUBLIC, WORDED, Row

BITS = {"title": 5, "summary": 7, "text": 10, "organization": 5, "section": 5}
"""Bits of how often a word comes in each field: 31 times in a title or more are 31 times."""
LONGEST = 200
"""Bytes of a term that is kept as it is; longer ones are kept by their hash. PostgreSQL takes no lexeme above 2,046."""
ROOM = 1_000_000
"""Bytes of lexemes of one paper; PostgreSQL takes 1,048,575."""
_SHELVES = {PUBLIC: "0", PRIVATE: "1"}
_FIELDS = dict(zip(("readers", "facets", "signs", "groups", *WORDED), "abcdefghi", strict=True))


def plain(text: str) -> str:
    """The text without what PostgreSQL can't keep: half letters, and the letter zero."""
    return text.encode(errors="replace").decode().replace("\0", "")


@lru_cache(maxsize=50_000)
def bits(shelf: str, name: str, term: str) -> tuple[str, ...]:
    """The lexemes of this term in this field, one for each bit of how often it comes."""
    term = plain(term)
    if len(term.encode()) > LONGEST:
        term = f"\x1f{sha256(term.encode()).hexdigest()}"
    start = f"{_SHELVES[shelf]}{_FIELDS[name]}"
    return tuple(f"{start}{bit}{term}" for bit in range(BITS.get(name, 1)))


def lexemes(shelf: str, row: Row) -> list[str]:
    """What a paper is found by; of more than there is room for, words are left out first."""
    room, kept = ROOM, []
    for lexeme in _lexemes(shelf, row):
        room -= len(lexeme.encode())
        if room < 0:
            break
        kept.append(lexeme)
    return kept


def _lexemes(shelf: str, row: Row) -> Iterator[str]:
    for name in _FIELDS:
        counts: Counter[str] = Counter(row[name])
        for term, often in counts.items():
            each = bits(shelf, name, term)
            told = min(often, 2 ** len(each) - 1)
            yield from (lexeme for bit, lexeme in enumerate(each) if told >> bit & 1)


def quoted(lexeme: str) -> str:
    """The lexeme as a `tsquery`."""
    return "'{}'".format(lexeme.replace("\\", "\\\\").replace("'", "''"))


def facets_among(found: Iterable[str]) -> list[str]:
    """The facets' values among these lexemes of a paper."""
    return [lexeme[3:] for lexeme in found if lexeme[1] == _FIELDS["facets"]]


def words_among(found: Iterable[str]) -> set[str]:
    """The words among these lexemes of a paper."""
    worded = {_FIELDS[name] for name in WORDED}
    return {lexeme[3:] for lexeme in found if lexeme[1] in worded and not lexeme.startswith("\x1f", 3)}
