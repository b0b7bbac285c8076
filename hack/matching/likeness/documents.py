"""What the matcher reads of a need or a seed, and how heavily it weighs it.

A document is a mapping with "title" and "text"; "told" may hold what `told_of` made of them earlier.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from hack import text
from hack.text.kept import Words, packed, words_of_many

Document = Mapping[str, Any]
Documents = Sequence[Document]
_KANJI = re.compile("[㐀-鿿𠀀-𳎯々]")


@dataclass(frozen=True)
class Settings:
    """How documents are weighed; chosen with `bench/matching.py` on JSQuAD and on real pairs of cities."""

    title: int = 2  # how often the title counts
    k1: float = 0.6  # how soon a word that is repeated in a seed stops counting more
    b: float = 0.75  # how far its length is held against a seed
    groups: float = 0.3  # weight of synonym groups, words having 1
    letters: float = 0.6  # weight of letters side by side
    near: float = 0.6  # weight of near words, where the words themselves explain nothing
    sense: float = 0.55  # weight of the texts' meanings there
    covered: float = 0.9  # how much of both is left out where the words explain everything
    strange: float = 0.2  # how alike texts are that have nothing to do with each other
    popular: float = 0.5  # how far it is held against a seed that it is like many needs
    lift: float = 0.05  # how much it speaks at most for a text that it is like few others
    spare: int = 2**18  # columns for the terms that were not there when the space was made


class Written(NamedTuple):
    """A word as it stands in a text, with its ending: 傷んだ. `plain` is the same in the form in which texts are compared."""

    surface: str
    plain: str
    word: text.Span
    alone: bool
    """Whether no kanji stands beside it, so that it is not a piece of something longer: 部 of 臨海部."""


def units_of(document: Document, title: int = Settings.title) -> list[text.Span]:
    """The words of the title, so many times, and those of the text."""
    return [*list(text.units(document.get("title") or "")) * title, *text.units(document.get("text") or "")]


def written(told: str) -> tuple[Written, ...]:
    """The words of a text as they stand there, in the order of `text.spans`; kept, because the reasons of many pairs ask for the same texts."""
    return _written(told, text.dictionary_version())


@lru_cache(maxsize=1024)
def _written(told: str, _dictionary: str) -> tuple[Written, ...]:
    return tuple(
        Written(
            told[word.start : word.until],
            text.normal(told[word.start : word.until]),
            word,
            not _KANJI.match(told[max(word.start - 1, 0) : word.start]) and not _KANJI.match(told, word.end),
        )
        for word in text.spans(told)
    )


def words_of_all(documents: Documents, title: int = Settings.title) -> list[Words]:
    """What the words of each document come to, those of its title counted so many times; what was cut before is kept."""
    told = [part or "" for document in documents for part in (document.get("title"), document.get("text"))]
    known = iter(words_of_many(told))
    return [_joined([next(known)] * title + [next(known)]) for _ in documents]


def _joined(parts: Sequence[Words]) -> Words:
    return Words(*(packed(filter(None, each)) for each in zip(*parts, strict=True)))


def letters_of(document: Document, title: int = Settings.title) -> str:
    """The document as one text in normal form, its title so many times."""
    return text.normal("\n".join([document.get("title") or ""] * title + [document.get("text") or ""]))
