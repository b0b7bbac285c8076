"""The stage that every test plays on: a stopped clock, a fresh database, the cast, and people at a screen."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import NullPool, create_engine, text

from hack import clock, db
from hack.config import Settings
from tests.cast import Cast, enter_cast
from tests.schema import make_schema

NOON = datetime(2026, 5, 12, 3, 0, tzinfo=UTC)
"""Tuesday 12 May 2026, noon in Japan: when tests happen unless they say otherwise."""


@pytest.fixture(scope="session")
def postgres() -> str | None:
    """The address of a PostgreSQL server for this run, if TEST_DATABASE asks for one; else None."""
    return os.environ.get("TEST_DATABASE") or None


@pytest.fixture(scope="session")
def template(postgres: str | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database with all tables, to be copied for each test: a file's path, or a database's name."""
    if postgres is None:
        path = tmp_path_factory.mktemp("template") / "empty.db"
        make_schema(f"sqlite:///{path}")
        yield str(path)
        return
    name = f"empty_{uuid.uuid4().hex[:12]}"
    with _server(postgres) as server:
        server.execute(text(f"CREATE DATABASE {name}"))
    make_schema(_named(postgres, name))
    yield name
    with _server(postgres) as server:
        server.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def settings(tmp_path: Path, template: str, postgres: str | None) -> Iterator[Settings]:
    """The settings of an installation of its own, with a fresh copy of the empty database."""
    if postgres is None:
        shutil.copy(template, tmp_path / "hack.db")
        yield Settings(instance=str(tmp_path), environment="test", secret_key="x" * 40)
        return
    name = f"test_{uuid.uuid4().hex[:12]}"
    with _server(postgres) as server:
        server.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield Settings(instance=str(tmp_path), environment="test", secret_key="x" * 40, database_url=_named(postgres, name))
    with _server(postgres) as server:
        server.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def stage(settings: Settings) -> Iterator[Settings]:
    """The database alone, with the clock stopped at noon of 12 May 2026."""
    with clock.stopped_at(NOON):
        db.connect(settings.database)
        yield settings
        db.disconnect()


@pytest.fixture
def cast(stage: Settings) -> Cast:
    """The people that tests speak of, entered into the database."""
    return enter_cast()


@pytest.fixture
def app(stage: Settings) -> Flask:
    """The whole application on the stage; no context is held open around it."""
    return import_module("hack.app").create_app(stage)


@pytest.fixture
def browser_of(app: Flask) -> Callable[..., Any]:
    """`browser_of(person)`: that person at a screen, signed in; `browser_of(None)`: a visitor."""
    return lambda person=None: import_module("tests.browser").Browser(app, person)


def _named(address: str, name: str) -> str:
    head, _, tail = address.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{tail}" if tail else "")


def _server(address: str):  # type: ignore[no-untyped-def]
    return create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect()
