"""What there is of the front: themes, cases with what is said and asked about them, and the days of their dialogues."""

from hack.intake.models.asking import Concerned, Inquiry
from hack.intake.models.case import Case, Ground
from hack.intake.models.talking import CaseEntry, Dialogue, Slot
from hack.intake.models.themes import Theme
from hack.intake.models.words import CaseKind, Condition, Counter, Refusal

__all__ = [
    "Case",
    "CaseEntry",
    "CaseKind",
    "Concerned",
    "Condition",
    "Counter",
    "Dialogue",
    "Ground",
    "Inquiry",
    "Refusal",
    "Slot",
    "Theme",
]
