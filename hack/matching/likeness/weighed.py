"""Needs or seeds as numbers: what their words weigh, what their texts mean, and where they stand among the others."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from scipy import sparse

from hack.matching.likeness.columns import Rows

UNKNOWN = np.float32(np.nan)


@dataclass
class Weighed:
    """n needs, or n seeds, of one space; all arrays have n rows."""

    rows: Rows
    """Float32, what their words, groups and letters weigh."""
    told: np.ndarray
    """Float16 of shape (n, WIDTH): the meanings of the whole texts, good for every space; (n, 0) where none are known."""
    senses: np.ndarray
    """Int16 of shape (n, WIDTH): the meanings as this space compares them; (n, 0) where none are known."""
    levels: np.ndarray
    """Float32: how alike those of the other side are that are most alike; UNKNOWN until they were looked at."""
    gaps: np.ndarray
    """Float32: how much of a need the words of its best seeds leave open, 0 to 1; UNKNOWN until they were looked at."""

    @classmethod
    def fresh(cls, rows: Rows, told: np.ndarray, senses: np.ndarray) -> Self:
        """These rows and meanings, nothing being known of the others yet."""
        nothing = np.full(rows.shape[0], UNKNOWN, np.float32)
        return cls(rows, told.astype(np.float16), senses, nothing, nothing.copy())

    @classmethod
    def together(cls, parts: Sequence["Weighed"]) -> Self:
        """All that is in these parts, one after the other."""
        lists = ([getattr(part, each.name) for part in parts] for each in fields(cls))
        rows, *others = lists
        return cls(sparse.vstack(rows, format="csr"), *map(np.concatenate, others))

    def __len__(self) -> int:
        return int(self.rows.shape[0])

    def __getitem__(self, chosen: Any) -> "Weighed":
        """The rows at these positions (a list, an array or a slice of them)."""
        return Weighed(*(getattr(self, each.name)[chosen] for each in fields(self)))

    def arrays(self) -> dict[str, np.ndarray]:
        """All of it as arrays under names, to be kept."""
        rows = {
            "data": self.rows.data,
            "indices": self.rows.indices,
            "ends": self.rows.indptr,
            "shape": self.rows.shape,
        }
        return rows | {each.name: getattr(self, each.name) for each in fields(self)[1:]}

    @classmethod
    def read(cls, arrays: Any) -> Self:
        """What `arrays` gave."""
        rows = sparse.csr_matrix((arrays["data"], arrays["indices"], arrays["ends"]), shape=tuple(arrays["shape"]))
        return cls(rows, *(arrays[each.name] for each in fields(cls)[1:]))
