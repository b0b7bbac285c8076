"""What is found: a paper, and what is written down of it, whatever the index lies in."""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from hack.search.asking import signs, surface

WORDED = ("title", "summary", "text", "organization", "section")
"""The fields that a paper's words lie in."""
MEASURES = struct.Struct(f"<q{len(WORDED) + 1}i")
"""The second of the last change, how many words each field has, and how many letters there are in all."""
NOUN = "noun"
"""The facet that every paper has."""
EVERYBODY = "public"
"""The tag of those who are nobody in particular."""
PUBLIC, PRIVATE = "public", "private"
"""The shelves."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Paper:
    """Something to be found: a need, a seed, a proposal … as the search sees it.

    `readers` are the tags of those who may find it ("public", "officer", "org:12"): one tag in common is enough, and a
    paper without tags is found by nobody. organization, section: the names of whose it is. `facets` is what it can be
    narrowed by; where a facet has several values, they come as a tuple.
    """

    noun: str
    key: str
    title: str
    text: str
    changed_at: datetime
    readers: frozenset[str] = frozenset()
    facets: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    summary: str = ""
    organization: str = ""
    section: str = ""

    @property
    def told(self) -> str:
        """All but its title in one piece, in reading order: what is shown of it."""
        return "\n".join(part for part in (self.summary, self.text, self.section, self.organization) if part)

    @property
    def facet_terms(self) -> list[str]:
        """The terms of its facets, its noun among them."""
        values = {NOUN: self.noun, **self.facets}
        return sorted(
            facet(name, one)
            for name, value in values.items()
            for one in ((value,) if isinstance(value, str) else value)
            if one
        )

    @property
    def stamp(self) -> str:
        """A few letters for all that it says: papers with the same stamp are the same."""
        says = (
            *(getattr(self, name) for name in WORDED),
            self.changed_at.timestamp(),
            sorted(self.readers),
            self.facet_terms,
        )
        return sha256(repr(says).encode()).hexdigest()[:16]


def within(paper: Paper, facets: Mapping[str, str]) -> bool:
    """Whether the paper has all these values, as the index would narrow by them."""
    having = ((paper.facets.get(name, ()), value) for name, value in facets.items())
    return all(value in ((values,) if isinstance(values, str) else values) for values, value in having)


def uid(noun: str, key: str) -> str:
    """The name under which a paper lies on its shelf."""
    return f"{noun}\x1f{key}"


def facet(name: str, value: str) -> str:
    """The term that stands for a facet's value."""
    return f"{name}\x1f{value}"


def shelf_of(paper: Paper) -> str:
    """The shelf that a paper belongs on."""
    return PUBLIC if EVERYBODY in paper.readers else PRIVATE


def row(paper: Paper, cut: Callable[[str], tuple[list[str], list[str]]]) -> Row:
    """The paper in the fields of SCHEMA. `cut` gives the words of a text and the groups that they belong to.

    Its surface is kept because phrases and letters are looked up in it.
    """
    parts = {name: cut(getattr(paper, name)) for name in WORDED}
    surfaces = [surface(getattr(paper, name)) for name in WORDED]
    told = "\n".join(part for part in surfaces if part)
    lengths = [len(words) for words, _ in parts.values()]
    return {
        "uid": uid(paper.noun, paper.key),
        **{name: words for name, (words, _) in parts.items()},
        "groups": sorted({group for _, groups in parts.values() for group in groups}),
        "signs": sorted(frozenset().union(*map(signs, surfaces))),
        "readers": sorted(paper.readers),
        "facets": paper.facet_terms,
        "measures": MEASURES.pack(int(paper.changed_at.timestamp()), *lengths, len(told)),
        "kept": (paper.noun, paper.key, paper.stamp, told),
    }
