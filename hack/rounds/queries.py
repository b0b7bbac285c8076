"""Which rounds are to be seen, and by whom; and what a round can be about."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from hack import db
from hack.accounts.models import Organization, User
from hack.evaluation.choices import ConflictKind
from hack.evaluation.models import Declaration, Entry, Evaluation, Evaluator
from hack.needs.models import Need
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.round import RoundStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.models import Proposal, ProposalPartner
from hack.roles import Role
from hack.rounds.models import Carrier, Matter, Placing, Round
from hack.workgroups.models import Member, Side, Workgroup

MOST = 100
"""How many things and people a round has, at most of each."""
AT_WORK = [step for step in WorkgroupStep if not step.ends]


def unconcerned(viewer: Any) -> ColumnElement[bool]:
    """The evaluations with no proposal towards which this person has a conflict: declared, found, or as the one who applied for its house."""
    declared = exists().where(
        Declaration.evaluator_id == Evaluator.id, Declaration.kind != ConflictKind.NONE,
        Evaluator.evaluation_id == Evaluation.id, Evaluator.user_id == (viewer.id or 0),
    )  # fmt: skip
    partner = exists().where(
        ProposalPartner.proposal_id == Proposal.id, ProposalPartner.organization_id == Organization.id,
        ProposalPartner.accepted_at.is_not(None), ProposalPartner.ended_at.is_(None),
    )  # fmt: skip
    applied = exists().where(
        Entry.evaluation_id == Evaluation.id, Entry.proposal_id == Proposal.id,
        or_(Proposal.organization_id == Organization.id, partner),
        func.lower(Organization.applicant_email) == getattr(viewer, "email", ""),
    )  # fmt: skip
    return and_(~declared, ~applied)


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """The coordinators see all, but for those with a proposal towards which they have a conflict; nobody else any."""
    if viewer.role is not Role.COORDINATOR:
        return false()
    return or_(Round.evaluation_id.is_(None), Round.evaluation.has(unconcerned(viewer)))


def _evaluation(of: Any) -> Any:
    return joinedload(of).joinedload(Evaluation.need).joinedload(Need.section)


def listed_rounds(viewer: Any) -> Select[Any]:
    """The rounds that this person sees: drafts first, then what was made last, for `db.page_of`."""
    found = select(Round).where(visible_to(viewer)).options(_evaluation(Round.evaluation), joinedload(Round.made_by))
    return found.order_by(Round.step != RoundStep.DRAFT, Round.id.desc())


def one_round(key: str, viewer: Any) -> Round | None:
    """The round with that key, with all its things and people, if this person sees it."""
    found = db.session.scalar(
        select(Round)
        .where(Round.key == key, visible_to(viewer))
        .options(
            _evaluation(Round.evaluation),
            joinedload(Round.made_by),
            joinedload(Round.evaluation).selectinload(Evaluation.evaluators).joinedload(Evaluator.user),
            selectinload(Round.carriers).joinedload(Carrier.user).joinedload(User.section),
            selectinload(Round.matters).options(
                joinedload(Matter.entry).joinedload(Entry.proposal).options(
                    joinedload(Proposal.organization),
                    selectinload(Proposal.partners).joinedload(ProposalPartner.organization),
                ),
                joinedload(Matter.workgroup).joinedload(Workgroup.need).joinedload(Need.section),
                selectinload(Matter.placings).joinedload(Placing.carrier),
            ),
        )
    )  # fmt: skip
    for one in (*found.matters, *found.carriers) if found else ():
        set_committed_value(one, "round", found)  # so that all of it stays loaded with any part of it
    return found


def one_matter(key: str, matter_key: str, viewer: Any) -> Matter | None:
    """The thing of that key in that round, if this person sees the round."""
    found = one_round(key, viewer)
    return next((one for one in found.matters if one.key == matter_key), None) if found else None


def one_carrier(key: str, carrier_key: str, viewer: Any) -> Carrier | None:
    """The person of that key in that round, if this person sees the round."""
    found = one_round(key, viewer)
    return next((one for one in found.carriers if one.key == carrier_key), None) if found else None


def draft_of(evaluation: Evaluation | None) -> Round | None:
    """The draft about that evaluation, or about the working groups where there is none; if there is one."""
    about = Round.evaluation_id.is_(None) if evaluation is None else Round.evaluation_id == evaluation.id
    return db.session.scalar(select(Round).where(about, Round.step == RoundStep.DRAFT))


def draft_seen(evaluation: Evaluation, viewer: Any) -> Round | None:
    """The draft about that evaluation, if there is one and this person sees it."""
    return db.session.scalar(
        select(Round).where(Round.evaluation_id == evaluation.id, Round.step == RoundStep.DRAFT, visible_to(viewer))
    )


def waiting_drafts(viewer: Any) -> list[Round]:
    """The drafts that this person sees, those that wait longest first; of each evaluation and of the groups there is one at most."""
    drafts = (
        select(Round).where(Round.step == RoundStep.DRAFT, visible_to(viewer)).options(_evaluation(Round.evaluation))
    )
    return list(db.session.scalars(drafts.order_by(Round.step_since, Round.id).limit(MOST)))


def evaluations_to_allot(viewer: Any) -> list[Evaluation]:
    """The evaluations where each one scores now, those due next first; at most 100."""
    found = select(Evaluation).where(Evaluation.step == EvaluationStep.SCORING, unconcerned(viewer))
    return list(
        db.session.scalars(
            found.options(joinedload(Evaluation.need).joinedload(Need.section))
            .order_by(Evaluation.due_on, Evaluation.id)
            .limit(MOST)
        )
    )


def groups_without_secretariat() -> list[Workgroup]:
    """The groups at work in which nobody of the secretariat is, the oldest first; at most 100."""
    there = exists().where(
        Member.workgroup_id == Workgroup.id, Member.left_at.is_(None), Member.side == Side.SECRETARIAT
    )
    found = select(Workgroup).where(Workgroup.step.in_(AT_WORK), ~there)
    loaded = found.options(joinedload(Workgroup.need).joinedload(Need.section))
    return list(db.session.scalars(loaded.order_by(Workgroup.opened_at, Workgroup.id).limit(MOST)))


def released_of(evaluation: Evaluation) -> list[Round]:
    """The rounds about that evaluation that stand released."""
    return list(
        db.session.scalars(select(Round).where(Round.evaluation_id == evaluation.id, Round.step == RoundStep.RELEASED))
    )
