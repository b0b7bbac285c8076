"""Putting right what was written down of a ruling: what stood there stays readable, and what the ruling moved goes with it."""

from collections.abc import Sequence

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.deliberations.actions.ruling import check_held, check_ruling, put_conditions, stay_ahead
from hack.deliberations.models import Paper, Ruling, RulingCorrection, Tabling
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import RulingCorrected
from hack.intake.actions import move_case, take_back_case
from hack.intake.models import Case
from hack.passages import Passage, check_version, keep_changes, passages_of
from hack.pipeline.front import CaseStep
from hack.policy import can

TOLD_TO_ALL = "方針の記録を訂正したため。"
"""Why the case was taken back, as the proposer reads it: the reason of the correction is the city's own."""
WAITING = (CaseStep.DECIDED, CaseStep.PREPARING, CaseStep.CHECKING)
"""The steps at which a case has done nothing yet that another ruling of the body would contradict."""
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
    elif before["conditions"] != list(conditions):
        stay_ahead(paper.case)
    met = {one.words: one.met_how for one in item.conditions if one.met_at is not None}
    put_conditions(item, conditions)
    item.ruling, item.said, item.ruled_by_id = ruling, said.strip(), by.id
    keep_changes()
    told = before | ({"met": met} if met else {})
    correction = RulingCorrection(tabling_id=item.id, at=clock.now(), by_id=by.id, reason=reason.strip(), before=told)
    db.session.add(correction)
    db.session.flush()
    outbox.record(RulingCorrected(item.id, correction.id), by=by)
    return correction


def _lead(paper: Paper, item: Tabling, ruling: Ruling, by: User) -> None:
    """Have the case stand where this ruling leads to; refuse where it has gone on from where the other one had led."""
    case, wrong = paper.case, item.ruling
    if item is not paper.items[-1]:
        raise RuleBroken(f"このあと、ほかの会議に付議されています。{ONLY_WORDS}", "ruling")
    if ruling.final:
        check_held(item.sitting)
    decided = wrong is not None and wrong.final
    going_on = case.step is CaseStep.COORDINATING and Ruling.STOP not in (wrong, ruling)
    if ruling.final and decided and (case.step in WAITING or going_on):
        return stay_ahead(case)

    made_then = "decide" if decided else "take_home"
    since = _moves_since(case, made_then)
    if since is None or since:
        free = since is not None and not any(case.path.move(one.move).binding for one in since)
        how = "先に案件のページの「これまでの経過」で取り消してから、訂正してください。" if free else ""
        raise RuleBroken(f"案件は、そのあと「{case.step.label}」に進んでいます。{how}{ONLY_WORDS}", "ruling")
    take_back_case(case, by=by, reason=TOLD_TO_ALL, made_at="deliberations.decide")
    move_case(case, "decide" if ruling.final else "take_home", by=by, made_at="deliberations.decide")
    return None


def _moves_since(case: Case, made_then: str) -> list[Passage] | None:
    """The moves of the case that stand since the last one of that name, the newest first; None if none of that name stands."""
    way = passages_of(case)
    undone = {one.undoes_id for one in way}
    standing = [one for one in reversed(way) if one.undoes_id is None and one.id not in undone]
    at = next((number for number, one in enumerate(standing) if one.move == made_then), None)
    return None if at is None else standing[:at]
