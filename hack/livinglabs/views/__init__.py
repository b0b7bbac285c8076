"""The pages of labs: one module per errand, all on one blueprint."""

from hack.livinglabs.views import (
    gatherings,
    handovers,
    leading,
    members,
    milestones,
    projects,
    reading,
    registering,
    voices,
)
from hack.livinglabs.views.blueprint import bp

__all__ = [
    "bp",
    "gatherings",
    "handovers",
    "leading",
    "members",
    "milestones",
    "projects",
    "reading",
    "registering",
    "voices",
]
