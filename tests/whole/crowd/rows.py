"""Rows by the hundred."""

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from typing import Any

from sqlalchemy import insert, select

from hack import db
from hack.accounts.models import User


def first_of(kind: Any, *conditions: Any) -> Any:
    return db.session.scalars(select(kind).where(*conditions).order_by(kind.id).limit(1)).one()


def many(kind: Any, count: int, owners: list[Any], row: Callable[[int, Any], dict[str, Any]]) -> list[Any]:
    """So many rows, each of the next of the owners; the new things."""
    rows = [row(number, owner) for number, owner in enumerate(islice(cycle(owners), count))]
    with db.transaction():
        return list(db.session.scalars(insert(kind).returning(kind), rows))


def thirds(one: Any, others: list[Any]) -> Iterator[Any]:
    """For ever: that one, and two of the others."""
    rest = cycle(others)
    while True:
        yield from (one, next(rest), next(rest))


def some_of(people: list[User], number: int, count: int) -> list[User]:
    return [people[(number * 7 + place) % len(people)] for place in range(count)]
