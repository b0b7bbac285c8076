"""The pages of this chapter: what somebody follows, following and stopping, and the link of a letter; all on one blueprint."""

from hack.following.views import following, stopping
from hack.following.views.blueprint import bp

__all__ = ["bp", "following", "stopping"]
