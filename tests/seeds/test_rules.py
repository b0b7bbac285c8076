"""Who may do what with a seed."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.accounts.models import Visitor
from hack.pipeline.member import MemberStep
from hack.policy import can
from hack.seeds.models import Visibility
from hack.seeds.queries import one_seed
from hack.seeds.rules import RULES
from tests.cast import a_seed

OWN = {"umi", "sora"}
STAFF = {"michi", "kaji", "midori", "mori"}
EVERYBODY = OWN | STAFF | {"riku", "kita", "kan", "ken", "visitor"}


def everybody(cast):
    names = EVERYBODY - {"visitor"}
    return {name: getattr(cast, name) for name in names} | {"visitor": Visitor()}


def who_may(cast, permission, seed=None):
    return {name for name, person in everybody(cast).items() if can(person, permission, seed)}


def in_state(cast, state):
    """A seed of 港計測 in that state."""
    facts = {
        "public": {},
        "city": {"visibility": Visibility.CITY},
        "draft": {"published_at": None, "confirmed_at": None},
        "archived": {"archived_at": clock.now()},
        "archived draft": {"archived_at": clock.now(), "published_at": None, "confirmed_at": None},
        "stale": {"confirmed_at": clock.now() - timedelta(days=400)},
        "of a suspended organisation": {},
    }
    seed = a_seed(by=cast.umi, **facts[state])
    if state == "of a suspended organisation":
        with db.transaction():
            db.session.get(type(cast.minato), cast.minato.id).step = MemberStep.SUSPENDED
    return seed


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        ("public", EVERYBODY),
        ("stale", EVERYBODY),
        ("city", OWN | STAFF),
        ("draft", OWN),
        ("archived", OWN | {"mori"}),
        ("archived draft", OWN),
        ("of a suspended organisation", OWN | {"mori"}),
    ],
)
def test_a_seed_is_read_by_those_it_is_meant_for_and_the_query_agrees(cast, state, readers):
    seed = in_state(cast, state)

    found = {name for name, person in everybody(cast).items() if one_seed(seed.key, person) is not None}

    assert who_may(cast, "seed.read", seed) == readers
    assert found == readers


@pytest.mark.parametrize(
    ("state", "possible"),
    [
        ("public", {"edit", "confirm", "archive"}),
        ("draft", {"edit", "publish", "archive"}),
        ("archived", {"restore"}),
        ("archived draft", {"restore"}),
    ],
)
def test_its_own_people_alone_do_with_it_what_its_state_allows(cast, state, possible):
    seed = in_state(cast, state)

    deeds = {name: who_may(cast, f"seed.{name}", seed) for name in ("edit", "publish", "confirm", "archive", "restore")}

    assert {name: people for name, people in deeds.items() if people} == dict.fromkeys(possible, OWN)
    assert who_may(cast, "seed.write", seed) == OWN


def test_proposers_begin_seeds_and_have_a_list_of_their_own(cast):
    assert who_may(cast, "seed.create") == who_may(cast, "seed.list_own") == OWN | {"riku", "kita"}


def test_coordinators_alone_begin_a_seed_for_an_organisation(cast):
    assert who_may(cast, "seed.create_for") == {"mori"}


def test_every_permission_of_seeds_has_its_row_here():
    assert set(RULES) == {
        "seed.read", "seed.create", "seed.list_own", "seed.write", "seed.edit", "seed.publish", "seed.confirm",
        "seed.archive", "seed.restore", "seed.create_for",
    }  # fmt: skip
