"""One thing of every kind in every state it can be in, for what is said of everything at once.

Besides the cast there are Seki, an officer of Michi's own section; Toki, an officer of Midori's; Hatsu, whose organisation
is verified but not active yet; Tome, whose organisation is suspended.
"""

from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from typing import Any

from hack import clock, db
from hack.accounts.models import Organization, User, Visitor
from hack.needs.models import Need
from hack.pipeline.member import MemberStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.models import Proposal, ProposalKind
from hack.roles import Role
from hack.seeds.models import Seed, Visibility
from hack.workgroups.models import Member, Side, Workgroup
from tests.cast import Cast, a_person, an_organization

SIDES = {Role.OFFICER: Side.CITY, Role.COORDINATOR: Side.SECRETARIAT, Role.PROPOSER: Side.PROPOSER}


@dataclass
class Town:
    """The cast, and those who came later."""

    cast: Cast
    seki: User
    toki: User
    hatsu: User
    tome: User

    @property
    def everybody(self) -> dict[str, Any]:
        """All who may look at a page, by name: a visitor, those who may sign in, and those who may not any more."""
        here = {name: one for name, one in {**vars(self.cast), **vars(self)}.items() if isinstance(one, User)}
        return {"visitor": Visitor(), **here}


def enter_town(cast: Cast) -> Town:
    """Let the newcomers in."""
    hazuki = an_organization("葉月計装株式会社", step=MemberStep.VERIFIED)
    tomari = an_organization("泊システム株式会社", step=MemberStep.SUSPENDED)
    town = Town(
        cast=cast,
        seki=a_person("関 守", "seki@city.example", Role.OFFICER, section_id=cast.roads.id),
        toki=a_person("時田 栄", "toki@city.example", Role.OFFICER, section_id=cast.resources.id),
        hatsu=a_person("初瀬 葉", "hatsu@hazuki.example", Role.PROPOSER, organization=hazuki),
        tome=a_person("留岡 泊", "tome@tomari.example", Role.PROPOSER, organization=tomari),
    )
    with db.transaction():
        db.session.add_all([town.seki, town.toki, town.hatsu, town.tome])
    return town


def enter_every_need(cast: Cast) -> list[Need]:
    """A need of Michi's and one of Midori's at each step, internal and not."""
    now, today = clock.now(), clock.today()
    dates = {"published_at": now, "opens_on": today, "closes_on": today + timedelta(days=30)}
    return _entered(
        Need(
            title=f"{step.label} {'庁内' if internal else ''}",
            step=step,
            internal=internal,
            author_id=author.id,
            section_id=author.section_id,
            **(dates if step.public else {}),
        )
        for author, step, internal in product((cast.michi, cast.midori), NeedStep, (False, True))
    )


def enter_every_seed(people: list[User]) -> list[Seed]:
    """For each of these people's organisations, and one more at each step of membership: seeds that are drafts, listed,
    archived, and archived as drafts, for everybody and for the city."""
    kinds = _entered(an_organization(f"団体 {step.label}", step=step) for step in MemberStep)
    authors = [*((one.organization_id, one.id) for one in people), *((one.id, people[0].id) for one in kinds)]
    now = clock.now()
    return _entered(
        Seed(
            title=f"シーズ {number}",
            organization_id=organization,
            author_id=author,
            visibility=visibility,
            published_at=now if published else None,
            confirmed_at=now if published else None,
            archived_at=now if archived else None,
        )
        for number, ((organization, author), visibility, published, archived) in enumerate(
            product(authors, Visibility, (False, True), (False, True))
        )
    )


def enter_every_proposal(people: list[User], needs: list[Need]) -> list[Proposal]:
    """For each of these people and needs a proposal at each step: received where it must be, both ways where it may be."""
    both = (ProposalStep.DRAFT, ProposalStep.WITHDRAWN)
    states = [(step, received) for step in ProposalStep for received in (True, False) if received or step in both]
    now = clock.now()
    return _entered(
        Proposal(
            kind=ProposalKind.IDEA,
            title=f"提案 {step.label}",
            need_id=need.id,
            organization_id=person.organization_id,
            proposer_id=person.id,
            step=step,
            number=f"T-{number:04}" if received else None,
            received_at=now if received else None,
        )
        for number, (person, need, (step, received)) in enumerate(product(people, needs, states))
    )


def enter_every_workgroup(
    by: User, needs: list[Need], members: tuple[User, ...], former: tuple[User, ...]
) -> list[Workgroup]:
    """For each of these needs a group at each step, with these members and former members, and one with nobody in it."""
    groups = _entered(
        Workgroup(
            need_id=need.id,
            opened_by_id=by.id,
            step=step,
            title=f"グループ {step.label}",
            capacity=10,
            taken=len(members) if peopled else 0,
            report="報告",
        )
        for need, step, peopled in product(needs, WorkgroupStep, (False, True))
    )
    for group in groups:
        if group.taken:
            join(group, *members)
            join(group, *former, left_at=clock.now())
    return groups


def recruiting(need: Need, *, by: User, title: str = "交通量計測のワーキング") -> Workgroup:
    """A group about `need` that looks for members, with nobody in it yet."""
    step = WorkgroupStep.RECRUITING
    return _entered([Workgroup(need_id=need.id, opened_by_id=by.id, step=step, title=title, capacity=10)])[0]


def join(workgroup: Workgroup, *people: User, **facts: Any) -> list[Member]:
    """Seat these people in the group, as a row and nothing else."""
    return _entered(
        Member(workgroup_id=workgroup.id, user_id=person.id, side=SIDES[person.role], **facts) for person in people
    )


def an_applicant(**facts: Any) -> Organization:
    """An organisation that has applied, with the contact that only the secretariat reads."""
    facts = {"name": "梅測位株式会社", "step": MemberStep.APPLIED, "applicant_name": "梅田 位"} | facts
    return _entered([an_organization(**facts)])[0]


def _entered(rows: Any) -> list[Any]:
    kept = list(rows)
    with db.transaction():
        db.session.add_all(kept)
    return kept
