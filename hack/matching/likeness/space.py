"""The space in which needs and seeds are compared: fitted once, kept as arrays, and good for postings it never saw."""

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from functools import lru_cache, partial
from pathlib import Path
from statistics import fmean
from typing import Any, Self
from zipfile import BadZipFile

import numpy as np
from scipy import sparse
from sklearn.preprocessing import normalize

from hack import text
from hack.matching.likeness.columns import Letters, Rows, Terms, saturated, weighed
from hack.matching.likeness.corpus import GROUPS, LETTERS, PARTS, WORDS, Corpus, Parts, counted
from hack.matching.likeness.documents import Documents, Settings, written
from hack.matching.likeness.meaning import encoder, told_of
from hack.matching.likeness.senses import ARRAYS, NO_WORDS, ByWord, Senses
from hack.matching.likeness.weighed import Weighed
from hack.matching.likeness.weights import Nearby, Places, Weights, weights_at

USUAL = Settings()


class Space:
    """Vocabulary, rarity of every column, and what an average document weighs.

    A need's row is TF-IDF of length 1 in each part; a seed's row has its counts saturated as BM25 does. Their product is
    the score: 0 for nothing in common, about 1 for the text of an average document and itself, comparable across needs.
    Method: scikit-learn's TfidfVectorizer with smoothed idf; Robertson and Zaragoza, "BM25 and Beyond" (2009).
    """

    def __init__(self, parts: Parts, settings: Settings, dictionary: str, run: str = "", senses: Senses | None = None):
        self.parts = parts
        self.senses = senses  # None where nothing is known of meanings
        self.encoder = encoder() if senses else ""  # that told them
        self.settings = settings
        self.dictionary = dictionary
        self.run = run
        self.idf = np.concatenate([parts[part].idf for part in PARTS])  # of a whole row
        ends = np.cumsum([len(parts[part].idf) for part in PARTS]).tolist()
        self.starts = dict(zip(PARTS, [0, *ends], strict=False))
        self.size = 0  # of how many documents it is made
        self.lengths = dict.fromkeys(PARTS, 1.0)  # of an average document, in terms
        self.scale = 1.0  # the weight of an average document
        self.usual = (0.0, 0.0)  # how alike the most alike seeds are to a need, and needs to a seed, on the average
        self.weights_of_need = lru_cache(maxsize=1024)(partial(self._weights, self.needs))
        self.weights_of_seed = lru_cache(maxsize=1024)(partial(self._weights, self.seeds))
        self.places_of = lru_cache(maxsize=1024)(self._places_of)

    @classmethod
    def fit(
        cls,
        documents: Documents,
        seeds: Documents | None = None,
        *,
        run: str = "",
        settings: Settings = USUAL,
        meanings: bool = True,
        told: ByWord = NO_WORDS,
    ) -> Self:
        """The space of these documents; `seeds`: those among them that say what is average (all, if None).

        documents: where their rows are wanted, too, a corpus, so that they are read once. meanings: compare what the texts
        mean, too, if that can be told here. told: what a space before this one had of the meanings of words.
        """
        corpus = documents if isinstance(documents, Corpus) else Corpus.read(documents, settings)
        words = corpus.parts[WORDS]
        senses = Senses.fit(words.vocabulary, words.learnt, told) if meanings and encoder() else None
        space = cls(corpus.parts, settings, corpus.dictionary, run, senses)
        space.size = len(corpus)
        average = counted(corpus if seeds is None else seeds, corpus.parts, PARTS, settings)
        space.lengths = {part: _mean(average[part].sum(axis=1)) for part in PARTS}
        norms = [sparse.linalg.norm(space._saturate(part, average[part]), axis=1) for part in PARTS]
        space.scale = _mean(np.sum(norms, axis=0))
        return space

    @property
    def is_current(self) -> bool:
        """Whether words are still cut, and meanings known, as they were when it was fitted; if not, it must be fitted anew."""
        return (self.dictionary, self.encoder) == (text.dictionary_version(), encoder())

    @property
    def told(self) -> ByWord:
        """The meanings of its words, by word, for the space that comes after it; nothing where nothing is known of meanings."""
        return self.senses.told(self.parts[WORDS].vocabulary) if self.senses else NO_WORDS

    def needs(self, documents: Documents, parts: Sequence[str] = PARTS) -> Rows:
        """Float32 rows for needs, as wide as those of `seeds` for the same parts; an empty document has an empty row."""
        counts = counted(documents, self.parts, parts, self.settings)
        return _side_by_side(normalize(weighed(counts[part], self.parts[part].idf), copy=False) for part in parts)

    def _weights(self, rows: Callable[..., Rows], title: str, told: str) -> Weights:
        """One document's row; kept for the reasons of the document's other pairs."""
        return weights_at(rows([{"title": title, "text": told}]), 0)

    def _places_of(self, title: str, told: str) -> dict[str, Places]:
        """Where the words of one document have their numbers, by part; kept for the reasons of the document's other pairs."""
        found: dict[str, Places] = {WORDS: defaultdict(list), GROUPS: defaultdict(list)}
        for each in written(title) + written(told):
            found[WORDS][self.column(WORDS, each.word.term)].append(each)
            for group in each.word.groups:
                found[GROUPS][self.column(GROUPS, str(group))].append(each)
        return found

    def seeds(self, documents: Documents, parts: Sequence[str] = PARTS) -> Rows:
        """Float32 rows for seeds, as wide as those of `needs` for the same parts; an empty document has an empty row."""
        counts = counted(documents, self.parts, parts, self.settings)
        return _side_by_side(self._saturate(part, counts[part]) / self.scale for part in parts)

    def weigh_needs(self, documents: Documents) -> Weighed:
        """Needs as they are compared with seeds: their rows, and their meanings where these are known."""
        return self._weighed(documents, self.needs(documents))

    def weigh_seeds(self, documents: Documents) -> Weighed:
        """Seeds as they are compared with needs: their rows, and their meanings where these are known."""
        return self._weighed(documents, self.seeds(documents))

    def beside(self, rows: Rows) -> Rows:
        """For whole rows of needs: rows of the known words near to theirs, with the weight that these have; (n, terms)."""
        return self._near(rows, lambda near: near)

    def before(self, rows: Rows) -> Rows:
        """For whole rows of seeds: rows of the known words that theirs are near to, with the same weights; (n, terms)."""
        return self._near(rows, lambda near: near.T)

    @property
    def _nearness(self) -> Rows:
        """Word by word, how near they are; nothing where nothing is known of meanings."""
        return self.senses.near if self.senses else sparse.csr_matrix((0, 0), dtype=np.float32)

    def _near(self, rows: Rows, way: Callable[[Rows], Rows]) -> Rows:
        wide = len(self.parts[WORDS].idf)
        near = way(self._nearness)
        found: Rows = (rows[:, : near.shape[0]] @ near).tocsr() * self.settings.near
        found.resize(rows.shape[0], wide)
        return found

    def nearby(self, weights: Weights) -> dict[int, Nearby]:
        """By column, the known words that are near to words of a need: as `beside`, for one row."""
        near = self._nearness
        found: dict[int, Nearby] = {}
        for column in weights.keys() & range(near.shape[0]):
            some = slice(near.indptr[column], near.indptr[column + 1])
            for other, nearness in zip(near.indices[some].tolist(), near.data[some].tolist(), strict=True):
                found.setdefault(other, Nearby()).meet(column, weights[column], nearness, self.settings.near)
        return found

    def of_part(self, rows: Rows, part: str) -> Rows:
        """The columns of one part of whole rows."""
        start = self.starts[part]
        columns: Rows = rows[:, start : start + len(self.parts[part].idf)]
        return columns

    def column(self, part: str, term: str) -> int:
        """Where in a whole row a term (of words) or a synonym group (of groups) has its number."""
        return int(self.starts[part] + self.parts[part].column(term))

    def share_having(self, column: int) -> float:
        """The share of its documents that have something in this column of a whole row."""
        return float((1 + self.size) / np.exp(self.idf[column] - 1) - 1) / max(self.size, 1)

    def save(self, path: Path) -> None:
        """Write the space as arrays into one .npz file, replacing what is there at once and as a whole."""
        about: dict[str, Any] = {"run": self.run, "dictionary": self.dictionary, "settings": asdict(self.settings)}
        about |= {
            "encoder": self.encoder,
            "size": self.size,
            "lengths": self.lengths,
            "scale": self.scale,
            "usual": self.usual,
        }
        about |= {"vocabulary": {part: self.parts[part].vocabulary for part in (WORDS, GROUPS)}}
        arrays = {f"idf_{part}": self.parts[part].learnt for part in PARTS}
        arrays |= self.senses.arrays() if self.senses else {}
        fresh = path.with_name(path.name + ".new")
        with fresh.open("wb") as file:
            np.savez_compressed(file, about=np.frombuffer(json.dumps(about).encode(), np.uint8), **arrays)
        fresh.replace(path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """The space that was saved there, of whatever dictionary; OSError if there is no file, ValueError if it is damaged."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                about = json.loads(arrays["about"].tobytes())
                idf = {part: arrays[f"idf_{part}"] for part in PARTS}
                senses = Senses.read(arrays) if ARRAYS[0] in arrays else None
            settings, vocabulary = Settings(**about["settings"]), about["vocabulary"]
            parts = {part: Terms(vocabulary[part], idf[part], settings.spare) for part in (WORDS, GROUPS)}
            space = cls({**parts, LETTERS: Letters(idf[LETTERS])}, settings, about["dictionary"], about["run"], senses)
            space.size, space.lengths, space.scale = about["size"], about["lengths"], about["scale"]
            space.usual, space.encoder = tuple(about["usual"]), about["encoder"]
        except (KeyError, TypeError, EOFError, BadZipFile, zlib.error) as broken:
            raise ValueError(f"{path.name} holds no space") from broken
        return space

    def _weighed(self, documents: Documents, rows: Rows) -> Weighed:
        if self.senses is None:
            nothing = np.zeros((len(documents), 0))
            return Weighed.fresh(rows, nothing, nothing.astype(np.int16))
        told = np.where(rows.getnnz(axis=1)[:, None] > 0, told_of(documents), 0)  # what has no words means nothing
        told = told.astype(np.float16)  # as it is kept: the next fitting comes to the same
        return Weighed.fresh(rows, told, self.senses.of(rows, told))

    def _saturate(self, part: str, counts: Rows) -> Rows:
        weight = {WORDS: 1.0, GROUPS: self.settings.groups, LETTERS: self.settings.letters}[part]
        rows = saturated(counts, self.parts[part].idf, self.lengths[part], self.settings.k1, self.settings.b)
        return rows * np.float32(weight)


def _side_by_side(parts: Iterable[Rows]) -> Rows:
    rows: Rows = sparse.hstack(list(parts), format="csr", dtype=np.float32)
    return rows


def _mean(values: Any) -> float:
    """The mean of what is above 0, or 1 if there is nothing; the same to the last bit in whatever order the values come."""
    values = np.asarray(values, dtype=np.float64).ravel()
    return fmean(values[values > 0]) if (values > 0).any() else 1.0
