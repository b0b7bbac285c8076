"""What is written about papers that lie before the city's body, and about its sittings."""

from hack.deliberations.models import Sitting, Tabling
from hack.events import PaperRuled, PaperTabled, RulingCorrected, SittingCalledOff, SittingMoved
from hack.notices.letters import deliberations
from hack.notices.reactions.keeping import written
from hack.outbox import Deed


def write_about_tabling(event: PaperTabled) -> Deed | None:
    """The sections that the case concerns are told that it lies before the body, and when."""
    return written(Tabling, event.tabling_id, deliberations.paper_tabled)


def write_about_ruling(event: PaperRuled) -> Deed | None:
    """The sections that the case concerns are told that something was ruled; never the proposer."""
    return written(Tabling, event.tabling_id, deliberations.paper_ruled)


def write_about_corrected_ruling(event: RulingCorrected) -> Deed | None:
    """Who was told of the ruling is told that it was put right; the proposer learns of the step, where that is another one."""
    return written(Tabling, event.tabling_id, deliberations.ruling_corrected)


def write_about_moved_sitting(event: SittingMoved) -> Deed | None:
    """Those whose papers lie before it are told its new day."""
    return written(Sitting, event.sitting_id, deliberations.sitting_moved)


def write_about_sitting_called_off(event: SittingCalledOff) -> Deed | None:
    """Those whose papers lay before it are told that it is not held."""
    return written(Sitting, event.sitting_id, deliberations.sitting_called_off)
