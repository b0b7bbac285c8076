"""Who carries what, worked out for all at once: plain numbers in, plain numbers out; no database, no web."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from hack.errors import RuleBroken
from hack.rounds import repairing
from hack.rounds.repairing import Board

NO_CLUE = (
    "どの組み合わせにも手がかり(共通する言葉、所属、これまでの関わり、希望)がないため、割り当てを計算できません。"
    "「件数を均等にする」を選ぶか、だれに向いているかを入力してください。"
)

LEAST = 0.99
"""Which part of the best total stays when the worst-off is lifted."""


@dataclass(frozen=True)
class Allotted:
    """What was worked out: who carries what, how many places stay empty, and how the worst-off thing fares."""

    chosen: np.ndarray
    """bool of shape (n, m)."""
    short: np.ndarray
    """How many people each thing lacks, int of shape (n,)."""
    conflict: np.ndarray
    """Whether a thing lacks people because too few may take it at all (True), or because all who may are full; bool of shape (n,)."""
    total: float
    worst: float
    """The smallest value per place wanted among all things that may be taken by anybody; 0 where there is none."""


def allot(value: Any, needs: Any, capacities: Any, kept: Any = None) -> Allotted:
    """Give n things to m people so that as many places as possible are filled, then so that the values come to much.

    value: (n, m), at least 0; NaN where the person may not have the thing. needs: how many different people each thing wants.
    capacities: how many things each person carries at most. kept: bool (n, m), pairs that stand whatever they are worth; they count
    against needs and capacities. Raises RuleBroken where nothing is worth anything (then every order would be as good), ValueError
    where the shapes do not fit. The order of things and people does not matter unless two are alike in all numbers.

    How: first how many people each thing can have (augmenting paths; first places before second ones, so that a lack is shared),
    then a round for each place, every one solved by `scipy.optimize.linear_sum_assignment` among the pairs that are allowed, then
    what the rounds left empty, then swaps: first those that raise the total, then those that raise the worst-off.
    """
    board = Board.of(value, needs, capacities, kept)
    if board.allowed.any() and not (board.value > 0).any():
        raise RuleBroken(NO_CLUE)
    rows, columns = _orders(board)
    told = board.seen_from(rows, columns)
    quota = _quota(told)
    by_greed = _greedily(told, quota)
    starts = (repairing.raise_total(told, start) for start in (_in_rounds(told, quota), by_greed))
    chosen = max(starts, key=lambda one: (_shared(one), told.total(one)))
    chosen = repairing.raise_worst(told, chosen, least=_least(told, chosen, by_greed))
    return _result(board, repairing.even_out(told, chosen)[np.ix_(np.argsort(rows), np.argsort(columns))])


def _least(board: Board, chosen: np.ndarray, by_greed: np.ndarray) -> float:
    """What the total may come down to for the worst-off: by a hundredth, and not to where taking the best pair first would have come."""
    bound = board.total(chosen) * LEAST
    return max(bound, board.total(by_greed)) if _shared(by_greed) == _shared(chosen) else bound


def _shared(chosen: np.ndarray) -> tuple[int, ...]:
    """How many things have one person at least, two at least, and so on: more is better, the first before the second."""
    has = chosen.sum(axis=1)
    return tuple(int((has >= place).sum()) for place in range(1, chosen.shape[1] + 1))


def _result(board: Board, chosen: np.ndarray) -> Allotted:
    short = board.needs - chosen.sum(axis=1)
    few = (board.allowed | board.kept).sum(axis=1) < board.needs
    return Allotted(chosen, short, few & (short > 0), board.total(chosen), board.worst(chosen))


def _orders(board: Board) -> tuple[np.ndarray, np.ndarray]:
    """The things and the people in an order that only their numbers decide."""
    n, m = board.value.shape
    filled = np.where(board.allowed, board.value, -1.0) + board.kept * 0.5
    rows, columns = board.needs.astype(float), board.capacities.astype(float)
    for _ in range(3):
        rows = _ranks(
            np.column_stack([rows[:, None], np.sort(filled + columns[None, :] * 1e3, axis=1), np.sort(filled, 1)])
        )
        columns = _ranks(
            np.column_stack([columns[:, None], np.sort(filled.T + rows[None, :] * 1e3, axis=1), np.sort(filled.T, 1)])
        )
    return np.argsort(rows, kind="stable") if n else np.arange(0), np.argsort(
        columns, kind="stable"
    ) if m else np.arange(0)


def _ranks(rows: np.ndarray) -> np.ndarray:
    if not len(rows):
        return np.zeros(0)
    return np.unique(rows, axis=0, return_inverse=True)[1].reshape(-1).astype(float)


def _quota(board: Board) -> np.ndarray:
    """How many people each thing can have, kept ones included: as many places as possible in all, first places before second."""
    chosen = board.kept.copy()
    for place in range(1, int(board.needs.max(initial=0)) + 1):
        for thing in range(len(board.needs)):
            if board.needs[thing] >= place > chosen[thing].sum():
                repairing.fill(board, chosen, thing)
    return chosen.sum(axis=1)


def _in_rounds(board: Board, quota: np.ndarray) -> np.ndarray:
    """A round for each place, each with an even part of what everybody can still carry; what stays empty is filled by moving others."""
    chosen = board.kept.copy()
    rounds = int((quota - chosen.sum(axis=1)).max(initial=0))
    for left in range(rounds, 0, -1):
        things = np.flatnonzero(quota - chosen.sum(axis=1) >= left)
        offered = -(-(board.capacities - chosen.sum(axis=0)).clip(0) // left)
        _one_round(board, chosen, things, np.repeat(np.arange(len(offered)), offered))
    return _filled(board, chosen, quota)


def _one_round(board: Board, chosen: np.ndarray, things: np.ndarray, slots: np.ndarray) -> None:
    """One more person for as many of the things as can have one, in the best way; forbidden pairs are not there at all."""
    open_ = (board.allowed & ~chosen)[np.ix_(things, slots)]
    if not open_.any():
        return
    matched = maximum_bipartite_matching(csr_array(open_), perm_type="column") >= 0
    things, open_ = things[matched], open_[matched]
    cost = np.where(open_, -board.value[np.ix_(things, slots)], np.inf)
    rows, columns = linear_sum_assignment(cost)
    chosen[things[rows], slots[columns]] = True  # the slots of one person go to different things


def _greedily(board: Board, quota: np.ndarray) -> np.ndarray:
    """The best pair first, then the next best: what the rounds must not fall behind."""
    chosen = board.kept.copy()
    things, people = np.nonzero(board.allowed & ~chosen)
    places, spare = board.needs - chosen.sum(axis=1), board.capacities - chosen.sum(axis=0)
    for at in np.argsort(-board.value[things, people], kind="stable"):
        thing, person = things[at], people[at]
        if places[thing] > 0 and spare[person] > 0:
            chosen[thing, person] = True
            places[thing] -= 1
            spare[person] -= 1
    return _filled(board, chosen, quota)


def _filled(board: Board, chosen: np.ndarray, quota: np.ndarray) -> np.ndarray:
    for thing in np.flatnonzero(chosen.sum(axis=1) < quota):
        while chosen[thing].sum() < quota[thing] and repairing.fill(board, chosen, int(thing)):
            continue
    return chosen
