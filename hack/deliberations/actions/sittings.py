"""The bodies there are, and their sittings with the order of the agenda."""

from datetime import date

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.deliberations import rules  # noqa: F401 (states who does what)
from hack.deliberations.models import Body, Ruling, Sitting, Tabling
from hack.deliberations.queries import body_on
from hack.errors import NotAllowed, RuleBroken
from hack.events import BodyChanged, BodyEntered, SittingCalled, SittingChanged
from hack.passages import check_version, keep_changes
from hack.policy import can

BODY_FACTS = frozenset({"name", "since_month", "until_month", "chair", "note"})


def enter_body(*, by: User, name: str, since_month: str, **facts: str) -> Body:
    """Enter a body. Raises NotAllowed, RuleBroken (months out of order). Records BodyEntered."""
    if not can(by, "body.enter"):
        raise NotAllowed("body.enter")
    body = Body()
    _tell(body, {"name": name, "since_month": since_month} | facts)
    db.session.add(body)
    db.session.flush()
    outbox.record(BodyEntered(body.id), by=by)
    return body


def edit_body(body: Body, *, by: User, seen: int | None, **facts: str) -> None:
    """Change what is said of a body. Raises NotAllowed, Overtaken, RuleBroken. Records BodyChanged if anything is different."""
    if not can(by, "body.edit", body):
        raise NotAllowed("body.edit")
    check_version(body, seen)
    _tell(body, facts)
    if db.session.is_modified(body):
        keep_changes()
        outbox.record(BodyChanged(body.id), by=by)


def _tell(body: Body, facts: dict[str, str]) -> None:
    if strange := set(facts) - BODY_FACTS:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    since, until = facts.get("since_month", body.since_month), facts.get("until_month", body.until_month)
    if until and until < since:
        raise RuleBroken("始まりの月か、それより後の月を入力してください。", "until_month")
    for name, answer in facts.items():
        if getattr(body, name) != answer:
            setattr(body, name, answer)


def call_sitting(*, by: User, held_on: date, place: str = "") -> Sitting:
    """Call a sitting of the body that is in force on the day. Raises NotAllowed, RuleBroken (there is none). Records SittingCalled."""
    if not can(by, "sitting.call"):
        raise NotAllowed("sitting.call")
    sitting = Sitting(body_id=_body(held_on).id, held_on=held_on, place=place, called_by_id=by.id)
    db.session.add(sitting)
    db.session.flush()
    outbox.record(SittingCalled(sitting.id), by=by)
    return sitting


def edit_sitting(sitting: Sitting, *, by: User, seen: int | None, held_on: date, place: str, minutes: str) -> None:
    """Change the day, the place or the minutes of a sitting; on another day it is of the body that is in force then.

    Raises NotAllowed, Overtaken, RuleBroken (no body on that day, or a day to come though something was ruled). Records SittingChanged if anything is different.
    """
    if not can(by, "sitting.edit", sitting):
        raise NotAllowed("sitting.edit")
    check_version(sitting, seen)
    if held_on != sitting.held_on:
        if held_on > clock.today() and any(item.ruling not in (None, Ruling.TAKEN_HOME) for item in sitting.agenda):
            raise RuleBroken("方針が書かれた議題があります。今日までの日付を入力してください。", "held_on")
        sitting.held_on, sitting.body_id = held_on, _body(held_on).id
    for name, answer in (("place", place), ("minutes", minutes)):
        if getattr(sitting, name) != answer:
            setattr(sitting, name, answer)
    if db.session.is_modified(sitting):
        keep_changes()
        outbox.record(SittingChanged(sitting.id), by=by)


def _body(day: date) -> Body:
    body = body_on(day)
    if body is None:
        raise RuleBroken("この日の付議先が登録されていません。先に付議先を登録してください。", "held_on")
    return body


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
