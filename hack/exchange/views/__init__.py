"""The pages of this chapter: lists that go out, tables that come in; all on one blueprint."""

from hack.exchange.views import exporting, importing
from hack.exchange.views.blueprint import bp

__all__ = ["bp", "exporting", "importing"]
