"""The pages of this chapter: groups to read, to open and lead, their members, their meetings, their files; all on one blueprint."""

from hack.workgroups.views import files, leading, meetings, members, reading
from hack.workgroups.views.blueprint import bp

__all__ = ["bp", "files", "leading", "meetings", "members", "reading"]
