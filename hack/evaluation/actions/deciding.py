"""Preparing what is decided about each proposal, and what its proposer will read."""

from hack import outbox
from hack.accounts.models import User
from hack.errors import Incomplete, NotAllowed, Overtaken, RuleBroken
from hack.evaluation.choices import Decision, Door, Refusal, decisions_for
from hack.evaluation.models import Entry
from hack.events import DecisionPrepared
from hack.passages import check_version, keep_changes
from hack.pipeline.evaluation import EvaluationStep
from hack.policy import can


def prepare_decision(
    entry: Entry,
    *,
    by: User,
    decision: Decision,
    told_words: str = "",
    refusal: Refusal | None = None,
    door: Door | None = None,
    seen: int | None = None,
) -> None:
    """Write down what is to be told to a proposer; a refusal needs its reason, words and another door.

    Nothing is told yet. Who prepares does not release. Raises NotAllowed, Overtaken (changed meanwhile, or not the time), Incomplete
    (what a refusal lacks), RuleBroken (not possible from where the proposal stands). Records DecisionPrepared.
    """
    _refuse(entry, by, seen)
    if decision not in decisions_for(entry.proposal.step):
        stands = entry.proposal.step.label
        raise RuleBroken(f"いま「{stands}」の提案には、「{decision.label}」は選べません。", "decision")
    if decision.refuses:
        _refuse_bare(refusal, told_words, door)

    entry.decision, entry.told_words = decision, told_words.strip()
    entry.refusal, entry.door = (refusal, door) if decision.refuses else (None, None)
    _prepared(entry, by)


def clear_decision(entry: Entry, *, by: User, seen: int | None) -> None:
    """Take a prepared decision away again, as for a proposal that was withdrawn meanwhile; raises as `prepare_decision`."""
    _refuse(entry, by, seen)
    if entry.decision is None:
        return
    entry.decision = entry.refusal = entry.door = None
    entry.told_words = ""
    _prepared(entry, by)


def told_reason(entry: Entry) -> str:
    """What stands in the proposal's history as the reason of its move, and so what the proposer reads on the page."""
    parts = []
    if entry.refusal is not None:
        parts.append(f"【理由】{entry.refusal.label}")
    if entry.told_words:
        parts.append(entry.told_words)
    if entry.door is not None:
        parts.append(f"【別の窓口】{entry.door.label}\n{entry.door.says}")
    return "\n".join(parts)


def _refuse(entry: Entry, by: User, seen: int | None) -> None:
    if not can(by, "entry.decide", entry):
        raise NotAllowed("entry.decide")
    check_version(entry, seen)
    if entry.evaluation.step is not EvaluationStep.DECIDING:
        raise Overtaken("決定準備の段階ではないため、書き換えられません。")


def _refuse_bare(refusal: Refusal | None, words: str, door: Door | None) -> None:
    missing = {}
    if refusal is None:
        missing["refusal"] = "理由の区分を選んでください。"
    if not words.strip():
        missing["told_words"] = "提案者に伝える理由を入力してください。"
    if door is None:
        missing["door"] = "案内する別の窓口を選んでください。"
    if missing:
        raise Incomplete("お断りするときは、理由と別の窓口が必要です。", missing)


def _prepared(entry: Entry, by: User) -> None:
    entry.prepared_by_id, entry.stood_at = by.id, entry.proposal.step
    entry.evaluation.prepared += 1
    keep_changes()
    outbox.record(DecisionPrepared(entry.id), by=by)
