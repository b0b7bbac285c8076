"""Seeds, as they are searched."""

from sqlalchemy.orm import joinedload

from hack.accounts.models import Organization
from hack.search.index import Paper
from hack.search.papers.noun import Noun, joined, value
from hack.search.papers.readers import COORDINATOR, EVERYBODY, OFFICER, of_organization
from hack.seeds.models import Seed, Visibility
from hack.seeds.queries import visible_to
from hack.seeds.rules import offered


def seed_paper(seed: Seed) -> Paper:
    """The seed's text and its organisation's name."""
    readers = {of_organization(seed.organization_id)}
    if seed.published_at is not None:
        readers.add(COORDINATOR)
    if offered(None, seed):
        readers.add(EVERYBODY if seed.visibility is Visibility.PUBLIC else OFFICER)
    house = seed.organization
    return Paper(
        "seed",
        seed.key,
        seed.title,
        seed.text.removeprefix(seed.summary).lstrip("\n"),
        seed.changed_at,
        frozenset(readers),
        facets={"field": value(seed.field), "readiness": value(seed.readiness), "kind": house.kind.value},
        summary=seed.summary,
        organization=house.name,
    )


SEED = Noun(
    name="seed",
    label="シーズ",
    thing=Seed,
    load=(joinedload(Seed.organization),),
    paper=seed_paper,
    visible_to=visible_to,
    endpoint="seeds.show",
    told=(
        *(Seed.summary, Seed.solves, Seed.technology, Seed.references, Seed.requires, Seed.wish),
        joined(Organization.name, Organization.id == Seed.organization_id),
    ),
)
