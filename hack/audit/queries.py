"""What happened, when, through whom and to what; of the things themselves only as much as the viewer may see."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.accounts.queries import people_visible_to
from hack.accounts.queries import visible_to as organizations_visible_to
from hack.agreements.models import Agreement
from hack.agreements.queries import visible_to as agreements_visible_to
from hack.audit.kinds import BY_NAME, Kind, names_of
from hack.consultations.models import Check
from hack.consultations.queries import checks_visible_to
from hack.evaluation.models import Evaluation
from hack.evaluation.queries import visible_to as evaluations_visible_to
from hack.intake.models import Case, Inquiry, Theme
from hack.intake.queries import inquiries_visible_to, themes_visible_to
from hack.intake.queries import visible_to as cases_visible_to
from hack.livinglabs.models import LabProject, LivingLab
from hack.livinglabs.queries import projects_visible_to
from hack.livinglabs.queries import visible_to as labs_visible_to
from hack.needs.models import Need
from hack.needs.queries import visible_to as needs_visible_to
from hack.opendata.models import DataInquiry, DataRequest, DataSet
from hack.opendata.queries import inquiries_visible_to as data_inquiries_visible_to
from hack.opendata.queries import requests_visible_to, sets_visible_to
from hack.outbox import EventRecord
from hack.proposals.models import Proposal
from hack.proposals.queries import visible_to as proposals_visible_to
from hack.questions.models import Question
from hack.questions.queries import visible_to as questions_visible_to
from hack.rounds.models import Round
from hack.rounds.queries import visible_to as rounds_visible_to
from hack.seeds.models import Seed
from hack.seeds.queries import visible_to as seeds_visible_to
from hack.sites.models import Site
from hack.sites.queries import visible_to as sites_visible_to
from hack.support.models import Support
from hack.support.queries import visible_to as supports_visible_to
from hack.workgroups.models import Workgroup
from hack.workgroups.queries import visible_to as workgroups_visible_to


@dataclass(frozen=True)
class Sort:
    """A sort of thing that has a page: its model, who sees which of them, and the page."""

    model: Any
    visible_to: Callable[[Any], ColumnElement[bool]]
    endpoint: str


NOUNS = {
    "need": "ニーズ",
    "question": "質問",
    "seed": "シーズ",
    "proposal": "提案",
    "workgroup": "ワーキンググループ",
    "support": "支援の依頼",
    "theme": "共創フロントのテーマ",
    "case": "共創フロント案件",
    "inquiry": "案件についての確認",
    "organization": "参加団体",
    "user": "利用者",
    "ticket": "招待状・再設定のリンク",
    "livinglab": "リビングラボ",
    "gathering": "ラボの開催回",
    "voice": "市民の声",
    "livinglab_member": "ラボに参加する団体",
    "livinglab_milestone": "ラボのあゆみ",
    "livinglab_handover": "ラボの引き継ぎ",
    "livinglab_project": "ラボのプロジェクト",
    "site": "実証フィールド",
    "site_call": "フィールドの募集",
    "remark": "ニーズへの指摘",
    "verdict": "判断",
    "member": "構成員",
    "meeting": "会議",
    "consultation": "庁内合議",
    "check": "合議の確認",
    "check_entry": "合議の書き込み",
    "evaluation": "評価",
    "evaluator": "評価者",
    "round": "割り当て案",
    "sheet": "評価票",
    "entry": "評価する提案",
    "file": "ファイル",
    "batch": "取り込み",
    "charter": "設置要綱",
    "confirmation": "設置要綱の確認",
    "attendance": "会議の出欠",
    "resolution": "決定",
    "task": "宿題",
    "participant_term": "参加者数の期",
    "participant_measure": "参加者数の数え方",
    "published_figure": "公表された数",
    "discussion": "話題",
    "post": "発言",
    "agreement": "連携協定",
    "agreement_outcome": "協定の成果",
    "agreement_contact": "協定の連絡先",
    "body": "付議先",
    "sitting": "付議する会議",
    "paper": "付議書",
    "tabling": "付議",
    "wordbook_entry": "用語集の言葉",
    "wordbook_edition": "用語集の版",
    "datarequest": "データの依頼",
    "data_inquiry": "データの照会",
    "dataset": "データセット",
    "dataset_for_need": "使えるデータ",
}
SORTS = {
    "need": Sort(Need, needs_visible_to, "needs.show"),
    "question": Sort(Question, questions_visible_to, "questions.show"),
    "seed": Sort(Seed, seeds_visible_to, "seeds.show"),
    "proposal": Sort(Proposal, proposals_visible_to, "proposals.show"),
    "livinglab": Sort(LivingLab, labs_visible_to, "livinglabs.show"),
    "livinglab_project": Sort(LabProject, projects_visible_to, "livinglabs.project"),
    "site": Sort(Site, sites_visible_to, "sites.show"),
    "workgroup": Sort(Workgroup, workgroups_visible_to, "workgroups.show"),
    "support": Sort(Support, supports_visible_to, "support.show"),
    "datarequest": Sort(DataRequest, requests_visible_to, "opendata.show"),
    "dataset": Sort(DataSet, sets_visible_to, "opendata.show_set"),
    "theme": Sort(Theme, themes_visible_to, "intake.theme"),
    "case": Sort(Case, cases_visible_to, "intake.show"),
    "inquiry": Sort(Inquiry, inquiries_visible_to, "intake.inquiry"),
    "check": Sort(Check, checks_visible_to, "consultations.show_check"),
    "data_inquiry": Sort(DataInquiry, data_inquiries_visible_to, "opendata.answer"),
    "agreement": Sort(Agreement, agreements_visible_to, "agreements.show"),
    "round": Sort(Round, rounds_visible_to, "rounds.show"),
    "evaluation": Sort(Evaluation, evaluations_visible_to, "evaluation.show"),
    "organization": Sort(Organization, organizations_visible_to, "accounts.organization"),
    "user": Sort(User, people_visible_to, "accounts.person"),
}


@dataclass(frozen=True)
class Line:
    """One line of the trail. `key` and `endpoint` lead to the thing, and are empty where the viewer may not see it."""

    at: datetime
    who: User | None
    what: str
    noun: str
    key: str
    endpoint: str
    detail: str


def trail(*, kind: Kind | None = None, since: date | None = None, until: date | None = None) -> Select[Any]:
    """The events, newest first, for `db.page_of`: of one kind, and from the first to the last of these days in Japan."""
    found = select(EventRecord).order_by(EventRecord.at.desc(), EventRecord.id.desc())
    if kind is not None:
        found = found.where(EventRecord.name.in_(names_of(kind)))
    if since is not None:
        found = found.where(EventRecord.at >= clock.start_of(since))
    return found if until is None else found.where(EventRecord.at < clock.end_of(until))


def lines_of(events: list[EventRecord], viewer: Any) -> list[Line]:
    """The events as this viewer may read them. One query for the people, and one for each sort of thing among them."""
    things = [_thing(event) for event in events]
    people = _people({event.by_id for event in events if event.by_id})
    keys = {noun: _keys(sort, {id for kind, id in things if kind == noun}, viewer) for noun, sort in SORTS.items()}
    return [
        _line(event, people.get(event.by_id), noun, keys.get(noun, {}).get(number, ""))
        for event, (noun, number) in zip(events, things, strict=True)
    ]


def _thing(event: EventRecord) -> tuple[str, int]:
    noun, _, number = event.thing.partition(":")
    return noun, int(number or 0)


def _people(ids: set[int]) -> dict[int | None, User]:
    if not ids:
        return {}
    found = select(User).where(User.id.in_(ids)).options(joinedload(User.organization), joinedload(User.section))
    return {person.id: person for person in db.session.scalars(found)}


def _keys(sort: Sort, ids: Iterable[int], viewer: Any) -> dict[int, str]:
    """The keys of those things that the viewer may see, by number."""
    if not ids:
        return {}
    found = select(sort.model.id, sort.model.key).where(sort.model.id.in_(ids), sort.visible_to(viewer))
    return {row.id: row.key for row in db.session.execute(found)}


def _line(event: EventRecord, who: User | None, noun: str, key: str) -> Line:
    told = BY_NAME.get(event.name)
    endpoint = SORTS[noun].endpoint if key else ""
    what = told.label if told else event.name
    return Line(event.at, who, what, NOUNS.get(noun, ""), key, endpoint, _detail(event, noun, key))


def _detail(event: EventRecord, noun: str, key: str) -> str:
    """From which step to which, where the thing may be seen; and which page was refused or opened."""
    facts = event.facts
    if "start" in facts:
        step = type(SORTS[noun].model.path.begins)
        return f"{step(facts['start']).label} → {step(facts['end']).label}" if key else ""
    return " / ".join(facts[name] for name in ("permission", "endpoint") if name in facts)
