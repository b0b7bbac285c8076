"""What the words of a text are, as Sudachi cuts it and our own tables mend it."""

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from typing import NamedTuple

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

from hack.text.folding import LETTERS, MARKS, fold, normal, places

LONGEST = 12_000  # characters in one call: 48,000 bytes at the most, and Sudachi takes 49,149
CONTENT = {"名詞", "動詞", "形容詞", "形状詞"}
NOT_ALONE = {"数詞", "非自立可能", "助動詞語幹"}  # numerals, and auxiliaries: する, できる, よう
INFLECTED = {"動詞", "形容詞"}
ENDINGS = {"て", "で", "ば"}  # what belongs to an inflected word as people read it, besides auxiliaries: 傷んで, 傷めば

# Spellings that Sudachi's normal forms leave apart.
SPELLINGS = {
    "ゴミ": "ごみ",
    "塵": "ごみ",
    "癌": "がん",
    "スマホ": "スマートフォン",
    "co2": "二酸化炭素",
    "wifi": "wi-fi",
}

_TORN = re.compile("(?<=水道)(?=管(?![理内轄]))")  # where Sudachi would read 水 + 導管
_SENTENCE_END = re.compile(r"[。!?\n]")
_SCRAP = re.compile(r"[a-z0-9ぁ-ゖ]|[\W_]*")  # a letter alone is no word, nor are marks without one
_PIECE = re.compile(r"[㐀-鿿𠀀-𳎯々]|[a-z0-9]+")


class Span(NamedTuple):
    """A word where it stands: `text[start:end]`; `long` if its parts follow it as words of their own.

    groups: ids of Sudachi's synonym groups that the word belongs to (nouns only). until: where the word is over as people
    read it, with its ending: 傷ん ends before the だ of 傷んだ, until after it.
    """

    term: str
    start: int
    end: int
    noun: bool
    long: bool = False
    groups: tuple[int, ...] = ()
    until: int = 0


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
    wanted = [unit.term for unit in found if not (unit.long and _is_covered(unit, found))]
    return list(dict.fromkeys(wanted or pieces(text)))


def pieces(text: str) -> list[str]:
    """Every kanji and every run of letters or digits, in order: what short questions are answered by.

    Search keeps them in a field of its own with a small weight, apart from the `terms`.
    """
    return _PIECE.findall(normal(text))


def spans(text: str) -> list[Span]:
    """The words of `terms`, with offsets into `text` as it was given."""
    starts, ends = places(text)
    return [
        unit._replace(start=starts[unit.start], end=ends[unit.end - 1], until=ends[unit.until - 1])
        for unit in units(text)
    ]


def units(text: str) -> Iterator[Span]:
    """The words of `terms`, with offsets into `normal(text)`."""
    kinds = _kinds()
    for offset, chunk in _chunks(normal(text)):
        words = list(_tokenizer().tokenize(chunk))
        for place, word in enumerate(words):
            noun = kinds.get(word.part_of_speech_id())
            if noun is None:
                continue
            parts = word.split(SplitMode.A, add_single=False) if noun else ()
            for unit in (word, *parts):
                if unit.part_of_speech_id() in kinds and (term := _term(unit.normalized_form())):
                    groups = tuple(unit.synonym_group_ids()) if noun else ()
                    long = unit is word and len(parts) > 0
                    until = unit.end() if noun else _until(words, place)
                    yield Span(term, offset + unit.begin(), offset + unit.end(), noun, long, groups, offset + until)


@lru_cache
def dictionary_version() -> str:
    """Names everything that the words depend on; what was kept under another version must be made anew."""
    own = repr((LETTERS, MARKS, SPELLINGS, sorted(CONTENT), sorted(NOT_ALONE), sorted(ENDINGS), _PIECE.pattern))
    return f"core {version('sudachidict-core')}, sudachi {version('sudachipy')}, own {sha256(own.encode()).hexdigest()[:8]}"


@lru_cache(maxsize=100_000)
def _term(form: str) -> str:
    """The term for one of Sudachi's normal forms, which hold old letters and capitals; empty for a scrap."""
    term = fold(form)
    return "" if _SCRAP.fullmatch(term) else SPELLINGS.get(term, term)


def _until(words: list[Morpheme], place: int) -> int:
    """Where an inflected word is over with the ending that follows it; any other word where it ends."""
    last = words[place]
    if last.part_of_speech()[0] in INFLECTED:
        for word in words[place + 1 :]:
            kind = word.part_of_speech()
            if kind[0] != "助動詞" and (kind[1] != "接続助詞" or word.surface() not in ENDINGS):
                break
            last = word
    return last.end()


def _is_covered(unit: Span, among: list[Span]) -> bool:
    """Do the parts of a long unit account for every letter of it?"""
    parts = [other for other in among if not other.long and unit.start <= other.start and other.end <= unit.end]
    return sum(part.end - part.start for part in parts) == unit.end - unit.start


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """The text in parts that Sudachi takes, cut at the ends of sentences where there are any; with their offsets."""
    start = 0
    for part in _TORN.split(text):
        stop = start + len(part)
        while stop - start > LONGEST:
            ends = [found.end() for found in _SENTENCE_END.finditer(text, start, start + LONGEST)]
            end = ends[-1] if ends else start + LONGEST
            yield start, text[start:end]
            start = end
        yield start, text[start:stop]
        start = stop


_own = threading.local()


def _tokenizer() -> Tokenizer:
    """This thread's tokenizer: one used by two threads at once raises."""
    if not hasattr(_own, "tokenizer"):
        _own.tokenizer = _dictionary().tokenizer(mode=SplitMode.C)
    return _own.tokenizer


@lru_cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="core")


@lru_cache
def _kinds() -> dict[int, bool]:
    """Ids of the parts of speech that are terms, and whether they are nouns."""
    found, number = {}, 0
    while (part := _dictionary().pos_of(number)) is not None:
        if part[0] in CONTENT and part[1] not in NOT_ALONE:
            found[number] = part[0] == "名詞"
        number += 1
    return found
