"""The pages of this chapter: criteria, evaluators, scores, the joint table, decisions; all on one blueprint."""

from hack.evaluation.views import deciding, files, leading, reading, scoring, together
from hack.evaluation.views.blueprint import bp

__all__ = ["bp", "deciding", "files", "leading", "reading", "scoring", "together"]
