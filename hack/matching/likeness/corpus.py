"""Documents read once: what their words, synonym groups and letters are, and how often each stands in each of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, overload

from hack import text
from hack.matching.likeness.columns import Letters, Rows, Terms
from hack.matching.likeness.documents import Document, Documents, Settings, letters_of, words_of_all

WORDS, GROUPS, LETTERS = PARTS = ("words", "groups", "letters")
Parts = Mapping[str, Any]
"""The columns of each part: Terms of words and of groups, and Letters."""


@dataclass(frozen=True)
class Corpus(Sequence[Document]):
    """Documents together with their counts, in columns that were made of them, or of more documents with these among them."""

    documents: Documents
    parts: Parts
    counts: Mapping[str, Rows]
    """Of every part, float32 with one row for each document."""
    dictionary: str
    """The version of the words under which they were cut."""

    @classmethod
    def read(cls, documents: Documents, settings: Settings) -> Self:
        """These documents, read; what is in force of words when it begins holds for all of them."""
        dictionary = text.dictionary_version()  # before cutting: words that come into force meanwhile make it outdated
        told = contents(documents, PARTS, settings)
        found: dict[str, Any] = {part: Terms.fit(told[part], settings.spare) for part in (WORDS, GROUPS)}
        found |= {LETTERS: Letters.fit(told[LETTERS])}
        parts, counts = ({part: each[at] for part, each in found.items()} for at in (0, 1))
        return cls(documents, parts, counts, dictionary)

    def __len__(self) -> int:
        return len(self.documents)

    @overload
    def __getitem__(self, chosen: int) -> Document: ...
    @overload
    def __getitem__(self, chosen: slice) -> "Corpus": ...
    def __getitem__(self, chosen: int | slice) -> "Document | Corpus":
        """One document, or a corpus of some of them in the same columns."""
        if isinstance(chosen, int):
            return self.documents[chosen]
        counts = {part: rows[chosen] for part, rows in self.counts.items()}
        return Corpus(self.documents[chosen], self.parts, counts, self.dictionary)


def counted(documents: Documents, parts: Parts, chosen: Sequence[str], settings: Settings) -> Mapping[str, Rows]:
    """How often what has columns in the chosen parts stands in each document; a corpus of these columns knows."""
    if isinstance(documents, Corpus) and documents.parts is parts:
        return documents.counts
    told = contents(documents, chosen, settings)
    return {part: parts[part].count(told[part]) for part in chosen}


def contents(documents: Documents, parts: Sequence[str], settings: Settings) -> dict[str, list[str]]:
    """What the parts are made from, of every document: terms packed into one string for words and groups, a text for letters."""
    told: dict[str, list[str]] = {}
    if WORDS in parts or GROUPS in parts:
        words = words_of_all(documents, settings.title)
        told = {WORDS: [each.packed_terms for each in words], GROUPS: [each.packed_groups for each in words]}
    if LETTERS in parts:
        told[LETTERS] = [letters_of(document, settings.title) for document in documents]
    return told
