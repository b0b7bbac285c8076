"""In which order suggestions are listed: by band, then by score less half of what is usual for the seed.

A seed whose text is near to nearly every need (a hub) would stand in nearly every list. What is usual for it, the mean of its
ten best scores, is therefore held against it: score - HELD_AGAINST * usual. Measured with the code of `bench/matching.py`
(first fives; Gini of how often each seed stands there, then MRR): JSQuAD .324 to .262, .948 to .946; needs and solutions of
cities with others among them .264 to .221, .668 to .694; the demo's .294 to .193. The z-score among all scores of a seed does
the same (.264, .223, .241) and asks for scores that are not kept.

What is usual is asked of the needs that everybody may read alone: a list must not depend on needs that its reader may not see.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, select
from sqlalchemy.orm import aliased

from hack import clock
from hack.accounts.models import TAKING_PART, Organization
from hack.matching.likeness.bands import Band
from hack.matching.models import STAFF, Suggestion
from hack.needs.models import Need
from hack.needs.queries import FOR_EVERYBODY
from hack.pipeline.need import NeedStep
from hack.seeds.models import Seed, Visibility
from hack.seeds.queries import listed

HELD_AGAINST = 0.5
"""What share of its usual score is held against a seed."""
BEST = 10
"""The mean of how many best scores is what is usual for a seed; where it has fewer, the others count as 0."""
OF_ONE_HOUSE = 2
"""How many seeds of one organisation a list shows openly; the others are folded under them."""
NEW = timedelta(days=30)
"""For how long a seed counts as newly listed."""
BAND, CITY_BAND = (
    case(*((column == band, place) for place, band in enumerate(Band)))
    for column in (Suggestion.band, Suggestion.city_band)
)
CITY_SCORE = Suggestion.score + Suggestion.learnt


def score_to(viewer: Any) -> ColumnElement[float]:
    """How strongly suggestions go together, as this person is told: the city's people with what was learnt from judgements."""
    return CITY_SCORE if viewer.role in STAFF else Suggestion.score.expression


def band_to(viewer: Any) -> ColumnElement[Band]:
    """The band of suggestions, as this person is told: see `Suggestion.band_to`."""
    return (Suggestion.city_band if viewer.role in STAFF else Suggestion.band).expression


def likest_first(viewer: Any) -> tuple[ColumnElement[Any], ...]:
    """The order of suggestions by band and score, as this person is told."""
    band = CITY_BAND if viewer.role in STAFF else BAND
    return band, score_to(viewer).desc(), Suggestion.id.expression


def usual_scores(*of: ColumnElement[bool]) -> Subquery:
    """What is usual for each seed (of these, by conditions on Suggestion), over the needs that everybody may read: seed_id, usual."""
    at = func.row_number().over(partition_by=Suggestion.seed_id, order_by=Suggestion.score.desc()).label("at")
    public = select(Suggestion.seed_id, Suggestion.score, at).join(Need, Need.id == Suggestion.need_id)
    best = public.where(FOR_EVERYBODY, Suggestion.band != Band.NONE, *of).subquery()
    mean = (func.sum(best.c.score) / BEST).label("usual")
    return select(best.c.seed_id, mean).where(best.c.at <= BEST).group_by(best.c.seed_id).subquery("usual")


def ranked(*conditions: ColumnElement[bool], of: Need | None = None) -> Subquery:
    """These suggestions (of one need, if given), each with its place among those of its need, and among those of its need and
    organisation, from 1, as the city's people see them: id, need_id, seed_id, organization_id, place, of_house."""
    if of is None:
        usual = usual_scores()
    else:
        its = aliased(Suggestion)
        usual = usual_scores(Suggestion.seed_id.in_(select(its.seed_id).where(its.need_id == of.id)))
        conditions = (Suggestion.need_id == of.id, *conditions)
    standing = CITY_SCORE - HELD_AGAINST * func.coalesce(usual.c.usual, 0.0)
    order = (CITY_BAND, standing.desc(), Suggestion.id)
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
    share that `ranked` holds against a seed.
    """
    other, need, seed = aliased(Suggestion), aliased(Need), aliased(Seed)
    nearer = and_(other.id != Suggestion.id, other.band != Band.NONE, other.score >= Suggestion.score)
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
