"""What all deeds that write something in a group have in common."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from hack import clock, db
from hack.errors import Overtaken
from hack.passages import keep_changes
from hack.workgroups.models import Meeting, Workgroup

OVER = "このワーキンググループは、すでに終わっています。"


def refuse_ended(workgroup: Workgroup) -> None:
    """Raise Overtaken if the group has come to its end; it neither ends nor changes before this transaction has.

    Its row can still be pointed at meanwhile: by the rows of those who wait to change it.
    """
    held = select(Workgroup.step).where(Workgroup.id == workgroup.id).with_for_update(key_share=True)
    step = db.session.scalar(held)
    if step is None or step.ends:
        raise Overtaken(OVER)


def answers_among(names: frozenset[str], answers: dict[str, Any]) -> dict[str, Any]:
    """The answers, if all of them are among those that people may write; TypeError otherwise."""
    if strange := set(answers) - names:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    return answers


def says_already(thing: Any, answers: dict[str, Any]) -> bool:
    """Whether the thing says just this already: the button was pressed twice."""
    return all(getattr(thing, name) == answer for name, answer in answers.items())


def count_change(thing: Workgroup | Meeting) -> None:
    """Let the thing's version go up because of what belongs to it. Raises Overtaken where somebody else was quicker."""
    thing.changed_at = clock.now()
    flag_modified(thing, "changed_at")
    keep_changes()
