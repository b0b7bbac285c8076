"""Following, stopping, and choosing."""

import pytest
from sqlalchemy import func, select

from hack import db
from hack.errors import NotAllowed, RuleBroken
from hack.following import actions
from hack.following.actions import choose_ways, follow_field, follow_need, follow_search, stop_by_letter, stop_following
from hack.following.models import Follow, Kind, Topic, Way, written
from hack.following.queries import follow_of, wishes_of
from hack.needs.models import Field
from hack.outbox import EventRecord
from tests.cast import a_need
from tests.together import together


def _do(deed):
    with db.transaction():
        deed()


def _mine(person):
    rows = db.session.scalars(select(Follow).where(Follow.user_id == person.id).order_by(Follow.id))
    return [(one.kind, one.thing, one.noun) for one in rows]


def test_each_thing_is_followed_once(cast):
    need = a_need(by=cast.michi)
    for _ in range(3):
        _do(lambda: follow_need(need, by=cast.umi))
        _do(lambda: follow_field(Field.ROADS, by=cast.umi))
        _do(lambda: follow_search(" 交通量  計測 ", by=cast.umi, noun="need"))

    assert _mine(cast.umi) == [
        (Kind.NEED, need.key, ""),
        (Kind.FIELD, "roads", ""),
        (Kind.SEARCH, "交通量 計測", "need"),
    ]
    assert db.session.scalar(select(func.count()).select_from(EventRecord)) == 3


def test_two_presses_at_once_leave_one(cast):
    number = cast.umi.id

    def press():
        follow_field(Field.ROADS, by=db.session.get_one(type(cast.umi), number))

    assert together(4, press) == ["done"] * 4
    assert db.session.scalar(select(func.count()).select_from(Follow)) == 1


def test_the_same_words_narrowed_otherwise_are_another_search(cast):
    for facets in (
        {},
        {"field": "roads"},
        {"bureau": "道路局", "field": "roads"},
        {"field": "roads", "bureau": "道路局"},
    ):
        _do(lambda facets=facets: follow_search("交通量", by=cast.umi, facets=facets))

    kept = db.session.scalars(select(Follow).order_by(Follow.id)).all()
    assert [one.facets for one in kept] == [{}, {"field": "roads"}, {"field": "roads", "bureau": "道路局"}]
    assert follow_of(cast.umi, Kind.SEARCH, "交通量", narrowed=written({"field": "roads"})) is kept[1]


def test_what_makes_no_sense_narrows_no_search(cast):
    strange = {"field": "moon", "stage": "", "bureau": "局" * 81, "colour": "red"}
    _do(lambda: follow_search("交通量", by=cast.umi, facets=strange))
    longest = {"field": "roads", "bureau": "「局\"' " * 13, "stage": "open", "readiness": "proven", "kind": "company"}
    _do(lambda: follow_search("交通量", by=cast.umi, facets=longest))

    assert [one.facets for one in db.session.scalars(select(Follow).order_by(Follow.id))] == [{}, longest]


def test_a_narrowed_search_saved_twice_at_once_is_one(cast):
    number = cast.umi.id

    def press():
        by = db.session.get_one(type(cast.umi), number)
        follow_search("交通量", by=by, noun="need", facets={"bureau": "道路局"})

    assert together(4, press) == ["done"] * 4
    assert db.session.scalar(select(func.count()).select_from(Follow)) == 1


def test_there_is_an_end_to_what_one_follows(cast, monkeypatch):
    monkeypatch.setattr(actions, "MOST_SEARCHES", 2)
    for words in ("一", "二"):
        _do(lambda words=words: follow_search(words, by=cast.umi))
    with pytest.raises(RuleBroken, match="2件まで"):
        _do(lambda: follow_search("三", by=cast.umi))
    _do(lambda: follow_search("二", by=cast.umi))
    monkeypatch.setattr(actions, "MOST", 2)
    with pytest.raises(RuleBroken, match="2件まで"):
        _do(lambda: follow_field(Field.ROADS, by=cast.umi))
    _do(lambda: follow_field(Field.ROADS, by=cast.sora))


def test_a_search_needs_words(cast):
    with pytest.raises(RuleBroken, match="言葉"):
        _do(lambda: follow_search("  ", by=cast.umi))


def test_nobody_ends_what_somebody_else_follows(cast):
    _do(lambda: follow_field(Field.ROADS, by=cast.umi))
    follow = follow_of(cast.umi, Kind.FIELD, "roads")
    with pytest.raises(NotAllowed):
        _do(lambda: stop_following(follow, by=cast.sora))
    _do(lambda: stop_following(follow, by=cast.umi))

    assert _mine(cast.umi) == []


def test_who_has_said_nothing_wants_everything_in_the_digest(cast):
    assert {wishes_of(cast.umi.id).way(topic) for topic in Topic} == {Way.DIGEST}


def test_what_is_chosen_is_kept(cast):
    ways = dict.fromkeys((topic.value for topic in Topic), Way.NONE) | {"call": Way.AT_ONCE}
    for _ in range(2):
        _do(lambda: choose_ways(by=cast.umi, **ways))
    changed = ways | {"step": Way.DIGEST}
    _do(lambda: choose_ways(by=cast.umi, **changed))

    assert {topic.value: wishes_of(cast.umi.id).way(topic) for topic in Topic} == changed
    assert db.session.scalar(select(func.count()).select_from(EventRecord)) == 2


def test_a_letters_link_stops_what_it_came_of_and_nothing_else(cast):
    _do(lambda: follow_field(Field.ROADS, by=cast.umi))
    _do(lambda: follow_field(Field.HEALTH, by=cast.umi))
    key = follow_of(cast.umi, Kind.FIELD, "roads").key
    for _ in range(2):
        _do(lambda: stop_by_letter(f"follow-{key}"))
    for nothing in ("follow-", "digest-nobody", "", "follow-nothing", "user-1"):
        _do(lambda nothing=nothing: stop_by_letter(nothing))

    assert _mine(cast.umi) == [(Kind.FIELD, "health", "")]


def test_stopping_the_digest_leaves_what_comes_at_once(cast):
    ways = dict.fromkeys((topic.value for topic in Topic), Way.DIGEST) | {"call": Way.AT_ONCE}
    _do(lambda: choose_ways(by=cast.umi, **ways))
    for person in (cast.umi, cast.sora):
        _do(lambda person=person: stop_by_letter(f"digest-{person.key}"))

    assert [wishes_of(cast.umi.id).way(topic) for topic in Topic] == [Way.AT_ONCE] + [Way.NONE] * 4
    assert {wishes_of(cast.sora.id).way(topic) for topic in Topic} == {Way.NONE}
