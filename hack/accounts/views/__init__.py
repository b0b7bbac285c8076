"""The pages of this chapter: one module per errand, all on one blueprint."""

from hack.accounts.views import doors, joining, me, organizations, people, resets
from hack.accounts.views.blueprint import bp

__all__ = ["bp", "doors", "joining", "me", "organizations", "people", "resets"]
