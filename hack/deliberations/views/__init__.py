"""The pages of this chapter: papers, their way to a ruling, sittings, and the bodies there are; all on one blueprint."""

from hack.deliberations.views import bodies, correcting, papers, ruling, sittings
from hack.deliberations.views.blueprint import bp

__all__ = ["bodies", "bp", "correcting", "papers", "ruling", "sittings"]
