"""How a question can be taken: which of its words a paper must have, and which only bring it forward."""

from dataclasses import dataclass

from hack.search.asking import Asked, kin, signs

SENTENCE = 4
"""So many words without a blank are a sentence: nobody means that a paper must have them all."""
MOST_NEEDED = 12
"""More words than that are a pasted text, whatever parts them."""


@dataclass(frozen=True)
class Word:
    """A word asked for: what it is, whether a paper must have it, the groups of words that mean the same, and whether it is a single
    letter or figure, which is found inside longer words too.
    """

    term: str
    needed: bool
    groups: tuple[str, ...] = ()
    sign: bool = False


@dataclass(frozen=True)
class Sought:
    """What a question looks for.

    words: by which papers are found. phrases: what must stand in them as written. written: all pieces as written, for papers
    in which the dictionary cuts the same letters otherwise. figures: years, numbers and abbreviations that are no words
    (2026, 5G) and tell papers of the same words apart.
    """

    words: tuple[Word, ...]
    phrases: tuple[str, ...]
    written: tuple[str, ...]
    figures: tuple[str, ...]

    @property
    def needed(self) -> list[Word]:
        """The words that a paper must have."""
        return [word for word in self.words if word.needed]


def sought(asked: Asked) -> Sought:
    """Take a question: keywords are all needed, the words of a sentence or of a pasted text are not.

    The words of a phrase are not needed either, for it must stand there anyway.
    """
    free = [piece for piece in asked.pieces if not piece.quoted]
    keywords = {word for piece in free if len(piece.words) < SENTENCE for word in piece.words}
    needed = keywords if len(keywords) <= MOST_NEEDED else set()
    groups: dict[str, tuple[str, ...]] = {}
    for piece in free:
        groups |= {word: ids for word, ids in kin(piece.surface).items() if word in piece.words}
    written = {sign for piece in asked.pieces for sign in signs(piece.surface) if sign.isascii()}
    return Sought(
        words=tuple(Word(word, word in needed, groups.get(word, ()), signs(word) == {word}) for word in asked.words),
        phrases=tuple(piece.surface for piece in asked.pieces if piece.quoted),
        written=tuple(piece.surface for piece in asked.pieces) if free else (),
        figures=tuple(sorted(written.difference(asked.words))),
    )
