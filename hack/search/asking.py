"""What somebody asks for, read by a grammar of our own: words, and phrases in quotation marks. Nothing else has a meaning."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from hack import text as language

MOST_CHARACTERS = 3_000
MOST_TERMS = 300
READ = 8_000  # 3,000 characters are kept; this bounds the work for a pasted book

QUOTED = re.compile(r"""["“”]([^"“”]*)["“”]|「([^」]*)」|『([^』]*)』""")
NEEDLESS_BLANK = re.compile(r"(?<![a-z0-9]) | (?![a-z0-9])")
SIGN = re.compile(r"[a-z0-9]+|[^\W\x00-\x7f]")


@dataclass(frozen=True)
class Piece:
    """One part of a question, as it is written and in words; `quoted` must be found just as it is written."""

    surface: str
    words: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True)
class Asked:
    """A question, understood; false if there is nothing to look for. `cut`: it was too long, and its end is left out."""

    pieces: tuple[Piece, ...] = ()
    cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.pieces)

    @property
    def words(self) -> tuple[str, ...]:
        """Every word asked for, once, in the order of asking."""
        return tuple(dict.fromkeys(word for piece in self.pieces for word in piece.words))


def parse(question: str, words: Callable[[str], list[str]] = language.query_terms) -> Asked:
    """Read a question of any length and content; never fails.

    Blanks part the pieces, "…", 「…」 and 『…』 hold a phrase together; all other signs are just signs. At most 3,000
    characters are read, and at most 300 terms are kept. `words` cuts a text into the words that papers are found by.
    """
    question = question.lstrip()
    text = " ".join(unicodedata.normalize("NFKC", question[:READ]).split())
    cut = len(question) > READ or len(text) > MOST_CHARACTERS
    pieces: dict[Piece, None] = {}
    room = MOST_TERMS
    for part, quoted in _parts(text[:MOST_CHARACTERS]):
        if room <= 0:
            cut = True
            break
        found = words(part)
        cut = cut or len(found) > room
        piece = Piece(surface(part), tuple(found[:room]), quoted)
        if (piece.words or signs(piece.surface)) and piece not in pieces:
            pieces[piece] = None
            room -= max(1, len(piece.words))
    return Asked(tuple(pieces), cut)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The phrases and the parts between blanks, in their order, each with whether it was quoted."""
    end = 0
    for quotation in QUOTED.finditer(text):
        yield from ((part, False) for part in text[end : quotation.start()].split())
        phrase = "".join(group for group in quotation.groups() if group)
        if phrase.strip():
            yield phrase, True
        end = quotation.end()
    yield from ((part, False) for part in text[end:].split())


def surface(text: str) -> str:
    """The text as phrases are compared in it: the usual small letters, and blanks only between two Latin words."""
    return NEEDLESS_BLANK.sub("", " ".join(language.normal(text).split()))


def signs(surface: str) -> frozenset[str]:
    """What a surface is made of: single Japanese letters, and Latin words and figures as a whole."""
    return frozenset(SIGN.findall(surface))


@lru_cache(maxsize=500)
def kin(surface: str) -> dict[str, tuple[str, ...]]:
    """The groups of words of the same meaning that the words of this surface belong to; not to be changed.

    A part of a long word has the groups of the whole, too: who has お年寄り has both 高齢 and 者 of 高齢者.
    """
    found: dict[str, dict[str, None]] = {}
    whole: language.Span | None = None
    for unit in language.units(surface):
        if unit.long:
            whole = unit
        groups = unit.groups
        if whole is not None and unit.end <= whole.end and unit.start >= whole.start:
            groups += whole.groups
        if groups:
            found.setdefault(unit.term, {}).update(dict.fromkeys(map(str, groups)))
    return {term: tuple(groups) for term, groups in found.items()}


@lru_cache(maxsize=500)
def literal(surface: str) -> re.Pattern[str]:
    """Finds a surface in another one. Latin words and figures are found whole: AI is not in "maintain", 5 not in 15."""
    start = r"(?<![a-z0-9])" if re.match(r"[a-z0-9]", surface) else ""
    end = r"(?![a-z0-9])" if re.search(r"[a-z0-9]$", surface) else ""
    return re.compile(start + re.escape(surface) + end)
