"""How a question can be taken: first strictly, then letter by letter as written, then with any of its words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from whoosh.query import And, Or, Query, Term
from whoosh.query.compound import PreloadedOr

from hack.search.asking import Asked, Piece, signs


@dataclass(frozen=True)
class Way:
    """One way to take a question.

    query: what a paper must answer, None for anything. surfaces: what must stand in it as written.
    bonus: what need not be in it, but brings it forward.
    """

    query: Query | None
    surfaces: tuple[str, ...] = ()
    bonus: Query | None = None
    loosened: bool = False


def ways(asked: Asked) -> Iterator[Way]:
    """The ways to take a question, from strict to loose; the first that finds something is the answer.

    All the words (and the phrases as written); then everything as written, because the dictionary may cut the same
    letters otherwise here than there; then any of the words.
    """
    quoted = [piece for piece in asked.pieces if piece.quoted]
    needed = dict.fromkeys(word for piece in asked.pieces if not piece.quoted for word in piece.words)
    figures = _figures(asked)
    if needed or quoted:
        query = And([_word(word) for word in needed]) if needed else None
        yield Way(query, _surfaces(quoted), _any([*_terms(quoted), *figures]))
    if len(quoted) < len(asked.pieces):
        yield Way(None, _surfaces(asked.pieces), _any([*_terms(asked.pieces), *figures]))
    if len(asked.words) > 1 or (quoted and asked.words):
        yield Way(PreloadedOr([_word(word) for word in asked.words]), bonus=_any(figures), loosened=True)


def _word(word: str) -> Query:
    """Papers with this word. A word of one letter is also found inside longer ones: 雪 in 除雪, though it counts for less.

    So are Latin words and figures, which the dictionary takes for parts of others or leaves out.
    """
    if signs(word) == {word}:
        return Or([Term("words", word), Term("signs", word, boost=1.0 if word.isdigit() else 0.1)])
    return Term("words", word)


def _figures(asked: Asked) -> list[Term]:
    """Years, numbers and abbreviations that are no words (2026, 5G): they tell papers of the same words apart."""
    found = {sign for piece in asked.pieces for sign in signs(piece.surface) if sign.isascii()}
    return [Term("signs", figure) for figure in sorted(found.difference(asked.words))]


def _terms(pieces: Collection[Piece]) -> list[Term]:
    return [Term("words", word) for word in dict.fromkeys(word for piece in pieces for word in piece.words)]


def _any(terms: list[Term]) -> Query | None:
    return Or(terms) if terms else None


def _surfaces(pieces: Collection[Piece]) -> tuple[str, ...]:
    return tuple(piece.surface for piece in pieces)
