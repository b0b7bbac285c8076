"""What the front page and a person's own page show of every chapter."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.accounts.models import Organization
from hack.accounts.queries import open_invitations
from hack.accounts.queries import visible_to as organizations_visible_to
from hack.following.models import Follow, Kind
from hack.intake.models import Case
from hack.intake.queries import visible_to as cases_visible_to
from hack.matching.likeness.bands import Band
from hack.matching.models import Suggestion, Verdict
from hack.matching.order import band_to, score_to
from hack.matching.queries import MATCHED
from hack.matching.queries import visible_to as suggestions_visible_to
from hack.needs.models import Need
from hack.needs.queries import open_needs, owned_by
from hack.needs.queries import visible_to as needs_visible_to
from hack.notices.queries import dead_deliveries, dead_letters
from hack.pipeline.front import CaseStep
from hack.pipeline.member import MemberStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal
from hack.proposals.queries import made_by, needs_answered_by
from hack.proposals.queries import visible_to as proposals_visible_to
from hack.seeds.models import Seed
from hack.seeds.queries import listed_to
from hack.seeds.queries import visible_to as seeds_visible_to
from hack.workgroups.models import Meeting
from hack.workgroups.queries import joined_by
from hack.workgroups.queries import visible_to as workgroups_visible_to

WORTH_A_LOOK = (Band.STRONG, Band.POSSIBLE)


@dataclass(frozen=True)
class Figures:
    """The numbers of the front page, each of what the viewer may see."""

    open_calls: int
    seeds: int
    on_the_way: int
    adopted: int
    organizations: int


def figures(viewer: Any) -> Figures:
    """How many calls are open today, seeds listed, needs between their call and their end, needs adopted, organisations. One query."""
    on_the_way = [step for step in NeedStep if step.public and not step.ends and not step.open]

    def count(thing: Any, *conditions: Any) -> Any:
        return select(func.count(thing.id)).where(*conditions).scalar_subquery()

    seen = needs_visible_to(viewer)
    row = db.session.execute(
        select(
            select(func.count()).select_from(open_needs(viewer).order_by(None).subquery()).scalar_subquery(),
            count(Seed, listed_to(viewer)),
            count(Need, seen, Need.step.in_(on_the_way)),
            count(Need, seen, Need.step == NeedStep.ADOPTED),
            count(Organization, organizations_visible_to(viewer), Organization.step == MemberStep.ACTIVE),
        )
    ).one()
    return Figures(*row)


@dataclass(frozen=True)
class Care:
    """What an administrator looks after: who was invited and has not come, and what could not be delivered."""

    invited: int
    undelivered: int


def care_of(viewer: Any) -> Care:
    """How much there is to look after. One query."""
    count = select(func.count())
    invited, letters, reactions = (
        count.select_from(found.order_by(None).subquery()).scalar_subquery()
        for found in (open_invitations(viewer), dead_letters(), dead_deliveries())
    )
    return Care(*db.session.execute(select(invited, letters + reactions)).one())


def closing_soon(viewer: Any, most: int = 6) -> list[Need]:
    """The open calls that close next."""
    return list(db.session.scalars(open_needs(viewer).limit(most)))


def newest_seeds(viewer: Any, most: int = 3) -> list[Seed]:
    """The seeds that were listed last."""
    listed = select(Seed).where(listed_to(viewer))
    return list(
        db.session.scalars(
            listed.options(joinedload(Seed.organization)).order_by(Seed.published_at.desc(), Seed.id.desc()).limit(most)
        )
    )


def adopted_needs(viewer: Any, most: int = 3) -> list[Need]:
    """The needs whose solution is in use, the newest first."""
    done = select(Need).where(needs_visible_to(viewer), Need.step == NeedStep.ADOPTED)
    newest = done.options(joinedload(Need.section)).order_by(Need.step_since.desc(), Need.id.desc())
    return list(db.session.scalars(newest.limit(most)))


def next_meetings(viewer: Any, most: int = 5) -> list[Meeting]:
    """The coming meetings of the viewer's own working groups, the next first."""
    return list(
        db.session.scalars(
            select(Meeting)
            .join(Meeting.workgroup)
            .where(joined_by(viewer), workgroups_visible_to(viewer), Meeting.starts_at >= clock.now())
            .options(joinedload(Meeting.workgroup))
            .order_by(Meeting.starts_at, Meeting.id)
            .limit(most)
        )
    )


def followed_needs(viewer: Any, most: int = 3) -> list[Need]:
    """The needs that this person follows and may see, the last moved first."""
    followed = select(Follow.thing).where(Follow.user_id == viewer.id, Follow.kind == Kind.NEED)
    seen = select(Need).where(needs_visible_to(viewer), Need.key.in_(followed)).options(joinedload(Need.section))
    return list(db.session.scalars(seen.order_by(Need.step_since.desc(), Need.id.desc()).limit(most)))


def own_needs(viewer: Any, most: int = 5) -> list[Need]:
    """The needs of the viewer's section that are not at an end, the last changed first."""
    going = [step for step in NeedStep if not step.ends]
    return list(
        db.session.scalars(
            select(Need)
            .where(needs_visible_to(viewer), owned_by(viewer), Need.step.in_(going))
            .order_by(Need.changed_at.desc(), Need.id.desc())
            .limit(most)
        )
    )


def own_seeds(viewer: Any, most: int = 5) -> list[Seed]:
    """The seeds of the viewer's organisation, the last changed first; archived ones left out."""
    own = select(Seed).where(seeds_visible_to(viewer), Seed.organization_id == viewer.organization_id)
    newest = own.where(Seed.archived_at.is_(None)).order_by(Seed.changed_at.desc(), Seed.id.desc())
    return list(db.session.scalars(newest.limit(most)))


def _judged(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Somebody has said of the suggested pair that it fits or not, and did not take it back."""
    pair = (Verdict.need_id == Suggestion.need_id, Verdict.seed_id == Suggestion.seed_id)
    return exists().where(*pair, Verdict.withdrawn_at.is_(None), *conditions)


def fitting_calls(viewer: Any, most: int = 3) -> list[Suggestion]:
    """The open calls that the viewer's seeds fit best, each with its likest seed, the likest first; those left out for
    which the organisation has a proposal already, and pairs that the viewer has judged unfit. One query."""
    fitting = (
        select(
            Suggestion.id,
            func.row_number()
            .over(partition_by=Suggestion.need_id, order_by=(score_to(viewer).desc(), Suggestion.id))
            .label("place"),
        )
        .where(suggestions_visible_to(viewer), band_to(viewer).in_(WORTH_A_LOOK))
        .where(Suggestion.need_id.in_(open_needs(viewer).order_by(None).with_only_columns(Need.id)))
        .where(Suggestion.need_id.not_in(needs_answered_by(viewer)))
        .where(~_judged(Verdict.by_id == viewer.id, Verdict.fits.is_(False)))
        .subquery()
    )
    best = select(Suggestion).where(Suggestion.id.in_(select(fitting.c.id).where(fitting.c.place == 1)))
    return _likest(best, viewer, most)


def proposals_under_way(viewer: Any, most: int = 5) -> list[Proposal]:
    """The proposals of the viewer's organisation that have not come to an end, drafts too, the last moved first."""
    going = [step for step in ProposalStep if not step.ends]
    own = select(Proposal).where(proposals_visible_to(viewer), made_by(viewer), Proposal.step.in_(going))
    return list(db.session.scalars(own.order_by(Proposal.step_since.desc(), Proposal.id.desc()).limit(most)))


def cases_under_way(viewer: Any, most: int = 5) -> list[Case]:
    """The cases of the front of the viewer's organisation that have not come to an end, the last moved first."""
    going = [step for step in CaseStep if not step.ends]
    own = select(Case).where(cases_visible_to(viewer), Case.organization_id == viewer.organization_id)
    moved = own.where(Case.step.in_(going)).order_by(Case.step_since.desc(), Case.id.desc())
    return list(db.session.scalars(moved.limit(most)))


def _to_judge(viewer: Any) -> ColumnElement[bool]:
    """Suggestions that go well together, for needs on their way, of which nobody has said anything yet."""
    going = Suggestion.need.has(Need.step.in_(MATCHED))
    return and_(suggestions_visible_to(viewer), going, band_to(viewer).in_(WORTH_A_LOOK), ~_judged())


def how_many_to_judge(viewer: Any) -> int:
    """How many suggestions wait for somebody's verdict."""
    return db.session.scalar(select(func.count(Suggestion.id)).where(_to_judge(viewer))) or 0


def suggestions_to_judge(viewer: Any, most: int = 3) -> list[Suggestion]:
    """The suggestions that wait for somebody's verdict, the likest first."""
    return _likest(select(Suggestion).where(_to_judge(viewer)), viewer, most)


def _likest(chosen: Any, viewer: Any, most: int) -> list[Suggestion]:
    both = (
        joinedload(Suggestion.need).joinedload(Need.section),
        joinedload(Suggestion.seed).joinedload(Seed.organization),
    )
    likest = chosen.options(*both).order_by(score_to(viewer).desc(), Suggestion.id)
    return list(db.session.scalars(likest.limit(most)))
