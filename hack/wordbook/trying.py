"""How a sentence is cut, by the words in force and by those that are being written."""

from collections.abc import Iterable
from dataclasses import dataclass

from hack import text
from hack.text import Wordbook


@dataclass(frozen=True)
class Cut:
    """A word of a sentence: as it stands there, the term that it comes to, its parts, and what means the same by the wordbook."""

    surface: str
    term: str
    parts: tuple[str, ...]
    same: tuple[str, ...]
    new: bool = False
    """Whether the other wordbook cuts otherwise here."""


def tried(sentence: str, book: Wordbook, against: Wordbook) -> list[Cut]:
    """The words of the sentence in order, as `book` cuts it; `new` where `against` does not."""
    other = set(_cut(sentence, against))
    return [Cut(*one, new=one not in other) for one in _cut(sentence, book)]


def _cut(sentence: str, book: Wordbook) -> Iterable[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Surface, term, parts and synonyms of each word that is not a part of another."""
    found: list[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = []
    terms = {group.number: group.terms for group in book.groups}
    end = 0
    for span in text.spans(sentence, book):
        if span.start < end and found:
            surface, term, parts, same = found[-1]
            found[-1] = (surface, term, (*parts, span.term), same)
            continue
        end = span.end if span.long else span.start
        same = tuple(dict.fromkeys(one for group in span.groups if group < 0 for one in terms.get(-group, ())))
        found.append((sentence[span.start : span.end], span.term, (), same))
    return found
