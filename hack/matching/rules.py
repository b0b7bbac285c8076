"""Who may see which suggestions, and say what of them.

Staff see the suggestions of every need and seed that they see; a proposer sees those between a need and the own seeds.
"""

from typing import Any

from hack import policy
from hack.accounts.rules import coordinator, of_the_organization, proposer, staff
from hack.matching.models import Suggestion, Verdict
from hack.needs.rules import of_an_owning_section
from hack.policy import Rule
from hack.seeds.models import Seed


@Rule
def about_a_seed(_user: Any, thing: Any) -> bool:
    """The thing is a seed, not a need."""
    return isinstance(thing, Seed)


@Rule
def of_the_asking_section(user: Any, suggestion: Suggestion) -> bool:
    """Works in a section that owns the need."""
    return of_an_owning_section(user, suggestion.need)


@Rule
def of_the_seeds_organization(user: Any, suggestion: Suggestion) -> bool:
    """Takes part for the organisation that owns the seed."""
    return of_the_organization(user, suggestion.seed)


@Rule
def said_it(user: Any, verdict: Verdict) -> bool:
    """Gave the verdict."""
    return user.id is not None and verdict.by_id == user.id


own_seed = about_a_seed & of_the_organization
a_need_for_ones_seeds = ~about_a_seed & proposer

RULES = policy.state(
    {
        "suggestion.read": staff | own_seed | a_need_for_ones_seeds,
        "suggestion.try": staff | proposer,
        "suggestion.judge": coordinator | of_the_asking_section | of_the_seeds_organization,
        "verdict.withdraw": said_it,
        "exposure.read": coordinator,
    }
)
