"""Where the matcher keeps its cache in this installation; said once by the application."""

from pathlib import Path

_said: dict[str, Path] = {}


def connect(folder: Path) -> None:
    """Say in which folder the cache lies; nothing is read or made."""
    _said["folder"] = folder


def folder() -> Path:
    """The folder of the cache; KeyError before `connect`."""
    return _said["folder"]
