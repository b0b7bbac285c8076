"""The pages of this chapter: the register, what came of agreements and of their terms, and whom to turn to; all on one blueprint."""

from hack.agreements.views import concluding, contacts, entering, outcomes, reading, terms
from hack.agreements.views.blueprint import bp

__all__ = ["bp", "concluding", "contacts", "entering", "outcomes", "reading", "terms"]
