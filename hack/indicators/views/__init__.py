"""The pages of the indicators: one module per errand, all on one blueprint."""

from hack.indicators.views import behind, figures, participants, quality, tables, terms
from hack.indicators.views.blueprint import bp

__all__ = ["behind", "bp", "figures", "participants", "quality", "tables", "terms"]
