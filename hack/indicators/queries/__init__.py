"""How well matching does, counted over quarters: what judgements say of it, and what comes of it.

Only counts go to the page, never a title or a name: an auditor is told how many proposals there are, as the audit trail tells it,
and reads none of them. What is counted is what a coordinator may see.
"""

from hack.indicators.queries.contacts import Reached, after_fitting, after_publishing
from hack.indicators.queries.judgements import Precision, Standing, Verdicts, precision, standing, verdicts

__all__ = [
    "Precision",
    "Reached",
    "Standing",
    "Verdicts",
    "after_fitting",
    "after_publishing",
    "precision",
    "standing",
    "verdicts",
]
