"""Writing what may be there only once, and keeping others away meanwhile; said the same way on both databases."""

from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect

from hack.db.sessions import session
from hack.db.tables import Base

Made = TypeVar("Made", bound=Base)


def alone_with(*what: str) -> None:
    """Wait until nobody else's transaction is at the same `what`, and keep others from it until this one ends.

    For checks of what is not there yet, where there is no row to lock. On SQLite every transaction is alone anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext("\n".join(what)))))


def insert_once(kind: type[Made], /, **values: Any) -> bool:
    """Write this row unless one is there that may not be there twice; whether it is new. Belongs inside a transaction."""
    return enter_once(kind, **values) is not None


def enter_once(kind: type[Made], /, **values: Any) -> Made | None:
    """As `insert_once`; the new thing, or None."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite_dialect.insert
    row = insert(kind).values(**values).on_conflict_do_nothing()
    return session.scalar(row.returning(kind))
