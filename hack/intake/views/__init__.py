"""The pages of the front: one module per errand, all on one blueprint."""

from hack.intake.views import asking, ending, files, handing_in, moving, reading, sorting, talking, themes
from hack.intake.views.blueprint import bp

__all__ = ["asking", "bp", "ending", "files", "handing_in", "moving", "reading", "sorting", "talking", "themes"]
