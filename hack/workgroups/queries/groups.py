"""Which groups are to be seen, and by whom."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.accounts.models import User
from hack.accounts.rules import active_proposer
from hack.matching.models import Suggestion, Verdict
from hack.matching.queries import visible_to as suggestions_visible_to
from hack.needs.models import Need
from hack.needs.queries import FOR_EVERYBODY, owned_by
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.models import Proposal
from hack.proposals.queries import visible_to as proposals_visible_to
from hack.roles import Role
from hack.seeds.models import Seed
from hack.workgroups.models import Member, Workgroup

OPEN = [step for step in WorkgroupStep if step.open]


def joined_by(viewer: Any) -> ColumnElement[bool]:
    """The groups that this person is in now."""
    if viewer.id is None:
        return false()
    places = select(Member.workgroup_id).where(Member.user_id == viewer.id, Member.left_at.is_(None))
    return Workgroup.id.in_(places)


def open_inside_to(viewer: Any) -> ColumnElement[bool]:
    """Whose members, meetings and minutes this person reads: members, the need's section, and the coordinators."""
    if viewer.role is Role.COORDINATOR:
        return true()
    if viewer.role is Role.OFFICER:
        return or_(joined_by(viewer), Workgroup.need.has(owned_by(viewer)))
    return joined_by(viewer)


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Groups open inside to this person; while they recruit for a public need, also for proposers of active organisations."""
    if active_proposer(viewer):
        public = Workgroup.need.has(FOR_EVERYBODY)
        return or_(open_inside_to(viewer), and_(Workgroup.step.in_(OPEN), public))
    return open_inside_to(viewer)


def one_workgroup(key: str, viewer: Any) -> Workgroup | None:
    """The group with that key, with its need and members, if this person may see it."""
    return db.session.scalar(
        select(Workgroup)
        .where(Workgroup.key == key, visible_to(viewer))
        .options(joinedload(Workgroup.need).joinedload(Need.section), *_with_members(Workgroup.members))
    )


def _with_members(members: Any) -> tuple[Any, ...]:
    people = selectinload(members).joinedload(Member.user)
    return people.joinedload(User.organization), people.joinedload(User.section)


def listed_workgroups(viewer: Any, *, need: Need | None = None) -> Select[Any]:
    """The groups that this person may see, those about `need` if given; last opened first."""
    return _listed(visible_to(viewer) if need is None else and_(visible_to(viewer), Workgroup.need_id == need.id))


def own_workgroups(viewer: Any) -> Select[Any]:
    """The groups that this person is in, for officers those about the needs of their section too, for coordinators those that they
    opened; last opened first.
    """
    if viewer.role is Role.COORDINATOR:
        return _listed(or_(joined_by(viewer), Workgroup.opened_by_id == viewer.id))
    return _listed(open_inside_to(viewer))


def recruiting_workgroups(viewer: Any) -> Select[Any]:
    """The groups among those to be seen that look for members now; last opened first."""
    return _listed(and_(visible_to(viewer), Workgroup.step.in_(OPEN)))


def _listed(which: ColumnElement[bool]) -> Select[Any]:
    need = joinedload(Workgroup.need)
    needs = (need.joinedload(Need.section), need.selectinload(Need.co_owners))
    return select(Workgroup).where(which).options(*needs).order_by(Workgroup.opened_at.desc(), Workgroup.id.desc())


def suggestion_to_open_from(key: str, viewer: Any) -> Suggestion | None:
    """The suggestion with that key, for staff who may see it; with its need and its seed's author."""
    if viewer.role not in (Role.OFFICER, Role.COORDINATOR):
        return None
    return db.session.scalar(
        select(Suggestion)
        .where(Suggestion.key == key, suggestions_visible_to(viewer))
        .options(
            joinedload(Suggestion.need).joinedload(Need.section),
            joinedload(Suggestion.seed).joinedload(Seed.author).joinedload(User.organization),
        )
    )


def confirmed(suggestion: Suggestion) -> bool:
    """Whether somebody said that the need and the seed fit, and did not take it back."""
    said = exists().where(
        Verdict.need_id == suggestion.need_id,
        Verdict.seed_id == suggestion.seed_id,
        Verdict.fits.is_(True),
        Verdict.withdrawn_at.is_(None),
    )
    return bool(db.session.scalar(select(said)))


def own_proposal_for(need: Need, viewer: Any) -> Proposal | None:
    """The newest proposal for `need` that this person's organisation has handed in and that has not ended."""
    under_way = [step for step in ProposalStep if not step.ends and step is not ProposalStep.DRAFT]
    mine = and_(proposals_visible_to(viewer), Proposal.need_id == need.id, Proposal.step.in_(under_way))
    return db.session.scalar(
        select(Proposal).where(mine).order_by(Proposal.received_at.desc(), Proposal.id.desc()).limit(1)
    )
