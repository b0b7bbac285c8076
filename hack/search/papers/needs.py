"""Needs, as they are searched."""

from sqlalchemy.orm import joinedload, selectinload

from hack.accounts.models import Bureau, Section
from hack.needs.models import CoOwner, Need
from hack.needs.queries import visible_to
from hack.needs.rules import SHARED_INSIDE
from hack.needs.stages import Stage
from hack.search.index import Paper
from hack.search.papers.noun import Noun, joined, section_named, value
from hack.search.papers.readers import AUDITOR, COORDINATOR, EVERYBODY, OFFICER, owners

STAGES = {step: stage for stage in Stage for step in stage.steps}


def need_paper(need: Need) -> Paper:
    """The need's public text; its internal notes are not searched."""
    readers = {EVERYBODY}
    if not need.public:
        readers = {f"bureau:{need.section.bureau_id}", COORDINATOR, AUDITOR, *owners(need)}
    if need.internal and need.step in SHARED_INSIDE:
        readers.add(OFFICER)
    sections = need.sections
    return Paper(
        "need",
        need.key,
        need.title,
        need.text,
        need.changed_at,
        frozenset(readers),
        facets={
            "field": value(need.field),
            "stage": STAGES[need.step].value,
            "bureau": tuple(dict.fromkeys(section.bureau.name for section in sections)),
        },
        section="\n".join(section.full_name for section in sections),
    )


_of_co_owners = CoOwner.section_id == Section.id, Section.bureau_id == Bureau.id, CoOwner.need_id == Need.id
NEED = Noun(
    name="need",
    label="ニーズ",
    thing=Need,
    load=(joinedload(Need.section), selectinload(Need.co_owners)),
    paper=need_paper,
    visible_to=visible_to,
    endpoint="needs.show",
    told=(
        *(Need.background, Need.present, Need.problem, Need.hoped, Need.tried, Need.technology, Need.expertise),
        *(Need.place, Need.offered, section_named(Need.section_id)),
        joined(Bureau.name + " " + Section.name, *_of_co_owners),
    ),
)
