"""Applying for a lab, changing what is said of it, checking it, and taking it along its path."""

from typing import Any

from hack import db, outbox, passages
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import LabApplied, LabChanged, LabMoved
from hack.livinglabs.models import Finding, LabCheck, LabKind, LivingLab
from hack.livinglabs.rules import moves_open_to
from hack.passages import Passage
from hack.policy import can

TEXT = frozenset(
    ("name", "kind", "basis", "ward", "place", "outline", "themes", "operator", "lead", "participation", "partners")
    + ("rhythm", "uses", "contact", "url", "joinable", "field_words")
)
SOURCE = frozenset(("source", "source_url"))
QUESTIONS = ("residents", "ward", "theme")


def register_lab(*, by: User, **answers: Any) -> LivingLab:
    """Apply for a lab that the person's organisation runs; it stands at APPLIED.

    Raises NotAllowed, RuleBroken (a living lab without ward). Records LabApplied.
    """
    if not can(by, "livinglab.register"):
        raise NotAllowed("livinglab.register")
    return _enter(by=by, organization_id=by.organization_id, **_written(answers, TEXT))


def enter_lab(*, by: User, **answers: Any) -> LivingLab:
    """Enter a lab that is known from a source; it stands at APPLIED, and nobody here runs it.

    Raises NotAllowed, RuleBroken (no source, or a living lab without ward). Records LabApplied.
    """
    if not can(by, "livinglab.enter"):
        raise NotAllowed("livinglab.enter")
    if not answers.get("source"):
        raise RuleBroken("どこで知ったか(出典)を入力してください。", "source")
    return _enter(by=by, organization_id=None, **_written(answers, TEXT | SOURCE))


def _enter(*, by: User, organization_id: int | None, **answers: Any) -> LivingLab:
    _refuse_without_ward(answers)
    lab = LivingLab(entered_by_id=by.id, organization_id=organization_id, **answers)
    db.session.add(lab)
    db.session.flush()
    outbox.record(LabApplied(lab.id), by=by)
    return lab


def edit_lab(lab: LivingLab, *, by: User, seen: int | None, **answers: Any) -> None:
    """Change what is said of the lab where it may be changed (`step.editable`).

    Raises NotAllowed, Overtaken, RuleBroken (a living lab without ward). Records LabChanged if anything is different.
    """
    if not can(by, "livinglab.edit", lab):
        raise NotAllowed("livinglab.edit")
    passages.check_version(lab, seen)
    if not lab.step.editable:
        raise Overtaken(f"いまの段階({lab.step.label})では、内容を書き換えられません。")
    allowed = TEXT | SOURCE if can(by, "livinglab.enter") else TEXT
    _written(answers, allowed)
    _refuse_without_ward({"kind": lab.kind, "ward": lab.ward} | answers)
    if lab.source and not answers.get("source", lab.source):
        raise RuleBroken("どこで知ったか(出典)を入力してください。", "source")

    for name, answer in answers.items():
        if getattr(lab, name) != answer:
            setattr(lab, name, answer)
    if lab in db.session.dirty:
        passages.keep_changes()
        outbox.record(LabChanged(lab.id), by=by)


def check_lab(
    lab: LivingLab,
    move: str,
    *,
    residents: Finding,
    ward: Finding,
    theme: Finding,
    remark: str = "",
    by: User,
    seen: int | None = None,
) -> LabCheck:
    """Answer the questions of the check, and take the lab into the register ("register") or ask its people back ("return").

    Raises NotAllowed, Overtaken, RuleBroken (a "no" that would be registered; something that cannot be told without saying why;
    nothing said to the people who are asked back; or nobody there to be asked). Records LabMoved.
    """
    if not can(by, "livinglab.check", lab):
        raise NotAllowed("livinglab.check")
    passages.check_version(lab, seen)
    answers = dict(zip(QUESTIONS, (residents, ward, theme), strict=True))
    if move == "return" and not remark.strip():
        raise RuleBroken("申請した団体に伝えることを書いてください。", "remark")
    if move == "return" and lab.organization_id is None:
        raise RuleBroken("資料から登録したものなので、照会する相手がいません。", "move")
    for name, answer in answers.items():
        if move == "register" and answer is Finding.NO:
            raise RuleBroken("「いいえ」のままでは登録できません。照会するか、登録を見送ってください。", name)
    if move == "register" and Finding.UNKNOWN in answers.values() and not remark.strip():
        raise RuleBroken("確かめられないことがあるときは、登録してよい理由を書いてください。", "remark")

    _move(lab, move, by=by, made_at="livinglabs.check", reason=remark)
    check = LabCheck(livinglab_id=lab.id, by_id=by.id, remark=remark, **answers)
    db.session.add(check)
    db.session.flush()
    return check


def move_lab(lab: LivingLab, name: str, *, by: User, seen: int | None = None, **how: Any) -> Passage:
    """Take a lab one move along its path. Raises as `passages.advance` does. Records LabMoved."""
    passages.check_version(lab, seen)
    return _move(lab, name, by=by, **how)


def take_back_lab(lab: LivingLab, *, by: User, reason: str, seen: int | None = None) -> Passage:
    """Undo the lab's last move. Raises NotAllowed, and as `passages.take_back` does. Records LabMoved."""
    if not can(by, "livinglab.take_back", lab):
        raise NotAllowed("livinglab.take_back")
    passage = passages.take_back(lab, by=by, reason=reason, seen=seen)
    outbox.record(LabMoved(lab.id, passage.start, passage.end, passage.move), by=by)
    return passage


def _move(lab: LivingLab, name: str, *, by: User, **how: Any) -> Passage:
    passage = passages.advance(lab, name, among=moves_open_to(by, lab), by=by, **how)
    outbox.record(LabMoved(lab.id, passage.start, passage.end, passage.move), by=by)
    return passage


def refuse_where_over(lab: LivingLab) -> None:
    """Raise Overtaken where the lab has ended or is not in the register."""
    if not lab.going_on:
        raise Overtaken(f"いまの段階({lab.step.label})では、書き足せません。")


def _written(answers: dict[str, Any], among: frozenset[str]) -> dict[str, Any]:
    if strange := set(answers) - among:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    return answers


def _refuse_without_ward(answers: dict[str, Any]) -> None:
    if answers["kind"] is LabKind.LIVING and answers.get("ward") is None:
        raise RuleBroken("リビングラボは、区を選んでください。", "ward")
