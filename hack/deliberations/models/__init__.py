"""What there is of deliberations: bodies with their sittings, papers with their places on agendas, and what was ruled."""

from hack.deliberations.models.papers import (
    PARTS,
    Paper,
    PaperReplacement,
    Ruling,
    RulingCondition,
    RulingCorrection,
    Tabling,
)
from hack.deliberations.models.sittings import SAID, Body, Sitting, SittingVersion

__all__ = [
    "Body",
    "PARTS",
    "Paper",
    "PaperReplacement",
    "Ruling",
    "RulingCondition",
    "RulingCorrection",
    "SAID",
    "Sitting",
    "SittingVersion",
    "Tabling",
]
