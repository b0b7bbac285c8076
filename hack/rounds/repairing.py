"""Small changes to who carries what: filling an empty place by moving others, and swaps that make it better; plain numbers."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

TINY = 1e-9
MOST_SWAPS = 2000
"""A bound on what never takes as many: each swap makes the total, or the worst-off, strictly better."""


@dataclass(frozen=True)
class Board:
    """What is to be given to whom: n things, m people."""

    value: np.ndarray
    """float64 (n, m); 0 where the pair is not allowed."""
    allowed: np.ndarray
    """bool (n, m)."""
    kept: np.ndarray
    """bool (n, m): pairs that stand."""
    needs: np.ndarray
    capacities: np.ndarray

    @classmethod
    def of(cls, value: Any, needs: Any, capacities: Any, kept: Any = None) -> Self:
        """The board of these numbers, whose shapes are checked; what `allotting.allot` takes."""
        given = np.asarray(value, np.float64)
        wanted, limits = np.asarray(needs, np.int64), np.asarray(capacities, np.int64)
        if given.shape != (len(wanted), len(limits)):
            raise ValueError(f"values of shape {given.shape} for {len(wanted)} things and {len(limits)} people")
        stands = np.zeros(given.shape, bool) if kept is None else np.asarray(kept, bool)
        allowed = np.isfinite(given)
        return cls(np.where(allowed, given, 0.0), allowed, stands, wanted.clip(0), limits.clip(0))

    def seen_from(self, rows: np.ndarray, columns: np.ndarray) -> Self:
        """The same with things and people in another order."""
        both = np.ix_(rows, columns)
        return type(self)(
            self.value[both], self.allowed[both], self.kept[both], self.needs[rows], self.capacities[columns]
        )

    def spare(self, chosen: np.ndarray) -> np.ndarray:
        """How many more things each person can carry; below 0 where more stands than fits."""
        return np.asarray(self.capacities - chosen.sum(axis=0))

    def total(self, chosen: np.ndarray) -> float:
        return float(self.value[chosen].sum())

    def fares(self, chosen: np.ndarray) -> np.ndarray:
        """What each thing gets for a place it wants; infinite where it wants none or nobody may take it."""
        asks = (self.needs > 0) & (self.allowed | self.kept).any(axis=1)
        return np.where(asks, (self.value * chosen).sum(axis=1) / self.needs.clip(1), np.inf)

    def worst(self, chosen: np.ndarray) -> float:
        """What the worst-off thing gets; 0 where there is none."""
        least = float(self.fares(chosen).min(initial=np.inf))
        return least if np.isfinite(least) else 0.0


def fill(board: Board, chosen: np.ndarray, thing: int) -> bool:
    """Give the thing one more person, moving others along a shortest chain if need be; False where that cannot be.

    `chosen` is changed. No other thing has fewer people afterwards, and kept pairs stay.
    """
    spare, movable = board.spare(chosen), chosen & ~board.kept
    open_ = board.allowed & ~chosen
    came: dict[
        int, tuple[int, int]
    ] = {}  # person: (thing that would take them, person who would leave that thing or -1)
    waiting = [(thing, -1)]
    for asks, leaves in waiting:
        found = [int(one) for one in np.flatnonzero(open_[asks]) if int(one) not in came]
        found.sort(key=lambda one: -board.value[asks, one])
        for person in found:
            came[person] = (asks, leaves)
            if spare[person] > 0:
                _shift(chosen, came, person)
                return True
        for person in found:
            waiting += [(int(other), person) for other in np.flatnonzero(movable[:, person])]
    return False


def _shift(chosen: np.ndarray, came: dict[int, tuple[int, int]], person: int) -> None:
    """Walk the chain back: everybody on it gives the thing on that others are to take to the next one."""
    while True:
        thing, leaves = came[person]
        chosen[thing, person] = True
        if leaves < 0:
            return
        chosen[thing, leaves] = False
        person = leaves


def raise_total(board: Board, chosen: np.ndarray) -> np.ndarray:
    """The same with the best single change made again and again: another person with room, or two who swap things."""
    chosen = chosen.copy()
    for _ in range(MOST_SWAPS):
        change = _best_change(board, chosen)
        if change is None:
            break
        _make(chosen, change)
    return chosen


Change = tuple[tuple[int, int], tuple[int, int], tuple[int, int] | None, tuple[int, int] | None]
"""A pair that ends and one that takes its place; and the same again, for a swap."""


def _make(chosen: np.ndarray, change: Change) -> None:
    out, into, out_too, into_too = change
    chosen[out] = False
    if out_too is not None:
        chosen[out_too] = False
    chosen[into] = True
    if into_too is not None:
        chosen[into_too] = True


def _best_change(board: Board, chosen: np.ndarray) -> Change | None:
    things, people = np.nonzero(chosen & ~board.kept)
    if not len(things):
        return None
    open_, now = board.allowed & ~chosen, board.value[things, people]
    gains = np.where(open_[things] & (board.spare(chosen) > 0), board.value[things] - now[:, None], -np.inf)
    swaps = _swap_gains(board, open_, things, people, now)
    passing = np.where(
        _may_pass_on(board, chosen, open_, things, people), board.value[:, people].T - now[:, None], -np.inf
    )
    at, to = np.unravel_index(int(gains.argmax()), gains.shape)
    one, two = np.unravel_index(int(swaps.argmax()), swaps.shape)
    gives, takes = np.unravel_index(int(passing.argmax()), passing.shape)
    most = max(gains[at, to], swaps[one, two], passing[gives, takes])
    if most <= TINY:
        return None
    if gains[at, to] == most:
        return (int(things[at]), int(people[at])), (int(things[at]), int(to)), None, None
    if swaps[one, two] == most:
        return _swap(things, people, int(one), int(two))
    return (int(things[gives]), int(people[gives])), (int(takes), int(people[gives])), None, None


def _may_pass_on(
    board: Board, chosen: np.ndarray, open_: np.ndarray, things: np.ndarray, people: np.ndarray
) -> np.ndarray:
    """Whether the person of each pair may go over to a thing that lacks one, which then has no more than the first one had: bool (pairs, n)."""
    has = chosen.sum(axis=1)
    lacks = (has < board.needs) & (has[None, :] < has[things][:, None])
    return np.asarray(lacks & open_[:, people].T)


def _swap(things: np.ndarray, people: np.ndarray, one: int, two: int) -> Change:
    i, j, p, q = int(things[one]), int(things[two]), int(people[one]), int(people[two])
    return (i, p), (i, q), (j, q), (j, p)


def _swap_gains(board: Board, open_: np.ndarray, things: np.ndarray, people: np.ndarray, now: np.ndarray) -> np.ndarray:
    """What the total gains where pair a takes the person of pair b and the other way round; -inf where that may not be."""
    crossed, may = board.value[np.ix_(things, people)], open_[np.ix_(things, people)]
    return np.where(may & may.T, crossed + crossed.T - now[:, None] - now[None, :], -np.inf)


def raise_worst(board: Board, chosen: np.ndarray, *, least: float) -> np.ndarray:
    """The same with changes that make the worst-off thing better off, and no other worse off than it was; the total stays `least`."""
    chosen = chosen.copy()
    for _ in range(MOST_SWAPS):
        fares = board.fares(chosen)
        if not np.isfinite(fares).any():
            return chosen
        worst = int(fares.argmin())
        change = _better_for(board, chosen, worst, fares, least)
        if change is None:
            return chosen
        _make(chosen, change)
    return chosen


def _better_for(board: Board, chosen: np.ndarray, worst: int, fares: np.ndarray, least: float) -> Change | None:
    """The change that lifts the worst-off thing the most."""
    things, people = np.nonzero(chosen & ~board.kept)
    open_, total, now = board.allowed & ~chosen, board.total(chosen), board.value[things, people]
    spare, wants = board.spare(chosen), board.needs.clip(1)
    best = fares[worst] + TINY
    found: Change | None = None
    swaps = _swap_gains(board, open_, things, people, now)
    for at in np.flatnonzero(things == worst):
        mine = (worst, int(people[at]))
        for to in np.flatnonzero(open_[worst] & (spare > 0)):
            fare = fares[worst] + (board.value[worst, to] - now[at]) / wants[worst]
            if fare > best and total + board.value[worst, to] - now[at] >= least - TINY:
                best, found = fare, (mine, (worst, int(to)), None, None)
        for other in np.flatnonzero(np.isfinite(swaps[at])):
            own = fares[worst] + (board.value[worst, people[other]] - now[at]) / wants[worst]
            theirs = fares[things[other]] + (board.value[things[other], people[at]] - now[other]) / wants[things[other]]
            if min(own, theirs) > best and total + swaps[at, other] >= least - TINY:
                best, found = min(own, theirs), _swap(things, people, int(at), int(other))
    return found


def even_out(board: Board, chosen: np.ndarray) -> np.ndarray:
    """The same with things moved from the fuller to the emptier where nothing else changes: neither a value nor how many are filled."""
    chosen = chosen.copy()
    for _ in range(MOST_SWAPS):
        load, limits = chosen.sum(axis=0), board.capacities.clip(1)
        things, people = np.nonzero(chosen & ~board.kept)
        if not len(things):
            return chosen
        same = np.abs(board.value[things] - board.value[things, people][:, None]) <= TINY
        lighter = ((load + 1) / limits)[None, :] < (load / limits)[people][:, None] - TINY
        may = same & lighter & (board.allowed & ~chosen)[things] & (board.spare(chosen) > 0)
        if not may.any():
            return chosen
        fuller = np.where(may, (load / limits)[people][:, None] - ((load + 1) / limits)[None, :], -np.inf)
        at, to = np.unravel_index(int(fuller.argmax()), fuller.shape)
        chosen[things[at], people[at]], chosen[things[at], to] = False, True
    return chosen
