"""What can be done with needs."""

from datetime import date, timedelta
from typing import Any

from hack import clock, db, outbox, passages, policy
from hack.accounts.models import Section, User
from hack.errors import Incomplete, NotAllowed, Overtaken, RuleBroken
from hack.events import NeedChanged, NeedDrafted, NeedMoved
from hack.needs.answers import ASKED_BY, CONDITIONS, TEXT, missing_for
from hack.needs.models import Need
from hack.needs.rules import moves_open_to
from hack.passages import Passage
from hack.pipeline.need import COMING, NeedStep

LONGEST = timedelta(days=730)
ANNOUNCED = {"open_ideas": "announce_ideas", "open_trials": "announce_trials", "call_for_trials": "announce_trials"}
"""The move that a call begins with where its first day is still to come."""


def draft_need(*, section: Section, by: User, **answers: Any) -> Need:
    """Begin a need of `section`; it stands at DRAFT, and only its title must be there.

    Raises NotAllowed where the section is not the officer's own. Records NeedDrafted.
    """
    if not policy.can(by, "need.create", section):
        raise NotAllowed("need.create")

    need = Need(section_id=section.id, author_id=by.id, **_written(answers, TEXT | CONDITIONS))
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

    for name, answer in _written(answers, TEXT | CONDITIONS).items():
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
        _refuse_missing(missing_for(need, move), "確認を頼むには、次の項目が必要です。")

    return move_need(need, move, by=by, seen=seen, made_at="needs.submit")


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
    answers = _written(conditions, CONDITIONS)
    moves = [m.name for m in moves_open_to(by, need) if m.made_at == "needs.publish"]
    if move in moves:
        empty = {name: says for name, says in ASKED_BY[move].items() if not answers.get(name, getattr(need, name))}
        _refuse_missing(
            _impossible(opens_on, closes_on, **others) | empty, "募集を始めるには、次の項目を確かめてください。"
        )
        for name, answer in (answers | {"opens_on": opens_on, "closes_on": closes_on} | others).items():
            setattr(need, name, answer)
        need.published_at = need.published_at or clock.now()

    if opens_on > clock.today() and move in ANNOUNCED:
        return move_need(need, ANNOUNCED[move], by=by, seen=seen, made_at="needs.announce")
    return move_need(need, move, by=by, seen=seen, made_at="needs.publish")


def move_need(
    need: Need,
    name: str,
    *,
    by: User,
    reason: str = "",
    seen: int | None = None,
    made_at: str = "",
    happened_on: date | None = None,
) -> Passage:
    """Take a need one move along its path; raises as `passages.advance` does. Records NeedMoved."""
    moves = moves_open_to(by, need)
    passage = passages.advance(
        need, name, among=moves, by=by, seen=seen, reason=reason, made_at=made_at, happened_on=happened_on
    )
    outbox.record(NeedMoved(need.id, passage.start, passage.end, name), by=by)
    return passage


def take_back_need(need: Need, *, by: User, reason: str, seen: int | None = None) -> Passage:
    """Undo the need's last move, as a coordinator; raises as `passages.take_back` does. Records NeedMoved.

    Raises RuleBroken too where that would open a call again whose last day is over.
    """
    if not policy.can(by, "need.take_back", need):
        raise NotAllowed("need.take_back")
    last = passages.last_passage(need)
    if last is not None and _step(last.start).open and need.call_ended:
        raise RuleBroken("募集期間がもう終わっているため、募集中には戻せません。")

    passage = passages.take_back(need, by=by, reason=reason, seen=seen)
    outbox.record(NeedMoved(need.id, passage.start, passage.end, passage.move), by=by)
    return passage


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


def _step(value: str) -> NeedStep:
    return next(step for step in NeedStep if step.value == value)


def _written(answers: dict[str, Any], among: frozenset[str]) -> dict[str, Any]:
    """The answers, if all of them are among those that people may write; TypeError otherwise."""
    strange = set(answers) - among
    if strange:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    return answers


def _refuse_missing(missing: dict[str, str], message: str) -> None:
    if missing:
        raise Incomplete(message, missing)


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
