"""What many scores come to: plain numbers in, plain numbers out; no database.

What is missing or abstained is left out before it comes here: it counts for nothing, neither as zero nor as a voice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

FULL = 100
MOST_POINTS = 5


@dataclass(frozen=True)
class Summary:
    """How several values lie: how many there are, the median, and the spread (largest minus smallest)."""

    count: int
    median: float
    spread: float


def whole(weights: Iterable[int]) -> bool:
    """Whether the weights, each at least 1, come to exactly 100."""
    those = list(weights)
    return all(weight >= 1 for weight in those) and sum(those) == FULL


def weighted_total(points: Mapping[int, int], weights: Mapping[int, int]) -> float:
    """What the points (0 to 5) of all criteria come to, from 0 to 100: the sum of weight × points / 5.

    points, weights: by criterion, the same criteria in both; the weights sum to 100. Raises ValueError where a criterion has
    no points: a sheet that is not complete has no total.
    """
    if points.keys() != weights.keys():
        raise ValueError("points for some criteria only")
    return sum(weights[one] * points[one] for one in weights) / MOST_POINTS


def summary(values: Iterable[float]) -> Summary | None:
    """The median and the spread of the values; None where there is none.

    The median of an even number is the mean of the two in the middle. The spread is the range (largest minus smallest), in the
    values' own unit: a call has a handful of evaluators, and the quartiles of five values rest on single ones, whereas the
    range says just what the joint talk is about: how far the two farthest are apart.
    Source: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.1 (median) and 1.3.5.6 (range as a measure of scale).
    """
    those = sorted(values)
    return Summary(len(those), float(median(those)), float(those[-1] - those[0])) if those else None
