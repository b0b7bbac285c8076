"""Opening a call, changing its days, and what the clock does with it."""

from datetime import date, timedelta
from typing import Any

from hack import clock, db, outbox, passages, policy
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import CallChanged, NeedMoved
from hack.needs.actions.moves import move_need
from hack.needs.actions.texts import refuse_missing, written
from hack.needs.answers import ASKED_BY, CONDITIONS
from hack.needs.models import CallChange, Need
from hack.needs.rules import moves_open_to
from hack.passages import Passage
from hack.pipeline.need import COMING

LONGEST = timedelta(days=730)
DAYS = ("opens_on", "closes_on", "briefing_on", "questions_until")
"""The days of a call."""
ANNOUNCED = {"open_ideas": "announce_ideas", "open_trials": "announce_trials", "call_for_trials": "announce_trials"}
"""The move that a call begins with where its first day is still to come."""


def publish_need(
    need: Need,
    *,
    by: User,
    move: str,
    opens_on: date,
    closes_on: date,
    briefing_on: date | None = None,
    questions_until: date | None = None,
    seen: int | None = None,
    **conditions: Any,
) -> Passage:
    """Open a call: for ideas (`open_ideas`), or for trials (`open_trials`, `call_for_trials`), until 24:00 JST of `closes_on`.

    Where `opens_on` is still to come, the call is announced, and the clock opens it on that day.

    conditions: any of `answers.CONDITIONS`, written down with it. An internal need goes the same way, but its call is seen by the
    city's own people alone, since `Need.public` stays untrue.
    Raises Incomplete with every date that cannot be and every answer that is missing, and as `passages.advance` does.
    Sets `published_at` the first time. Records NeedMoved.
    """
    passages.check_version(need, seen)
    others = {"briefing_on": briefing_on, "questions_until": questions_until}
    answers = written(conditions, CONDITIONS)
    moves = [m.name for m in moves_open_to(by, need) if m.made_at == "needs.publish"]
    if move in moves:
        empty = {name: says for name, says in ASKED_BY[move].items() if not answers.get(name, getattr(need, name))}
        refuse_missing(
            _impossible(opens_on, closes_on, **others) | empty, "募集を始めるには、次の項目を確かめてください。"
        )
        for name, answer in (answers | {"opens_on": opens_on, "closes_on": closes_on} | others).items():
            setattr(need, name, answer)
        need.published_at = need.published_at or clock.now()

    if opens_on > clock.today() and move in ANNOUNCED:
        return move_need(need, ANNOUNCED[move], by=by, seen=seen, made_at="needs.announce")
    return move_need(need, move, by=by, seen=seen, made_at="needs.publish")


def change_call(need: Need, *, by: User, seen: int | None, reason: str, **days: date | None) -> CallChange | None:
    """Change the days of a call that is announced or open, and keep for everybody to read what was changed and why.

    days: any of DAYS. A day that people rely on is not taken away from them: the end may come later, not earlier (a call is
    closed early by a move of its own), and the beginning of an open call stays. None where nothing is different.
    Raises NotAllowed, Overtaken, Incomplete (days that cannot be), RuleBroken (no reason). Records CallChanged.
    """
    if not policy.can(by, "need.change_call", need):
        raise NotAllowed("need.change_call")
    passages.check_version(need, seen)
    if not reason.strip():
        raise RuleBroken("変更の理由を入力してください。", "reason")
    before = {name: getattr(need, name) for name in DAYS}
    changed = {name: day for name, day in days.items() if name in DAYS and day != before[name]}
    if not changed:
        return None
    after = before | changed
    wrong = _impossible(
        after["opens_on"], after["closes_on"], **{n: after[n] for n in ("briefing_on", "questions_until")}
    )
    at_stake = changed.keys() | ({"closes_on"} if "opens_on" in changed else set())
    wrong = {name: says for name, says in wrong.items() if name in at_stake}
    if before["closes_on"] > after["closes_on"]:
        wrong["closes_on"] = (
            "募集の終わりは、いまの日より前にはできません。早く終えるときは「早めに締め切る」を使います。"
        )
    if "opens_on" in changed and need.step not in COMING:
        wrong["opens_on"] = "もう始まっている募集の始まりは変えられません。"
    refuse_missing(wrong, "募集の日程を確かめてください。")

    for name, day in changed.items():
        setattr(need, name, day)
    passages.keep_changes()
    told = {name: [day and day.isoformat() for day in (before[name], after[name])] for name in changed}
    change = CallChange(need_id=need.id, by_id=by.id, days=told, reason=reason.strip())
    db.session.add(change)
    db.session.flush()
    outbox.record(CallChanged(need.id, change.id), by=by)
    return change


def turn_call(need: Need) -> Passage | None:
    """Do what the clock does: open the need's call on its first day, close it when its last day is over; None where neither is due.

    Records NeedMoved, by nobody.
    """
    if not (need.call_begun if need.step in COMING else need.step.open and need.call_ended):
        return None
    (move,) = passages.moves_of_the_clock(need)
    passage = passages.advance(need, move.name, among=[move], by=None)
    outbox.record(NeedMoved(need.id, passage.start, passage.end, move.name), by=None)
    return passage


def _impossible(opens_on: date, closes_on: date, **others: date | None) -> dict[str, str]:
    """What is wrong with the dates of a call, by field name."""
    days = {"opens_on": opens_on, "closes_on": closes_on} | {name: day for name, day in others.items() if day}
    wrong = {name: "今日より前の日は選べません。" for name, day in days.items() if day < clock.today()}
    if closes_on < opens_on:
        wrong["closes_on"] = "募集の終わりは、始まりの日かそれより後にしてください。"
    elif closes_on > clock.today() + LONGEST:
        wrong["closes_on"] = "募集の終わりは、2年以内の日にしてください。"
    return wrong | {
        name: "募集の終わりまでの日にしてください。" for name in others if name in days and days[name] > closes_on
    }
