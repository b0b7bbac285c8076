"""What there is to compare: the needs and seeds with their versions, and their texts."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import select

from hack import db
from hack.matching.likeness.documents import Document
from hack.matching.queries import MATCHED
from hack.needs.models import Need
from hack.seeds.models import Seed
from hack.seeds.queries import listed

Kind = type[Need] | type[Seed]
Versions = dict[int, int]


def wanted(kind: Kind) -> Versions:
    """The needs that are not at an end, or the seeds of the catalogue, each with its version."""
    condition = Need.step.in_(MATCHED) if kind is Need else listed()
    return dict(db.session.execute(select(kind.id, kind.version).where(condition)).all())


def different(have: Versions, wanted: Versions) -> set[int]:
    """What is new, changed or gone, by its number."""
    return {number for number, _version in have.items() ^ wanted.items()}


def read(kind: Kind, ids: Sequence[int]) -> dict[int, Document]:
    """The texts of these needs or seeds, in the order of `ids`."""
    texts: dict[int, Document] = {}
    for start in range(0, len(ids), 500):
        some: Iterable[Any] = db.session.scalars(select(kind).where(kind.id.in_(ids[start : start + 500])))
        texts |= {thing.id: {"title": thing.title, "text": thing.text} for thing in some}
    return {number: texts[number] for number in ids}


def reading(kind: Kind) -> Callable[[Sequence[int]], list[Document]]:
    """Reads the texts of things of this kind, in the order of their numbers."""
    return lambda ids: [*read(kind, ids).values()]


def texts_of(pairs: Iterable[Sequence[Any]]) -> tuple[dict[int, Document], dict[int, Document]]:
    """The texts of the needs, and of the seeds, in these pairs: each begins with the number of its need and of its seed."""
    pairs = list(pairs)
    return read(Need, sorted({pair[0] for pair in pairs})), read(Seed, sorted({pair[1] for pair in pairs}))
