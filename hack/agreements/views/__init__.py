"""The pages of the register of agreements: one module per errand, all on one blueprint."""

from hack.agreements.views import entering, outcomes, reading
from hack.agreements.views.blueprint import bp

__all__ = ["bp", "entering", "outcomes", "reading"]
