"""Which seeds are found, in which order."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.accounts.models import Visitor
from hack.needs.models import Field
from hack.seeds.models import FRESH, Lgwan, Readiness, Visibility
from hack.seeds.queries import listed_seeds, seeds_of
from tests.cast import a_seed


def titles(statement):
    return [seed.title for seed in db.session.scalars(statement)]


@pytest.fixture
def seeds(cast):
    """Seeds in every state that matters, by title."""
    now = clock.now()
    facts = {
        "old": {"by": cast.umi, "confirmed_at": now - FRESH - timedelta(seconds=1)},
        "a year": {"by": cast.riku, "confirmed_at": now - FRESH},
        "eleven months": {"by": cast.riku, "confirmed_at": now - timedelta(days=340), "lgwan": Lgwan.YES},
        "new": {"by": cast.umi, "readiness": Readiness.IDEA, "field": Field.HEALTH, "summary": "血圧を測ります。"},
        "city": {"by": cast.riku, "visibility": Visibility.CITY, "confirmed_at": now - timedelta(days=1)},
        "draft": {"by": cast.umi, "published_at": None, "confirmed_at": None},
        "archived": {"by": cast.umi, "archived_at": now, "confirmed_at": now - timedelta(days=500)},
    }
    return {title: a_seed(title=title, **those) for title, those in facts.items()}


def test_the_catalogue_holds_what_is_offered_the_freshest_first(seeds, cast):
    public = ["new", "eleven months", "a year", "old"]

    for viewer in (Visitor(), cast.umi, cast.kita, cast.kan):
        assert titles(listed_seeds(viewer)) == public
    for viewer in (cast.mori, cast.michi, cast.riku):
        assert titles(listed_seeds(viewer)) == ["new", "city", "eleven months", "a year", "old"]


def test_the_catalogue_is_narrowed_by_what_people_ask_for(seeds, cast):
    everybody = Visitor()

    assert titles(listed_seeds(everybody, field=Field.HEALTH)) == ["new"]
    assert titles(listed_seeds(everybody, readiness=Readiness.IDEA)) == ["new"]
    assert titles(listed_seeds(everybody, lgwan=Lgwan.YES)) == ["eleven months"]
    assert titles(listed_seeds(everybody, organization=cast.oka)) == ["eleven months", "a year"]
    assert titles(listed_seeds(everybody, of="丘データ")) == ["eleven months", "a year"]
    assert titles(listed_seeds(everybody, of="%")) == []
    assert titles(listed_seeds(everybody, words="血圧 new")) == ["new"]
    assert titles(listed_seeds(everybody, words="血圧 old")) == []


def test_an_organisations_own_list_holds_everything_archived_last(seeds, cast):
    own = titles(seeds_of(cast.minato))

    assert (set(own[:-1]), own[-1]) == ({"old", "new", "draft"}, "archived")


def test_a_seed_is_stale_when_more_than_a_year_has_gone_unconfirmed(seeds):
    assert [title for title, seed in seeds.items() if seed.stale] == ["old"]
