"""The demo data, loaded once for all tests that only look at it."""

import pytest

from hack import clock, db
from hack.app import create_app
from hack.config import Settings
from hack.demo.judging import judge_suggestions
from hack.demo.play import load_demo
from hack.matching.fitting import refit
from tests.conftest import NOON
from tests.schema import make_schema


@pytest.fixture(scope="session")
def installation(tmp_path_factory):
    """An installation into which the demo data was loaded once, as the command does it, and who can sign in there."""
    settings = Settings(instance=str(tmp_path_factory.mktemp("demo")), environment="test", secret_key="x" * 40)
    make_schema(settings.database)
    with clock.stopped_at(NOON):
        with create_app(settings).app_context():
            accounts = load_demo(settings, lambda line: None)
            refit()
            judge_suggestions(lambda line: None)
        db.disconnect()
    return settings, accounts


@pytest.fixture
def played(installation):
    """The database with the demo data, at noon of the day on which it was loaded; who can sign in."""
    settings, accounts = installation
    with clock.stopped_at(NOON):
        db.connect(settings.database)
        yield accounts
        db.disconnect()


@pytest.fixture
def place(app, stage):
    """An empty installation into which the demo data can be loaded, as the command does it."""
    with app.app_context():
        yield stage
