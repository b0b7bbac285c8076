"""Telling the decisions to all at once, by a second person; and undoing it."""

from hack import clock, db, outbox, passages
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.evaluation.actions.deciding import told_reason
from hack.evaluation.choices import Decision
from hack.evaluation.models import Entry, Evaluation, Release
from hack.evaluation.queries import all_entries, releases_of
from hack.evaluation.rules import moves_open_to, stands_back
from hack.events import DecisionsReleased, EvaluationMoved, ReleaseUndone
from hack.passages import check_version
from hack.pipeline.evaluation import EvaluationStep
from hack.policy import can
from hack.proposals.actions import move_proposal, take_back_proposal
from hack.proposals.rules import moves_of_ones_part
from hack.roles import Role

RELEASE = "evaluation.release"


def release_decisions(evaluation: Evaluation, *, by: User, seen: int | None = None) -> None:
    """Move every proposal as it was prepared, all of them or none, and have all proposers told.

    Raises NotAllowed, Overtaken (something was changed since the person looked; a proposal has moved, with which one),
    RuleBroken (a decision is missing; the person prepared one, stands back from one, or may not make its move). Records
    ProposalMoved of each, EvaluationMoved, DecisionsReleased.
    """
    if not can(by, "decision.release", evaluation):
        raise NotAllowed("decision.release")
    check_version(evaluation, seen)
    if evaluation.step is not EvaluationStep.DECIDING:
        raise Overtaken(f"この評価は、すでに「{evaluation.step.label}」です。")
    entries = all_entries(evaluation)
    if problems := problems_of(evaluation, entries, by):
        raise RuleBroken("公表できません。" + "".join(problems[:5]))

    moves = moves_open_to(by, evaluation)
    passage = passages.advance(evaluation, "release", among=moves, by=by, made_at=RELEASE)
    for entry in _in_the_order_of_rows(entries):
        if entry.decision is not None:
            _tell(entry, entry.decision, by)
    db.session.add(Release(evaluation_id=evaluation.id, by_id=by.id))
    db.session.flush()
    outbox.record(EvaluationMoved(evaluation.id, passage.start, passage.end, passage.move), by=by)
    outbox.record(DecisionsReleased(evaluation.id), by=by)


def problems_of(evaluation: Evaluation, entries: list[Entry], by: User) -> list[str]:
    """Why the decisions cannot be released by this person as they are, each as a sentence; nothing where they can."""
    problems = []
    if any(entry.decision and entry.prepared_by_id == by.id for entry in entries):
        problems.append("決定を準備した人は公表できません。準備していない、別の人が公表してください。")
    for entry in entries:
        problems += [f"{_name(entry)}: {says}" for says in _problems_with(entry, by)]
    if not any(entry.decision for entry in entries):
        problems.append("準備された決定がありません。")
    return problems


def _problems_with(entry: Entry, by: User) -> list[str]:
    step = entry.proposal.step
    if entry.decision is None:
        return [] if entry.gone else ["決定が準備されていません。"]
    if stands_back(by, entry):
        return ["あなたには利害関係があるため、公表できません。"]
    if step is not entry.stood_at:
        return [f"準備のあとで「{step.label}」になりました。決定を準備し直すか、外してください。"]
    if entry.decision is Decision.REFER and by.role is not Role.COORDINATOR:
        return ["他の窓口への引き継ぎは、事務局の人が公表してください。"]
    if entry.decision.value not in [move.name for move in moves_of_ones_part(by, entry.proposal)]:
        return [f"いま「{entry.decision.label}」に進められません。"]
    return []


def _tell(entry: Entry, decision: Decision, by: User) -> None:
    try:
        passage = move_proposal(entry.proposal, decision.value, by=by, reason=told_reason(entry), within=RELEASE)
    except Overtaken as quicker:
        raise Overtaken(f"{_name(entry)}: {quicker.message}") from None
    entry.passage_id = passage.id


def undo_release(evaluation: Evaluation, *, by: User, reason: str, seen: int | None = None) -> None:
    """Take every proposal back to where it stood, all of them or none, and have those told that were told.

    The history stays. Raises NotAllowed (not a coordinator), Overtaken (not released any more), RuleBroken (no reason; a proposal
    has gone on since, with which one). Records ProposalMoved of each, EvaluationMoved, ReleaseUndone.
    """
    if not can(by, "decision.undo", evaluation):
        raise NotAllowed("decision.undo")
    check_version(evaluation, seen)
    if evaluation.step is not EvaluationStep.RELEASED:
        raise Overtaken(f"この評価は「{evaluation.step.label}」の段階です。取り消せる公表がありません。")
    if not reason.strip():
        raise RuleBroken("取り消す理由を入力してください。", "reason")

    entries = told_entries(evaluation)
    if any(stands_back(by, entry) for entry in entries):
        raise RuleBroken("あなたには利害関係があるため、公表を取り消せません。ほかの人に任せてください。")
    passage = passages.take_back(evaluation, by=by, reason=reason)
    for entry in _in_the_order_of_rows(entries):
        last = passages.last_passage(entry.proposal)
        if last is None or last.id != entry.passage_id:
            raise RuleBroken(f"{_name(entry)}は、公表のあとで次の段階に進んでいるため、公表を取り消せません。")
        take_back_proposal(entry.proposal, by=by, reason=reason, within="evaluation.undo")
    release = releases_of(evaluation)[0]
    release.undone_at, release.undone_by_id, release.reason = clock.now(), by.id, reason.strip()
    db.session.flush()
    outbox.record(EvaluationMoved(evaluation.id, passage.start, passage.end, passage.move), by=by)
    outbox.record(ReleaseUndone(evaluation.id), by=by)


def told_entries(evaluation: Evaluation) -> list[Entry]:
    """The proposals whose proposers were told a decision at the last release."""
    return [entry for entry in all_entries(evaluation) if entry.decision is not None and entry.passage_id is not None]


def _in_the_order_of_rows(entries: list[Entry]) -> list[Entry]:
    """As everybody goes through several proposals of a need, so that two who do at once wait and do not lock each other out."""
    return sorted(entries, key=lambda entry: entry.proposal_id)


def _name(entry: Entry) -> str:
    return f"{entry.proposal.number}「{entry.proposal.title}」"
