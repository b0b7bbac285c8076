"""Letters side by side: what two spellings share where their words differ (雪 and 除雪, スマート農業 and スマート漁業)."""

import sys
from collections.abc import Sequence

import numpy as np
from scipy import sparse

COLUMNS = 2**18  # pairs and triples of letters fall into so many columns; a clash is rare and weighs next to nothing
TOGETHER = 2_000  # documents counted at once: about 100 MB
NEITHER, LIGHT, HEAVY, KANJI = range(4)  # no letter; hiragana; other letters and digits; kanji
UNKNOWN = 255
_kinds = np.full(sys.maxunicode + 1, UNKNOWN, np.uint8)  # filled in as letters are met


def count_letters(texts: Sequence[str]) -> sparse.csr_matrix:
    """Counts of single kanji and of two and three letters side by side, but for those of hiragana alone.

    texts: n texts in normal form. Returns float32 of shape (n, COLUMNS); the column is a hash of the letters.
    """
    blocks = [_count(texts[start : start + TOGETHER]) for start in range(0, len(texts), TOGETHER)]
    return sparse.vstack(blocks, format="csr") if blocks else sparse.csr_matrix((0, COLUMNS), dtype=np.float32)


def _count(texts: Sequence[str]) -> sparse.csr_matrix:
    codes = np.frombuffer("".join(f"{text}\n" for text in texts).encode("utf-32-le"), dtype=np.uint32)
    document = np.repeat(np.arange(len(texts), dtype=np.int32), [len(text) + 1 for text in texts])
    for code in np.unique(codes[_kinds[codes] == UNKNOWN]).tolist():
        _kinds[code] = _kind(chr(code))
    kinds = _kinds[codes]

    rows, columns = [], []
    for size in (1, 2, 3):
        stop = max(len(codes) - size + 1, 0)
        windows = [slice(start, start + stop) for start in range(size)]
        lightest, heaviest = kinds[windows[0]], kinds[windows[0]]
        mixed = np.full(stop, size, dtype=np.uint64)
        for window in windows:
            lightest, heaviest = np.minimum(lightest, kinds[window]), np.maximum(heaviest, kinds[window])
            mixed = (mixed ^ codes[window]) * np.uint64(0x9E3779B97F4A7C15)  # spreads well; overflow is meant
        kept = np.flatnonzero((lightest > NEITHER) & (heaviest >= (KANJI if size == 1 else HEAVY)))
        rows.append(document[kept])
        columns.append((mixed[kept] >> np.uint64(40)).astype(np.int32) % COLUMNS)

    row, column = np.concatenate(rows), np.concatenate(columns)
    ones = np.ones(len(row), np.float32)  # the same place twice adds up
    return sparse.csr_matrix((ones, (row, column)), shape=(len(texts), COLUMNS), dtype=np.float32)


def _kind(letter: str) -> int:
    if not letter.isalnum():
        return NEITHER
    if "ぁ" <= letter <= "ゖ":
        return LIGHT
    return KANJI if "㐀" <= letter <= "鿿" or letter == "々" or letter >= "\U00020000" else HEAVY
