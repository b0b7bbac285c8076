"""What becomes of the term of an agreement: prolonged, followed by a new agreement, ended; and that people are told in time."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, update
from sqlalchemy.orm import InstrumentedAttribute

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.agreements.actions.register import check_begun, enter_agreement, keep_term, set_reminder
from hack.agreements.models import Agreement, AgreementSuccession, TermDeed
from hack.agreements.queries import follower_of
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import (
    AgreementEnded,
    AgreementExtended,
    AgreementRenewed,
    AgreementResumed,
    AgreementTermNear,
    AgreementTermOver,
)
from hack.passages import check_version, keep_changes
from hack.policy import can

FOLLOWED = "この協定は、すでに新しい協定に結び直されています。"


def extend_agreement(agreement: Agreement, *, by: User, until: date, note: str, seen: int | None = None) -> None:
    """Have an agreement go on as it is, until another last day (更新).

    Raises NotAllowed, RuleBroken (not later than before), Overtaken (it has ended). Records AgreementExtended.
    """
    _may_turn(agreement, by, seen)
    if agreement.ended_on is not None:
        raise Overtaken(
            "この協定は終わっています。続けるときは、先に終了を取り消すか、新しい協定に結び直してください。"
        )
    if agreement.until is not None and until <= agreement.until:
        raise RuleBroken("いまの期間の最後の日より後の日を入力してください。", "until")

    before = (agreement.until, agreement.ended_on)
    agreement.until = until
    set_reminder(agreement)
    _keep(agreement, TermDeed.EXTENDED, before, by, note)
    outbox.record(AgreementExtended(agreement.id), by=by)


def renew_agreement(
    former: Agreement, *, by: User, parties: Sequence[str], former_ended_on: date, seen: int | None = None, **facts: Any
) -> Agreement:
    """Enter the agreement that takes the place of this one (結び直し); each leads to the other, and this one ends.

    Raises NotAllowed, RuleBroken as `enter_agreement` (or the day is before this one was concluded), Overtaken (another one follows already). Records AgreementEntered and AgreementRenewed.
    """
    _may_turn(former, by, seen)
    if follower_of(former) is not None:
        raise Overtaken(FOLLOWED)
    check_begun(former.when, former_ended_on, "former_ended_on")

    before = (former.until, former.ended_on)
    former.ended_on = former_ended_on
    _keep(former, TermDeed.FOLLOWED, before, by, "")
    agreement = enter_agreement(by=by, parties=parties, **facts)
    if not db.insert_once(AgreementSuccession, former_id=former.id, follower_id=agreement.id):
        raise Overtaken(FOLLOWED)
    outbox.record(AgreementRenewed(former.id, agreement.id), by=by)
    return agreement


def end_agreement(agreement: Agreement, *, by: User, ended_on: date, note: str, seen: int | None = None) -> None:
    """Write down that an agreement ends (終了), on which day and why.

    Raises NotAllowed, RuleBroken (no reason, or a day before it was concluded), Overtaken (it has ended). Records AgreementEnded.
    """
    _may_turn(agreement, by, seen)
    if agreement.ended_on is not None:
        raise Overtaken("この協定には、すでに終わった日が書かれています。")
    if not note.strip():
        raise RuleBroken("終える理由を入力してください。", "note")
    check_begun(agreement.when, ended_on, "ended_on")

    agreement.ended_on = ended_on
    _keep(agreement, TermDeed.ENDED, (agreement.until, None), by, note)
    outbox.record(AgreementEnded(agreement.id), by=by)


def resume_agreement(agreement: Agreement, *, by: User, note: str, seen: int | None = None) -> None:
    """Take back that an agreement has ended; what was written stays in its history.

    Raises NotAllowed, RuleBroken (no reason), Overtaken (it has not ended, or another one has taken its place). Records AgreementResumed.
    """
    _may_turn(agreement, by, seen)
    if agreement.ended_on is None:
        raise Overtaken("この協定は終わっていません。")
    if follower_of(agreement) is not None:
        raise Overtaken("新しい協定に結び直されているため、取り消せません。")
    if not note.strip():
        raise RuleBroken("取り消す理由を入力してください。", "note")

    before = (agreement.until, agreement.ended_on)
    agreement.ended_on = None
    _keep(agreement, TermDeed.RESUMED, before, by, note)
    outbox.record(AgreementResumed(agreement.id), by=by)


def _may_turn(agreement: Agreement, by: User, seen: int | None) -> None:
    if not can(by, "agreement.turn", agreement):
        raise NotAllowed("agreement.turn")
    check_version(agreement, seen)


def _keep(agreement: Agreement, deed: TermDeed, before: tuple[date | None, date | None], by: User, note: str) -> None:
    agreement.changed_at = clock.now()
    keep_changes()
    keep_term(agreement, deed, before, by=by, note=note.strip())
    db.session.flush()


def remind_of_term(agreement: Agreement) -> bool:
    """Do what the clock does: that the term of an agreement comes to its end is told once for each end. Whether it was told now.

    Records AgreementTermNear, by nobody.
    """
    if not _mark(agreement, Agreement.warned_for, Agreement.remind_from <= clock.now()):
        return False
    outbox.record(AgreementTermNear(agreement.id), by=None)
    return True


def tell_term_over(agreement: Agreement) -> bool:
    """Do what the clock does: that a term is over, and nobody wrote how it goes on, is told once for each end. Whether it was told now.

    Records AgreementTermOver, by nobody.
    """
    if not _mark(agreement, Agreement.told_over_for, Agreement.until < clock.today()):
        return False
    outbox.record(AgreementTermOver(agreement.id), by=None)
    return True


def _mark(agreement: Agreement, told_for: InstrumentedAttribute[date | None], due: ColumnElement[bool]) -> bool:
    marked = db.session.execute(
        update(Agreement)
        .where(Agreement.id == agreement.id, Agreement.ended_on.is_(None), Agreement.until == agreement.until, due)
        .where(or_(told_for.is_(None), told_for != Agreement.until))
        .values({told_for: Agreement.until}),
        execution_options={"synchronize_session": False},
    )
    db.session.expire(agreement, [told_for.key])
    return marked.rowcount == 1  # type: ignore[attr-defined]
