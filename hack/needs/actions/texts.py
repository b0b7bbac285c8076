"""Writing a need down, changing what it says, and handing it in."""

from typing import Any

from hack import db, outbox, passages, policy
from hack.accounts.models import Section, User
from hack.errors import Incomplete, NotAllowed, Overtaken
from hack.events import NeedChanged, NeedDrafted
from hack.needs.actions.moves import move_need
from hack.needs.answers import CONDITIONS, TEXT, missing_for
from hack.needs.models import Need
from hack.passages import Passage
from hack.pipeline.need import NeedStep


def draft_need(*, section: Section, by: User, **answers: Any) -> Need:
    """Begin a need of `section`; it stands at DRAFT, and only its title must be there.

    Raises NotAllowed where the section is not the officer's own. Records NeedDrafted.
    """
    if not policy.can(by, "need.create", section):
        raise NotAllowed("need.create")

    need = Need(section_id=section.id, author_id=by.id, **written(answers, TEXT | CONDITIONS))
    db.session.add(need)
    db.session.flush()
    outbox.record(NeedDrafted(need.id), by=by)
    return need


def edit_need(need: Need, *, by: User, seen: int | None, **answers: Any) -> None:
    """Change the text of a need where it may be changed (`step.editable`).

    Raises NotAllowed, Overtaken (it was changed or moved on meanwhile). Records NeedChanged if anything is different.
    """
    passages.check_version(need, seen)
    if not policy.can(by, "need.write", need):
        raise NotAllowed("need.write")
    if not need.step.editable:
        raise Overtaken(f"いまの段階({need.step.label})では、内容を書き換えられません。")

    for name, answer in written(answers, TEXT | CONDITIONS).items():
        if getattr(need, name) != answer:
            setattr(need, name, answer)
    if need in db.session.dirty:
        passages.keep_changes()
        outbox.record(NeedChanged(need.id), by=by)


def submit_need(need: Need, *, by: User, seen: int | None = None) -> Passage:
    """Ask the secretariat to check the need, for the first time or again; it stands at CHECKING afterwards.

    What is being checked already stays as it is (the button was pressed twice): its last passage. Raises Incomplete with every answer that is missing, and as `passages.advance` does. Records NeedMoved.
    """
    if not policy.can(by, "need.submit", need):
        raise NotAllowed("need.submit")
    if need.step is NeedStep.CHECKING and (last := passages.last_passage(need)):
        return last
    passages.check_version(need, seen)
    move = "resubmit" if need.step is NeedStep.SHAPING else "submit"
    if need.step.editable:
        refuse_missing(missing_for(need, move), "確認を頼むには、次の項目が必要です。")

    return move_need(need, move, by=by, seen=seen, made_at="needs.submit")


def written(answers: dict[str, Any], among: frozenset[str]) -> dict[str, Any]:
    """The answers, if all of them are among those that people may write; TypeError otherwise."""
    strange = set(answers) - among
    if strange:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    return answers


def refuse_missing(missing: dict[str, str], message: str) -> None:
    """Raise Incomplete if anything is missing."""
    if missing:
        raise Incomplete(message, missing)
