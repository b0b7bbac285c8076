"""Who may do what with a seed."""

from typing import Any

from hack import policy
from hack.accounts.rules import coordinator, of_the_organization, proposer, staff
from hack.policy import Rule
from hack.seeds.models import Seed


@Rule
def offered(_user: Any, seed: Seed) -> bool:
    """Stands in the catalogue, and its organisation takes part."""
    return seed.listed and seed.organization.takes_part


@Rule
def public(_user: Any, seed: Seed) -> bool:
    """Is meant for everybody, not for the city alone."""
    return seed.public


@Rule
def published(_user: Any, seed: Seed) -> bool:
    """Was in the catalogue at some time."""
    return seed.published_at is not None


@Rule
def archived(_user: Any, seed: Seed) -> bool:
    """Was put away."""
    return seed.archived_at is not None


@Rule
def listed(_user: Any, seed: Seed) -> bool:
    """Stands in the catalogue."""
    return seed.listed


# Whether it is still as the person saw it is asked by the deeds: somebody who was a moment too late is told so.
RULES = policy.state(
    {
        "seed.read": of_the_organization | (offered & (public | staff)) | (published & coordinator),
        "seed.create": proposer,
        "seed.create_for": coordinator,
        "seed.list_own": proposer,
        "seed.write": of_the_organization,
        "seed.edit": of_the_organization & ~archived,
        "seed.publish": of_the_organization & ~archived & ~published,
        "seed.confirm": of_the_organization & listed,
        "seed.archive": of_the_organization & ~archived,
        "seed.restore": of_the_organization & archived,
    }
)
