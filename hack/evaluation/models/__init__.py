"""The evaluation (評価) of the proposals of a call: its criteria, its evaluators, what each found, and what was decided."""

from hack.evaluation.models.allotments import Allotment
from hack.evaluation.models.evaluation import Criterion, Declaration, Entry, Evaluation, Evaluator
from hack.evaluation.models.records import CriteriaCorrection, Release
from hack.evaluation.models.sheets import Score, Sheet

__all__ = [
    "Allotment",
    "CriteriaCorrection",
    "Criterion",
    "Declaration",
    "Entry",
    "Evaluation",
    "Evaluator",
    "Release",
    "Score",
    "Sheet",
]
