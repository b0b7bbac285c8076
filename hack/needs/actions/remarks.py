"""What the secretariat remarks on a need, what is answered, and when both are content."""

from sqlalchemy import update

from hack import clock, db, outbox, policy
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import RemarkAnswered, RemarkMade, RemarkReopened, RemarkSettled
from hack.needs.answers import CONDITIONS, TEXT
from hack.needs.models import MOST_ANSWERS, Need, Remark, RemarkAnswer
from hack.needs.rules import CHECKED

ON = TEXT | CONDITIONS | {""}
"""What can be remarked on: each field of the text, and the whole."""


def remark_on(need: Need, *, field: str, text: str, by: User) -> Remark:
    """Remark on a field of a need, or on the whole of it (`field` empty), while it is checked or shaped.

    Raises NotAllowed, Overtaken (it has moved on), RuleBroken (no such field, no words). Records RemarkMade.
    """
    if not policy.can(by, "remark.make", need):
        raise NotAllowed("remark.make")
    if need.step not in CHECKED:
        raise Overtaken(f"いまの段階({need.step.label})では、指摘を書けません。")
    if field not in ON:
        raise RuleBroken("項目を選んでください。", "field")
    _refuse_empty(text, "指摘を入力してください。")

    remark = Remark(need_id=need.id, field=field, text=text.strip(), by_id=by.id)
    db.session.add(remark)
    db.session.flush()
    outbox.record(RemarkMade(remark.id), by=by)
    return remark


def answer_remark(remark: Remark, *, text: str, by: User) -> RemarkAnswer:
    """Say something to a remark that is open.

    Raises NotAllowed, Overtaken (it was settled), RuleBroken (no words, or MOST_ANSWERS are there). Records RemarkAnswered.
    """
    if not policy.can(by, "remark.answer", remark):
        raise NotAllowed("remark.answer")
    _refuse_empty(text, "答えを入力してください。")
    counted = db.session.execute(
        update(Remark)
        .where(Remark.id == remark.id, Remark.settled_at.is_(None), Remark.answered < MOST_ANSWERS)
        .values(answered=Remark.answered + 1),
        execution_options={"synchronize_session": False},
    )
    db.session.refresh(remark)
    if counted.rowcount != 1:  # type: ignore[attr-defined]
        if not remark.open:
            raise Overtaken("この指摘は対応済みになりました。続けるときは、事務局に再開を頼んでください。")
        raise RuleBroken(f"ひとつの指摘への答えは{MOST_ANSWERS}件までです。続きは新しい指摘にしてください。", "text")

    answer = RemarkAnswer(remark_id=remark.id, text=text.strip(), by_id=by.id)
    db.session.add(answer)
    db.session.flush()
    outbox.record(RemarkAnswered(remark.id), by=by)
    return answer


def settle_remark(remark: Remark, *, by: User) -> bool:
    """Say that what was remarked is seen to; False where somebody said so already. Raises NotAllowed. Records RemarkSettled."""
    if not policy.can(by, "remark.answer", remark):
        raise NotAllowed("remark.answer")
    settled = db.session.execute(
        update(Remark)
        .where(Remark.id == remark.id, Remark.settled_at.is_(None))
        .values(settled_at=clock.now(), settled_by_id=by.id),
        execution_options={"synchronize_session": False},
    )
    db.session.refresh(remark)
    if settled.rowcount != 1:  # type: ignore[attr-defined]
        return False
    outbox.record(RemarkSettled(remark.id), by=by)
    return True


def reopen_remark(remark: Remark, *, by: User) -> bool:
    """Say that it is not seen to after all; False where it is open. Raises NotAllowed. Records RemarkReopened."""
    if not policy.can(by, "remark.reopen", remark):
        raise NotAllowed("remark.reopen")
    opened = db.session.execute(
        update(Remark)
        .where(Remark.id == remark.id, Remark.settled_at.is_not(None))
        .values(settled_at=None, settled_by_id=None),
        execution_options={"synchronize_session": False},
    )
    db.session.refresh(remark)
    if opened.rowcount != 1:  # type: ignore[attr-defined]
        return False
    outbox.record(RemarkReopened(remark.id), by=by)
    return True


def _refuse_empty(text: str, message: str) -> None:
    if not text.strip():
        raise RuleBroken(message, "text")
