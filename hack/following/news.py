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
    ProposalMoved,
    QuestionMoved,
    SeedPublished,
    WorkgroupMoved,
)
from hack.following.models import Topic
from hack.needs.models import Need
from hack.outbox import EventRecord
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.question import QuestionStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.models import Proposal
from hack.questions.models import Question
from hack.seeds.models import Seed
from hack.workgroups.models import Workgroup

NAMES = [
    kind.__name__
    for kind in (NeedMoved, CallChanged, QuestionMoved, AnswerCorrected, WorkgroupMoved, SeedPublished, ProposalMoved)
]
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
class Thing:
    """Something that is told of: its noun and key, what everybody may call it, its page's noun, and whether everybody reads it."""

    noun: str
    key: str
    title: str
    public: bool
    field: str = ""


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
        Seed: _things(Seed, told, "seed_id"),
        Proposal: _things(Proposal, told, "proposal_id"),
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
    if isinstance(event, SeedPublished):
        return _fresh(_seed(things[Seed].get(event.seed_id)), "新しいシーズです。", facts)
    if isinstance(event, ProposalMoved) and event.move == "submit" and event.end == ProposalStep.RECEIVED.value:
        return _fresh(_proposal(things[Proposal].get(event.proposal_id)), "新しい提案です。", facts)
    return None


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
    about = Thing("workgroup", group.key, f"ワーキンググループ({_title(group.need)})", False)
    need = group.need.key if group.need.public else ""
    return News(topic=Topic.STEP, about=about, words=words, need=need, fresh=True, **facts)


def _about_need(need: Need | None, topic: Topic, words: str, facts: dict[str, Any], **how: Any) -> News | None:
    if need is None:
        return None
    return News(topic=topic, about=need_thing(need), words=words, need=need.key, **facts, **how)


def need_thing(need: Need) -> Thing:
    """A need as it is told of."""
    return Thing("need", need.key, _title(need), need.public, need.field.value if need.field else "")


def _seed(seed: Seed | None) -> Thing | None:
    if seed is None or not seed.listed:
        return None
    title = seed.title if seed.public else "市の職員だけが読めるシーズ"
    return Thing("seed", seed.key, title, seed.public, seed.field.value if seed.field else "")


def _proposal(proposal: Proposal | None) -> Thing | None:
    return Thing("proposal", proposal.key, f"提案(受付番号 {proposal.number})", False) if proposal else None


def _title(need: Need) -> str:
    return need.title if need.public else "公開されていないニーズ"


def _fresh(about: Thing | None, words: str, facts: dict[str, Any]) -> News | None:
    return News(topic=Topic.NEW, about=about, words=words, fresh=True, **facts) if about else None
