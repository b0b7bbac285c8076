"""The pages of this chapter: reading proposals, writing them with their files, making them together, and moving them on; all on one blueprint."""

from hack.proposals.views import files, handing_in, moving, partners, reading, receipts, writing
from hack.proposals.views.blueprint import bp

__all__ = ["bp", "files", "handing_in", "moving", "partners", "reading", "receipts", "writing"]
