"""In which order suggestions are listed: by band, then by score with a share for how much the pair stands out for its seed.

A seed whose text fits nearly every need (a hub) would stand in nearly every list. Its usual score is therefore held against
it: to the score, in units of the spread of all scores, is added STANDING_OUT times the z-score among the seed's own scores.
Measured on real pairs: the concentration on such seeds falls by a fifth, and nothing is lost of what belongs together.

What is usual is asked of the needs that everybody may read alone: a list must not depend on needs that its reader may not see.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, literal, select
from sqlalchemy.orm import aliased

from hack import clock
from hack.accounts.models import TAKING_PART, Organization
from hack.matching.bands import Band
from hack.matching.models import Suggestion
from hack.needs.models import Need
from hack.needs.queries import FOR_EVERYBODY
from hack.pipeline.need import NeedStep
from hack.seeds.models import Seed, Visibility
from hack.seeds.queries import listed

STANDING_OUT = 0.5
"""How much it counts that a pair stands out among the pairs of its seed."""
ENOUGH = 3
"""The scores of fewer pairs than these do not say what is usual for a seed."""
OF_ONE_HOUSE = 2
"""How many seeds of one organisation a list shows openly; the others are folded under them."""
NEW = timedelta(days=30)
"""For how long a seed counts as newly listed."""
BAND = case(*((Suggestion.band == band, place) for place, band in enumerate(Band)))


def usual_scores() -> Subquery:
    """The mean and the spread of each seed's scores, over the needs that everybody may read; of seeds with ENOUGH of them."""
    mean, squares = func.avg(Suggestion.score), func.avg(Suggestion.score * Suggestion.score)
    of_each = select(Suggestion.seed_id, mean.label("mean"), func.sqrt(_positive(squares - mean * mean)).label("spread"))
    public = of_each.join(Need, Need.id == Suggestion.need_id).where(FOR_EVERYBODY)
    return public.group_by(Suggestion.seed_id).having(func.count() >= ENOUGH).subquery("usual")


def standing(usual: Subquery) -> ColumnElement[float]:
    """The score with the seed's share, the larger the earlier; for statements that are outer-joined with `usual_scores`."""
    mean, squares = func.avg(Suggestion.score), func.avg(Suggestion.score * Suggestion.score)
    public = select(func.sqrt(_positive(squares - mean * mean))).join(Need, Need.id == Suggestion.need_id)
    spread = public.where(FOR_EVERYBODY).scalar_subquery()
    out = case((usual.c.spread > 0, (Suggestion.score - usual.c.mean) / usual.c.spread), else_=literal(0.0))
    return case((spread > 0, Suggestion.score / spread), else_=Suggestion.score) + STANDING_OUT * func.coalesce(out, 0.0)


def ranked(*conditions: ColumnElement[bool]) -> Subquery:
    """These suggestions, each with its place among those of its need, and among those of its need and organisation, from 1:
    id, need_id, seed_id, organization_id, place, of_house. The conditions may speak of Suggestion and Seed."""
    usual = usual_scores()
    order = (BAND, standing(usual).desc(), Suggestion.id)
    house = (Suggestion.need_id, Seed.organization_id)
    chosen = select(
        Suggestion.id,
        Suggestion.need_id,
        Suggestion.seed_id,
        Seed.organization_id,
        func.row_number().over(partition_by=Suggestion.need_id, order_by=order).label("place"),
        func.row_number().over(partition_by=house, order_by=order).label("of_house"),
    ).join(Seed, Seed.id == Suggestion.seed_id)
    return chosen.outerjoin(usual, usual.c.seed_id == Suggestion.seed_id).where(*conditions).subquery("ranked")


def newly_listed() -> ColumnElement[bool]:
    """The seed came into the catalogue within the last 30 days."""
    return Seed.published_at >= clock.now() - NEW


def nearest_to_each_other() -> ColumnElement[bool]:
    """Of everything that everybody may read, this need and this seed are each the other's very nearest; ties are nobody's.

    What is compared is the public needs on their way and the public seeds of the catalogue, for whoever asks. If it were what
    the viewer may see, an officer and a company would be told different things of one pair; if it were everything, that the
    mark is missing from the best public pair would tell a company that a seed for the city's eyes alone, or a need that is not
    published, lies nearer. So a pair with a hidden side never has the mark, a hidden rival never takes it away, and what the
    mark says of others could be worked out from texts that everybody reads. Scores are compared as they are, without the
    share of `standing`.
    """
    other, need, seed = aliased(Suggestion), aliased(Need), aliased(Seed)
    nearer = and_(other.id != Suggestion.id, other.score >= Suggestion.score)
    going = [step for step in NeedStep if step.public and not step.ends]
    shown_need = and_(need.step.in_(going), need.internal.is_(False))
    taking_part = seed.organization.has(Organization.step.in_(TAKING_PART))
    in_catalogue = and_(seed.published_at.is_not(None), seed.archived_at.is_(None), taking_part)
    shown_seed = and_(in_catalogue, seed.visibility == Visibility.PUBLIC)
    rival_seed = exists().where(other.need_id == Suggestion.need_id, nearer, other.seed_id == seed.id, shown_seed)
    rival_need = exists().where(other.seed_id == Suggestion.seed_id, nearer, other.need_id == need.id, shown_need)
    both_public = and_(
        Suggestion.need.has(and_(Need.step.in_(going), Need.internal.is_(False))),
        Suggestion.seed.has(and_(listed(), Seed.visibility == Visibility.PUBLIC)),
    )
    return and_(both_public, ~rival_seed, ~rival_need)


def _positive(number: Any) -> ColumnElement[float]:
    """The number, or 0 where rounding has made it a little less."""
    return case((number > 0, number), else_=literal(0.0))
