"""Putting right what was written down of a ruling: what stood there stays readable, and what the ruling moved goes with it."""

from collections.abc import Sequence

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.deliberations.actions.ruling import check_ruling, put_conditions
from hack.deliberations.models import Paper, Ruling, RulingCorrection, Tabling
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import RulingCorrected
from hack.intake.actions import move_case, take_back_case
from hack.passages import check_version, keep_changes, last_passage
from hack.pipeline.front import CaseStep
from hack.policy import can

TOLD_TO_ALL = "方針の記録を訂正したため。"
"""Why the case was taken back, as the proposer reads it: the reason of the correction is the city's own."""
ONLY_WORDS = "方針を変えずに、内容と理由だけを訂正することはできます。"


def correct_ruling(
    paper: Paper,
    item: Tabling,
    ruling: Ruling,
    *,
    by: User,
    said: str,
    reason: str,
    conditions: Sequence[str] = (),
    seen: int | None = None,
) -> RulingCorrection | None:
    """Put right what was written down of a ruling; where it leads the case elsewhere, its move is taken back and made anew.

    seen: the version of the item. None where nothing is different. Raises NotAllowed, RuleBroken (as `rule_on_paper`; no reason; or
    the case has gone on meanwhile, so that another ruling would contradict where it stands), Overtaken. Records RulingCorrected,
    and CaseMoved for each move.
    """
    if not can(by, "ruling.correct", paper):
        raise NotAllowed("ruling.correct")
    check_version(item, seen)
    if item.ruling in (None, Ruling.NOT_HELD):
        raise Overtaken("方針が書かれた議題だけを訂正できます。いまの状態を確かめてください。")
    check_ruling(ruling, said, conditions)
    before = item.as_ruled
    if before == {"ruling": ruling.value, "said": said.strip(), "conditions": list(conditions)}:
        return None
    if not reason.strip():
        raise RuleBroken("訂正する理由を入力してください。", "reason")

    if ruling is not item.ruling:
        _lead(paper, item, ruling, by)
    put_conditions(item, conditions)
    item.ruling, item.said, item.ruled_by_id = ruling, said.strip(), by.id
    keep_changes()
    correction = RulingCorrection(tabling_id=item.id, at=clock.now(), by_id=by.id, reason=reason.strip(), before=before)
    db.session.add(correction)
    db.session.flush()
    outbox.record(RulingCorrected(item.id, correction.id), by=by)
    return correction


def _lead(paper: Paper, item: Tabling, ruling: Ruling, by: User) -> None:
    """Have the case stand where this ruling leads to; refuse where it has gone on from where the other one had led."""
    case, wrong = paper.case, item.ruling
    if item is not paper.items[-1]:
        raise RuleBroken(f"このあと、ほかの会議に付議されています。{ONLY_WORDS}", "ruling")
    if ruling.final and item.sitting.held_on > clock.today():
        raise RuleBroken("会議の日が来てから書いてください。", "ruling")
    going_on = case.step is CaseStep.COORDINATING and Ruling.STOP not in (wrong, ruling)
    if ruling.final and wrong is not None and wrong.final and (case.step is CaseStep.DECIDED or going_on):
        return

    last = last_passage(case)
    made_then = ("decide", CaseStep.DECIDED) if wrong and wrong.final else ("take_home", CaseStep.PREPARING)
    if last is None or (last.move, case.step) != made_then:
        fixed = last is not None and case.path.move(last.move).binding
        how = "" if fixed else "先に案件のページの「これまでの経過」で取り消してから、訂正してください。"
        raise RuleBroken(f"案件は、そのあと「{case.step.label}」に進んでいます。{how}{ONLY_WORDS}", "ruling")
    take_back_case(case, by=by, reason=TOLD_TO_ALL, made_at="deliberations.decide")
    move_case(case, "decide" if ruling.final else "take_home", by=by, made_at="deliberations.decide")
