"""What is searched: every noun as a paper, with the tags of those who may find it.

The tags say the same as each chapter's `visible_to`; a test holds them against each other for everybody.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.accounts.rules import active_proposer
from hack.labels import Labelled
from hack.needs.models import Need
from hack.needs.queries import visible_to as needs_visible_to
from hack.needs.rules import SHARED_INSIDE
from hack.needs.stages import Stage
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal, ProposalPartner
from hack.proposals.queries import visible_to as proposals_visible_to
from hack.roles import Role
from hack.search.index import Paper
from hack.seeds.models import Seed, Visibility
from hack.seeds.queries import visible_to as seeds_visible_to
from hack.seeds.rules import offered
from hack.workgroups.models import Workgroup
from hack.workgroups.queries import visible_to as workgroups_visible_to

STAGES = {step: stage for stage in Stage for step in stage.steps}
EVERYBODY, OFFICER, COORDINATOR, AUDITOR, MEMBER = "public", "officer", "coordinator", "auditor", "member"
AT_ONCE = 500


@dataclass(frozen=True)
class Noun:
    """One kind of thing that is searched: its table, how it becomes a paper, who may see it, and the page that shows one."""

    name: str
    label: str
    thing: Any
    load: tuple[Any, ...]
    paper: Callable[[Any], Paper]
    visible_to: Callable[[Any], Any]
    endpoint: str


def readers_of(viewer: Any) -> set[str]:
    """The tags of this person."""
    tags = {EVERYBODY}
    if viewer.role is Role.OFFICER:
        tags |= {OFFICER, f"bureau:{viewer.section.bureau_id}", f"section:{viewer.section_id}"}
    elif viewer.role is Role.PROPOSER:
        tags |= {f"organization:{viewer.organization_id}"} | ({MEMBER} if active_proposer(viewer) else set())
    elif viewer.role in (Role.COORDINATOR, Role.AUDITOR):
        tags.add(viewer.role.value)
    if viewer.id is not None:
        tags.add(f"person:{viewer.id}")
    return tags


def need_paper(need: Need) -> Paper:
    """The need's public text; its internal notes are not searched."""
    readers = {EVERYBODY}
    if not need.public:
        readers = {f"bureau:{need.section.bureau_id}", COORDINATOR, AUDITOR, *_owners(need)}
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
            "field": _value(need.field),
            "stage": STAGES[need.step].value,
            "bureau": tuple(dict.fromkeys(section.bureau.name for section in sections)),
        },
        section="\n".join(section.full_name for section in sections),
    )


def seed_paper(seed: Seed) -> Paper:
    """The seed's text and its organisation's name."""
    readers = {f"organization:{seed.organization_id}"}
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
        facets={"field": _value(seed.field), "readiness": _value(seed.readiness), "kind": house.kind.value},
        summary=seed.summary,
        organization=house.name,
    )


def proposal_paper(proposal: Proposal) -> Paper:
    """The text that the sections read; what only the secretariat may read is searched for nobody."""
    readers = {f"organization:{house.id}" for house in proposal.houses}
    if proposal.received_at is not None and proposal.step is not ProposalStep.DRAFT:
        readers |= {COORDINATOR} if proposal.behind_the_seal else {*_owners(proposal.need), COORDINATOR}
    text = proposal.text.removeprefix(proposal.told).lstrip("\n")
    return Paper(
        "proposal",
        proposal.key,
        proposal.title,
        f"{text}\n{proposal.number or ''}",
        proposal.changed_at,
        frozenset(readers),
        facets={"kind": tuple(dict.fromkeys(house.kind.value for house in proposal.houses))},
        summary=proposal.told,
        organization="\n".join(house.name for house in proposal.houses),
    )


def workgroup_paper(workgroup: Workgroup) -> Paper:
    """The group's title and purpose; what its members wrote is not searched."""
    readers = {*_owners(workgroup.need), COORDINATOR}
    readers |= {f"person:{member.user_id}" for member in workgroup.members}
    if workgroup.step.open and workgroup.need.public:
        readers.add(MEMBER)
    return Paper(
        "workgroup",
        workgroup.key,
        workgroup.title,
        workgroup.purpose,
        workgroup.changed_at,
        frozenset(readers),
    )


def _value(choice: Labelled | None) -> str:
    return choice.value if choice else ""


def _owners(need: Need) -> set[str]:
    """The tags of the sections that own the need."""
    return {f"section:{section_id}" for section_id in (need.section_id, *(one.section_id for one in need.co_owners))}


NOUNS = {
    noun.name: noun
    for noun in (
        Noun(
            "need",
            "ニーズ",
            Need,
            (joinedload(Need.section), selectinload(Need.co_owners)),
            need_paper,
            needs_visible_to,
            "needs.show",
        ),
        Noun("seed", "シーズ", Seed, (joinedload(Seed.organization),), seed_paper, seeds_visible_to, "seeds.show"),
        Noun(
            "proposal",
            "提案",
            Proposal,
            (
                joinedload(Proposal.need).selectinload(Need.co_owners),
                joinedload(Proposal.organization),
                selectinload(Proposal.partners).joinedload(ProposalPartner.organization),
            ),
            proposal_paper,
            proposals_visible_to,
            "proposals.show",
        ),
        Noun(
            "workgroup",
            "ワーキング",
            Workgroup,
            (joinedload(Workgroup.need).selectinload(Need.co_owners), selectinload(Workgroup.members)),
            workgroup_paper,
            workgroups_visible_to,
            "workgroups.show",
        ),
    )
}


def loaded(noun: Noun, *conditions: Any) -> Select[Any]:
    """The things of this noun under these conditions, with all that their papers tell, in the order of their row numbers."""
    return select(noun.thing).where(*conditions).options(*noun.load).order_by(noun.thing.id)


def papers_of(noun: Noun, numbers: Sequence[int]) -> Iterator[Paper]:
    """The papers of the things with these row numbers, as they are when the iteration begins."""
    db.session.rollback()  # what was read before may be older
    papers = [noun.paper(thing) for thing in db.session.scalars(loaded(noun, noun.thing.id.in_(numbers))).unique()]
    db.session.rollback()
    yield from papers


def all_papers() -> Iterator[Paper]:
    """Every paper there is, as it is when the iteration begins or later, read in portions."""
    db.session.rollback()
    for noun in NOUNS.values():
        after = 0
        while things := db.session.scalars(loaded(noun, noun.thing.id > after).limit(AT_ONCE)).unique().all():
            yield from (noun.paper(thing) for thing in things)
            after = things[-1].id
            db.session.expire_all()
