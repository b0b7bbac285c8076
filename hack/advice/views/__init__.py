"""The pages of the help with writing: asking one question at a time, and reading over."""

from hack.advice.views import asking, reading
from hack.advice.views.blueprint import bp

__all__ = ["asking", "bp", "reading"]
