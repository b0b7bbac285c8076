"""Writing aims, actuals and outlooks, and choosing what is compared. Every deed belongs inside the caller's transaction."""

from datetime import date
from typing import Any

from sqlalchemy import inspect

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import ParticipantMeasureChosen, ParticipantTermChanged
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.models import ParticipantChange, ParticipantMeasure, ParticipantTerm, TermPart
from hack.indicators.participants.queries import (
    PLATFORM,
    counted_here,
    kept_of,
    kept_terms,
    newest_measure,
    terms_to_add,
)
from hack.passages import QUICKER, check_version, keep_changes
from hack.policy import can

NO_REASON = "訂正するときは、理由を入力してください。"


def set_target(
    term: ParticipantTerm, *, target: int | None, source: str, by: User | None, seen: int | None, reason: str = ""
) -> None:
    """Write the aim of a term; None takes it out. by: None where it is read from the published documents.

    Raises NotAllowed, Overtaken, RuleBroken (no source; something is put right without a reason). Records ParticipantTermChanged.
    """
    if target is not None and not source:
        raise RuleBroken("目標の出典を入力してください。", "target_source")
    answers = {"target": target, "target_source": source if target is not None else ""}
    _write(term, TermPart.TARGET, answers, by=by, seen=seen, reason=reason)


def add_term(year: int, *, target: int, source: str, by: User) -> ParticipantTerm:
    """Add a term after the strategy's four, with its aim.

    Raises NotAllowed, RuleBroken (there is one of that year, or it is none that may be added; no source), Overtaken. Records
    ParticipantTermChanged.
    """
    _refuse_others(by)
    term = next((one for one in terms_to_add(kept_terms()) if one.year == year), None)
    if term is None:
        raise RuleBroken("その年度の期は、もうあるか、加えられません。", "year")
    set_target(kept_of(term), target=target, source=source, by=by, seen=None)
    return kept_of(term)


def enter_actual(
    term: ParticipantTerm,
    *,
    actual: int | None,
    of: Counted | None,
    on: date | None,
    source: str,
    by: User,
    seen: int | None,
    reason: str = "",
) -> None:
    """Write by hand how many there were; None takes it out, and the platform's own count stands again.

    of: what was counted, None where the source does not say. on: as of which day. What takes the place of the platform's own count of
    the same on that day puts it right, and so owes a reason. Raises NotAllowed, Overtaken, RuleBroken (no source,
    no day, a day outside the term or ahead, something is put right without a reason). Records ParticipantTermChanged.
    """
    answers: dict[str, Any]
    if actual is None:
        answers = {"actual": None, "actual_of": None, "actual_on": None, "actual_source": ""}
    else:
        _check_actual(term, on, source)
        answers = {"actual": actual, "actual_of": of, "actual_on": on, "actual_source": source}
    counted = counted_here(of, on) if term.actual is None and of is not None and on is not None else None
    _write(term, TermPart.ACTUAL, answers, by=by, seen=seen, reason=reason, counted=counted)


def write_outlook(term: ParticipantTerm, *, outlook: str, by: User, seen: int | None) -> None:
    """Write what is to be done from here on. Raises NotAllowed, Overtaken. Records ParticipantTermChanged."""
    _write(term, TermPart.OUTLOOK, {"outlook": outlook}, by=by, seen=seen)


def choose_measure(who: Counted, *, reason: str, by: User, seen: int) -> ParticipantMeasure:
    """Choose what is compared with the aims. seen: the number of the choice that the person saw, 0 if there was none.

    Raises NotAllowed, Overtaken (somebody else has chosen), RuleBroken (it is chosen already, no reason). Records ParticipantMeasureChosen.
    """
    _refuse_others(by)
    db.alone_with("participant_measure")
    newest = newest_measure()
    if (newest.id if newest else 0) != seen:
        raise Overtaken(QUICKER)
    if newest is not None and newest.who is who:
        raise RuleBroken(f"すでに{who.label}と比べています。", "who")
    if not reason:
        raise RuleBroken("選んだ理由を入力してください。", "reason")

    chosen = ParticipantMeasure(who=who, reason=reason, by_id=by.id, at=clock.now())
    db.session.add(chosen)
    db.session.flush()
    outbox.record(ParticipantMeasureChosen(chosen.id, who.value), by=by)
    return chosen


def _write(
    term: ParticipantTerm,
    part: TermPart,
    answers: dict[str, Any],
    *,
    by: User | None,
    seen: int | None,
    reason: str = "",
    counted: int | None = None,
) -> None:
    """Write these answers to the term, and what they were before; nothing happens where they are the same.

    counted: what the platform has counted, where that is put right.
    """
    if by is not None:
        _refuse_others(by)
    before, number = told(term, part), getattr(term, part.value)
    if counted is not None:
        before, number = f"{counted:,}({PLATFORM})", counted
    if all(getattr(term, name) == answer for name, answer in answers.items()):
        return
    check_version(term, seen)
    if before and part is not TermPart.OUTLOOK and not reason:
        raise RuleBroken(NO_REASON, "reason")

    row = _entered(term)
    for name, answer in answers.items():
        setattr(row, name, answer)
    keep_changes()
    now = getattr(row, part.value)
    difference = now - number if isinstance(now, int) and isinstance(number, int) else None
    change = ParticipantChange(year=row.year, part=part, before=before, after=told(row, part), difference=difference)
    change.reason, change.at, change.by_id = reason, clock.now(), getattr(by, "id", None)
    db.session.add(change)
    outbox.record(ParticipantTermChanged(row.id, part.value), by=by)


def told(term: ParticipantTerm, part: TermPart) -> str:
    """What a term says of that, in words; empty where it says nothing."""
    if part is TermPart.OUTLOOK:
        return term.outlook
    if part is TermPart.TARGET:
        return f"{term.target:,}(出典: {term.target_source})" if term.target is not None else ""
    if term.actual is None or term.actual_on is None:
        return ""
    what = term.actual_of.label if term.actual_of else "人か団体かは出典にない"
    day = f"{term.actual_on.year}年{term.actual_on.month}月{term.actual_on.day}日"
    return f"{term.actual:,}({what}、{day}、出典: {term.actual_source})"


def _entered(term: ParticipantTerm) -> ParticipantTerm:
    """The term's row; where nothing was kept of it yet, one is entered, and of two who do that at once one comes too late."""
    if inspect(term).persistent:
        return term
    row = db.enter_once(ParticipantTerm, year=term.year, version=1, target_source="", actual_source="", outlook="")
    if row is None:
        raise Overtaken(QUICKER)
    return row


def _check_actual(term: ParticipantTerm, on: date | None, source: str) -> None:
    if on is None:
        raise RuleBroken("いつの時点の数か、日付を入力してください。", "actual_on")
    if not clock.fiscal_year(on) == term.year:
        raise RuleBroken(f"{term.year}年4月1日から{term.year + 1}年3月31日までの日付を入力してください。", "actual_on")
    if on > clock.today():
        raise RuleBroken("先の日の実績は登録できません。", "actual_on")
    if not source:
        raise RuleBroken("実績の出典を入力してください。", "actual_source")


def _refuse_others(by: User) -> None:
    if not can(by, "participants.edit"):
        raise NotAllowed("participants.edit")
