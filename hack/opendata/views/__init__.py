"""The pages of the open data desk: one module per errand, all on one blueprint."""

from hack.opendata.views import asking, catalogue, deciding, inquiring, needs, reading, sets, taking_over
from hack.opendata.views.blueprint import bp

__all__ = ["asking", "bp", "catalogue", "deciding", "inquiring", "needs", "reading", "sets", "taking_over"]
