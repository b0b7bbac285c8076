"""The pages of support: one module per errand, all on one blueprint."""

from hack.support.views import asking, giving, reading
from hack.support.views.blueprint import bp

__all__ = ["asking", "bp", "giving", "reading"]
