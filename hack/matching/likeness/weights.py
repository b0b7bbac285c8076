"""One text in a space: what each column weighs of it, where its words stand, and what is near to them."""

from dataclasses import dataclass

from hack.matching.likeness.columns import Rows
from hack.matching.likeness.documents import Written

Weights = dict[int, float]
"""One row: its numbers that are not 0, by column."""
Places = dict[int, list[Written]]


@dataclass
class Nearby:
    """What words of a need bring to a word that they are near to, and which of them brings most."""

    weight: float = 0.0
    column: int = -1
    nearness: float = 0.0
    """Of that word, 0 to 1."""
    most: float = 0.0

    def meet(self, column: int, weight: float, nearness: float, share: float) -> None:
        """Count in one word of the need, in this column and of this weight."""
        self.weight += weight * nearness * share
        if weight * nearness > self.most:
            self.column, self.nearness, self.most = column, nearness, weight * nearness


def weights_at(rows: Rows, at: int) -> Weights:
    """One of these rows."""
    some = slice(rows.indptr[at], rows.indptr[at + 1])
    return dict(zip(rows.indices[some].tolist(), rows.data[some].tolist(), strict=True))
