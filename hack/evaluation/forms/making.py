"""Forms whose questions depend on what is asked about."""

from typing import Any


def form_with(base: type[Any], fields: dict[str, Any]) -> type[Any]:
    """A form that asks these questions besides those of `base`."""
    return type(base.__name__, (base,), fields)
