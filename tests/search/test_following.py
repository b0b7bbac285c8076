"""The index follows the database: every change is found, however late and in whatever order it is laid in."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from hack import clock, db, jobs
from hack.accounts.actions import edit_organization, move_organization
from hack.accounts.models import Organization, Visitor
from hack.events import NeedChanged, OrganizationMoved, SeedChanged
from hack.needs.models import Need
from hack.search import library, queries, reactions
from hack.search.index import IndexMissing
from hack.search.library import index
from hack.search.rebuild import Drift, drift, rebuild
from hack.seeds.models import Seed
from tests.cast import a_need, a_proposal, a_seed
from tests.search.papers import a_paper


@pytest.fixture(autouse=True)
def patient(app, stage, lies):
    """The index has the patience that a busy machine needs."""
    library.connect(stage.folder / "index", lies)
    index().seconds = 20


def _total(question, viewer=None):
    """How many things somebody is told that there are; a visitor unless it is said who."""
    db.session.rollback()
    return queries.find(question, viewer or Visitor()).found.total


def _later(reaction, event):
    """React in another thread, which has read the database before and waits for the index."""

    def react():
        try:
            db.session.scalars(select(Organization)).all()
            reaction(event)
        finally:
            db.session.remove()

    thread = ThreadPoolExecutor(1)
    late = thread.submit(react)
    thread.shutdown(wait=False)
    time.sleep(0.3)
    return late


def test_a_late_writer_lays_in_what_is_true_by_then(app, cast):
    seed = a_seed(by=cast.umi)
    rebuild()
    assert _total("交通量計測") == 1

    with index().writing():
        late = _later(reactions.index_seed, SeedChanged(seed.id))
        with db.transaction():
            move_organization(cast.minato, "suspend", by=cast.mori, reason="確認のため")
    late.result(30)
    assert _total("交通量計測") == 0

    reactions.index_seeds_of_organization(OrganizationMoved(cast.minato.id, "verified", "suspended", "suspend"))
    assert (_total("交通量計測"), drift()) == (0, Drift())


def test_a_late_writer_does_not_bring_back_an_older_text(app, cast):
    need = a_need(by=cast.michi, title="街路樹の点検")
    rebuild()

    with index().writing():
        late = _later(reactions.index_need, NeedChanged(need.id))
        with db.transaction():
            need.title = "水道管の点検"
    late.result(30)

    assert (_total("街路樹"), _total("水道管")) == (0, 1)


def test_when_an_organisation_has_another_name_its_seeds_and_proposals_are_found_by_it(app, cast, monkeypatch):
    monkeypatch.setattr(reactions, "AT_ONCE", 2)
    need = a_need(by=cast.michi)
    for _ in range(3):
        a_seed(by=cast.riku)
        a_proposal(by=cast.riku, need=need)
    rebuild()
    assert (_total("丘データ"), _total("丘データ", cast.riku)) == (3, 6)

    with db.transaction():
        edit_organization(cast.oka, by=cast.mori, seen=None, name="海鳴テクノロジー株式会社")
    jobs.settle(app)

    assert [_total(name) for name in ("丘データ", "海鳴テクノロジー")] == [0, 3]
    assert [_total(name, cast.riku) for name in ("丘データ", "海鳴テクノロジー")] == [0, 6]
    assert drift() == Drift()


def test_how_far_the_index_is_from_the_database_can_be_counted(app, cast):
    need, seed = a_need(by=cast.michi), a_seed(by=cast.umi)
    with pytest.raises(IndexMissing):
        drift()
    rebuild()
    assert drift() == Drift()

    a_need(by=cast.michi)
    with db.transaction():
        db.session.get_one(Need, need.id).title = "水道管の点検"
        db.session.get_one(Seed, seed.id).archived_at = clock.now()
    index().put([a_paper("nothing any more")])

    assert drift() == Drift(missing=1, old=2, left=1)
