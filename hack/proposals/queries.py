"""What is to be seen of proposals, and by whom."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, not_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hack import clock, db
from hack.accounts.models import Organization
from hack.needs.models import Need
from hack.needs.queries import listed_needs, owned_by
from hack.passages import Announcement, Passage
from hack.pipeline.member import MemberStep
from hack.pipeline.need import COMING, NeedStep
from hack.pipeline.proposal import PATH, ProposalStep
from hack.proposals.models import Proposal, ProposalKind, ProposalPartner, ProposalVersion
from hack.roles import Role
from hack.seeds.models import Seed

HANDED_IN = and_(Proposal.received_at.is_not(None), Proposal.step != ProposalStep.DRAFT)
OPEN = [step for step in NeedStep if step.open]
TAKING_PART = and_(ProposalPartner.accepted_at.is_not(None), ProposalPartner.ended_at.is_(None))
MADE_PUBLIC = (ProposalStep.CANDIDATE, ProposalStep.NEGOTIATING, ProposalStep.AGREED, ProposalStep.TRIAL)
"""The steps of which one must have been announced before anybody outside learns of a proposal."""


def call_open() -> ColumnElement[bool]:
    """A need takes proposals at this moment, by the server's clock: as `Need.takes_proposals`."""
    today = clock.today()
    return and_(Need.step.in_(OPEN), or_(Need.opens_on.is_(None), Need.opens_on <= today), Need.closes_on >= today)


def made_by(viewer: Any) -> ColumnElement[bool]:
    """This person's organisation makes the proposal: it leads it, or has accepted to take part."""
    with_us = select(ProposalPartner.proposal_id).where(
        TAKING_PART, ProposalPartner.organization_id == viewer.organization_id
    )
    return or_(Proposal.organization_id == viewer.organization_id, Proposal.id.in_(with_us))


def behind_the_seal() -> ColumnElement[bool]:
    """As `Proposal.behind_the_seal`."""
    for_this_call = or_(Need.step == NeedStep.IDEAS_OPEN, Proposal.kind == ProposalKind.SOLUTION)
    return Proposal.need.has(and_(Need.sealed.is_(True), call_open(), for_this_call))


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Those who make it always; once handed in, the coordinators, and the asking sections' officers, who learn of it only after
    the close where the call is sealed; nobody else at all.
    """
    if viewer.role is Role.PROPOSER:
        return made_by(viewer)
    if viewer.role is Role.OFFICER:
        section = Proposal.need.has(owned_by(viewer))
        return and_(HANDED_IN, section, not_(behind_the_seal()))
    if viewer.role is Role.COORDINATOR:
        return HANDED_IN
    return false()


def _with_names(statement: Select[Any]) -> Select[Any]:
    return statement.options(
        joinedload(Proposal.need).options(joinedload(Need.section), selectinload(Need.co_owners)),
        joinedload(Proposal.organization),
        joinedload(Proposal.proposer),
        joinedload(Proposal.seed),
        selectinload(Proposal.partners).joinedload(ProposalPartner.organization),
    )


def one_proposal(key: str, viewer: Any) -> Proposal | None:
    """The proposal with that key, if this person may see it."""
    return db.session.scalar(_with_names(select(Proposal).where(Proposal.key == key, visible_to(viewer))))


def received_proposal(key: str, viewer: Any) -> Proposal | None:
    """The proposal with that key, if this person may see it and it was received: what has a receipt."""
    proposal = one_proposal(key, viewer)
    return proposal if proposal is not None and proposal.received_at is not None else None


def listed_proposals(viewer: Any, *, need: Need | None = None, step: ProposalStep | None = None) -> Select[Any]:
    """The proposals that this person may see, those for `need` and at `step` if given; last changed first."""
    statement = _with_names(select(Proposal).where(visible_to(viewer)))
    if need is not None:
        statement = statement.where(Proposal.need_id == need.id)
    if step is not None:
        statement = statement.where(Proposal.step == step)
    return statement.order_by(Proposal.step_since.desc(), Proposal.id.desc())


def own_proposals(viewer: Any) -> Select[Any]:
    """The proposals that this person's organisation makes, alone, leading or as a partner, drafts too; last changed first."""
    return listed_proposals(viewer).where(made_by(viewer))


def needs_answered_by(viewer: Any) -> Select[Any]:
    """The row numbers of the needs for which this person's organisation makes a proposal."""
    return select(Proposal.need_id).where(made_by(viewer))


def proposals_to_invite(need: Need, viewer: Any) -> list[Proposal]:
    """The proposals for `need` that a working group can be opened with, in the order of their receipt; the first hundred."""
    ready = (ProposalStep.REVIEW, ProposalStep.INTERVIEW, ProposalStep.INVITED)
    statement = listed_proposals(viewer, need=need).where(Proposal.step.in_(ready))
    return list(db.session.scalars(statement.order_by(None).order_by(Proposal.received_at, Proposal.id).limit(100)))


def seeds_to_draw_from(viewer: Any) -> list[Seed]:
    """The seeds of this person's organisation, drafts too but nothing archived; last changed first."""
    mine = select(Seed).where(Seed.organization_id == viewer.organization_id, Seed.archived_at.is_(None))
    return list(db.session.scalars(mine.order_by(Seed.changed_at.desc(), Seed.id.desc()).limit(200)))


def needs_to_answer(viewer: Any, but: Need) -> list[Need]:
    """The needs other than `but` whose call is open or announced, as `listed_needs` lists them; the first two hundred."""
    called = Need.step.in_((*OPEN, *COMING))
    not_over = or_(Need.closes_on.is_(None), Need.closes_on >= clock.today())
    return list(
        db.session.scalars(
            listed_needs(viewer).where(called, not_over, Need.internal.is_(False), Need.id != but.id).limit(200)
        )
    )


# Versions ------------------------------------------------------------------------------------------------------------


def versions_of(proposal: Proposal) -> list[ProposalVersion]:
    """Every version of the proposal that was handed in, the last first, at most a hundred."""
    mine = select(ProposalVersion).where(ProposalVersion.proposal_id == proposal.id)
    return list(
        db.session.scalars(
            mine.options(joinedload(ProposalVersion.by)).order_by(ProposalVersion.number.desc()).limit(100)
        )
    )


# Partners ------------------------------------------------------------------------------------------------------------


def organizations_to_invite(viewer: Any) -> list[Organization]:
    """The other active organisations, by name; the first thousand."""
    others = select(Organization).where(
        Organization.step == MemberStep.ACTIVE, Organization.id != viewer.organization_id
    )
    return list(db.session.scalars(others.order_by(Organization.name, Organization.id).limit(1000)))


def _invitations(viewer: Any) -> Select[Any]:
    """What this person is invited to: by the name of the person's organisation, or by the person's address."""
    to_us = or_(
        ProposalPartner.organization_id == viewer.organization_id,
        and_(ProposalPartner.address != "", ProposalPartner.address == getattr(viewer, "email", "")),
    )
    waiting = and_(ProposalPartner.accepted_at.is_(None), ProposalPartner.ended_at.is_(None))
    in_draft = ProposalPartner.proposal.has(Proposal.step == ProposalStep.DRAFT)
    asked = select(ProposalPartner).where(waiting, to_us, in_draft) if viewer.role is Role.PROPOSER else None
    if asked is None:
        return select(ProposalPartner).where(false())
    return asked.options(
        joinedload(ProposalPartner.proposal).joinedload(Proposal.need).joinedload(Need.section),
        joinedload(ProposalPartner.proposal).joinedload(Proposal.organization),
        joinedload(ProposalPartner.invited_by),
    )


def invitations_to(viewer: Any) -> Select[Any]:
    """The invitations to proposals that wait for an answer of this person's organisation, newest first."""
    return _invitations(viewer).order_by(ProposalPartner.id.desc())


def how_many_invitations(viewer: Any) -> int:
    """How many invitations wait for an answer of this person's organisation."""
    return db.session.scalar(select(func.count()).select_from(_invitations(viewer).subquery())) or 0


def one_invitation_to_propose(key: str, viewer: Any) -> ProposalPartner | None:
    """The invitation with that key, if it waits for this person's answer."""
    return db.session.scalar(_invitations(viewer).where(ProposalPartner.key == key))


def one_partner(key: str, partner_key: str, viewer: Any) -> ProposalPartner | None:
    """The live part of an organisation in a proposal, or the invitation to it, if this person may see the proposal."""
    mine = (
        select(ProposalPartner)
        .join(ProposalPartner.proposal)
        .where(Proposal.key == key, visible_to(viewer))
        .where(ProposalPartner.key == partner_key, ProposalPartner.ended_at.is_(None))
        .options(joinedload(ProposalPartner.organization))
    )
    return db.session.scalar(mine)


# What the public is told ---------------------------------------------------------------------------------------------


class Announced(NamedTuple):
    """A proposal as everybody learns of it: the step that was announced last, and on which day."""

    proposal: Proposal
    step: ProposalStep
    on: date


def announced_proposals(need: Need) -> list[Announced]:
    """The proposals for `need` that the public was told of by today, in the order of their announcement; the first fifty.

    Of each the step that was announced last, wherever it stands by now. What was taken back was not announced; a refusal
    is told only of a proposal that had been announced as something better. Two queries at most.
    """
    told = {move.name for move in PATH.moves if move.told}
    undone = select(Passage.undoes_id).where(Passage.undoes_id.is_not(None))
    later = Announcement.__table__.alias()
    newest = ~exists().where(later.c.passage_id == Announcement.passage_id, later.c.id > Announcement.id)
    rows = db.session.execute(
        select(Passage.thing_id, Passage.end, Announcement.announced_on)
        .join(Announcement, Announcement.passage_id == Passage.id)
        .join(Proposal, Proposal.id == Passage.thing_id)
        .where(Passage.noun == PATH.noun, Proposal.need_id == need.id, Proposal.step != ProposalStep.DRAFT)
        .where(Passage.move.in_(told), Passage.id.not_in(undone), newest, Announcement.announced_on <= clock.today())
        .order_by(Passage.id)
        .limit(500)
    ).all()
    first: dict[int, date] = {}
    last: dict[int, tuple[ProposalStep, date]] = {}
    for row in rows:
        step = ProposalStep(row.end)
        if step in MADE_PUBLIC:
            first.setdefault(row.thing_id, row.announced_on)
        if row.thing_id in first:
            last[row.thing_id] = (step, row.announced_on)
    if not last:
        return []
    numbers = sorted(last, key=lambda number: (first[number], number))[:50]
    found = {p.id: p for p in db.session.scalars(_with_names(select(Proposal).where(Proposal.id.in_(numbers))))}
    return [Announced(found[number], *last[number]) for number in numbers if number in found]
