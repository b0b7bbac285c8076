"""The form in which texts are compared, and where each letter of it stood before."""

import re
import unicodedata
from functools import lru_cache

# Letters that NFKC leaves apart although readers take them for the same: old and name forms, dashes, small ヶ.
LETTERS = str.maketrans(
    "髙﨑𠮷德濵濱邊邉齋齊瀨澤廣國學櫻萬與眞惠榮圓鐵應實區縣會體驛關舊澁淺藏顯壽條淸ヶヵ‐‑‒–—―−〜",
    "高崎吉徳浜浜辺辺斎斉瀬沢広国学桜万与真恵栄円鉄応実区県会体駅関旧渋浅蔵顕寿条清ケカ-------~",
)
# Company marks, after NFKC has written ㈱ as (株).
MARKS = {"(株)": "株式会社", "(有)": "有限会社", "(一社)": "一般社団法人", "(公財)": "公益財団法人"}

_BROKEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # control characters, halves of a pair
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_JOINING = re.compile("[ﾞﾟ\u1160-\u11ff\u3130-\u318f\uffa0-\uffdc]")
_MARK = re.compile("|".join(map(re.escape, MARKS)))


def normal(text: str) -> str:
    """The form in which texts are compared: NFKC, own letters, company marks written out, lower case; never raises."""
    return _MARK.sub(lambda mark: MARKS[mark.group()], fold(text))


@lru_cache(maxsize=10_000)
def _fold_piece(piece: str) -> str:
    return fold(piece)


def fold(text: str) -> str:
    """As `normal`, the company marks left as they are."""
    text = _UNSEEN.sub("", _BROKEN.sub(" ", text))
    # A capital sigma becomes one small letter or another by what follows; σ keeps this free of context.
    text = unicodedata.normalize("NFKC", text).translate(LETTERS).replace("Σ", "σ").lower()
    return unicodedata.normalize("NFKC", text)  # a letter that was exchanged may now melt into its mark: ヵ゛ into ガ


def places(text: str) -> tuple[list[int], list[int]]:
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
