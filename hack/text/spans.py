"""A word where it stands, and the words that Sudachi finds as such words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sudachipy import Morpheme, SplitMode

from hack.text.cutting import ENDINGS, INFLECTED, kinds, term_of


class Span(NamedTuple):
    """A word where it stands: `text[start:end]`; `long` if its parts follow it as words of their own.

    groups: ids of the synonym groups that the word belongs to: Sudachi's (nouns only) are positive, those of the wordbook
    negative. until: where the word is over as people read it, with its ending: 傷ん ends before the だ of 傷んだ, until after it.
    """

    term: str
    start: int
    end: int
    noun: bool
    long: bool = False
    groups: tuple[int, ...] = ()
    until: int = 0

    def moved(self, by: int) -> "Span":
        """The same word so many letters further on."""
        return self._replace(start=self.start + by, end=self.end + by, until=self.until + by) if by else self


def spans_of(words: Sequence[Morpheme]) -> Iterator[Span]:
    """The content words among these, which follow each other in a text; long ones followed by their parts."""
    known = kinds()
    for place, word in enumerate(words):
        noun = known.get(word.part_of_speech_id())
        if noun is None:
            continue
        parts = word.split(SplitMode.A, add_single=False) if noun else ()
        for unit in (word, *parts):
            if unit.part_of_speech_id() in known and (term := term_of(unit.normalized_form())):
                groups = tuple(unit.synonym_group_ids()) if noun else ()
                until = unit.end() if noun else _until(words, place)
                yield Span(term, unit.begin(), unit.end(), noun, unit is word and len(parts) > 0, groups, until)


def covering(unit: Span, among: Iterable[Span]) -> bool:
    """Do the parts of a long unit account for every letter of it?"""
    parts = [other for other in among if not other.long and unit.start <= other.start and other.end <= unit.end]
    return sum(part.end - part.start for part in parts) == unit.end - unit.start


def _until(words: Sequence[Morpheme], place: int) -> int:
    """Where an inflected word is over with the ending that follows it; any other word where it ends."""
    last = words[place]
    if last.part_of_speech()[0] in INFLECTED:
        for word in words[place + 1 :]:
            kind = word.part_of_speech()
            if kind[0] != "助動詞" and (kind[1] != "接続助詞" or word.surface() not in ENDINGS):
                break
            last = word
    return last.end()
