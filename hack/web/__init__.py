"""What every page of the platform has: who may open it, its headers, its refusals, and how things are shown."""

from hack.web.guard import anyone_may, guarded, may

__all__ = ["anyone_may", "guarded", "may"]
