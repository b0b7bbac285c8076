"""The pages of this chapter: the answers everybody reads, asking, and answering; all on one blueprint."""

from hack.questions.views import answering, asking, reading
from hack.questions.views.blueprint import bp

__all__ = ["answering", "asking", "bp", "reading"]
