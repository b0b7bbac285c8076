"""Handing a case in: its number, its time, and the days by which it is answered."""

from typing import Any

from sqlalchemy import Integer, cast, func, select

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import CaseReceived
from hack.intake.actions.moves import due_day
from hack.intake.actions.themes import check_open
from hack.intake.models import Case, CaseKind, Concerned, Theme
from hack.policy import can
from hack.working_days import working_day_after

ANSWER_DAYS, DIALOGUE_DAYS = 5, 20
"""How many working days the city has for the first answer and for the first dialogue, unless the installation says otherwise."""
ASKED = frozenset(
    [
        "counter",
        "title",
        "body",
        "issue",
        "asked_of_city",
        "offered",
        "cost_share",
        "cost",
        "wished",
        "sections_named",
        "budget",
        "references",
        "may_be_told",
    ]
)


def hand_in(
    *,
    by: User,
    kind: CaseKind,
    theme: Theme | None = None,
    answer_days: int = ANSWER_DAYS,
    dialogue_days: int = DIALOGUE_DAYS,
    **answers: Any,
) -> Case:
    """Hand a case in for the person's organisation; it stands at RECEIVED, with its number and its last days.

    A proposal on a theme concerns the theme's section from the beginning. Raises NotAllowed, RuleBroken (no theme, or one that
    takes no proposals now; no line of the budget). Records CaseReceived.
    """
    if not can(by, "case.hand_in"):
        raise NotAllowed("case.hand_in")
    if strange := set(answers) - ASKED:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    if (kind is CaseKind.THEME) != (theme is not None):
        raise RuleBroken("提案するテーマを選んでください。", "theme")
    if kind is CaseKind.BUDGET and not (answers.get("budget") or "").strip():
        raise RuleBroken("どの予算事業への提案かを入力してください。", "budget")
    if theme is not None:
        check_open(theme)

    today = clock.today()
    case = Case(
        number=next_number(),
        kind=kind,
        theme_id=theme.id if theme else None,
        organization_id=by.organization_id,
        proposer_id=by.id,
        received_at=clock.now(),
        answer_due_on=working_day_after(today, answer_days),
        dialogue_due_on=working_day_after(today, dialogue_days),
        **answers,
    )
    db.session.add(case)
    db.session.flush()
    case.due_on = due_day(case)
    if theme is not None:
        db.session.add(Concerned(case_id=case.id, section_id=theme.section_id, by_id=by.id))
    outbox.record(CaseReceived(case.id), by=by)
    return case


def next_number() -> str:
    """The next receipt number of the fiscal year (F-2026-0001).

    Nobody else is given one until the transaction ends, so that there is no gap; the column's constraint sees to it besides
    that no number is given twice.
    """
    db.alone_with("front number")
    year = f"F-{clock.fiscal_year(clock.today())}-"
    count = cast(func.substr(Case.number, len(year) + 1), Integer)
    last = db.session.scalar(select(func.max(count)).where(Case.number.startswith(year, autoescape=True)))
    return f"{year}{(last or 0) + 1:04d}"
