"""Cases, themes, agreements, labs and data in every state they can be in, beside what `town` enters."""

from datetime import date, timedelta
from itertools import product
from typing import Any

from hack import clock, db
from hack.accounts.models import Section, User
from hack.agreements.models import Agreement, AgreementKind, AgreementOutcome, AgreementParty
from hack.intake.models import Case, CaseKind, Concerned, Refusal, Theme
from hack.livinglabs.models import Gathering, GatheringKind, LabKind, LivingLab, Voice
from hack.needs.models import Field
from hack.opendata.models import DataRequest, DataSet
from hack.opendata.words import Obstacle
from hack.pipeline.datarequest import DataRequestStep
from hack.pipeline.dataset import DataSetStep
from hack.pipeline.front import CaseStep
from hack.pipeline.livinglab import LabStep

ELSEWHERE = (CaseStep.TO_NEED, CaseStep.TO_SEED)
"""Steps that need a need or a seed, of which nothing is told here."""


def enter_every_case(people: list[User], sections: list[Section], *, by: User) -> None:
    """For each of these people a case at each step: of no section, of one that has it in hand, and of one that it concerns; and
    each section's themes.
    """
    today = clock.today()
    ways = ("nobody", "in hand", "concerned")
    stood_for: dict[int, Case] = {}
    numbers = iter(range(10_000))
    for person, step, way, section in product(people, CaseStep, ways, sections):
        if step in ELSEWHERE or (way == "nobody" and (section is not sections[0] or step is CaseStep.HANDED_OVER)):
            continue
        case = Case(
            number=f"T-{next(numbers):04}", kind=CaseKind.FREE, field=Field.ROADS, organization_id=person.organization_id,
            proposer_id=person.id, step=step, title=f"案件 {step.label}", body="橋の音を聞く。", answer_due_on=today,
            dialogue_due_on=today, result="" if step is not CaseStep.DECLINED else "x",
            refused_for=Refusal.OTHER if step is CaseStep.DECLINED else None,
            into=stood_for.get(person.id) if step is CaseStep.MERGED else None,
            section_id=section.id if way == "in hand" or step is CaseStep.HANDED_OVER else None,
        )  # fmt: skip
        stood_for.setdefault(person.id, case)
        _enter(case)
        if way == "concerned":
            _enter(Concerned(case_id=case.id, section_id=section.id, by_id=by.id))
    for section, published in product(sections, (None, clock.now())):
        about = {"opens_on": today, "closes_on": today + timedelta(days=9), "made_by_id": by.id}
        _enter(Theme(title="橋の点検", text="人手。", section_id=section.id, published_at=published, **about))


def enter_every_agreement(sections: list[Section | None], *, by: User) -> None:
    """For each section, and for none, an agreement that is published and one that is not, each with something that came of it."""
    for section, published in product(sections, (True, False)):
        agreement = Agreement(
            kind=AgreementKind.PACT, name="橋の協定", city_side="横浜市", section_id=section.id if section else None,
            published=published, source_name="協定書", entered_by_id=by.id,
        )  # fmt: skip
        agreement.parties = [AgreementParty(name="港計測", place=0)]
        _enter(agreement)
        _enter(AgreementOutcome(agreement_id=agreement.id, told="二つの橋で試した。", by_id=by.id))


def enter_every_lab(people: list[User | None], *, by: User) -> None:
    """For each of these people's organisations, and for one known from a source, a lab at each step, each with two gatherings and a voice."""
    for person, step in product(people, LabStep):
        lab = LivingLab(
            organization_id=person.organization_id if person else None, entered_by_id=by.id, step=step,
            name=f"ラボ {step.label}", kind=LabKind.KYOSO, themes="空き家", operator="協議会", source="記事",
        )  # fmt: skip
        _enter(lab)
        _enter(Voice(livinglab_id=lab.id, heard_on=clock.today(), theme="空き家", said="使いたい。", by_id=by.id))
        for public in (True, False):
            about = {"held_on": date(2026, 5, 1), "kind": GatheringKind.TALK, "title": "対話", "place": "集会所"}
            _enter(Gathering(livinglab_id=lab.id, public=public, by_id=by.id, **about))


def enter_every_dataset(people: list[User], sections: list[Section], *, by: User) -> None:
    """For each section a data set at each step; for each of these people a refused request that is not shown, and one that is."""
    now = clock.now()
    for section, step in product(sections, DataSetStep):
        published = None if step is DataSetStep.DRAFT else now
        _enter(DataSet(title="交通量", section_id=section.id, author_id=by.id, step=step, published_at=published))
    for number, (person, shown) in enumerate(product(people, (None, now))):
        _enter(
            DataRequest(
                number=f"T-{number:04}",
                organization_id=person.organization_id,
                asker_id=person.id,
                title="交通量",
                wanted="台数",
                purpose="較正",
                step=DataRequestStep.REFUSED,
                obstacle=Obstacle.COST,
                told="高い。",
                open_to_all=shown is not None,
                wording="ありますか。",
                answer="ありません。",
                shown_at=shown,
            )  # fmt: skip
        )


def _enter(thing: Any) -> None:
    with db.transaction():
        db.session.add(thing)
