"""Looking for places, offering one, taking and declining."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from hack import clock, db
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.needs.actions import share_need
from hack.pipeline.need import NeedStep
from hack.pipeline.site import SiteStep
from hack.sites.actions import MOST_OFFERS, edit_site_call, offer_site, open_site_call
from hack.sites.queries import call_of, one_site, open_calls, taken_sites
from tests.cast import a_need
from tests.sites.words import PLACE, a_call, a_site, do, moved

S = SiteStep


@pytest.fixture
def need(cast):
    return a_need(by=cast.michi)


@pytest.fixture
def call(cast, need):
    return a_call(need, by=cast.michi)


def test_no_more_places_are_taken_than_are_looked_for(cast, call):
    first, second, third = (a_site(call, by=by) for by in (cast.umi, cast.riku, cast.kita))
    moved(first, "take", by=cast.michi), moved(second, "take", by=cast.mori)

    with pytest.raises(RuleBroken, match="もう採用しています"):
        moved(third, "take", by=cast.michi)
    assert (third.step, call.taken) == (S.OFFERED, 2)

    moved(first, "withdraw", by=cast.umi)
    assert (moved(third, "take", by=cast.michi).step, call.taken) == (S.TAKEN, 2)
    moved(third, "release", by=cast.michi)
    assert (third.step, call.taken) == (S.DECLINED, 1)


def test_the_database_itself_takes_no_more(cast, call):
    with pytest.raises(IntegrityError), db.transaction():
        call.taken = 3


def test_an_offer_is_declined_and_withdrawn_with_a_reason_alone(cast, call):
    site = a_site(call, by=cast.umi)

    for name, by in (("decline", cast.michi), ("withdraw", cast.umi)):
        with pytest.raises(RuleBroken, match="理由"):
            moved(site, name, by=by, reason=" ")
    assert moved(site, "decline", by=cast.michi).step is S.DECLINED
    with pytest.raises(Overtaken):
        moved(site, "take", by=cast.michi)


def test_each_makes_the_own_moves_alone(cast, call):
    site = a_site(call, by=cast.umi)

    for name, by in (("take", cast.umi), ("withdraw", cast.michi), ("take", cast.kaji), ("withdraw", cast.riku)):
        with pytest.raises(NotAllowed):
            moved(site, name, by=by)
    assert moved(site, "withdraw", by=cast.sora).step is S.WITHDRAWN


def test_an_offer_is_seen_by_its_organization_the_owning_sections_and_the_secretariat(cast, need, call):
    site = a_site(call, by=cast.umi)
    do(share_need, need, cast.resources, by=cast.michi)
    people = ("michi", "midori", "kaji", "umi", "sora", "riku", "kita", "mori", "kan", "ken")

    assert [name for name in people if one_site(site.key, getattr(cast, name))] == [
        "michi", "midori", "umi", "sora", "mori",
    ]  # fmt: skip
    moved(site, "take", by=cast.midori)
    assert one_site(site.key, cast.riku) is None
    assert taken_sites(need) == [("みなと保育園", PLACE["ward"], PLACE["description"])]


def test_places_are_offered_while_the_call_lasts_to_a_public_need_by_organizations(cast, need, call):
    with pytest.raises(NotAllowed):
        a_site(call, by=cast.michi)
    with clock.stopped_at(clock.end_of(call.until)), pytest.raises(Overtaken, match="終わりました"):
        a_site(call, by=cast.umi)
    inside = a_call(a_need(by=cast.michi, internal=True), by=cast.michi)
    with pytest.raises(NotAllowed):
        a_site(inside, by=cast.umi)

    assert db.session.scalars(open_calls(cast.umi)).all() == [call]
    for by in (cast.umi, cast.riku):
        moved(a_site(call, by=by), "take", by=cast.michi)
    with pytest.raises(Overtaken):
        a_site(call, by=cast.kita)
    assert db.session.scalars(open_calls(cast.umi)).all() == []


def test_one_organization_does_not_offer_without_end(cast, call):
    with db.transaction():
        for _ in range(MOST_OFFERS):
            offer_site(call, by=cast.umi, **PLACE)

    with pytest.raises(RuleBroken, match="20か所まで"):
        a_site(call, by=cast.sora)
    assert a_site(call, by=cast.riku).step is S.OFFERED


def test_a_need_looks_for_places_once(cast, need, call):
    with pytest.raises(RuleBroken, match="もうフィールドを募集"):
        a_call(need, by=cast.mori)

    assert call_of(need) is call


def test_a_call_is_opened_by_the_sections_and_the_secretariat_for_a_day_to_come(cast, need):
    words = {"wanted": "保育所", "capacity": 1, "until": clock.today()}
    for person in (cast.kaji, cast.umi, cast.ken):
        with pytest.raises(NotAllowed):
            do(open_site_call, need, by=person, **words)
    with pytest.raises(RuleBroken, match="今日か"):
        do(open_site_call, need, by=cast.michi, **words | {"until": clock.today() - timedelta(days=1)})
    with pytest.raises(RuleBroken, match="2年以内"):
        do(open_site_call, need, by=cast.michi, **words | {"until": clock.today() + timedelta(days=731)})
    with pytest.raises(NotAllowed):
        do(open_site_call, a_need(by=cast.michi, step=NeedStep.ADOPTED), by=cast.michi, **words)


def test_a_call_is_not_made_smaller_than_what_is_taken(cast, call):
    for by in (cast.umi, cast.riku):
        moved(a_site(call, by=by), "take", by=cast.michi)
    words = {"wanted": call.wanted, "until": call.until}

    with pytest.raises(RuleBroken, match="すでに2か所"):
        do(edit_site_call, call, by=cast.michi, seen=call.version, capacity=1, **words)
    do(edit_site_call, call, by=cast.michi, seen=call.version, capacity=3, **words)
    assert (call.capacity, call.full) == (3, False)


def test_a_call_that_somebody_else_changed_is_not_overwritten(cast, call):
    seen, words = call.version, {"capacity": 5, "until": call.until}
    do(edit_site_call, call, by=cast.mori, seen=seen, wanted="学校", **words)

    with pytest.raises(Overtaken):
        do(edit_site_call, call, by=cast.michi, seen=seen, wanted="工場", **words)
    assert call.wanted == "学校"
