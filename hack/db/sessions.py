"""One session for web, commands and worker, and the only commit."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import has_app_context
from flask.globals import app_ctx
from pysqlite3 import dbapi2 as sqlite
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import Session, scoped_session, sessionmaker

OLDEST_SQLITE = (3, 51, 3)
PATIENCE = {"statement_timeout": "30s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "60s"}
"""For how long PostgreSQL bears with one statement, with waiting for a lock, and with a transaction that does nothing."""


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
            oldest = ".".join(map(str, OLDEST_SQLITE))
            raise RuntimeError(f"SQLite {sqlite.sqlite_version} is too old: {oldest} or newer is needed")
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
