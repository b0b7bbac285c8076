"""Each evaluator alone: declaring how they stand to the proposals, scoring them, and handing in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.evaluation.actions.holding import hold
from hack.evaluation.actions.moving import MOST, close_if_complete, find_conflicts
from hack.evaluation.choices import DECLARED, ENDS, Answer, ConflictKind
from hack.evaluation.models import Declaration, Entry, Evaluation, Evaluator, Score, Sheet
from hack.evaluation.numbers import MOST_POINTS
from hack.evaluation.queries import all_entries, sheet_of, sheets_of, undeclared_entries
from hack.evaluation.rules import known_conflict, place_of
from hack.events import ConflictsDeclared, SheetSaved, SheetsHandedIn
from hack.passages import keep_changes
from hack.pipeline.evaluation import EvaluationStep
from hack.policy import can


@dataclass(frozen=True)
class Found:
    """What an evaluator writes of a proposal: points and a comment for each criterion (by its row number), or an abstention."""

    points: Mapping[int, int | None] = field(default_factory=dict)
    comments: Mapping[int, str] = field(default_factory=dict)
    comment: str = ""
    abstains: bool = False
    why: str = ""


def declare(evaluation: Evaluation, *, by: User, said: Mapping[str, tuple[ConflictKind, str]]) -> None:
    """Say of proposals, by their keys, how one stands to the organisations behind them; said once, it stands.

    Raises NotAllowed, Overtaken (not the time for it), RuleBroken (a conflict without a word). Records ConflictsDeclared once
    all is said.
    """
    hold(evaluation)
    place = _own_place(evaluation, by)
    find_conflicts(place, all_entries(evaluation))
    for entry in undeclared_entries(place, MOST):
        if entry.key not in said:
            continue
        kind, words = said[entry.key]
        if kind not in DECLARED:
            raise NotAllowed("evaluation.take_part")
        if kind.bars and not words.strip():
            raise RuleBroken("利害関係の内容を書いてください。", f"words_{entry.key}")
        told = {"evaluator_id": place.id, "entry_id": entry.id, "kind": kind, "words": words.strip()}
        db.insert_once(Declaration, **told, at=clock.now())
    if place.declared_at is None and not undeclared_entries(place, 1):
        place.declared_at = clock.now()
        db.session.flush()
        outbox.record(ConflictsDeclared(place.id), by=by)
    db.session.expire(place, ["declarations"])


def save_sheet(entry: Entry, *, by: User, found: Found, seen: int | None) -> Sheet | None:
    """Keep what an evaluator has found of a proposal, complete or not; what was handed in stays complete.

    seen: the version of the sheet that the person saw; 0 where there was none. Raises NotAllowed, Overtaken (saved elsewhere
    meanwhile, or closed), RuleBroken. Records SheetSaved if anything is different.
    """
    hold(entry.evaluation)
    if not can(by, "sheet.write", entry):
        raise NotAllowed("sheet.write")
    place = _own_place(entry.evaluation, by)
    if place.handed_in_at is not None and (missing := missing_in(found, entry.evaluation)):
        raise RuleBroken(f"提出したあとは、そろった内容だけを保存できます。{missing[0]}")
    sheet = sheet_of(place, entry)
    if sheet is not None and _says(sheet) == found:
        return sheet
    if (sheet.version if sheet else 0) != (seen or 0):
        raise Overtaken("別の画面で、この評価票を先に保存しています。いまの内容を確かめて、もう一度お試しください。")

    if sheet is None:
        sheet = Sheet(evaluator_id=place.id, entry_id=entry.id)
        db.session.add(sheet)
        db.session.flush()
    _write(sheet, found, entry.evaluation)
    outbox.record(SheetSaved(sheet.id), by=by)
    return sheet


def hand_in(evaluation: Evaluation, *, by: User) -> None:
    """Hand all of one's sheets in; once everybody has, the scores are closed by themselves.

    What is handed in already stays. The evaluation is held until the transaction ends, so that of the last two at one moment
    the second sees the first. Raises NotAllowed, Overtaken (closed), RuleBroken with what is missing. Records SheetsHandedIn.
    """
    hold(evaluation)
    place = _own_place(evaluation, by)
    if place.handed_in_at is not None:
        return
    if place.declared_at is None:
        raise RuleBroken("先に、すべての提案について利害関係を申告してください。")
    owed = [one for one in all_entries(evaluation) if place.scores(one) and not one.gone]
    entries = [
        one for one in owed if not known_conflict(by, one.proposal)
    ]  # one that was learnt of late bars from scoring
    sheets = sheets_of(place, entries)
    missing = [
        f"{entry.proposal.number}({lacks[0]})"
        for entry in entries
        if (lacks := missing_in(says_of(sheets.get(entry.id)), evaluation))
    ]
    if missing:
        raise RuleBroken("評価がそろっていない提案があります: " + "、".join(missing[:10]))

    place.handed_in_at = clock.now()
    db.session.flush()
    outbox.record(SheetsHandedIn(place.id), by=by)
    close_if_complete(evaluation)


def says_of(sheet: Sheet | None) -> Found:
    """What a sheet says; nothing for none."""
    return Found() if sheet is None else _says(sheet)


def missing_in(found: Found, evaluation: Evaluation) -> list[str]:
    """What a sheet lacks before it can be handed in, each as a sentence."""
    if found.abstains:
        return [] if found.why.strip() else ["評価しない理由がありません。"]
    missing = []
    for criterion in evaluation.criteria:
        points = found.points.get(criterion.id)
        if points is None:
            missing.append(f"「{criterion.name}」の点がありません。")
        elif points in ENDS and not found.comments.get(criterion.id, "").strip():
            missing.append(f"「{criterion.name}」の{points}点にはコメントが必要です。")
    return missing


def _says(sheet: Sheet) -> Found:
    return Found(
        points={one.criterion_id: one.points for one in sheet.scores},
        comments={one.criterion_id: one.comment for one in sheet.scores},
        comment=sheet.comment,
        abstains=sheet.abstains,
        why=sheet.why,
    )


def _write(sheet: Sheet, found: Found, evaluation: Evaluation) -> None:
    kept = {score.criterion_id: score for score in sheet.scores}
    for criterion in evaluation.criteria:
        points = found.points.get(criterion.id)
        if points is not None and not 0 <= points <= MOST_POINTS:
            raise RuleBroken(f"点は0から{MOST_POINTS}までです。")
        score = kept.get(criterion.id)
        if score is None:
            score = Score(criterion_id=criterion.id)
            sheet.scores.append(score)
        score.points, score.comment = points, found.comments.get(criterion.id, "")
    sheet.comment, sheet.abstains, sheet.why = found.comment, found.abstains, found.why
    sheet.saved_at = clock.now()
    keep_changes()


def _own_place(evaluation: Evaluation, by: User) -> Evaluator:
    place = place_of(by, evaluation)
    if place is None:
        raise NotAllowed("evaluation.take_part")
    if place.answer is not Answer.ACCEPTED:
        raise RuleBroken("先に、評価者を引き受けてください。")
    if evaluation.step is not EvaluationStep.SCORING:
        raise Overtaken(f"この評価は「{evaluation.step.label}」の段階です。個別評価の時期ではありません。")
    return place
