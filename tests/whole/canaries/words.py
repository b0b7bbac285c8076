"""The words with their readers, and who is who among the readers."""

from dataclasses import dataclass, field
from typing import Any

from tests.whole.matrix import GROUP
from tests.whole.places import Place

OFFICERS = {"michi", "seki", "kaji", "midori"}
SECTION = {"michi", "seki"}
BUREAU = SECTION | {"kaji"}
COMPANY = {"umi", "sora"}
INSIDE = SECTION | {"mori", "kaji", "umi"}
"""Whom the groups are open inside to: Mori, Michi, Kaji and Umi are members, Seki is of the section; Kita has left."""


EVERYBODY = set(GROUP)
PROPOSERS = COMPANY | {"riku", "kita"}


@dataclass
class Canaries:
    """The words, with their readers, and the places at whose addresses they could be read."""

    readers: dict[str, set[str]] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)
    feeds: dict[str, str] = field(default_factory=dict)
    """The tokens of calendar addresses, by whose calendar it is."""

    def word(self, name: str, readers: set[str]) -> str:
        """A word for these readers that is part of no other."""
        word = f"canary{name}x"
        self.readers[word] = set(readers)
        return word

    def at(self, found_by: str, thing: Any, **more: str) -> Any:
        """Note that the thing has addresses; gives the thing back."""
        self.places.setdefault(found_by, []).append(Place("", {"key": thing.key, **more}))
        return thing
