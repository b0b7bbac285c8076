"""The pages of the wordbook: one module per errand, all on one blueprint."""

from hack.wordbook.views import reading, releasing, tables, writing
from hack.wordbook.views.blueprint import bp

__all__ = ["bp", "reading", "releasing", "tables", "writing"]
