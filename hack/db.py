"""The database: one session for web, commands and worker, and the only commit.

SQLite (3.51.3 or newer, in WAL, fully synchronous) by default, PostgreSQL by address. A reading session begins an ordinary
transaction; `transaction()` begins a writing one, which on SQLite takes the write lock at once (BEGIN IMMEDIATE), so that
nobody's read-then-write is lost.
"""

import enum
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from flask import has_app_context
from flask.globals import app_ctx
from pysqlite3 import dbapi2 as sqlite
from sqlalchemy import JSON, DateTime, Engine, MetaData, Select, String, create_engine, event, func, select
from sqlalchemy import Enum as EnumType
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite as sqlite_dialect
from sqlalchemy.engine import Connection, Dialect, make_url
from sqlalchemy.orm import DeclarativeBase, Session, scoped_session, sessionmaker
from sqlalchemy.types import TypeDecorator

OLDEST_SQLITE = (3, 51, 3)
KEY_LETTERS = "23456789abcdefghijkmnpqrstuvwxyz"
PATIENCE = {"statement_timeout": "30s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "60s"}
"""For how long PostgreSQL bears with one statement, with waiting for a lock, and with a transaction that does nothing."""
Row = TypeVar("Row")


class Moment(TypeDecorator[datetime]):
    """A moment, always with a time zone in the program and in UTC in the database."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {value!r}")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every table's class descends from."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: Moment(),
        enum.Enum: EnumType(enum.Enum, native_enum=False, length=32, values_callable=lambda e: [m.value for m in e]),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
        list[Any]: JSON(),
    }


KeyColumn = String(12)
Made = TypeVar("Made", bound=Base)


def random_key() -> str:
    """Twelve random letters (60 bits): what an address shows instead of a row number."""
    return "".join(secrets.choice(KEY_LETTERS) for _ in range(12))


def _scope() -> int:
    if has_app_context():
        return id(app_ctx._get_current_object())  # type: ignore[attr-defined]
    return threading.get_ident()


_make = sessionmaker()
session: scoped_session[Session] = scoped_session(_make, scopefunc=_scope)


def connect(url: str) -> Engine:
    """Open the database at `url` and bind the session to it; one that is open already stays as it is.

    Raises RuntimeError if the SQLite is too old to be trusted.
    """
    url = url.replace("postgres://", "postgresql://", 1)
    bound = _make.kw.get("bind")
    if isinstance(bound, Engine) and bound.url == make_url(url):
        return bound
    if url.startswith("sqlite"):
        if sqlite.sqlite_version_info < OLDEST_SQLITE:
            raise RuntimeError(f"SQLite {sqlite.sqlite_version} is too old: 3.51.3 or newer is needed")
        engine = create_engine(url, module=sqlite, connect_args={"timeout": 10})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(
            url,
            pool_pre_ping=True,
            pool_timeout=5,
            connect_args={
                "connect_timeout": 5,
                "options": " ".join(f"-c {name}={limit}" for name, limit in PATIENCE.items()),
            },
        )
    disconnect()
    _make.configure(bind=engine)
    return engine


def disconnect() -> None:
    """Close this thread's session and every pooled connection."""
    session.remove()
    bound = _make.kw.get("bind")
    if isinstance(bound, Engine):
        bound.dispose()


def _prepare_sqlite(raw: Any, _record: Any) -> None:
    raw.isolation_level = None
    for pragma in ("journal_mode=wal", "synchronous=full", "foreign_keys=on", "busy_timeout=10000", "mmap_size=0"):
        raw.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def transaction() -> Iterator[Session]:
    """Everything inside is kept together or not at all: the only commit in the program.

    What was read before is read afresh inside, under the write lock. Raises RuntimeError if it is nested or if something
    was already changed outside.
    """
    if session.info.get("writing"):
        raise RuntimeError("a transaction inside a transaction")
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("something was changed outside a transaction")
    session.rollback()
    session.connection(execution_options={"writing": True})
    session.info["writing"] = True
    try:
        yield session()
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop("writing", None)


@event.listens_for(_make, "before_flush")
def _writes_only_in_a_transaction(flushed: Session, *_: Any) -> None:
    if not flushed.info.get("writing"):
        raise RuntimeError("a change outside db.transaction()")


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


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list: its rows, which page it is (from 1), how many rows there are in all."""

    rows: list[Row]
    number: int
    total: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

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
    number = max(1, min(number, max(1, -(-total // size))))
    kind = statement.column_descriptions[0]["entity"]
    chosen = statement.limit(size).offset((number - 1) * size).subquery()
    rows = list(session.scalars(statement.where(kind.id.in_(select(chosen.c.id)))).unique())
    return Page(rows, number, total, size)
