"""Taking a need along its path."""

from typing import Any

from hack import outbox, passages, policy
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import NeedMoved
from hack.needs.models import Need
from hack.needs.rules import moves_open_to
from hack.passages import Passage
from hack.pipeline.need import NeedStep


def move_need(need: Need, name: str, *, by: User, **how: Any) -> Passage:
    """Take a need one move along its path; takes and raises what `passages.advance` does. Records NeedMoved."""
    passage = passages.advance(need, name, among=moves_open_to(by, need), by=by, **how)
    outbox.record(NeedMoved(need.id, passage.start, passage.end, passage.move), by=by)
    return passage


def take_back_need(need: Need, *, by: User, reason: str, seen: int | None = None) -> Passage:
    """Undo the need's last move, as a coordinator; raises as `passages.take_back` does. Records NeedMoved.

    Raises RuleBroken too where that would open a call again whose last day is over.
    """
    if not policy.can(by, "need.take_back", need):
        raise NotAllowed("need.take_back")
    last = passages.last_passage(need)
    if last is not None and NeedStep(last.start).open and need.call_ended:
        raise RuleBroken("募集期間がもう終わっているため、募集中には戻せません。")

    passage = passages.take_back(need, by=by, reason=reason, seen=seen)
    outbox.record(NeedMoved(need.id, passage.start, passage.end, passage.move), by=by)
    return passage


def start_working(need: Need, *, by: User) -> Passage | None:
    """Take a need whose ideas are gathered on to its working, as part of what a working group does; None where it stands elsewhere.

    Whoever may open the group may do this. Records NeedMoved.
    """
    if need.step is not NeedStep.IDEAS_CLOSED:
        return None
    move = need.path.move("start_working")
    passage = passages.advance(need, move.name, among=[move], by=by, made_at=move.made_at)
    outbox.record(NeedMoved(need.id, passage.start, passage.end, move.name), by=by)
    return passage
