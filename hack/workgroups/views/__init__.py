"""The pages of this chapter, one file for each thing that is done in a group; all on one blueprint."""

from hack.workgroups.views import (
    calendars,
    charters,
    closing,
    files,
    leading,
    meetings,
    members,
    reading,
    resolutions,
    talk,
    tasks,
)
from hack.workgroups.views.blueprint import bp

__all__ = [
    "bp",
    "calendars",
    "charters",
    "closing",
    "files",
    "leading",
    "meetings",
    "members",
    "reading",
    "resolutions",
    "talk",
    "tasks",
]
