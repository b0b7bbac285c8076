"""What comes of a case: to a section, a need, a seed, another case; an answer, a refusal, a result."""

from hack import db, passages
from hack.accounts.models import Section, User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.intake.actions.moves import move_case
from hack.intake.actions.sorting import concern
from hack.intake.models import Case, Refusal
from hack.needs.actions import draft_need
from hack.needs.models import Need
from hack.passages import Passage
from hack.pipeline.front import CaseStep
from hack.policy import can
from hack.seeds.actions import draft_seed_for
from hack.seeds.models import Seed

LONGEST_SUMMARY = 200


def hand_over(case: Case, section: Section, *, by: User, words: str = "", seen: int | None = None) -> Passage:
    """Give a case into a section's hands, with words for both sides. Raises NotAllowed, and as `passages.advance` does."""
    _check(case, by, seen)
    if _may_move(case, "hand_over"):
        case.section_id = section.id
        passages.keep_changes()
    return move_case(case, "hand_over", by=by, reason=words, made_at="intake.hand_over")


def turn_into_need(case: Case, section: Section, *, by: User, seen: int | None = None, **answers: str) -> Need:
    """Begin a need of a section with these answers (title, problem, hoped, notes …); it and the case lead to each other.

    The need is a draft of the section like any other. Raises NotAllowed, and as `passages.advance` does. Records NeedDrafted
    and CaseMoved.
    """
    _check(case, by, seen)
    need = draft_need(section=section, by=by, field=case.field, **answers)
    if _may_move(case, "to_need"):
        concern(case, section.id, by=by)
        case.need_id = need.id
        passages.keep_changes()
    move_case(case, "to_need", by=by, made_at="intake.to_need")
    return need


def turn_into_seed(case: Case, *, by: User, seen: int | None = None) -> Seed:
    """Begin a seed of the proposer's organisation with what the case says; it and the case lead to each other.

    The organisation completes and publishes the seed itself. Raises NotAllowed, and as `passages.advance` does. Records
    SeedDrafted and CaseMoved.
    """
    _check(case, by, seen)
    seed = draft_seed_for(
        case.proposer,
        by=by,
        title=case.title,
        field=case.field,
        summary=" ".join(case.body.split())[:LONGEST_SUMMARY],
        solves=case.issue,
        wish=case.body,
        requires=case.asked_of_city,
        references=case.references,
    )
    if _may_move(case, "to_seed"):
        case.seed_id = seed.id
        passages.keep_changes()
    move_case(case, "to_seed", by=by, made_at="intake.to_seed")
    return seed


def decline_case(case: Case, *, by: User, refused_for: Refusal, reason: str, seen: int | None = None) -> Passage:
    """Say that nothing comes of a case, for which reason, and why in words. Raises NotAllowed, and as `passages.advance` does."""
    _check(case, by, seen)
    if not reason.strip():
        raise RuleBroken("提案者に伝える理由を入力してください。", "reason")
    if _may_move(case, "decline"):
        case.refused_for, case.result = refused_for, reason
        passages.keep_changes()
    return move_case(case, "decline", by=by, reason=reason, made_at="intake.decline")


def answer_case(case: Case, *, by: User, reason: str, seen: int | None = None) -> Passage:
    """Answer what was asked, which is all there is to do. Raises NotAllowed, and as `passages.advance` does."""
    _check(case, by, seen)
    return _end(case, "answer", by=by, reason=reason, made_at="intake.answer")


def finish_case(case: Case, *, by: User, reason: str, seen: int | None = None) -> Passage:
    """Say what came of a case that a section has in hand or that is under way. Raises NotAllowed, and as `passages.advance` does."""
    if not can(by, "case.finish", case):
        raise NotAllowed("case.finish")
    passages.check_version(case, seen)
    move = "finish" if case.step is CaseStep.HANDED_OVER else "close"
    return _end(case, move, by=by, reason=reason, made_at="intake.finish")


def merge_case(case: Case, into: Case, *, by: User, reason: str = "", seen: int | None = None) -> Passage:
    """Let another case stand for this one too; each leads to the other for those who may see both.

    The sections that this one concerns read the other from then on. Raises NotAllowed, RuleBroken (into itself, or into one
    that has ended), and as `passages.advance` does. Records CaseMoved.
    """
    _check(case, by, seen)
    if not can(by, "case.merge", into):
        raise NotAllowed("case.merge")
    if into.id == case.id:
        raise RuleBroken("ほかの案件を選んでください。", "into")
    db.alone_with("front merging")
    db.session.refresh(into)
    if into.step.ends:
        raise Overtaken(f"統合先の案件は「{into.step.label}」となっています。ほかの案件を選んでください。")
    if _may_move(case, "merge"):
        for section in case.sections:
            concern(into, section.id, by=by)
        case.into_id = into.id
        passages.keep_changes()
    return move_case(case, "merge", by=by, reason=reason, made_at="intake.merge")


def _end(case: Case, move: str, *, by: User, reason: str, made_at: str) -> Passage:
    if not reason.strip():
        raise RuleBroken("提案者に伝えることを入力してください。", "reason")
    if _may_move(case, move):
        case.result = reason
        passages.keep_changes()
    return move_case(case, move, by=by, reason=reason, made_at=made_at)


def _check(case: Case, by: User, seen: int | None) -> None:
    if not can(by, "case.end", case):
        raise NotAllowed("case.end")
    passages.check_version(case, seen)


def _may_move(case: Case, name: str) -> bool:
    """Whether the case stands where that move begins: else `move_case` refuses it, and nothing of it is kept."""
    return case.step in case.path.move(name).from_steps
