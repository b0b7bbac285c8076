"""What an event means to those who follow: about which thing, on which topic, in which public words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hack import db
from hack.events import (
    AnswerCorrected,
    CallChanged,
    Event,
    NeedMoved,
    QuestionMoved,
    WorkgroupMoved,
)
from hack.following.arrivals import ARRIVALS
from hack.following.models import Topic
from hack.following.things import Thing, group_thing, need_thing
from hack.needs.models import Need
from hack.outbox import EventRecord
from hack.pipeline.need import NeedStep
from hack.pipeline.question import QuestionStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.questions.models import Question
from hack.workgroups.models import Workgroup

NAMES = [kind.__name__ for kind in (NeedMoved, CallChanged, QuestionMoved, AnswerCorrected, WorkgroupMoved, *ARRIVALS)]
"""The events that mean something to those who follow."""
CALLS = {
    "announce_ideas": "アイデアの募集が予告されました。",
    "announce_trials": "実証提案の募集が予告されました。",
    "open_ideas": "アイデアの募集が始まりました。",
    "begin_ideas": "アイデアの募集が始まりました。",
    "open_trials": "実証提案の募集が始まりました。",
    "call_for_trials": "実証提案の募集が始まりました。",
    "begin_trials": "実証提案の募集が始まりました。",
}
"""What is said of the moves that announce or open a call."""


@dataclass(frozen=True)
class News:
    """One thing that happened: to what, on which topic, in which words; plain values, so that it outlives a transaction.

    need: the key of the need whose followers it concerns; empty where there is none. fresh: whether the thing came newly in
    sight, for those who follow fields and searches. undoes: that it takes the last step back.
    """

    event_id: int
    at: datetime
    by_id: int | None
    topic: Topic
    about: Thing
    words: str
    need: str = ""
    page: str = ""
    fresh: bool = False
    step: bool = False
    undoes: bool = False


def events_between(since: datetime, until: datetime) -> list[EventRecord]:
    """What happened after `since` and up to `until` that means something to those who follow, in order."""
    those = select(EventRecord).where(EventRecord.name.in_(NAMES), EventRecord.at > since, EventRecord.at <= until)
    return list(db.session.scalars(those.order_by(EventRecord.id)))


def news_in(records: Iterable[EventRecord]) -> list[News]:
    """What these events mean to those who follow, in order; one query for each noun among them."""
    told = [(record, record.read()) for record in records]
    things = {
        Need: _things(Need, told, "need_id"),
        Question: _things(Question, told, "question_id", joinedload(Question.need)),
        Workgroup: _things(Workgroup, told, "workgroup_id", joinedload(Workgroup.need)),
        **{one.kind: _things(one.kind, told, one.number, *one.load) for one in ARRIVALS.values()},
    }
    return [news for record, event in told if (news := _news(record, event, things)) is not None]


def _things(kind: Any, told: list[tuple[EventRecord, Event]], name: str, *load: Any) -> dict[int, Any]:
    numbers = {getattr(event, name) for _, event in told if hasattr(event, name)}
    if not numbers:
        return {}
    return {thing.id: thing for thing in db.session.scalars(select(kind).where(kind.id.in_(numbers)).options(*load))}


def _news(record: EventRecord, event: Event, things: dict[Any, dict[int, Any]]) -> News | None:
    facts: dict[str, Any] = {"event_id": record.id, "at": record.at, "by_id": record.by_id}
    if isinstance(event, NeedMoved):
        return _of_need(event, things[Need].get(event.need_id), facts)
    if isinstance(event, CallChanged):
        return _about_need(things[Need].get(event.need_id), Topic.CALL, "募集の日程が変わりました。", facts)
    if isinstance(event, QuestionMoved | AnswerCorrected):
        return _of_answer(event, things[Question].get(event.question_id), facts)
    if isinstance(event, WorkgroupMoved):
        return _of_workgroup(event, things[Workgroup].get(event.workgroup_id), facts)
    return _arrival(record, event, things, facts)


def _of_need(event: NeedMoved, need: Need | None, facts: dict[str, Any]) -> News | None:
    """A step that the public does not see is nobody's news."""
    start, end = NeedStep(event.start), NeedStep(event.end)
    if need is None or not end.public:
        return None
    undoes = event.move == "take_back"
    how = {"fresh": not start.public and not undoes, "step": True, "undoes": undoes}
    if event.move in CALLS:
        return _about_need(need, Topic.CALL, CALLS[event.move], facts, **how)
    words = f"「{end.label}」の段階に{'戻り' if undoes else '進み'}ました。"
    return _about_need(need, Topic.STEP, words, facts, **how)


def _of_answer(event: QuestionMoved | AnswerCorrected, question: Question | None, facts: dict[str, Any]) -> News | None:
    """Only what is published is news; nothing tells of a question before."""
    if question is None or not question.published:
        return None
    if isinstance(event, QuestionMoved) and event.end != QuestionStep.ANSWERED.value:
        return None
    done = "公開" if isinstance(event, QuestionMoved) else "訂正"
    words = f"質問{question.number}への回答が{done}されました。"
    return _about_need(question.need, Topic.ANSWER, words, facts, page="questions.of_need")


def _of_workgroup(event: WorkgroupMoved, group: Workgroup | None, facts: dict[str, Any]) -> News | None:
    """A group is news where it looks for members for a need that everybody reads."""
    if group is None or event.end != WorkgroupStep.RECRUITING.value or event.move == "take_back":
        return None
    words = "ワーキンググループが参加者を募っています。"
    need = group.need.key if group.need.public else ""
    return News(topic=Topic.STEP, about=group_thing(group), words=words, need=need, fresh=True, **facts)


def _about_need(need: Need | None, topic: Topic, words: str, facts: dict[str, Any], **how: Any) -> News | None:
    if need is None:
        return None
    return News(topic=topic, about=need_thing(need), words=words, need=need.key, **facts, **how)


def _arrival(
    record: EventRecord, event: Event, things: dict[Any, dict[int, Any]], facts: dict[str, Any]
) -> News | None:
    """What came newly in sight, if anything did and is there still."""
    arrival = ARRIVALS.get(type(event))
    thing = things[arrival.kind].get(getattr(event, arrival.number)) if arrival else None
    if arrival is None or thing is None or not arrival.arrived(event, thing, record):
        return None
    return News(topic=Topic.NEW, about=arrival.thing(thing), words=arrival.words, fresh=True, **facts)
