"""The city's own words: what is kept whole, and which words mean the same. A value; where it comes from is others' business."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple, Self

from hack.text.own import Own


class Whole(NamedTuple):
    """A word that is kept whole wherever it stands. `form`: the word of which it is another spelling; empty: its own."""

    written: str
    form: str = ""


class Synonyms(NamedTuple):
    """Words that mean the same. `number`: positive, and the group's for good."""

    number: int
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Wordbook:
    """One edition of the city's words; `edition` 0 where nothing was released yet."""

    edition: int = 0
    words: tuple[Whole, ...] = ()
    groups: tuple[Synonyms, ...] = ()

    @cached_property
    def digest(self) -> str:
        """A few letters for all that it says, whatever its edition is called and in whatever order; empty for nothing."""
        if not self.words and not self.groups:
            return ""
        says = (sorted(self.words), sorted((group.number, *sorted(group.terms)) for group in self.groups))
        return sha256(json.dumps(says).encode()).hexdigest()[:12]

    @cached_property
    def own(self) -> Own | None:
        """The book made ready for cutting; None where there is nothing in it."""
        if not self.digest:
            return None
        return Own(dict(self.words), {group.number: group.terms for group in self.groups})

    def written_down(self) -> dict[str, Any]:
        """The book in plain values, as JSON has them."""
        return {"edition": self.edition, "words": self.words, "groups": self.groups}

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Self:
        """The book that was written down so. Raises KeyError, TypeError or ValueError for anything else."""
        words = tuple(Whole(str(written), str(form)) for written, form in said["words"])
        groups = tuple(Synonyms(int(number), tuple(map(str, terms))) for number, terms in said["groups"])
        return cls(int(said["edition"]), words, groups)


NOTHING = Wordbook()
