"""The pages of this chapter: reading proposals, writing them, making them together, and moving them on; all on one blueprint."""

from hack.proposals.views import handing_in, moving, partners, reading, receipts, writing
from hack.proposals.views.blueprint import bp

__all__ = ["bp", "handing_in", "moving", "partners", "reading", "receipts", "writing"]
