"""What is written about papers that lie before the city's body."""

from hack.deliberations.models import Tabling
from hack.events import PaperRuled, PaperTabled
from hack.notices.letters import deliberations
from hack.notices.reactions.keeping import written
from hack.outbox import Deed


def write_about_tabling(event: PaperTabled) -> Deed | None:
    """The sections that the case concerns are told that it lies before the body, and when."""
    return written(Tabling, event.tabling_id, deliberations.paper_tabled)


def write_about_ruling(event: PaperRuled) -> Deed | None:
    """The sections that the case concerns are told that something was ruled; never the proposer."""
    return written(Tabling, event.tabling_id, deliberations.paper_ruled)
