"""A city after some years: hundreds of everything around the things that the places of `fill` lead to; one file per subject."""

from tests.whole.crowd.entering import enter_crowd

__all__ = ["enter_crowd"]
