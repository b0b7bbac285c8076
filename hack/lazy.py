"""Functions that are loaded when they are first called: for modules that are heavy to import (scikit-learn takes seconds)."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def lazily(place: str) -> Callable[..., Any]:
    """The function at `place` ("module:function"); its module is imported at the first call."""
    module, name = place.split(":")

    def function(*args: Any, **kwargs: Any) -> Any:
        return getattr(import_module(module), name)(*args, **kwargs)

    function.__module__, function.__name__, function.__qualname__ = module, name, name
    return function
