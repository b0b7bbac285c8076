"""What the evaluators found, put together: totals and points of those who handed in, without those who stand back."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.accounts.models import User
from hack.evaluation import numbers
from hack.evaluation.choices import ConflictKind
from hack.evaluation.models import Declaration, Entry, Evaluation, Evaluator, Score, Sheet
from hack.evaluation.numbers import Summary


@dataclass(frozen=True)
class Row:
    """One proposal in the table of all: what its totals and its points come to, and how many abstained."""

    entry: Entry
    totals: Summary | None
    criteria: list[Summary | None]
    """In the order of the evaluation's criteria."""
    abstained: int


def _counts(evaluation: Evaluation) -> ColumnElement[bool]:
    """The sheet is of somebody who takes part, has handed in, and does not stand back from the proposal."""
    counting = [one.id for one in evaluation.taking_part if one.handed_in_at is not None]
    stood_back = exists().where(
        Declaration.evaluator_id == Sheet.evaluator_id,
        Declaration.entry_id == Sheet.entry_id,
        Declaration.kind != ConflictKind.NONE,
    )
    return and_(Sheet.evaluator_id.in_(counting), ~stood_back)


def rows_of(evaluation: Evaluation, entries: list[Entry]) -> list[Row]:
    """A row for each of these proposals, the highest median of the totals first; those without a total last. Two queries."""
    sheets, abstained = _points(evaluation), _abstentions(evaluation)
    rows = [_row(entry, evaluation, sheets.get(entry.id, []), abstained.get(entry.id, 0)) for entry in entries]
    return sorted(rows, key=lambda row: (row.totals is None, -row.totals.median if row.totals else 0.0))


def row_of(entry: Entry, sheets: list[Sheet]) -> Row:
    """The row of one proposal, from the sheets about it. No query."""
    given = [
        {score.criterion_id: score.points for score in sheet.scores if score.points is not None}
        for sheet in sheets
        if not sheet.abstains
    ]
    return _row(entry, entry.evaluation, given, sum(sheet.abstains for sheet in sheets))


def _row(entry: Entry, evaluation: Evaluation, sheets: list[dict[int, int]], abstained: int) -> Row:
    weights = {criterion.id: criterion.weight for criterion in evaluation.criteria}
    totals = [numbers.weighted_total(points, weights) for points in sheets if points.keys() == weights.keys()]
    each = [numbers.summary(points[one] for points in sheets if one in points) for one in weights]
    return Row(entry, numbers.summary(totals), each, abstained)


def _points(evaluation: Evaluation) -> dict[int, list[dict[int, int]]]:
    """What each sheet gives, by criterion; the sheets by the row number of the entry."""
    found = (
        select(Sheet.entry_id, Sheet.id, Score.criterion_id, Score.points)
        .join(Score, Score.sheet_id == Sheet.id)
        .where(_counts(evaluation), Sheet.abstains.is_(False), Score.points.is_not(None))
    )
    sheets: dict[int, dict[int, dict[int, int]]] = {}
    for entry_id, sheet_id, criterion_id, points in db.session.execute(found):
        sheets.setdefault(entry_id, {}).setdefault(sheet_id, {})[criterion_id] = int(points or 0)
    return {entry_id: list(those.values()) for entry_id, those in sheets.items()}


def _abstentions(evaluation: Evaluation) -> dict[int, int]:
    those = select(Sheet.entry_id, func.count()).where(_counts(evaluation), Sheet.abstains.is_(True))
    counted: dict[int, int] = dict(db.session.execute(those.group_by(Sheet.entry_id)).all())
    return counted


def sheets_about(entry: Entry) -> list[Sheet]:
    """What each one who handed in wrote of the proposal, in an order that tells nobody's name."""
    those = select(Sheet).where(Sheet.entry_id == entry.id, _counts(entry.evaluation))
    loaded = (
        selectinload(Sheet.scores),
        joinedload(Sheet.evaluator).joinedload(Evaluator.user).joinedload(User.section),
    )
    return list(db.session.scalars(those.options(*loaded).order_by(Sheet.key)))
