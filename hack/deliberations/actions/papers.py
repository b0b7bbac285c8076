"""Preparing a paper about a case, laying it before a sitting, and replacing it before that begins: the case's moves are made with it."""

from sqlalchemy import func, select

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.deliberations.models import PARTS, Paper, PaperReplacement, Sitting, Tabling
from hack.deliberations.queries import paper_about
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import PaperChanged, PaperPrepared, PaperReplaced, PaperTabled
from hack.intake.actions import move_case
from hack.intake.models import Case
from hack.passages import check_version, keep_changes
from hack.pipeline.front import CaseStep
from hack.policy import can

MOST_ITEMS = 30
"""How many papers one sitting can have before it."""


def prepare_paper(case: Case, *, by: User, seen: int | None = None, **words: str) -> Paper:
    """Write the paper about a case that meets a condition; where one was written before, that one says this now.

    It is written before the body ruled, or anew after it did.

    The case goes to CaseStep.PREPARING. Raises NotAllowed, RuleBroken (no condition is met), and as `passages.advance` does.
    Records PaperPrepared and CaseMoved.
    """
    if not can(by, "paper.prepare", case):
        raise NotAllowed("paper.prepare")
    check_version(case, seen)
    if not case.grounds:
        raise RuleBroken(
            "付議の条件が一つも確かめられていません。案件のページで、あてはまる条件と根拠を先に書いてください。"
        )

    again = case.step in (CaseStep.DECIDED, CaseStep.COORDINATING)
    move_case(case, "prepare_again" if again else "prepare", by=by, made_at="deliberations.prepare")
    paper = paper_about(case) or Paper(case_id=case.id, prepared_by_id=by.id)
    _tell(paper, words)
    db.session.add(paper)
    db.session.flush()
    outbox.record(PaperPrepared(paper.id), by=by)
    return paper


def edit_paper(paper: Paper, *, by: User, seen: int | None, **words: str) -> None:
    """Change what a paper says while it is prepared. Raises NotAllowed, Overtaken. Records PaperChanged if anything is different."""
    if not can(by, "paper.edit", paper):
        raise NotAllowed("paper.edit")
    check_version(paper, seen)
    if not paper.editable:
        raise Overtaken(f"いまの段階({paper.case.step.label})では、付議書を書き換えられません。")
    _tell(paper, words)
    if db.session.is_modified(paper):
        keep_changes()
        outbox.record(PaperChanged(paper.id), by=by)


def _tell(paper: Paper, words: dict[str, str]) -> None:
    if strange := set(words) - set(PARTS):
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    for name, answer in words.items():
        if getattr(paper, name) != answer:
            setattr(paper, name, answer)


def table_paper(paper: Paper, sitting: Sitting, *, by: User, seen: int | None = None) -> Tabling:
    """Lay a paper before a sitting of today or later, as the last of its agenda; the case goes to CaseStep.TABLED.

    What it says is kept as it is now. Raises NotAllowed, RuleBroken (the sitting is over, full, or has had it before), and as
    `passages.advance` does. Records PaperTabled and CaseMoved.
    """
    if not can(by, "paper.table", paper):
        raise NotAllowed("paper.table")
    check_version(paper, seen)
    move_case(paper.case, "table", by=by, made_at="deliberations.table")
    if sitting.held_on < clock.today():
        raise RuleBroken("この会議の日は過ぎています。ほかの会議を選んでください。", "sitting")
    db.alone_with("agenda", str(sitting.id))
    db.session.refresh(sitting)
    if sitting.called_off_at is not None:
        raise RuleBroken("この会議は中止になりました。ほかの会議を選んでください。", "sitting")
    places = select(func.count(), func.max(Tabling.place)).where(Tabling.sitting_id == sitting.id)
    count, last = db.session.execute(places).one()
    if count >= MOST_ITEMS:
        raise RuleBroken(f"一つの会議の議題は{MOST_ITEMS}件までです。", "sitting")

    item = db.enter_once(
        Tabling,
        key=db.random_key(),
        sitting_id=sitting.id,
        paper_id=paper.id,
        place=(last or 0) + 1,
        tabled=paper.words,
        tabled_by_id=by.id,
        tabled_at=clock.now(),
        said="",
        version=1,
    )
    if item is None:
        raise RuleBroken("この会議では、すでに取り上げられています。ほかの会議を選んでください。", "sitting")
    outbox.record(PaperTabled(item.id), by=by)
    return item


def replace_paper(paper: Paper, *, by: User, seen: int | None, reason: str, **words: str) -> PaperReplacement | None:
    """Have the paper say something else to the sitting that it lies before, until that begins; what it said before is kept.

    None where nothing is different. Raises NotAllowed, Overtaken (it lies before no sitting, or that has begun), RuleBroken (no
    reason). Records PaperReplaced.
    """
    if not can(by, "paper.replace", paper):
        raise NotAllowed("paper.replace")
    check_version(paper, seen)
    item = paper.open_item
    if item is None or not paper.replaceable:
        raise Overtaken("差し替えられるのは、付議してから会議が始まるまでです。いまの状態を確かめてください。")
    before = paper.words
    if before == before | words:
        return None
    if not reason.strip():
        raise RuleBroken("差し替える理由を入力してください。", "reason")

    _tell(paper, words)
    item.tabled = paper.words
    keep_changes()
    replacement = PaperReplacement(tabling_id=item.id, by_id=by.id, reason=reason.strip(), before=before)
    db.session.add(replacement)
    db.session.flush()
    outbox.record(PaperReplaced(item.id), by=by)
    return replacement
