"""The city's own words made ready for cutting: where they stand in a text, and what they come to there."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sudachipy import Morpheme

from hack.text.cutting import cut, term_of
from hack.text.folding import normal
from hack.text.spans import Span, spans_of

SHORTEST = 2  # letters of a word that is kept whole
SURE = 4
"""From so many letters on, a word is what it says also where Sudachi would cut otherwise: 市電 may be chance (都市電化), 共創フロント is none."""
WITHOUT_MEANING = ("", "する", "な")
"""What may follow the one word that somebody writes down: 除雪する, 安全な."""
_ALNUM = re.compile("[a-z0-9]")
_LEANING = re.compile("[ぁぃぅぇぉゃゅょゎァィゥェォャュョヮーっッんン゛゜\u3099\u309a]")  # no word begins with one
Fits = Callable[[int, int], bool]


@dataclass(frozen=True)
class Reading:
    """What an own word comes to: its term, its groups, and its parts, which stand where the word does."""

    term: str
    groups: tuple[int, ...]
    parts: tuple[Span, ...]


class Own:
    """Own words and groups of synonyms, by their normal forms."""

    def __init__(self, words: Mapping[str, str], groups: Mapping[int, Sequence[str]]):
        """words: what is kept whole, and the form of each (empty: its own). groups: the terms of each by its number."""
        self._terms: dict[str, str] = {}
        for written, form in words.items():
            spelt = normal(form).strip() or normal(written).strip()
            self._keep(spelt, term := whole_term(spelt))
            self._keep(normal(written).strip(), term)
        self._groups: dict[str, tuple[int, ...]] = {}
        for number, terms in sorted(groups.items()):
            for written in terms:
                term = self._term_in_group(normal(written).strip())
                if term and -number not in self._groups.get(term, ()):
                    self._groups[term] = (*self._groups.get(term, ()), -number)
        self.reading = lru_cache(maxsize=10_000)(self._reading)

    @cached_property
    def _index(self) -> dict[str, list[str]]:
        """The kept words by their first two letters, the longest first."""
        index = defaultdict(list)
        for word in sorted(self._terms, key=len, reverse=True):
            index[word[:SHORTEST]].append(word)
        return dict(index)

    def found(self, text: str, fits: Fits | None = None) -> list[tuple[int, int]]:
        """Where kept words stand in a text in normal form, in order and apart from each other; the longest where several begin."""
        if len(self._index) == 0:
            return []
        places, at = [], 0
        while at < len(text) - 1:
            for word in self._index.get(text[at : at + SHORTEST], ()):
                end = at + len(word)
                if text.startswith(word, at) and _parted(text, at, end) and (fits is None or fits(at, end)):
                    places.append((at, end))
                    at = end - 1
                    break
            at += 1
        return places

    def spans(self, text: str, words: Sequence[Morpheme]) -> Iterator[Span]:
        """The terms of a text that Sudachi cuts into `words`, with own words kept whole and own groups added."""
        begun = 0
        for start, end in self.found(text, _among(words)):
            yield from self._between(text, words, begun, start)
            yield from self._whole(text[start:end], start)
            begun = end
        yield from self._between(text, words, begun, len(text))

    def groups_of(self, term: str) -> tuple[int, ...]:
        """The numbers of the own groups that a term belongs to, negative, so that they are never Sudachi's."""
        return self._groups.get(term, ())

    def _keep(self, written: str, term: str) -> None:
        if term and len(written) >= SHORTEST:
            self._terms[written] = term

    def _term_in_group(self, written: str) -> str:
        """The term of a synonym; one of several words is from here on kept whole."""
        if written in self._terms:
            return self._terms[written]
        term = term_in_group(written)
        if _single(written) is None:
            self._keep(written, term)
        return term

    def _whole(self, written: str, start: int) -> Iterator[Span]:
        known = self.reading(written)
        end = start + len(written)
        yield Span(known.term, start, end, True, bool(known.parts), known.groups, end)
        yield from (part.moved(start) for part in known.parts)

    def _reading(self, written: str) -> Reading:
        term, size = self._terms[written], len(written)
        if (alone := _single(written)) is not None and alone.end < size:
            alone = None
        parts = [one for one in spans_of(cut(written)) if (one.start, one.end) != (0, size)]
        if whole_term(written) != term:  # another spelling: the parts are those of the word that it stands for
            parts = [one._replace(start=0, end=size, until=size) for one in spans_of(cut(term)) if one.term != term]
        groups = (*(alone.groups if alone else ()), *self.groups_of(term))
        return Reading(term, groups, tuple(self._grouped(part) for part in parts))

    def _between(self, text: str, words: Sequence[Morpheme], start: int, end: int) -> Iterator[Span]:
        """The terms between two own words; what an own word has torn off is cut anew."""
        if start >= end:
            return
        first, last = bisect_left(words, start, key=Morpheme.begin), bisect_right(words, end, key=Morpheme.end)
        inside = words[first:last]
        begins, ends = (inside[0].begin(), inside[-1].end()) if inside else (end, end)
        for at, part in ((start, cut(text[start:begins])), (0, inside), (ends, cut(text[ends:end]))):
            yield from (self._grouped(span.moved(at)) for span in spans_of(part))

    def _grouped(self, span: Span) -> Span:
        own = self.groups_of(span.term)
        return span._replace(groups=span.groups + own) if own else span


def whole_term(written: str) -> str:
    """The term that a text in normal form comes to as a whole: Sudachi's where it is one word, else as it is written."""
    single = _single(written)
    return term_of(written) if single is None or single.end < len(written) else single.term


def term_in_group(written: str) -> str:
    """The term by which a text in normal form is a synonym: as `whole_term`, be it with する or な; empty for a scrap."""
    single = _single(written)
    return term_of(written) if single is None else single.term


def _single(written: str) -> Span | None:
    """The one word that a text in normal form consists of, be it with する or な; None where there are several or none."""
    whole = [span for span in spans_of(cut(written)) if span.start == 0]
    longest = max(whole, key=lambda span: span.end, default=None)
    return longest if longest and written[longest.end :] in WITHOUT_MEANING else None


def _parted(text: str, start: int, end: int) -> bool:
    """Whether a word may begin and end there by its letters alone: not within a Latin word or a figure, nor before ー or ッ."""
    before, first, last, after = text[max(start - 1, 0) : start], text[start], text[end - 1], text[end : end + 1]
    if _ALNUM.match(before) and _ALNUM.match(first) or _ALNUM.match(last) and _ALNUM.match(after):
        return False
    return not _LEANING.match(after)


def _among(words: Sequence[Morpheme]) -> Fits:
    """Whether a word from here to there fits among Sudachi's: never as a part of one that it knows; a short one only
    between them or in what it does not know."""
    begins, ends = [word.begin() for word in words], [word.end() for word in words]

    def fits(start: int, end: int) -> bool:
        first, last = bisect_right(begins, start) - 1, bisect_left(ends, end)
        if first < 0 or last >= len(words):
            return False
        opens, closes = begins[first] == start, ends[last] == end
        if opens and closes:
            return True
        if first >= last:
            return bool(words[first].is_oov())
        return end - start >= SURE or ((opens or words[first].is_oov()) and (closes or words[last].is_oov()))

    return fits
