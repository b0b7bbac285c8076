"""Opening a consultation, and asking the sections to check. Every deed belongs inside the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update

from hack import db, outbox
from hack.accounts.models import User
from hack.asking.actions import until
from hack.consultations.models import MOST_CHECKS, Check, CheckKind, Consultation, need_of
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import CheckAsked, CheckChanged, ConsultationOpened
from hack.needs.models import Need
from hack.passages import check_version, keep_changes
from hack.policy import can
from hack.proposals.models import Proposal
from hack.proposals.rules import told_inside

EDITED = ("asked", "due_on", "links")
OVER = "このニーズ・提案はすでに終わっているため、合議を依頼できません。"
NOT_YET = (
    "この提案は、いまは事務局のほかに見せられません(募集の締切の前か、下書きに戻っています)。合議を依頼できません。"
)


@dataclass(frozen=True)
class Ask:
    """What one section is asked: of which kind (`name`: what another kind is called), until when, and by whom it is looked after."""

    kind: CheckKind
    section_id: int
    asked: str
    due_on: date
    name: str = ""
    owner: User | None = None
    links: Sequence[str] = ()
    question: str = ""
    """How the questions of this check begin in the form that asked them, so that a refusal finds its place."""


def open_consultation(
    *, about: Need | Proposal, by: User, title: str, asks: Sequence[Ask], words: str = ""
) -> Consultation:
    """Open a consultation about a need, or a proposal that was handed in, with these checks.

    words: what all who are asked should know. Raises NotAllowed, Overtaken (need or proposal has ended), RuleBroken (no check, a
    proposal of which nobody outside the secretariat may know yet, and as `ask_check`). Records ConsultationOpened, and CheckAsked for each check.
    """
    if not can(by, "consultation.create", about):
        raise NotAllowed("consultation.create")
    if not asks:
        raise RuleBroken("依頼する確認を一つ以上選んでください。")
    _refuse_unready(about)

    consultation = Consultation(
        need_id=need_of(about).id,
        proposal_id=about.id if isinstance(about, Proposal) else None,
        opened_by_id=by.id,
        title=title,
        about=words,
        asked=0,
    )
    db.session.add(consultation)
    db.session.flush()
    outbox.record(ConsultationOpened(consultation.id), by=by)
    for ask in asks:
        _enter(consultation, ask, by=by)
    return consultation


def ask_check(consultation: Consultation, ask: Ask, *, by: User) -> Check:
    """Ask for one more check in a consultation. Records CheckAsked.

    Raises NotAllowed, Overtaken (what it is about has ended), RuleBroken (too many checks, a day that cannot be, the asking
    section itself, an owner who is not of the section).
    """
    if not can(by, "check.ask", consultation):
        raise NotAllowed("check.ask")
    _refuse_unready(consultation.case)
    return _enter(consultation, ask, by=by)


def edit_check(check: Check, *, by: User, seen: int | None, **answers: Any) -> None:
    """Change what is asked, the last day, or what is to be read, while the check is under way; records CheckChanged.

    Raises NotAllowed, Overtaken (changed meanwhile, or ended), RuleBroken (a day that cannot be).
    """
    if not can(by, "check.edit", check):
        raise NotAllowed("check.edit")
    if strange := set(answers) - set(EDITED):
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    if all(getattr(check, name) == answer for name, answer in answers.items()):
        return
    check_version(check, seen)
    if check.step.ends:
        raise Overtaken("この確認はすでに終わっています。")
    day = answers.get("due_on", check.due_on)
    if day != check.due_on:
        answers |= until(day)

    for name, answer in answers.items():
        setattr(check, name, answer)
    keep_changes()
    outbox.record(CheckChanged(check.id), by=by)


def _refuse_unready(about: Need | Proposal) -> None:
    """Raise Overtaken if it has ended, RuleBroken if the sections may not be told of it now; it does not end before this
    transaction has.
    """
    kind = type(about)
    step = db.session.scalar(select(kind.step).where(kind.id == about.id).with_for_update())
    if step is None or step.ends:
        raise Overtaken(OVER)
    if isinstance(about, Proposal) and not told_inside(None, about):
        raise RuleBroken(NOT_YET)


def _enter(consultation: Consultation, ask: Ask, *, by: User) -> Check:
    def at(question: str) -> str:
        return f"{ask.question}{question}"

    last_day = until(ask.due_on, at("due_on"))
    if consultation.need.owned_by(ask.section_id):
        raise RuleBroken("合議を求める課とは別の課を選んでください。", at("section_id"))
    if ask.owner is not None and not (ask.owner.active and ask.owner.section_id == ask.section_id):
        raise RuleBroken("この人は、選んだ課の職員ではありません。", at("owner"))
    counted = db.session.execute(
        update(Consultation)
        .where(Consultation.id == consultation.id, Consultation.asked < MOST_CHECKS)
        .values(asked=Consultation.asked + 1),
        execution_options={"synchronize_session": False},
    )
    if counted.rowcount != 1:  # type: ignore[attr-defined]
        raise RuleBroken(f"一つの合議で依頼できる確認は{MOST_CHECKS}件までです。別の合議を始めてください。")

    check = Check(
        consultation_id=consultation.id,
        kind=ask.kind,
        name=ask.name if ask.kind is CheckKind.OTHER else "",
        section_id=ask.section_id,
        owner_id=ask.owner.id if ask.owner else None,
        asked=ask.asked,
        links=list(ask.links),
        asked_by_id=by.id,
        **last_day,
    )
    db.session.add(check)
    db.session.flush()
    db.session.expire(consultation, ["asked", "checks"])
    outbox.record(CheckAsked(check.id), by=by)
    return check
