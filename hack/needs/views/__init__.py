"""The pages of needs: one module per errand, all on one blueprint."""

from hack.needs.views import calling, moving, reading, writing
from hack.needs.views.blueprint import bp

__all__ = ["bp", "calling", "moving", "reading", "writing"]
