"""The pages of this chapter: lists, a consultation to open and to read, a check to answer; all on one blueprint."""

from hack.consultations.views import checking, files, opening, reading
from hack.consultations.views.blueprint import bp

__all__ = ["bp", "checking", "files", "opening", "reading"]
