"""The pages of needs: one module per errand, all on one blueprint."""

from hack.needs.views import calling, moving, owners, reading, remarks, writing
from hack.needs.views.blueprint import bp

__all__ = ["bp", "calling", "moving", "owners", "reading", "remarks", "writing"]
