"""What an edition holds: its lines, the wordbook that comes of them, and how it differs from another. Plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Self

from hack.text import Synonyms, Whole, Wordbook
from hack.wordbook.models import Deed, EntryKind, WordbookEntry


@dataclass(frozen=True)
class Line:
    """What an entry says to those who cut texts; `number` is the entry's for good."""

    number: int
    kind: str
    terms: tuple[str, ...]
    form: str = ""

    @classmethod
    def of(cls, entry: WordbookEntry) -> Self:
        """What the entry says now."""
        return cls(entry.id, entry.kind.value, tuple(term.written for term in entry.terms), entry.form)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """The line as an edition keeps it."""
        return cls(kept["number"], kept["kind"], tuple(kept["terms"]), kept["form"])

    @property
    def says(self) -> str:
        """The line as people read it."""
        return "、".join(self.terms) + (f" → {self.form}" if self.form else "")

    @property
    def label(self) -> str:
        """What kind of line it is."""
        return EntryKind(self.kind).label

    def written_down(self) -> dict[str, Any]:
        """The line in plain values."""
        return asdict(self) | {"terms": list(self.terms)}


class Difference(NamedTuple):
    """How a line of one edition differs from another's: what was done, and what it said before and says now."""

    deed: Deed
    label: str
    before: str
    after: str


def book_of(lines: Iterable[Line], edition: int = 0) -> Wordbook:
    """The wordbook of these lines; the same lines give the very same book again, ready for cutting."""
    lines = list(lines)
    words = tuple(Whole(line.terms[0], line.form) for line in lines if line.kind == EntryKind.WHOLE.value)
    groups = tuple(Synonyms(line.number, line.terms) for line in lines if line.kind == EntryKind.SYNONYMS.value)
    return _same(Wordbook(edition, words, groups))


def differences(before: Sequence[Line], after: Sequence[Line]) -> list[Difference]:
    """What was added, changed and removed between two editions, each in the order of the entries."""
    old, new = ({line.number: line for line in lines} for lines in (before, after))
    found = []
    for number in sorted(old.keys() | new.keys()):
        was, now = old.get(number), new.get(number)
        if was != now:
            deed = Deed.ADDED if was is None else Deed.REMOVED if now is None else Deed.CHANGED
            label = (now or old[number]).label
            found.append(Difference(deed, label, was.says if was else "", now.says if now else ""))
    return sorted(found, key=lambda one: list(Deed).index(one.deed))


@lru_cache(maxsize=3)
def _same(book: Wordbook) -> Wordbook:
    return book
