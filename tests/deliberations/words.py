"""Cases that may be laid before the body, and what lies before it, for the tests that are about them."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from hack import clock, db
from hack.accounts.models import User
from hack.deliberations.actions import call_sitting, enter_body, prepare_paper, rule_on_paper, table_paper
from hack.deliberations.models import Body, Paper, Ruling, Sitting, Tabling
from hack.intake.models import Case, CaseKind, Concerned, Condition, Ground
from hack.pipeline.front import CaseStep

NUMBERS = count(1)
WORDS = {
    "title": "港の見守り",
    "summary": "港のカメラで混み具合を測る提案。",
    "conditions": "先端技術: 画像認識を使う。",
    "replies": "道路局 企画課: 賛成。",
    "options": "進める。進めない。",
    "asked": "市として取り組むか。",
}


def a_case(cast: Any, *, by: User | None = None, grounds: bool = True, **facts: Any) -> Case:
    """A case of 港計測 (or of `by`'s), checked inside the city unless said otherwise; it concerns Michi's section, and meets a condition."""
    proposer = by or cast.umi
    facts = {
        "kind": CaseKind.FREE,
        "number": f"F-2026-9{next(NUMBERS):03}",
        "title": "港の見守り",
        "body": "港のカメラで混み具合を測ります。",
        "organization_id": proposer.organization_id,
        "proposer_id": proposer.id,
        "answer_due_on": clock.today(),
        "dialogue_due_on": clock.today(),
        "taken_by_id": cast.mori.id,
        "step": CaseStep.CHECKING,
    } | facts
    case = Case(**facts)
    with db.transaction():
        db.session.add(case)
        db.session.flush()
        db.session.add(Concerned(case_id=case.id, section_id=cast.roads.id, by_id=cast.mori.id))
        if grounds:
            evidence = "画像認識を使う。"
            db.session.add(
                Ground(case_id=case.id, condition=Condition.TECHNOLOGY, evidence=evidence, by_id=cast.mori.id)
            )
    return case


def a_body(*, by: User, **facts: Any) -> Body:
    """横浜市DX推進本部, since May 2021."""
    with db.transaction():
        return enter_body(by=by, **{"name": "横浜市DX推進本部", "since_month": "2021-05", "chair": "副市長"} | facts)


def a_sitting(*, by: User, held_on: date | None = None, place: str = "市庁舎", **said: Any) -> Sitting:
    """A sitting of the body that is in force on the day: in a week unless said otherwise."""
    with db.transaction():
        return call_sitting(by=by, held_on=held_on or clock.today() + timedelta(days=7), place=place, **said)


def a_paper(case: Case, *, by: User, **words: str) -> Paper:
    """The paper about the case, which is prepared from then on."""
    with db.transaction():
        return prepare_paper(case, by=by, **WORDS | words)


def tabled(paper: Paper, sitting: Sitting, *, by: User) -> Tabling:
    """The paper, laid before the sitting."""
    with db.transaction():
        return table_paper(paper, sitting, by=by)


def ruled(paper: Paper, ruling: Ruling, *, by: User, said: str = "会議のとおり。", conditions: Any = ()) -> Tabling:
    """The paper's place on the agenda of today's sitting, with what was ruled there."""
    tabled(paper, a_sitting(by=by, held_on=clock.today()), by=by)
    with db.transaction():
        return rule_on_paper(paper, ruling, by=by, said=said, conditions=conditions)
