"""What the tests of the front say, and the cases and themes that they speak of."""

from datetime import timedelta
from typing import Any

from hack import clock, db
from hack.intake.actions import (
    ask_section,
    choose_date,
    draft_theme,
    hand_in,
    keep_dialogue,
    move_case,
    offer_dates,
    publish_theme,
)
from hack.intake.models import Case, CaseKind, Inquiry, Theme
from hack.intake.queries import slots_of
from hack.pipeline.front import CaseStep as S

TYPED = {"区分": "free", "件名": "橋の音を聞く", "内容": "橋の音から傷みを見つける。", "提案時の留意事項": "y"}
"""What a proposer types."""
WAY = (S.RECEIVED, S.TRIAGE, S.SCHEDULING, S.DIALOGUE, S.CHECKING, S.COORDINATING, S.STARTED)


def a_case(*, by: Any, mori: Any = None, step: S = S.RECEIVED, **facts: Any) -> Case:
    """A case of `by`'s organisation, taken as far as `step` by `mori` and its proposer."""
    kind = facts.pop("kind", CaseKind.FREE)
    said = {"title": "橋の音を聞く", "body": "橋の音から傷みを見つける。", "issue": "点検の人手が足りない。"} | facts
    with db.transaction():
        case = hand_in(by=by, kind=kind, **said)
    for at, end in zip(WAY, WAY[1:], strict=False):
        if case.step is at and WAY.index(step) > WAY.index(at):
            _on(case, end, by, mori)
    return case


def _on(case: Case, end: S, by: Any, mori: Any) -> None:
    if end is S.SCHEDULING:
        with db.transaction():
            offer_dates(case, [clock.now() + timedelta(days=day) for day in (7, 8)], by=mori, place="会議室5")
        return
    if end is S.DIALOGUE:
        with db.transaction():
            choose_date(slots_of(case)[0], by=by)
        return
    move = {S.TRIAGE: "triage", S.CHECKING: "check", S.COORDINATING: "coordinate", S.STARTED: "start"}[end]
    with db.transaction():
        move_case(case, move, by=mori)


def talked(case: Case, *, mori: Any, **facts: Any) -> Case:
    """The case, with a dialogue that was held today."""
    said = {"shared": "一橋で試す。", "internal": "予算は未定。", "held_on": clock.today()} | facts
    with db.transaction():
        keep_dialogue(case, by=mori, **said)
    return case


def an_inquiry(case: Case, section: Any, *, by: Any, asked: str = "この橋で試せますか。", **facts: Any) -> Inquiry:
    """Something that a section is asked about the case."""
    due_on = facts.pop("due_on", clock.today() + timedelta(days=7))
    with db.transaction():
        return ask_section(case, by=by, section_id=section.id, asked=asked, due_on=due_on)


def a_theme(section: Any, *, by: Any, published: bool = True, **facts: Any) -> Theme:
    """A theme of the section that takes proposals for 30 days, unless said otherwise."""
    today = clock.today()
    said = {
        "title": "橋の点検を楽にしたい",
        "text": "橋の点検に人手がかかる。",
        "opens_on": today,
        "closes_on": today + timedelta(days=30),
    } | facts
    with db.transaction():
        theme = draft_theme(section=section, by=by, **said)
        if published:
            publish_theme(theme, by=by)
    return theme
