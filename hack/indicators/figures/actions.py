"""Entering published numbers, putting them right, and withdrawing them. Every deed belongs inside the caller's transaction."""

from typing import Any

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import FigureCorrected, FigureEntered, FigureRemoved
from hack.indicators.figures.models import Deed, FigureChange, Precision, PublishedFigure
from hack.passages import check_version, keep_changes
from hack.policy import can


def enter_figure(*, by: User | None, **answers: Any) -> PublishedFigure:
    """Write down a number as a document told it. by: None where it comes from the reference data.

    answers: the columns of `PublishedFigure`. Raises NotAllowed, RuleBroken (no source). Records FigureEntered.
    """
    _refuse_others(by)
    _check(answers)
    figure = PublishedFigure(**_rounded(answers))
    db.session.add(figure)
    db.session.flush()
    _note(figure, Deed.ENTERED, by=by, after=told(figure))
    outbox.record(FigureEntered(figure.id), by=by)
    return figure


def correct_figure(figure: PublishedFigure, *, reason: str, by: User, seen: int | None, **answers: Any) -> None:
    """Put right what is kept of a number. Raises NotAllowed, Overtaken, RuleBroken (no source, no reason).

    Records FigureCorrected if anything is different.
    """
    _refuse_others(by)
    _refuse_removed(figure)
    _check(answers)
    answers = _rounded(answers)
    if all(getattr(figure, name) == answer for name, answer in answers.items()):
        return
    check_version(figure, seen)
    if not reason:
        raise RuleBroken("訂正する理由を入力してください。", "reason")

    before = told(figure)
    for name, answer in answers.items():
        setattr(figure, name, answer)
    keep_changes()
    _note(figure, Deed.CORRECTED, by=by, before=before, after=told(figure), reason=reason)
    outbox.record(FigureCorrected(figure.id), by=by)


def remove_figure(figure: PublishedFigure, *, reason: str, by: User, seen: int | None) -> None:
    """Withdraw a number from the page; what was done with it is kept. Raises NotAllowed, Overtaken, RuleBroken (no reason).

    Records FigureRemoved.
    """
    _refuse_others(by)
    _refuse_removed(figure)
    check_version(figure, seen)
    if not reason:
        raise RuleBroken("取り下げる理由を入力してください。", "reason")

    figure.removed_at = clock.now()
    keep_changes()
    _note(figure, Deed.REMOVED, by=by, before=told(figure), reason=reason)
    outbox.record(FigureRemoved(figure.id), by=by)


def told(figure: PublishedFigure) -> str:
    """All that is kept of a number, in words."""
    lines = (
        f"{figure.title}: {figure.number}({figure.when})",
        f"出典: {figure.source} {figure.source_url}".rstrip(),
        f"注: {figure.note}" if figure.note else "",
    )
    return "\n".join(line for line in lines if line)


def _check(answers: dict[str, Any]) -> None:
    if not answers["source"]:
        raise RuleBroken("出典を入力してください。", "source")
    if answers["value"] < 0:
        raise RuleBroken("0以上の数を入力してください。", "value")


def _rounded(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers with the first day of the month, year or fiscal year that `as_of` lies in, as exactly as is said."""
    day = answers["as_of"]
    firsts = {
        Precision.DAY: day,
        Precision.MONTH: day.replace(day=1),
        Precision.YEAR: day.replace(month=1, day=1),
        Precision.FISCAL_YEAR: day.replace(year=clock.fiscal_year(day), month=4, day=1),
    }
    return answers | {"as_of": firsts[answers["precision"]]}


def _note(figure: PublishedFigure, deed: Deed, *, by: User | None, **words: str) -> None:
    """Keep what was done with the number."""
    by_id = by.id if by is not None else None
    db.session.add(FigureChange(figure_id=figure.id, deed=deed, by_id=by_id, at=clock.now(), **words))


def _refuse_others(by: User | None) -> None:
    if by is not None and not can(by, "figure.edit"):
        raise NotAllowed("figure.edit")


def _refuse_removed(figure: PublishedFigure) -> None:
    if figure.removed_at is not None:
        raise Overtaken("ほかの人が、この数を取り下げました。")
