"""Which part of a text is thin, where nothing fits it: measured against what others have published, and by the words that tell something."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any, NamedTuple

from sqlalchemy import and_, func, select

from hack import db
from hack.matching.likeness.documents import written
from hack.matching.likeness.hollow import HOLLOW
from hack.matching.marks import NEED_TEXT, SEED_TEXT
from hack.needs.models import Need
from hack.needs.queries import FOR_EVERYBODY
from hack.seeds.models import Seed, Visibility
from hack.seeds.queries import listed

COMPARED = 300
"""With how many published texts, the newest, one is compared."""
ENOUGH = 5
"""Fewer published texts than these do not say what is usual."""
FEW_WORDS = 5
"""With fewer telling words than this a text gives the matcher little to take hold of."""
MOST_TOLD = 4
Names = Sequence[tuple[str, str]]


class Thin(NamedTuple):
    """A part of a text that says little: what it is called, its field, how many letters it has, and how many are usual, if that is known."""

    label: str
    field: str
    letters: int
    usual: int | None


class Thinness(NamedTuple):
    """Where a text is thin, the thinnest part first, and how many telling words all of it has."""

    parts: list[Thin]
    words: int

    @property
    def few_words(self) -> bool:
        """Whether the words alone are too few."""
        return self.words < FEW_WORDS


def thinness_of(thing: Need | Seed) -> Thinness:
    """Where the text of a need or a seed is thin, compared with what others have published. One query."""
    names = NEED_TEXT if isinstance(thing, Need) else SEED_TEXT
    told = {name: getattr(thing, name) for _, name in names}
    return Thinness(
        thin_parts(told, names, _usual_lengths(thing, names)), telling_words(f"{thing.title}\n{thing.text}")
    )


def thin_parts(told: Mapping[str, str], names: Names, usual: Mapping[str, int]) -> list[Thin]:
    """The parts that have less than half the usual letters (the empty ones where nothing is known to be usual), at most MOST_TOLD.

    usual: letters by field, empty where too few others have published. Those that fall furthest short come first.
    """
    lengths = {name: len("".join(told[name].split())) for _, name in names}
    if not usual:
        return [Thin(label, name, 0, None) for label, name in names if not lengths[name]][:MOST_TOLD]
    thin = [Thin(label, name, lengths[name], usual[name]) for label, name in names if 2 * lengths[name] < usual[name]]
    return sorted(thin, key=lambda one: one.letters - (one.usual or 0))[:MOST_TOLD]


def telling_words(told: str) -> int:
    """How many different nouns a text has that do not fit everything, a compound counting once."""
    found, end = set(), -1
    for each in sorted(written(told), key=lambda each: (each.word.start, -each.word.end)):
        if each.word.noun and each.word.end > end:
            end = each.word.end
            found.add(each.word.term)
    return len(found - HOLLOW)


def _usual_lengths(thing: Need | Seed, names: Names) -> dict[str, int]:
    """The middle length of each part among the newest texts that everybody may read, without this one."""
    kind: Any = type(thing)
    shown = FOR_EVERYBODY if kind is Need else and_(listed(), Seed.visibility == Visibility.PUBLIC)
    lengths = select(*[func.length(getattr(kind, name)) for _, name in names]).where(shown, kind.id != thing.id)
    rows = db.session.execute(lengths.order_by(kind.published_at.desc(), kind.id).limit(COMPARED)).all()
    if len(rows) < ENOUGH:
        return {}
    return {name: int(median(row[at] for row in rows)) for at, (_, name) in enumerate(names)}
