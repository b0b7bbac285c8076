"""What the matcher does when something happens elsewhere: the suggestions concerned are made anew."""

from typing import Any

from hack import db
from hack.matching.comparing import suggest_anew
from hack.matching.lessons import COUNTED
from hack.matching.models import Verdict
from hack.needs.models import Need
from hack.outbox import Deed
from hack.seeds.models import Seed


def suggest_for_need(event: Any) -> Deed:
    """A need changed or moved on: compare it with all seeds."""
    return suggest_anew(Need, event.need_id)


def suggest_for_seed(event: Any) -> Deed:
    """A seed was listed, changed or archived: compare it with all needs."""
    return suggest_anew(Seed, event.seed_id)


def learn_from_verdict(event: Any) -> Deed | None:
    """Somebody judged a pair, or took it back: if it was about relevance, compare the need with all seeds, as judged now."""
    verdict = db.session.get_one(Verdict, event.verdict_id)
    if verdict.reason not in COUNTED or verdict.by.organization_id is not None:
        return None
    return suggest_anew(Need, verdict.need_id, quietly=True)
