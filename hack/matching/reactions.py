"""What the matcher does when something happens elsewhere: the suggestions concerned are made anew."""

from typing import Any

from hack.matching.fitting import suggest_anew
from hack.needs.models import Need
from hack.outbox import Deed
from hack.seeds.models import Seed


def suggest_for_need(event: Any) -> Deed:
    """A need changed or moved on: compare it with all seeds."""
    return suggest_anew(Need, event.need_id)


def suggest_for_seed(event: Any) -> Deed:
    """A seed was listed, changed or archived: compare it with all needs."""
    return suggest_anew(Seed, event.seed_id)
