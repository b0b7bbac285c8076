"""The stage that every test plays on: a stopped clock, a fresh database, the cast, and people at a screen."""

import gc
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from pysqlite3 import dbapi2 as sqlite
from sqlalchemy import NullPool, create_engine, delete, event, text

from hack import clock, db
from hack import text as language
from hack.app import connect, create_app
from hack.config import Settings
from tests.browser import Browser
from tests.cast import Cast, enter_cast
from tests.schema import make_schema

DATABASES = {"database", "postgres"}
"""The fixtures by which a test has to do with a database."""
NOON = datetime(2026, 5, 12, 3, 0, tzinfo=UTC)
"""Tuesday 12 May 2026, noon in Japan: when tests happen unless they say otherwise."""
gc.set_threshold(
    100_000, 50, 100
)  # what stands once for all tests is large, and looking through it took a seventh of the time


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes long, in whatever order; on PostgreSQL, leave out what was said on SQLite and is the same there.

    That is what has nothing to do with a database, and what is marked `once`.
    """
    if os.environ.get("TEST_DATABASE"):
        kept = [item for item in items if DATABASES & set(getattr(item, "fixturenames", ()))]
        kept = [item for item in kept if not item.get_closest_marker("once")]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def postgres() -> str | None:
    """The address of a PostgreSQL server for this run, if TEST_DATABASE asks for one; else None."""
    return os.environ.get("TEST_DATABASE") or None


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database with all tables, to be copied for each test."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    make_schema(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def database(postgres: str | None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of this process's database: one for all its tests, so that what the engine has learnt is learnt once."""
    if postgres is None:
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'hack.db'}"
        return
    name = f"test_{uuid.uuid4().hex[:12]}"
    with _server(postgres) as server:
        server.execute(text(f"CREATE DATABASE {name}"))
    address = _named(postgres, name)
    make_schema(address)
    yield address
    with _server(postgres) as server:
        server.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this process's installation, emptied for each test."""
    return tmp_path_factory.mktemp("instance")


@pytest.fixture
def settings(request: pytest.FixtureRequest, instance: Path, database: str) -> Settings:
    """The settings of an installation with an empty database and an empty folder."""
    shutil.rmtree(instance)
    instance.mkdir()
    if database.startswith("sqlite"):
        _overwrite(Path(database.removeprefix("sqlite:///")), request.getfixturevalue("template"))
    else:
        _clear(database)
    return Settings(instance=str(instance), environment="test", secret_key="x" * 40, database_url=database)


@pytest.fixture
def stage(settings: Settings) -> Iterator[Settings]:
    """The database alone, with the clock stopped at noon of 12 May 2026."""
    with clock.stopped_at(NOON):
        engine = db.connect(settings.database)
        if engine.dialect.name == "sqlite" and not event.contains(engine, "connect", _hurry):
            event.listen(engine, "connect", _hurry)
        yield settings
        db.disconnect()
        language.connect(None)


@pytest.fixture
def cast(stage: Settings) -> Cast:
    """The people that tests speak of, entered into the database."""
    return enter_cast()


class Kept(BytecodeCache):
    """Templates compiled once for all tests of this process."""

    bytecode: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.bytecode:
            bucket.bytecode_from_string(self.bytecode[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.bytecode[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture
def own_app(stage: Settings) -> Flask:
    """The whole application on the stage, for a test that takes it to pieces."""
    app = create_app(stage)
    app.jinja_env.bytecode_cache = Kept()
    return app


@pytest.fixture(scope="session")
def built() -> list[tuple[Flask, dict[str, Any], dict[str, Any]]]:
    """The application of this process once there is one, with its configuration and its pages as they were then."""
    return []


@pytest.fixture
def app(
    stage: Settings, built: list[tuple[Flask, dict[str, Any], dict[str, Any]]], request: pytest.FixtureRequest
) -> Flask:
    """The whole application on the stage; no context is held open around it."""
    if not built:
        app = request.getfixturevalue("own_app")
        built.append((app, dict(app.config), dict(app.view_functions)))
    [(app, configuration, pages)] = built
    app.config.clear()
    app.config.update(configuration)
    app.view_functions.clear()
    app.view_functions.update(pages)
    connect(stage)
    return app


@pytest.fixture
def browser_of(app: Flask) -> Callable[..., Browser]:
    """`browser_of(person)`: that person at a screen, signed in; `browser_of(None)`: a visitor."""
    return lambda person=None: Browser(app, person)


def _hurry(connection: Any, _record: Any) -> None:
    """Let SQLite be careless about power cuts: its databases live for one test each."""
    connection.execute("PRAGMA synchronous=off")


def _named(address: str, name: str) -> str:
    head, _, tail = address.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{tail}" if tail else "")


def _overwrite(path: Path, template: Path) -> None:
    """Make the SQLite database at `path` say what `template` says.

    The file itself stays: a connection left open by an earlier test would, on closing, delete the write-ahead log of
    another database that has taken its name.
    """
    with closing(sqlite.connect(template)) as source, closing(sqlite.connect(path)) as target:
        target.execute("PRAGMA synchronous=off")
        source.backup(target)


def _clear(address: str) -> None:
    """Empty the tables of the PostgreSQL database at `address` that were written to, and begin their numbers again.

    TRUNCATE ... CASCADE would make new files for every table that refers to one of them, which takes a hundred times as
    long as deleting a test's few rows. As a replica's, the deletions call no trigger and check no foreign key.
    """
    with _server(address) as server:
        counting = "SELECT sequencename, last_value IS NOT NULL FROM pg_sequences"
        counted = {name.removesuffix("_id_seq"): used for name, used in server.execute(text(counting))}
        filled = [name for name in db.Base.metadata.tables if counted.get(name, True)]
        deeds = [str(delete(db.Base.metadata.tables[name])) for name in filled]
        deeds += [f"SELECT setval('{name}_id_seq', 1, false)" for name in filled if name in counted]
        server.exec_driver_sql("; ".join(["SET session_replication_role = replica", *deeds]))


def _server(address: str):  # type: ignore[no-untyped-def]
    return create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect()
