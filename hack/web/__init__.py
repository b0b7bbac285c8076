"""What every page of the platform has: who may open it, its headers, its refusals, and how things are shown."""

from hack.web.deeds import done, made
from hack.web.guard import anyone_may, guarded, may
from hack.web.lists import asked_number, page_number

__all__ = ["anyone_may", "asked_number", "done", "guarded", "made", "may", "page_number"]
