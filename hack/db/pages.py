"""A list, one page at a time."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select

from hack.db.sessions import session

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list: its rows, which page it is (from 1), how many rows there are in all."""

    rows: list[Row]
    number: int
    total: int
    size: int

    @property
    def pages(self) -> int:
        return _pages(self.total, self.size)

    @property
    def first(self) -> int:
        """The number of the page's first row among all, from 1; 0 on an empty list."""
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.total)


def page_of(statement: Select[Any], number: int, size: int = 20, *, total: int | None = None) -> Page[Any]:
    """Page `number` (from 1; beyond the end: the last) of the things that `statement` selects, in its order. Two queries.

    Row numbers alone are sorted and counted off; only the page's own rows are read with all their texts.
    """
    if total is None:
        total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    number = nearest_page(number, total, size)
    kind = statement.column_descriptions[0]["entity"]
    chosen = statement.limit(size).offset((number - 1) * size).subquery()
    rows = list(session.scalars(statement.where(kind.id.in_(select(chosen.c.id)))).unique())
    return Page(rows, number, total, size)


def page_showing(statement: Select[Any], key: str, size: int = 20) -> int:
    """On which page of the things that `statement` selects, in its order, the one with that key stands; 1 where it does not. One query.

    For a link that leads to one thing among others. Only the rows' keys are read, without their texts.
    """
    kind = statement.column_descriptions[0]["entity"]
    keys = statement.with_only_columns(kind.key)
    place = next((place for place, found in enumerate(session.scalars(keys)) if found == key), 0)
    return place // size + 1


def page_in(rows: list[Row], number: int, size: int = 20) -> Page[Row]:
    """Page `number` (from 1; beyond the end: the last) of rows that are all at hand."""
    number = nearest_page(number, len(rows), size)
    return Page(rows[(number - 1) * size : number * size], number, len(rows), size)


def nearest_page(number: int, total: int, size: int) -> int:
    """The page of that number, or the nearest one that there is, where `total` rows fill pages of `size`."""
    return max(1, min(number, _pages(total, size)))


def _pages(total: int, size: int) -> int:
    return max(1, -(-total // size))
