"""Seeds, and suggestions of them."""

from typing import Any

from hack import clock, db
from hack.matching.likeness.bands import Band
from hack.matching.models import Run, Suggestion, Verdict, VerdictReason
from hack.needs.models import Need
from hack.seeds.models import Visibility
from tests.cast import a_seed
from tests.whole.town import Town


def enter_seeds(town: Town) -> dict[str, Any]:
    umi, now = town.cast.umi, clock.now()
    return {
        "a draft": a_seed(by=umi, published_at=None, confirmed_at=None),
        "listed": a_seed(by=umi),
        "listed for the city alone": a_seed(by=umi, visibility=Visibility.CITY),
        "archived": a_seed(by=umi, archived_at=now),
        "of a suspended organisation": a_seed(by=town.tome),
    }


def a_suggestion(need: Need, seed: Any, by: Any = None) -> tuple[Suggestion, Verdict | None]:
    with db.transaction():
        run = Run(needs=1, seeds=1, settings={})
        suggestion = Suggestion(need_id=need.id, seed_id=seed.id, run=run, score=0.4, band=Band.STRONG, reasons=[])
        verdict = by and Verdict(
            need_id=need.id, seed_id=seed.id, by_id=by.id, fits=True, reason=VerdictReason.RELEVANT
        )
        db.session.add_all([one for one in (suggestion, verdict) if one])
    return suggestion, verdict
