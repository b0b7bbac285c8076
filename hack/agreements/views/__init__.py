"""The pages of the register of agreements: one module per errand, all on one blueprint."""

from hack.agreements.views import concluding, entering, outcomes, reading
from hack.agreements.views.blueprint import bp

__all__ = ["bp", "concluding", "entering", "outcomes", "reading"]
