"""What the evaluators find together."""

from hack import outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.evaluation.actions.holding import hold
from hack.evaluation.choices import Result
from hack.evaluation.models import Entry
from hack.events import EntryConcluded
from hack.passages import check_version, keep_changes
from hack.pipeline.evaluation import EvaluationStep
from hack.policy import can


def conclude(entry: Entry, *, by: User, result: Result, words: str, seen: int | None) -> None:
    """Write the joint result of one proposal down; records EntryConcluded if anything is different.

    Raises NotAllowed (among them who stands back from it), Overtaken (written meanwhile, or not the time), RuleBroken (no words).
    """
    hold(entry.evaluation)
    if not can(by, "entry.conclude", entry):
        raise NotAllowed("entry.conclude")
    if (entry.result, entry.result_words) == (result, words):
        return
    check_version(entry, seen)
    if entry.evaluation.step is not EvaluationStep.JOINT:
        raise Overtaken("合議の段階ではないため、結果を書き換えられません。")
    if not words.strip():
        raise RuleBroken("結果の理由を入力してください。", "result_words")

    entry.result, entry.result_words = result, words.strip()
    keep_changes()
    outbox.record(EntryConcluded(entry.id), by=by)
