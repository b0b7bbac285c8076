"""Writing down what the body ruled, which makes the case's move with it, and ticking off the conditions of it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select, update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.deliberations.models import Paper, Ruling, RulingCondition, Sitting, Tabling
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import ConditionMet, ConditionReopened, PaperRuled
from hack.intake.actions import move_case
from hack.intake.models import Case
from hack.passages import QUICKER, check_version
from hack.pipeline.front import CaseStep
from hack.policy import can

MOST_CONDITIONS, LONGEST_CONDITION = 20, 200
BEFORE_THE_END = (CaseStep.DECIDED, CaseStep.COORDINATING, CaseStep.PREPARING, CaseStep.TABLED, CaseStep.CHECKING)
"""The steps at which conditions are ticked off: while it is open whether an agreement comes of the case."""


def rule_on_paper(
    paper: Paper, ruling: Ruling, *, by: User, said: str, conditions: Sequence[str] = (), seen: int | None = None
) -> Tabling:
    """Write down what the body ruled on a paper that lies before it; the case goes to CaseStep.DECIDED.

    conditions: on which it may go on, in order: with CONDITIONAL one at least, otherwise none. With TAKEN_HOME, which also takes it off an agenda before the day, the case goes back to CaseStep.PREPARING. The proposer
    learns of the step alone. Raises NotAllowed, RuleBroken (nothing said, the day of the sitting has not come, or it was called off),
    and as `passages.advance` does. Records PaperRuled and CaseMoved.
    """
    if not can(by, "paper.rule", paper):
        raise NotAllowed("paper.rule")
    check_version(paper.case, seen)
    item, home = paper.open_item, ruling is Ruling.TAKEN_HOME
    check_ruling(ruling, said, conditions)
    move_case(paper.case, "take_home" if home else "decide", by=by, made_at="deliberations.decide")
    if item is None:
        raise Overtaken("議題が見つかりません。いまの状態を確かめてください。")
    if not home:
        check_held(item.sitting)

    put_conditions(item, conditions)
    item.ruling, item.said, item.ruled_by_id, item.ruled_at = ruling, said.strip(), by.id, clock.now()
    db.session.flush()
    outbox.record(PaperRuled(item.id), by=by)
    return item


def check_held(sitting: Sitting) -> None:
    """Raise RuleBroken if the body cannot have ruled anything at that sitting, which is to come or was called off."""
    home = "議題から外すときは「持ち帰り」を選びます。"
    if sitting.called_off_at is not None:
        raise RuleBroken(f"この会議は中止になりました。{home}", "ruling")
    if sitting.held_on > clock.today():
        raise RuleBroken(f"会議の日が来てから書いてください。{home}", "ruling")


def check_ruling(ruling: Ruling, said: str, conditions: Sequence[str]) -> None:
    """Raise RuleBroken, at its question, if a ruling cannot be written down with these words and conditions."""
    if ruling is Ruling.NOT_HELD:
        raise RuleBroken("会議を中止するときは、会議のページから行ってください。", "ruling")
    if not said.strip():
        raise RuleBroken("方針の内容と理由を入力してください。", "said")
    if (ruling is Ruling.CONDITIONAL) != bool(conditions):
        conditional = ruling is Ruling.CONDITIONAL
        why = "条件を1つ以上入力してください。" if conditional else "条件は「条件付きで進める」のときだけ入力します。"
        raise RuleBroken(why, "conditions")
    if len(conditions) > MOST_CONDITIONS or any(len(one) > LONGEST_CONDITION for one in conditions):
        raise RuleBroken(f"条件は{MOST_CONDITIONS}件まで、1件{LONGEST_CONDITION}字以内です。", "conditions")


def put_conditions(item: Tabling, conditions: Sequence[str]) -> None:
    """Have the ruling stand on these conditions, in this order; those that stay keep what shows that they are met."""
    known = {one.words: one for one in item.conditions}
    kept = [known.get(words) or RulingCondition(words=words) for words in dict.fromkeys(conditions)]
    for place, condition in enumerate(kept, 1):
        if condition.place != place:
            condition.place = place
    if kept != item.conditions:
        item.conditions = kept


def meet_condition(condition: RulingCondition, *, by: User, how: str) -> None:
    """Tick a condition off, with what shows that it is met; nothing where somebody did so before.

    Raises NotAllowed, RuleBroken (nothing shows it), Overtaken (the case is past that). Records ConditionMet.
    """
    _may_tick(condition, by)
    if not how.strip():
        raise RuleBroken("条件を満たしたことが分かる内容を入力してください。", "how")
    told = {"met_at": clock.now(), "met_by_id": by.id, "met_how": how.strip()}
    if _tick(condition, RulingCondition.met_at.is_(None), told):
        outbox.record(ConditionMet(condition.tabling_id, condition.id), by=by)


def reopen_condition(condition: RulingCondition, *, by: User) -> None:
    """Take the tick off a condition that is not met after all; nothing where it has none.

    Raises NotAllowed, Overtaken (the case is past that). Records ConditionReopened.
    """
    _may_tick(condition, by)
    told = {"met_at": None, "met_by_id": None, "met_how": ""}
    if _tick(condition, RulingCondition.met_at.is_not(None), told):
        stay_ahead(condition.tabling.paper.case)
        outbox.record(ConditionReopened(condition.tabling_id, condition.id), by=by)


def _may_tick(condition: RulingCondition, by: User) -> None:
    if not can(by, "condition.meet", condition):
        raise NotAllowed("condition.meet")
    step = condition.tabling.paper.case.step
    if step not in BEFORE_THE_END:
        raise Overtaken(f"いまの段階({step.label})では、条件の確認を変えられません。")


def _tick(condition: RulingCondition, so_far: ColumnElement[bool], told: dict[str, Any]) -> bool:
    """Write these columns if the condition stands as it was taken to; whether it did. Raises Overtaken if it is no longer there."""
    done = db.session.execute(
        update(RulingCondition).where(RulingCondition.id == condition.id, so_far).values(**told),
        execution_options={"synchronize_session": False},
    )
    if db.session.scalar(select(RulingCondition.id).where(RulingCondition.id == condition.id)) is None:
        raise Overtaken("この条件は、方針の訂正で外れました。いまの状態を確かめてください。")
    db.session.refresh(condition)
    return done.rowcount == 1  # type: ignore[attr-defined]


def stay_ahead(case: Case) -> None:
    """Have whoever moves this case at the same moment see first what stands in the way now. Raises Overtaken where they were quicker."""
    done = db.session.execute(
        update(Case).where(Case.id == case.id, Case.version == case.version).values(version=Case.version + 1),
        execution_options={"synchronize_session": False},
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise Overtaken(QUICKER)
    db.session.refresh(case)
