"""Japanese text to words: the same words for matching, for search and for marking them on a page.

Documents are kept by `terms` (and, for search, `pieces`), questions are asked with `query_terms`, pages mark `spans`.
Nothing is loaded before the first word is asked for; every thread has a tokenizer of its own, and none is ever pickled.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from typing import NamedTuple

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

LONGEST = 12_000  # characters in one call: 48,000 bytes at the most, and Sudachi takes 49,149
CONTENT = {"名詞", "動詞", "形容詞", "形状詞"}
NOT_ALONE = {"数詞", "非自立可能", "助動詞語幹"}  # numerals, and auxiliaries: する, できる, よう
INFLECTED = {"動詞", "形容詞"}
ENDINGS = {"て", "で", "ば"}  # what belongs to an inflected word as people read it, besides auxiliaries: 傷んで, 傷めば

# Letters that NFKC leaves apart although readers take them for the same: old and name forms, dashes, small ヶ.
LETTERS = str.maketrans(
    "髙﨑𠮷德濵濱邊邉齋齊瀨澤廣國學櫻萬與眞惠榮圓鐵應實區縣會體驛關舊澁淺藏顯壽條淸ヶヵ‐‑‒–—―−〜",
    "高崎吉徳浜浜辺辺斎斉瀬沢広国学桜万与真恵栄円鉄応実区県会体駅関旧渋浅蔵顕寿条清ケカ-------~",
)
# Company marks, after NFKC has written ㈱ as (株).
MARKS = {"(株)": "株式会社", "(有)": "有限会社", "(一社)": "一般社団法人", "(公財)": "公益財団法人"}
# Spellings that Sudachi's normal forms leave apart.
SPELLINGS = {
    "ゴミ": "ごみ",
    "塵": "ごみ",
    "癌": "がん",
    "スマホ": "スマートフォン",
    "co2": "二酸化炭素",
    "wifi": "wi-fi",
}

_BROKEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # control characters, halves of a pair
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_MARK = re.compile("|".join(map(re.escape, MARKS)))
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


def normal(text: str) -> str:
    """The form in which texts are compared: NFKC, own letters, company marks written out, lower case; never raises."""
    return _MARK.sub(lambda mark: MARKS[mark.group()], _fold(text))


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
    starts, ends = _places(text)
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
    term = _fold(form)
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


@lru_cache(maxsize=10_000)
def _fold_piece(piece: str) -> str:
    return _fold(piece)


def _fold(text: str) -> str:
    text = _UNSEEN.sub("", _BROKEN.sub(" ", text))
    # A capital sigma becomes one small letter or another by what follows; σ keeps this free of context.
    text = unicodedata.normalize("NFKC", text).translate(LETTERS).replace("Σ", "σ").lower()
    return unicodedata.normalize("NFKC", text)  # a letter that was exchanged may now melt into its mark: ヵ゛ into ガ


def _places(text: str) -> tuple[list[int], list[int]]:
    """For every character of `normal(text)`: where what it stands for starts and ends in `text`."""
    folded, starts, ends = "", [], []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        letters = _fold_piece(text[at:end])
        folded += letters
        starts += [at] * len(letters)
        ends += [end] * len(letters)
        at = end
    for mark in reversed(list(_MARK.finditer(folded))):
        here, length = slice(*mark.span()), len(MARKS[mark.group()])
        starts[here], ends[here] = [starts[mark.start()]] * length, [ends[mark.end() - 1]] * length
    return starts, ends


@lru_cache(maxsize=10_000)
def _joins(letter: str) -> bool:
    """May the letter melt into the one before it (dakuten, accents, Korean vowels) or vanish?"""
    if letter < "\u00ad":
        return False
    return unicodedata.category(letter)[0] == "M" or bool(_JOINING.match(letter) or _UNSEEN.match(letter))


_JOINING = re.compile("[ﾞﾟ\u1160-\u11ff\u3130-\u318f\uffa0-\uffdc]")


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
