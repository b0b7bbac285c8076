"""Letters that come at once, through the outbox as it is wired."""

from datetime import timedelta

import pytest

from hack import clock, db, outbox
from hack.following.actions import choose_ways, follow_field, follow_need, follow_search
from hack.following.models import Topic, Way
from hack.needs.actions import change_call, move_need, publish_need
from hack.needs.models import Field
from hack.pipeline.need import NeedStep
from hack.questions.actions import publish_answer
from tests.cast import a_need, a_proposal
from tests.following.conftest import at_nine, told
from tests.questions.words import a_question

TITLE = "交差点の交通量を人手によらず測りたい"


def _do(deed):
    """A moment later, so that what was followed before is followed already."""
    with clock.stopped_at(clock.now() + timedelta(seconds=1)), db.transaction():
        return deed()


@pytest.fixture
def at_once(cast):
    """`at_once(person, …)`: these people want to be told of everything at once."""

    def want(*people):
        for person in people:
            with db.transaction():
                choose_ways(by=person, **dict.fromkeys((topic.value for topic in Topic), Way.AT_ONCE))

    return want


def _change(need, by):
    later = need.closes_on + timedelta(days=3)
    _do(lambda: change_call(need, by=by, seen=None, closes_on=later, reason="延ばします"))


def _follow(need, *people):
    for person in people:
        with db.transaction():
            follow_need(need, by=person)


def test_who_wants_it_is_told_at_once_and_not_again_in_the_morning(cast, at_once, delivered, morning):
    need = a_need(by=cast.michi)
    _follow(need, cast.riku, cast.kita)
    at_once(cast.riku)
    _change(need, cast.michi)

    changed = {TITLE: ["募集の日程が変わりました。"]}
    assert told(delivered()) == [("followed", "riku@oka.example", changed)]
    assert told(morning()) == [("digest", "kita@campus.example", changed)]


def test_neither_the_doer_nor_whom_a_letter_tells_directly_gets_another(cast, at_once, delivered):
    need = a_need(by=cast.michi)
    a_proposal(by=cast.umi, need=need)
    _follow(need, cast.umi, cast.michi, cast.mori, cast.riku)
    at_once(cast.umi, cast.michi, cast.mori, cast.riku)
    _change(need, cast.michi)

    assert [one.address for one in delivered()] == ["riku@oka.example"]


def test_an_answer_is_told_to_all_who_follow_and_leads_to_it(cast, at_once, delivered):
    need = a_need(by=cast.michi)
    _follow(need, cast.riku, cast.umi)
    at_once(cast.riku, cast.umi)
    question = a_question(need, by=cast.umi)
    _do(lambda: publish_answer(question, by=cast.michi, wording="x", answer="y"))

    [letter] = delivered()
    assert told([letter]) == [("followed", "riku@oka.example", {TITLE: ["質問1への回答が公開されました。"]})]
    assert letter.path == f"/needs/{need.key}/questions"


def test_a_repeated_reaction_writes_one_letter(cast, at_once, delivered, inside):
    need = a_need(by=cast.michi)
    _follow(need, cast.riku)
    at_once(cast.riku)
    _change(need, cast.michi)
    delivered()
    with db.transaction():
        db.session.execute(outbox.Delivery.__table__.update().values(due_at=clock.now(), done_at=None))

    assert len(delivered()) == 1


def test_new_hits_of_a_search_and_new_things_of_a_field_are_told_at_once(cast, at_once, delivered):
    need = a_need(by=cast.michi, step=NeedStep.READY)
    with db.transaction():
        follow_search("交通量", by=cast.riku)
        follow_field(Field.ROADS, by=cast.kita)
        follow_search("下水", by=cast.sora)
    at_once(cast.riku, cast.kita, cast.sora)
    days = {"opens_on": clock.today(), "closes_on": clock.today() + timedelta(days=40)}
    _do(lambda: publish_need(need, by=cast.michi, move="open_ideas", **days))

    begun = {TITLE: ["アイデアの募集が始まりました。"]}
    assert told(delivered()) == [
        ("followed", "riku@oka.example", begun),
        ("followed", "kita@campus.example", begun),
    ]


def test_a_need_that_somebody_may_not_see_any_more_is_told_to_those_who_may(cast, at_once, delivered):
    need = a_need(by=cast.michi, step=NeedStep.IDEAS_CLOSED)
    _follow(need, cast.riku, cast.kaji)
    at_once(cast.riku, cast.kaji)
    with db.transaction():
        need.internal = True
    _do(lambda: move_need(need, "end_without_ideas", by=cast.mori, reason="x"))

    told_now = told(delivered())
    assert told_now == [
        ("followed", "kaji@city.example", {"公開されていないニーズ": ["「応募なし」の段階に進みました。"]})
    ]


def test_a_call_about_to_close_comes_in_a_letter_of_its_own(cast, at_once, morning):
    need = a_need(by=cast.michi, closes_on=clock.today() + timedelta(days=2))
    _follow(need, cast.riku)
    at_once(cast.riku)

    assert told(morning()) == [("followed", "riku@oka.example", {TITLE: ["募集は明日の24時に締め切られます。"]})]
    with at_nine(1, minutes=10):
        assert morning(0) == []
