"""Asking for support, taking it on, writing down what was done, and finishing it. Every deed belongs inside the caller's transaction."""

from datetime import date
from decimal import Decimal
from typing import Any

from hack import db, outbox, passages
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import SupportAsked, SupportChanged, SupportEntered, SupportMoved, SupportTakenOver
from hack.needs.models import Need
from hack.passages import Passage
from hack.pipeline.support import SupportStep
from hack.policy import can
from hack.support.models import Support, SupportEntry, SupportKind
from hack.support.rules import moves_open_to

EDITED = frozenset({"kind", "title", "wish", "wished_until"})


def ask_for_support(
    *, by: User, kind: SupportKind, title: str, wish: str, wished_until: date | None = None, need: Need | None = None
) -> Support:
    """Ask for support for the officer's own section, about one of its needs or freely; it stands at ASKED afterwards.

    Raises NotAllowed (not an officer, or another section's need). Records SupportAsked.
    """
    if not (can(by, "support.ask_about", need) if need else can(by, "support.ask")) or by.section_id is None:
        raise NotAllowed("support.ask")

    support = Support(
        section_id=by.section_id,
        need_id=need.id if need else None,
        asked_by_id=by.id,
        kind=kind,
        title=title,
        wish=wish,
        wished_until=wished_until,
    )
    db.session.add(support)
    db.session.flush()
    outbox.record(SupportAsked(support.id), by=by)
    return support


def edit_support(support: Support, *, by: User, seen: int | None, **answers: Any) -> None:
    """Change what is asked for while nobody has taken it on. Raises NotAllowed, Overtaken. Records SupportChanged if anything is different."""
    if not can(by, "support.edit", support):
        raise NotAllowed("support.edit")
    if strange := set(answers) - EDITED:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    passages.check_version(support, seen)
    if not support.step.editable:
        raise Overtaken(f"いまの段階({support.step.label})では、書き換えられません。")

    for name, answer in answers.items():
        if getattr(support, name) != answer:
            setattr(support, name, answer)
    if support in db.session.dirty:
        passages.keep_changes()
        outbox.record(SupportChanged(support.id), by=by)


def move_support(support: Support, name: str, *, by: User, seen: int | None = None, **how: Any) -> Passage:
    """Take a request one move along its path; who takes it on is written down with it. Raises as `passages.advance` does.

    Records SupportMoved.
    """
    passages.check_version(support, seen)
    if name == "take" and "take" in [move.name for move in moves_open_to(by, support)]:
        support.taken_by_id = by.id
    passage = passages.advance(support, name, among=moves_open_to(by, support), by=by, **how)
    outbox.record(SupportMoved(support.id, passage.start, passage.end, passage.move), by=by)
    return passage


def finish_support(support: Support, *, by: User, result: str, seen: int | None = None) -> Passage:
    """Finish with what came of it. Raises RuleBroken (no result), and as `passages.advance` does. Records SupportMoved."""
    if not can(by, "support.finish", support):
        raise NotAllowed("support.finish")
    passages.check_version(support, seen)
    if not result.strip():
        raise RuleBroken("結果を書いてください。", "result")
    if support.step is SupportStep.UNDER_WAY:
        support.result = result
        passages.keep_changes()

    return move_support(support, "finish", by=by, made_at="support.finish")


def take_back_support(support: Support, *, by: User, reason: str, seen: int | None = None) -> Passage:
    """Undo a request's last move; where it is only asked for again, nobody has it. Raises as `passages.take_back` does.

    Records SupportMoved.
    """
    if not can(by, "support.take_back", support):
        raise NotAllowed("support.take_back")
    passage = passages.take_back(support, by=by, reason=reason, seen=seen)
    if support.step is SupportStep.ASKED:
        support.taken_by_id = None
    outbox.record(SupportMoved(support.id, passage.start, passage.end, passage.move), by=by)
    return passage


def take_over(support: Support, *, by: User) -> None:
    """Make a request that another coordinator took on one's own. Raises NotAllowed, Overtaken (not taken, or ended).

    Records SupportTakenOver.
    """
    if support.taken_by_id == by.id:
        return
    if not can(by, "support.take_over", support):
        raise NotAllowed("support.take_over")
    if support.step not in (SupportStep.TAKEN, SupportStep.UNDER_WAY):
        raise Overtaken(f"いまの段階({support.step.label})では、担当を替われません。")

    support.taken_by_id = by.id
    passages.keep_changes()
    outbox.record(SupportTakenOver(support.id), by=by)


def write_support_entry(
    support: Support, *, by: User, told: str, done_on: date, hours: Decimal | None = None
) -> SupportEntry:
    """Write down what was done for a request that somebody has taken on. Raises NotAllowed, Overtaken (not taken, or ended).

    Records SupportEntered.
    """
    if not can(by, "support.enter", support):
        raise NotAllowed("support.enter")
    if support.step not in (SupportStep.TAKEN, SupportStep.UNDER_WAY):
        raise Overtaken(f"いまの段階({support.step.label})では、記録を書き足せません。")

    entry = SupportEntry(
        support_id=support.id, by_id=by.id, told=told, done_on=done_on, hours=None if hours is None else float(hours)
    )
    db.session.add(entry)
    db.session.flush()
    outbox.record(SupportEntered(support.id), by=by)
    return entry
