"""Saying what a case is, whom it concerns, and which conditions it meets."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import flag_modified

from hack import db, outbox, passages
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import CaseSorted, GroundsKept
from hack.intake.models import Case, CaseKind, Concerned, Condition, Counter, Ground, Inquiry
from hack.needs.models import Field
from hack.pipeline.inquiry import InquiryStep
from hack.policy import can

MOST_SECTIONS = 20


def sort_case(
    case: Case,
    *,
    by: User,
    kind: CaseKind,
    counter: Counter,
    field: Field | None,
    sections: Iterable[int],
    seen: int | None = None,
) -> None:
    """Say of which kind a case is, which counter looks after it, its field, and the sections that it concerns (by number).

    Who sorts it looks after it, if nobody does. Raises NotAllowed, Overtaken, RuleBroken (too many sections; a kind that its
    answers do not fit). Records CaseSorted if anything is different.
    """
    if not can(by, "case.sort", case):
        raise NotAllowed("case.sort")
    passages.check_version(case, seen)
    if case.step.ends:
        raise Overtaken(f"いまの段階({case.step.label})では、分類を変えられません。")
    wanted = set(sections)
    if len(wanted) > MOST_SECTIONS:
        raise RuleBroken(f"関係する課は{MOST_SECTIONS}までにしてください。", "sections")
    if kind is CaseKind.BUDGET and not case.budget:
        raise RuleBroken("予算事業が書かれていない案件は、この区分にできません。", "kind")
    if kind is CaseKind.THEME and case.theme_id is None:
        raise RuleBroken("テーマを選んで出された案件だけが、この区分になります。", "kind")

    changed = _concern(case, wanted, by=by)
    for name, answer in (("kind", kind), ("counter", counter), ("field", field)):
        if getattr(case, name) != answer:
            setattr(case, name, answer)
            changed = True
    if not changed:
        return
    case.taken_by_id = case.taken_by_id or by.id
    flag_modified(case, "due_on")
    passages.keep_changes()
    db.session.expire(case, ["sections"])
    outbox.record(CaseSorted(case.id), by=by)


def concern(case: Case, section_id: int, *, by: User) -> None:
    """Let a section read the case; nothing where it does already."""
    db.insert_once(Concerned, case_id=case.id, section_id=section_id, by_id=by.id)
    db.session.expire(case, ["sections"])


def keep_grounds(case: Case, evidence: Mapping[Condition, str], *, by: User, seen: int | None = None) -> None:
    """Say which conditions the case meets under which it is laid before the city's body, each with what shows it.

    evidence: for each condition that is met a text that is not empty; what is left out is not met. Raises NotAllowed,
    Overtaken, RuleBroken (nothing that shows it). Records GroundsKept if anything is different.
    """
    if not can(by, "case.keep_grounds", case):
        raise NotAllowed("case.keep_grounds")
    passages.check_version(case, seen)
    if case.step.ends:
        raise Overtaken(f"いまの段階({case.step.label})では、付議の条件を変えられません。")
    for condition, words in evidence.items():
        if not words.strip():
            raise RuleBroken("あてはまると考えた根拠を入力してください。", f"{condition.value}_evidence")
    before = {ground.condition: ground.evidence for ground in case.grounds}
    if before == dict(evidence):
        return

    db.session.execute(delete(Ground).where(Ground.case_id == case.id))
    db.session.add_all(
        Ground(case_id=case.id, condition=condition, evidence=words, by_id=by.id)
        for condition, words in evidence.items()
    )
    flag_modified(case, "due_on")
    passages.keep_changes()
    db.session.expire(case, ["grounds"])
    outbox.record(GroundsKept(case.id), by=by)


def _concern(case: Case, wanted: set[int], *, by: User) -> bool:
    """Bring in the sections that are missing, and let those go that are not wanted; whether anything changed. Who is being asked
    something, or has answered, stays: not who was asked by mistake.
    """
    have = set(db.session.scalars(select(Concerned.section_id).where(Concerned.case_id == case.id)))
    kept = (Inquiry.case_id == case.id, Inquiry.step != InquiryStep.WITHDRAWN)
    asked = set(db.session.scalars(select(Inquiry.section_id).where(*kept)))
    gone = have - wanted - asked
    for section_id in sorted(wanted - have):
        db.insert_once(Concerned, case_id=case.id, section_id=section_id, by_id=by.id)
    if gone:
        db.session.execute(delete(Concerned).where(Concerned.case_id == case.id, Concerned.section_id.in_(gone)))
    return bool(gone or wanted - have)
