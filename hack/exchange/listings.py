"""What the columns of each list are called, and what stands in them: words as people read them, for whoever may read the list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from operator import attrgetter
from typing import Any

from hack import clock
from hack.intake.forms.handing_in import CaseForm as CaseQuestions
from hack.labels import Labelled
from hack.needs.forms import Questions as NeedQuestions
from hack.pipeline import Step
from hack.policy import can
from hack.proposals.models import Readers
from hack.proposals.questions import QUESTIONS, Question, asked_of, shown
from hack.seeds.forms import Questions as SeedQuestions

Address = Callable[[Any], str]
ONLY_INSIDE = "庁内だけのメモ"
"""The part of a need that companies do not read."""


@dataclass(frozen=True)
class Listing:
    """A list that goes out: how it is called, and its columns, each with a heading and what it says of a thing."""

    title: str
    columns: list[tuple[str, Callable[[Any], Any]]]

    @property
    def headings(self) -> list[str]:
        """The first row."""
        return [heading for heading, _ in self.columns]

    def row(self, thing: Any) -> list[str]:
        """What the list says of the thing."""
        return [words(tell(thing)) for _, tell in self.columns]


def words(value: Any) -> str:
    """A value as it stands in a cell: days as 2026-04-01, on a Japanese clock; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Labelled | Step):
        return value.label
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, datetime):
        return clock.in_japan(value).date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def label_of(questions: Any, name: str) -> str:
    """What a form calls the question."""
    return str(getattr(questions, name).args[0])


def _answers(questions: Any, names: Any) -> list[tuple[str, Callable[[Any], Any]]]:
    return [(label_of(questions, name), attrgetter(name)) for name in names]


def needs(viewer: Any, address: Address) -> Listing:
    """The list of needs; what only the city reads, for those alone who read it on the pages."""
    inside = next(group.questions for group in NeedQuestions.GROUPS if group.title == ONLY_INSIDE)
    outside = [name for group in NeedQuestions.GROUPS for name in group.questions if name not in inside]
    columns = _answers(NeedQuestions, outside)
    columns[1:1] = [("所管課", lambda need: need.section.full_name)]
    columns += [
        ("段階", lambda need: need.step),
        ("募集の始まり", lambda need: need.opens_on),
        ("募集の終わり", lambda need: need.closes_on),
        ("公開した日", lambda need: need.published_at),
        ("アドレス", address),
    ]
    if can(viewer, "need.read_notes"):
        columns += _answers(NeedQuestions, inside)
    return Listing("ニーズ", columns)


def seeds(address: Address, *, own: bool = False) -> Listing:
    """The list of seeds; for the organisation's own people with the state of each."""
    columns = _answers(SeedQuestions, [name for group in SeedQuestions.GROUPS for name in group.questions])
    columns[1:1] = [("団体", lambda seed: seed.organization.name)]
    columns += [
        ("カタログに載せた日", lambda seed: seed.published_at),
        ("最後に確かめた日", lambda seed: seed.confirmed_at),
        ("アドレス", address),
    ]
    if own:
        columns.append(("状態", _state))
    return Listing("シーズ", columns)


def _state(seed: Any) -> str:
    return "保管中" if seed.archived_at else "公開中" if seed.published_at else "下書き"


def _shown(question: Question, proposal: Any) -> str:
    """The answer as the section reads it; empty where the secretariat alone does, or where such a proposal is not asked."""
    read = question in asked_of(proposal.kind) and proposal.level(question.name) is not Readers.SECRETARIAT
    return shown(getattr(proposal, question.name)) if read else ""


def proposals(viewer: Any, address: Address) -> Listing:
    """The list of proposals, without what only the secretariat reads."""
    read = [question for question in QUESTIONS if Readers.SECTION in question.choices]
    columns: list[tuple[str, Callable[[Any], Any]]] = [
        ("受付番号", lambda proposal: proposal.number),
        ("提案の種類", lambda proposal: proposal.kind),
        ("ニーズ", lambda proposal: proposal.need.title_if(can(viewer, "need.read", proposal.need))),
        ("所管課", lambda proposal: proposal.need.section.full_name),
        ("団体", lambda proposal: proposal.organization.name),
        ("段階", lambda proposal: proposal.step),
        ("受け付けた日", lambda proposal: proposal.received_at),
        ("この段階になった日", lambda proposal: proposal.step_since),
    ]
    columns += [(q.label, partial(_shown, q)) for q in read]
    return Listing("提案", [*columns, ("アドレス", address)])


def cases(address: Address) -> Listing:
    """The list of the front's cases: what was handed in, where it stands, and what the proposer was told; nothing that is internal."""
    columns: list[tuple[str, Callable[[Any], Any]]] = [
        ("受付番号", attrgetter("number")),
        ("団体", lambda case: case.organization.name),
        ("段階", attrgetter("step")),
        ("受け付けた日", attrgetter("received_at")),
        ("最初に返事をした日", attrgetter("answered_at")),
        ("最初に対話した日", attrgetter("talked_on")),
        ("次の期限", lambda case: None if case.step.ends else case.due_on),
        ("事務局の担当", lambda case: case.taken_by.name if case.taken_by else ""),
        ("担当する課", lambda case: case.section.full_name if case.section else ""),
        ("分野", attrgetter("field")),
    ]
    asked = [name for group in CaseQuestions.GROUPS for name in group.questions if name not in ("theme", "agreed")]
    columns += _answers(CaseQuestions, asked)
    columns += [("実現しない理由の区分", attrgetter("refused_for")), ("伝えたこと", attrgetter("result"))]
    return Listing("共創フロント案件", [*columns, ("アドレス", address)])


def workgroups(viewer: Any, address: Address) -> Listing:
    """The list of working groups."""
    return Listing(
        "ワーキンググループ",
        [
            ("グループの名前", lambda group: group.title),
            ("ニーズ", lambda group: group.need.title_if(can(viewer, "need.read", group.need))),
            ("所管課", lambda group: group.need.section.full_name),
            ("段階", lambda group: group.step),
            ("目的", lambda group: group.purpose),
            ("定員", lambda group: group.capacity),
            ("構成員の人数", lambda group: group.taken),
            ("参加の申込みの締切", lambda group: group.join_until),
            ("開いた日", lambda group: group.opened_at),
            ("アドレス", address),
        ],
    )
