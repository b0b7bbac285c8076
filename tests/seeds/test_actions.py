"""What can be done with seeds."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.errors import Incomplete, NotAllowed, Overtaken
from hack.outbox import EventRecord
from hack.seeds.actions import (
    TO_PUBLISH,
    archive_seed,
    confirm_seed,
    draft_seed,
    edit_seed,
    publish_seed,
    restore_seed,
)
from hack.seeds.models import Readiness, Visibility
from tests.cast import a_seed

DRAFT = {"published_at": None, "confirmed_at": None}


def do(deed, *args, **how):
    with db.transaction():
        return deed(*args, **how)


def happened(seed):
    rows = db.session.scalars(
        select(EventRecord).where(EventRecord.thing == f"seed:{seed.id}").order_by(EventRecord.id)
    )
    return [row.name for row in rows]


def test_a_draft_needs_nothing_but_its_title_and_belongs_to_the_organisation(cast):
    seed = do(draft_seed, by=cast.umi, title="波の観測")

    assert (seed.organization, seed.author, seed.listed, seed.visibility) == (
        cast.minato, cast.umi, False, Visibility.PUBLIC,
    )  # fmt: skip
    assert happened(seed) == ["SeedDrafted"]


def test_only_proposers_begin_seeds_and_write_only_what_is_asked(cast):
    for person in (cast.mori, cast.michi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed):
            do(draft_seed, by=person, title="波の観測")
    for strange in ("organization_id", "published_at", "confirmed_at", "author_id", "version"):
        with pytest.raises(TypeError, match=strange):
            do(draft_seed, by=cast.umi, title="波の観測", **{strange: None})


def test_publishing_asks_for_everything_missing_at_once(cast):
    seed = do(draft_seed, by=cast.umi, title="波の観測", summary="波を測ります。")

    with pytest.raises(Incomplete) as refused:
        do(publish_seed, seed, by=cast.umi)

    assert refused.value.missing == {name: says for name, says in TO_PUBLISH.items() if name != "summary"}
    assert not seed.listed


def test_a_complete_draft_is_published_by_any_colleague_and_is_confirmed_thereby(cast):
    seed = a_seed(by=cast.umi, **DRAFT)

    do(publish_seed, seed, by=cast.sora, seen=seed.version)

    assert (seed.published_at, seed.confirmed_at, seed.public) == (clock.now(), clock.now(), True)
    assert happened(seed) == ["SeedPublished"]
    with pytest.raises(Overtaken):
        do(publish_seed, seed, by=cast.umi)


def test_an_edit_counts_as_a_confirmation_and_a_listed_seed_stays_complete(cast):
    long_ago = clock.now() - timedelta(days=400)
    seed = a_seed(by=cast.umi, confirmed_at=long_ago)

    with pytest.raises(Incomplete):
        do(edit_seed, seed, by=cast.umi, seen=seed.version, summary="", readiness=Readiness.IDEA)
    assert (seed.readiness, seed.confirmed_at) == (Readiness.PROVEN, long_ago)
    do(edit_seed, seed, by=cast.umi, seen=seed.version, readiness=Readiness.PROVEN)
    assert (seed.confirmed_at, happened(seed)) == (long_ago, [])
    do(edit_seed, seed, by=cast.umi, seen=seed.version, readiness=Readiness.ADOPTED)

    assert (seed.readiness, seed.confirmed_at, seed.stale) == (Readiness.ADOPTED, clock.now(), False)
    assert happened(seed) == ["SeedChanged"]


def test_the_second_of_two_changes_is_refused_and_changes_nothing(cast):
    seed = a_seed(by=cast.umi, **DRAFT)
    seen = seed.version
    do(edit_seed, seed, by=cast.sora, seen=seen, title="先の名称")

    for deed, how in ((edit_seed, {"title": "後の名称"}), (publish_seed, {}), (archive_seed, {})):
        with pytest.raises(Overtaken):
            do(deed, seed, by=cast.umi, seen=seen, **how)

    assert (seed.title, seed.published_at, seed.archived_at) == ("先の名称", None, None)


def test_saying_that_it_still_holds_makes_it_fresh(cast):
    seed = a_seed(by=cast.umi, confirmed_at=clock.now() - timedelta(days=400))
    assert seed.stale

    do(confirm_seed, seed, by=cast.sora)

    assert not seed.stale
    with clock.stopped_at(clock.now() + timedelta(days=366)):
        assert seed.stale
    assert happened(seed) == ["SeedChanged"]


def test_an_archived_seed_leaves_the_catalogue_and_comes_back_confirmed(cast):
    seed = a_seed(by=cast.umi, confirmed_at=clock.now() - timedelta(days=400))

    do(archive_seed, seed, by=cast.umi)
    assert (seed.listed, seed.public, seed.archived_at) == (False, False, clock.now())
    for deed, how in (
        (edit_seed, {"seen": seed.version, "title": "x"}),
        (archive_seed, {}),
        (confirm_seed, {}),
        (publish_seed, {}),
    ):
        with pytest.raises(Overtaken):
            do(deed, seed, by=cast.umi, **how)
    do(restore_seed, seed, by=cast.umi)

    assert (seed.listed, seed.stale, happened(seed)) == (True, False, ["SeedArchived", "SeedPublished"])


def test_an_archived_draft_comes_back_as_a_draft(cast):
    seed = a_seed(by=cast.umi, **DRAFT)

    do(archive_seed, seed, by=cast.umi)
    do(restore_seed, seed, by=cast.umi)

    assert (seed.listed, seed.confirmed_at, happened(seed)) == (False, None, ["SeedArchived", "SeedChanged"])


def test_others_do_nothing_with_it(cast):
    seed = a_seed(by=cast.umi)
    before = seed.version

    for person in (cast.riku, cast.kita, cast.mori, cast.michi, cast.kan, cast.ken):
        for deed in (publish_seed, confirm_seed, archive_seed, restore_seed):
            with pytest.raises(NotAllowed):
                do(deed, seed, by=person)
        with pytest.raises(NotAllowed):
            do(edit_seed, seed, by=person, seen=seed.version, title="x")
    assert (seed.version, happened(seed)) == (before, [])
