"""The front's themes and cases, as they are searched."""

from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import joinedload, selectinload

from hack.accounts.models import Organization
from hack.intake.models import Case, Theme
from hack.intake.queries import themes_visible_to, visible_to
from hack.pipeline.front import CaseStep
from hack.search.index import Paper
from hack.search.papers.noun import Noun, bureau_of, joined, section_named, value
from hack.search.papers.readers import COORDINATOR, EVERYBODY, of_organization, of_section

GONE = (CaseStep.WITHDRAWN, CaseStep.MERGED)
"""Cases that are looked for no more: they were taken back, or another stands for them."""


def theme_paper(theme: Theme) -> Paper:
    """A theme and the section whose it is."""
    return Paper(
        "theme",
        theme.key,
        theme.title,
        theme.text,
        theme.changed_at,
        frozenset({EVERYBODY} if theme.public else {COORDINATOR, of_section(theme.section_id)}),
        facets={"bureau": bureau_of(theme.section)},
        section=theme.section.full_name,
    )


def case_paper(case: Case) -> Paper:
    """What its proposer wrote, and what everybody who sees the case is shown of its standing.

    Nothing that the city says of it inside, not even which sections it concerns: the proposer finds by the same words.
    """
    if case.step in GONE:
        return Paper("case", case.key, "", "", case.step_since)
    sections = {case.section_id, *(section.id for section in case.sections)} - {None}
    house = case.organization
    named = (case.cost, case.wished, case.sections_named, case.budget, case.references, case.number)
    return Paper(
        "case",
        case.key,
        case.title,
        "\n".join(part for part in (case.issue, case.asked_of_city, case.offered, *named) if part),
        case.step_since,
        frozenset({of_organization(house.id), COORDINATOR, *map(of_section, sections)}),
        facets={
            "door": case.kind.value,
            "field": value(case.field),
            "kind": house.kind.value,
            "bureau": bureau_of(case.section),
        },
        summary=case.body,
        organization=house.name,
        section=case.section.full_name if case.section else "",
    )


def looked_for(viewer: Any) -> ColumnElement[bool]:
    """The cases that this person may see, but those that are gone."""
    return and_(visible_to(viewer), Case.step.not_in(GONE))


THEME = Noun(
    name="theme",
    label="共創フロントのテーマ",
    thing=Theme,
    load=(joinedload(Theme.section),),
    paper=theme_paper,
    visible_to=themes_visible_to,
    endpoint="intake.theme",
    told=(Theme.text, section_named(Theme.section_id)),
)
CASE = Noun(
    name="case",
    label="共創フロントの案件",
    thing=Case,
    load=(joinedload(Case.organization), joinedload(Case.section), selectinload(Case.sections)),
    paper=case_paper,
    visible_to=looked_for,
    endpoint="intake.show",
    for_everybody=False,
    changed_at=Case.step_since,
    told=(
        *(Case.body, Case.issue, Case.asked_of_city, Case.offered, Case.cost, Case.wished, Case.sections_named),
        *(Case.budget, Case.references, Case.number, section_named(Case.section_id)),
        joined(Organization.name, Organization.id == Case.organization_id),
    ),
)
