"""The pages of places for trials: one module per errand, all on one blueprint."""

from hack.sites.views import calling, offering, reading
from hack.sites.views.blueprint import bp

__all__ = ["bp", "calling", "offering", "reading"]
