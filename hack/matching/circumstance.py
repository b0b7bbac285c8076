"""What speaks for a pair besides its words, and what has still to be found out: said to the bureau and to the company in their own words."""

from dataclasses import dataclass
from typing import Literal

from hack.labels import Labelled
from hack.roles import Role

MOST_QUOTED = 50
Written = tuple[Literal["need", "seed"], str]
"""A field that somebody may write: whether of the need or of the seed, and its name there."""


class Sort(Labelled):
    """Whether a circumstance speaks for the pair, is otherwise than the other side has it, or is not known."""

    FITS = "fits", "合っている点"
    DIFFERS = "differs", "食い違うかもしれない点"
    UNKNOWN = "unknown", "書かれていない点"


class Side(Labelled):
    """For whom a circumstance is put into words: who has the need, or who has the seed."""

    CITY = "need", "所管課"
    COMPANY = "seed", "団体"


@dataclass(frozen=True)
class Circumstance:
    """Something true of a need and a seed: two or three words for a list, and a sentence for each side; "" where it is not that side's to read.

    `write`: the field that would settle it once it is written.
    """

    sort: Sort
    tag: str
    city: str
    company: str
    write: Written | None = None


@dataclass(frozen=True)
class Told:
    """A circumstance as one side is told it: with the own field that settles it, or else that the other side has to be asked."""

    sort: Sort
    tag: str
    words: str
    field: str = ""
    asks: bool = False


def side_of(role: Role | None) -> Side:
    """The side that somebody reads from: the city's people as the bureau, all others as the company."""
    return Side.COMPANY if role in (Role.PROPOSER, None) else Side.CITY


def told_to(side: Side, circumstance: Circumstance) -> Told | None:
    """What this side is told of it; None where it is not theirs to read."""
    words = circumstance.city if side is Side.CITY else circumstance.company
    if not words:
        return None
    if circumstance.sort is Sort.FITS:
        return Told(circumstance.sort, circumstance.tag, words)
    whose, field = circumstance.write or ("", "")
    own = whose == side.value
    return Told(circumstance.sort, circumstance.tag, words, field if own else "", not own)


def fits(tag: str, words: str, company: str | None = None) -> Circumstance:
    """Something that speaks for the pair, for both sides in the same words unless the company has its own."""
    return Circumstance(Sort.FITS, tag, words, words if company is None else company)


def quoted(told: str) -> str:
    """The beginning of a text on one line, in quotation marks."""
    line = " ".join(told.split())
    return f"「{line if len(line) <= MOST_QUOTED else line[:MOST_QUOTED] + '…'}」"
