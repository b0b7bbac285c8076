"""Cutting with Sudachi: its tokenizer for each thread, what of its words counts, and the term that a form comes to."""

import re
import threading
from functools import lru_cache

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

from hack.text.folding import fold

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

_SCRAP = re.compile(r"[a-z0-9ぁ-ゖ]|[\W_]*")  # a letter alone is no word, nor are marks without one
_own = threading.local()


def cut(text: str) -> list[Morpheme]:
    """The words of a text in normal form, at most 12,000 letters of it, long units whole."""
    return list(_tokenizer().tokenize(text))


@lru_cache
def kinds() -> dict[int, bool]:
    """Ids of the parts of speech that are terms, and whether they are nouns."""
    found, number = {}, 0
    while (part := dictionary().pos_of(number)) is not None:
        if part[0] in CONTENT and part[1] not in NOT_ALONE:
            found[number] = part[0] == "名詞"
        number += 1
    return found


@lru_cache(maxsize=100_000)
def term_of(form: str) -> str:
    """The term for one of Sudachi's normal forms, which hold old letters and capitals; empty for a scrap."""
    term = fold(form)
    return "" if _SCRAP.fullmatch(term) else SPELLINGS.get(term, term)


@lru_cache
def dictionary() -> Dictionary:
    """Sudachi's dictionary, loaded when the first word is asked for."""
    return Dictionary(dict="core")


def _tokenizer() -> Tokenizer:
    """This thread's tokenizer: one used by two threads at once raises."""
    if not hasattr(_own, "tokenizer"):
        _own.tokenizer = dictionary().tokenizer(mode=SplitMode.C)
    return _own.tokenizer
