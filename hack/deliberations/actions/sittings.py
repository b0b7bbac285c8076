"""The sittings of the body: called, moved to another day, called off; their minutes, and the order of their agenda."""

from datetime import date, time
from typing import Any

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.deliberations import rules  # noqa: F401 (states who does what)
from hack.deliberations.models import SAID, Body, Ruling, Sitting, SittingVersion, Tabling
from hack.deliberations.queries import body_on
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import SittingCalled, SittingCalledOff, SittingChanged, SittingMoved
from hack.intake.actions import move_case
from hack.passages import check_version, keep_changes
from hack.policy import can

WHEN_AND_WHERE = frozenset({"held_on", "begins", "place"})


def call_sitting(*, by: User, held_on: date, place: str = "", begins: time | None = None, others: str = "") -> Sitting:
    """Call a sitting of the body that is in force on the day. Raises NotAllowed, RuleBroken (there is none). Records SittingCalled."""
    if not can(by, "sitting.call"):
        raise NotAllowed("sitting.call")
    told = {"held_on": held_on, "place": place, "begins": begins, "others": others}
    sitting = Sitting(body_id=_body(held_on).id, called_by_id=by.id, **told)
    db.session.add(sitting)
    db.session.flush()
    outbox.record(SittingCalled(sitting.id), by=by)
    return sitting


def edit_sitting(sitting: Sitting, *, by: User, seen: int | None, **said: Any) -> None:
    """Say something else of a sitting (SAID); on another day it is of the body that is in force then. What was said before is kept.

    Raises NotAllowed, Overtaken (also where it was called off), RuleBroken (no body on that day, or a day to come though something was
    ruled). Records SittingMoved if the day, the time or the place is different, or else SittingChanged if anything is.
    """
    if strange := set(said) - set(SAID):
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    if not can(by, "sitting.edit", sitting):
        raise NotAllowed("sitting.edit")
    check_version(sitting, seen)
    if sitting.called_off_at is not None:
        raise Overtaken("中止した会議は、書き直せません。")
    before = {name: getattr(sitting, name) for name in said if getattr(sitting, name) != said[name]}
    if not before:
        return
    if "held_on" in before:
        if said["held_on"] > clock.today() and any(item.ruling and item.ruling.final for item in sitting.agenda):
            raise RuleBroken("方針が書かれた議題があります。今日までの日付を入力してください。", "held_on")
        sitting.body_id = _body(said["held_on"]).id

    for name in before:
        setattr(sitting, name, said[name])
    keep_changes()
    _keep_version(sitting, before, by)
    event = SittingMoved if before.keys() & WHEN_AND_WHERE else SittingChanged
    outbox.record(event(sitting.id), by=by)


def _keep_version(sitting: Sitting, before: dict[str, Any], by: User) -> None:
    told = {name: "" if value is None else str(value) for name, value in before.items()}
    db.session.add(SittingVersion(sitting_id=sitting.id, by_id=by.id, before=told))
    db.session.flush()


def _body(day: date) -> Body:
    body = body_on(day)
    if body is None:
        raise RuleBroken("この日の付議先が登録されていません。先に付議先を登録してください。", "held_on")
    return body


def call_off_sitting(sitting: Sitting, *, by: User, reason: str, seen: int | None = None) -> None:
    """Call a sitting off: what lies before it and was not dealt with goes back to be tabled again, the cases to CaseStep.PREPARING.

    A case that ended meanwhile stays where it is, and so does its place: if it comes back, it is taken home by hand.

    Raises NotAllowed, RuleBroken (no reason, or something was ruled), Overtaken. Records SittingCalledOff, and CaseMoved for each case.
    """
    if not can(by, "sitting.call_off", sitting):
        raise NotAllowed("sitting.call_off")
    db.alone_with("agenda", str(sitting.id))
    check_version(sitting, seen)
    db.session.expire(sitting, ["agenda"])
    if sitting.called_off_at is not None:
        raise Overtaken("この会議は、すでに中止になっています。")
    if any(item.ruling and item.ruling.final for item in sitting.agenda):
        raise RuleBroken("方針が書かれた議題があるため、中止にできません。")
    if not reason.strip():
        raise RuleBroken("中止する理由を入力してください。", "reason")

    sitting.called_off_at, sitting.called_off_by_id, sitting.called_off_for = clock.now(), by.id, reason.strip()
    for item in sitting.agenda:
        if item.waits:
            _put_back(item, by, reason.strip())
    keep_changes()
    outbox.record(SittingCalledOff(sitting.id), by=by)


def _put_back(item: Tabling, by: User, reason: str) -> None:
    """Take one paper off the agenda of a sitting that is not held."""
    item.ruling, item.said, item.ruled_by_id, item.ruled_at = Ruling.NOT_HELD, reason, by.id, clock.now()
    move_case(item.paper.case, "take_home", by=by, made_at="deliberations.decide")


def move_up(sitting: Sitting, item: Tabling, *, by: User) -> None:
    """Put a place of the agenda before the one above it; nothing for the first. Raises NotAllowed. Records SittingChanged."""
    if not can(by, "sitting.edit", sitting):
        raise NotAllowed("sitting.edit")
    db.alone_with("agenda", str(sitting.id))
    db.session.expire(sitting, ["agenda"])
    order = list(sitting.agenda)
    at = order.index(item)
    if not at:
        return
    order[at - 1], order[at] = order[at], order[at - 1]
    for place, one in enumerate(order, 1):
        one.place = place
    db.session.flush()
    db.session.expire(sitting, ["agenda"])
    outbox.record(SittingChanged(sitting.id), by=by)
