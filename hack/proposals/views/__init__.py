"""The pages of this chapter: reading proposals, writing them, and moving them on; all on one blueprint."""

from hack.proposals.views import moving, reading, writing
from hack.proposals.views.blueprint import bp

__all__ = ["bp", "moving", "reading", "writing"]
