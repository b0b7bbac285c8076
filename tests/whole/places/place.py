"""A thing that addresses can be about."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Place:
    """Something that addresses can be about: in words, its variables in the address, and what follows the question mark."""

    says: str
    values: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)


def by_key_of(noun: str, things: dict[str, Any]) -> list[Place]:
    return [Place(f"{noun}: {says}", {"key": thing.key}) for says, thing in things.items()]
