"""What the digest of a morning tells, and what it does not tell."""

import shutil
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from hack import clock, db, outbox
from hack.accounts.actions import deactivate
from hack.following import letters
from hack.following.actions import choose_ways, follow_field, follow_need, follow_search, stop_following
from hack.following.digests import write_digests
from hack.following.models import Digest, Kind, Topic, Way
from hack.following.queries import follow_of
from hack.needs.actions import change_call, move_need, publish_need, take_back_need
from hack.needs.models import Field
from hack.pipeline.need import NeedStep
from hack.questions.actions import correct_answer, publish_answer
from hack.search.library import index
from hack.seeds.actions import draft_seed, publish_seed
from hack.seeds.models import Lgwan, Readiness
from hack.workgroups.actions import move_workgroup
from hack.workgroups.models import Workgroup
from tests.cast import a_need, a_proposal
from tests.following.conftest import at_nine, followers_letters, told
from tests.questions.words import a_question, answered_alone

TITLE = "交差点の交通量を人手によらず測りたい"


def _do(deed):
    """A moment later, so that what was followed before is followed already."""
    with clock.stopped_at(clock.now() + timedelta(seconds=1)), db.transaction():
        return deed()


def _follow(need, *people):
    for person in people:
        with db.transaction():
            follow_need(need, by=person)


def _want(person, **ways):
    everything = dict.fromkeys((topic.value for topic in Topic), Way.DIGEST)
    with db.transaction():
        choose_ways(by=person, **everything | ways)


def _change(need, by):
    later = need.closes_on + timedelta(days=3)
    _do(lambda: change_call(need, by=by, seen=None, closes_on=later, reason="延ばします"))


def test_the_morning_tells_everything_that_happened_to_a_need_in_one_letter(cast, morning):
    need = a_need(by=cast.michi)
    _follow(need, cast.riku)
    question = a_question(need, by=cast.umi)
    _change(need, cast.michi)
    _do(lambda: publish_answer(question, by=cast.michi, wording="x", answer="y"))
    _do(lambda: move_need(need, "close_ideas_early", by=cast.mori, reason="x"))

    assert told(morning()) == [
        (
            "digest",
            "riku@oka.example",
            {
                TITLE: [
                    "募集の日程が変わりました。",
                    "質問1への回答が公開されました。",
                    "「アイデア募集終了」の段階に進みました。",
                ]
            },
        )
    ]
    assert morning(2) == []


def test_each_thing_stands_by_itself_in_the_one_letter_of_a_person(cast, morning):
    needs = [a_need(by=cast.michi, title=f"ニーズ{number}") for number in range(3)]
    _follow(needs[0], cast.riku, cast.kita)
    _follow(needs[1], cast.riku)
    for need in needs:
        _change(need, cast.michi)

    changed = ["募集の日程が変わりました。"]
    assert told(morning()) == [
        ("digest", "riku@oka.example", {"ニーズ0": changed, "ニーズ1": changed}),
        ("digest", "kita@campus.example", {"ニーズ0": changed}),
    ]


def test_a_digest_is_written_once_a_day_however_often_the_clock_ticks(cast, morning, inside):
    need = a_need(by=cast.michi)
    _follow(need, cast.riku)
    _change(need, cast.michi)

    assert len(morning()) == 1
    with at_nine(1, minutes=5):
        assert inside(write_digests) == 0
    assert morning(1, minutes=30) == []
    assert db.session.scalar(select(func.count()).select_from(Digest)) == 1


def test_nothing_is_written_before_nine_nor_where_nothing_happened(cast, morning, inside):
    need = a_need(by=cast.michi)
    _follow(need, cast.riku)
    with at_nine(1, minutes=-1):
        assert inside(write_digests) == 0
    assert morning() == []
    assert db.session.scalar(select(func.count()).select_from(Digest)) == 1


def test_a_morning_that_was_missed_is_told_later_that_day_and_once(cast, morning):
    need = a_need(by=cast.michi)
    _follow(need, cast.riku)
    _change(need, cast.michi)

    assert len(morning(1, minutes=300)) == 1
    assert morning(2) == []


def test_what_happened_after_the_digest_is_told_the_next_day(cast, morning):
    need = a_need(by=cast.michi)
    _follow(need, cast.riku)
    _change(need, cast.michi)
    morning()
    with at_nine(1, minutes=1):
        _do(lambda: move_need(need, "close_ideas_early", by=cast.mori, reason="x"))

    assert told(morning(2)) == [("digest", "riku@oka.example", {TITLE: ["「アイデア募集終了」の段階に進みました。"]})]


def test_what_happened_before_one_followed_is_not_told(cast, morning):
    need = a_need(by=cast.michi)
    _change(need, cast.michi)
    with clock.stopped_at(clock.now() + timedelta(minutes=1)):
        _follow(need, cast.riku)

    assert morning() == []


def test_nobody_is_told_of_the_own_deed(cast, morning):
    need = a_need(by=cast.michi)
    _follow(need, cast.michi, cast.kaji)
    _change(need, cast.michi)

    assert [one.address for one in morning()] == ["kaji@city.example"]


def test_what_a_letter_told_directly_is_not_told_again(cast, morning):
    need = a_need(by=cast.michi)
    a_proposal(by=cast.umi, need=need)
    _follow(need, cast.umi, cast.riku)
    _change(need, cast.mori)

    assert [one.address for one in morning()] == ["riku@oka.example"]


def test_the_asker_hears_of_the_answer_once(cast, morning):
    need = a_need(by=cast.michi)
    _follow(need, cast.umi)
    question = a_question(need, by=cast.umi)
    _do(lambda: publish_answer(question, by=cast.michi, wording="x", answer="y"))
    assert morning() == []

    with at_nine(1, minutes=1):
        _do(lambda: correct_answer(question, by=cast.michi, wording="x", answer="z", note="訂正", seen=None))
    assert told(morning(2)) == [("digest", "umi@minato.example", {TITLE: ["質問1への回答が訂正されました。"]})]


def test_a_question_without_a_public_answer_is_nobodys_news(cast, morning):
    need = a_need(by=cast.michi)
    _follow(need, cast.riku, cast.michi, cast.kaji)
    a_question(need, by=cast.umi)
    answered_alone(a_question(need, by=cast.umi), by=cast.michi)

    assert morning() == []


def test_a_step_that_was_taken_back_is_not_told(cast, morning):
    need = a_need(by=cast.michi)
    _follow(need, cast.riku)
    _do(lambda: move_need(need, "close_ideas_early", by=cast.mori, reason="x"))
    _do(lambda: take_back_need(need, by=cast.mori, reason="x"))
    assert morning() == []

    with at_nine(1, minutes=1):
        _do(lambda: move_need(need, "close_ideas_early", by=cast.mori, reason="x"))
    assert len(morning(2)) == 1
    with at_nine(2, minutes=1):
        _do(lambda: take_back_need(need, by=cast.mori, reason="x"))
    assert told(morning(3))[0][2] == {TITLE: ["「アイデア募集中」の段階に戻りました。"]}


@pytest.mark.parametrize(
    ("left", "says"),
    [
        (8, None),
        (7, "募集はあと7日、2026年5月20日(水)の24時に締め切られます。"),
        (6, None),
        (1, "募集は明日の24時に締め切られます。"),
        (0, None),
    ],
)
def test_a_call_about_to_close_is_told_seven_days_and_one_day_before(cast, morning, left, says):
    need = a_need(by=cast.michi, closes_on=clock.today() + timedelta(days=1 + left))
    _follow(need, cast.riku)

    assert told(morning()) == ([("digest", "riku@oka.example", {TITLE: [says]})] if says else [])


def test_a_warning_that_fell_on_a_day_without_a_digest_is_told_late_and_once(cast, morning):
    need = a_need(by=cast.michi, closes_on=clock.today() + timedelta(days=9))
    _follow(need, cast.riku)
    assert morning(1) == []

    assert told(morning(4))[0][2] == {TITLE: ["募集はあと5日、2026年5月21日(木)の24時に締め切られます。"]}
    assert morning(5) == []


def test_a_call_that_was_closed_early_is_not_said_to_close(cast, morning):
    need = a_need(by=cast.michi, closes_on=clock.today() + timedelta(days=2))
    _follow(need, cast.riku)
    _do(lambda: move_need(need, "close_ideas_early", by=cast.mori, reason="x"))

    assert told(morning())[0][2] == {TITLE: ["「アイデア募集終了」の段階に進みました。"]}


def test_a_field_tells_of_its_new_needs_and_seeds(cast, morning):
    with db.transaction():
        follow_field(Field.ROADS, by=cast.riku)
    need = a_need(by=cast.michi, step=NeedStep.READY)
    other = a_need(by=cast.michi, step=NeedStep.READY, field=Field.HEALTH)
    inside = a_need(by=cast.michi, step=NeedStep.READY, internal=True, title="庁内のニーズ")
    days = {"opens_on": clock.today(), "closes_on": clock.today() + timedelta(days=40)}
    for one in (need, other, inside):
        _do(lambda one=one: publish_need(one, by=cast.michi, move="open_ideas", **days))
    seed = _do(lambda: a_whole_seed(cast.umi))
    _do(lambda: publish_seed(seed, by=cast.umi))

    assert told(morning()) == [
        (
            "digest",
            "riku@oka.example",
            {TITLE: ["アイデアの募集が始まりました。"], "画像認識による交通量計測": ["新しいシーズです。"]},
        )
    ]


def a_whole_seed(by):
    words = {"summary": "x", "solves": "x", "technology": "x", "requires": "x", "field": Field.ROADS}
    ripe = {"readiness": Readiness.PROVEN, "lgwan": Lgwan.NO}
    return draft_seed(by=by, title="画像認識による交通量計測", **words, **ripe)


def test_a_saved_search_tells_of_what_answers_it_newly_and_may_be_seen(cast, morning):
    a_need(by=cast.michi, title="前からある交通量のニーズ")
    for person in (cast.riku, cast.kaji):
        with db.transaction():
            follow_search("交通量", by=person, noun="need")
    days = {"opens_on": clock.today(), "closes_on": clock.today() + timedelta(days=40)}
    for facts in ({}, {"internal": True, "title": "庁内の交通量"}, {"title": "保育所の入所", **NO_TRAFFIC}):
        need = a_need(by=cast.michi, step=NeedStep.READY, **facts)
        _do(lambda need=need: publish_need(need, by=cast.michi, move="open_ideas", **days))

    begun = ["アイデアの募集が始まりました。"]
    assert told(morning()) == [
        ("digest", "kaji@city.example", {TITLE: begun, "公開されていないニーズ": begun}),
        ("digest", "riku@oka.example", {TITLE: begun}),
    ]


def _begin(need, by):
    days = {"opens_on": clock.today(), "closes_on": clock.today() + timedelta(days=40)}
    _do(lambda: publish_need(need, by=by, move="open_ideas", **days))


def _traffic_of_two_bureaus(cast):
    """Everybody saves what concerns them; a need of the roads and one of the children's bureau are published then."""
    saved = (
        (cast.riku, {"field": "roads"}),
        (cast.kita, {"bureau": "資源循環局"}),
        (cast.umi, {"readiness": "proven"}),
    )
    for person, facets in saved:
        with db.transaction():
            follow_search("交通量", by=person, facets=facets)
    _begin(a_need(by=cast.michi, step=NeedStep.READY), cast.michi)
    _begin(a_need(by=cast.midori, step=NeedStep.READY, title="園の前の交通量", field=Field.CHILDREN), cast.midori)


BEGUN = ["アイデアの募集が始まりました。"]


def test_a_narrowed_search_tells_of_nothing_else(cast, morning):
    _traffic_of_two_bureaus(cast)

    assert told(morning()) == [
        ("digest", "riku@oka.example", {TITLE: BEGUN}),
        ("digest", "kita@campus.example", {"園の前の交通量": BEGUN}),
    ]


def test_a_narrowed_search_tells_of_nothing_else_when_there_is_no_index(cast, inside):
    _traffic_of_two_bureaus(cast)
    with at_nine(1):
        inside(outbox.deliver)
        shutil.rmtree(index().place.folder)
        inside(write_digests)

    assert told(followers_letters()) == [
        ("digest", "riku@oka.example", {TITLE: BEGUN}),
        ("digest", "kita@campus.example", {"園の前の交通量": BEGUN}),
    ]


def test_the_stage_that_narrows_a_search_is_that_of_the_morning(cast, morning):
    with db.transaction():
        follow_search("交通量", by=cast.riku, facets={"stage": "open"})
    need = a_need(by=cast.michi, step=NeedStep.READY)
    _begin(need, cast.michi)
    assert told(morning()) == [("digest", "riku@oka.example", {TITLE: BEGUN})]

    other = a_need(by=cast.michi, step=NeedStep.READY, title="橋の交通量")
    _begin(other, cast.michi)
    _do(lambda: move_need(other, "close_ideas_early", by=cast.mori, reason="x"))
    assert told(morning(2)) == []


NO_TRAFFIC = dict.fromkeys(("background", "present", "problem", "hoped", "place", "offered"), "保育所の申込みの書類。")


def test_a_need_followed_in_three_ways_is_told_once(cast, morning):
    need = a_need(by=cast.michi, step=NeedStep.READY)
    _follow(need, cast.kaji)
    with db.transaction():
        follow_field(Field.ROADS, by=cast.kaji)
        follow_search("交通量", by=cast.kaji)
    days = {"opens_on": clock.today(), "closes_on": clock.today() + timedelta(days=40)}
    _do(lambda: publish_need(need, by=cast.michi, move="open_ideas", **days))

    assert told(morning()) == [("digest", "kaji@city.example", {TITLE: ["アイデアの募集が始まりました。"]})]


def test_a_group_that_looks_for_members_is_told_to_those_who_may_see_it(cast, morning):
    need = a_need(by=cast.michi)
    group = Workgroup(need_id=need.id, opened_by_id=cast.mori.id, title="秘密の題名", capacity=9)
    with db.transaction():
        db.session.add(group)
    _follow(need, cast.riku, cast.midori)
    _do(lambda: move_workgroup(group, "recruit", by=cast.mori))

    assert told(morning()) == [("digest", "riku@oka.example", {TITLE: ["ワーキンググループが参加者を募っています。"]})]


def test_only_the_topics_that_are_wanted_in_the_morning_are_told(cast, morning):
    need = a_need(by=cast.michi)
    _follow(need, cast.riku)
    _want(cast.riku, call=Way.NONE)
    _change(need, cast.michi)
    _do(lambda: move_need(need, "close_ideas_early", by=cast.mori, reason="x"))

    assert told(morning())[0][2] == {TITLE: ["「アイデア募集終了」の段階に進みました。"]}


def test_nothing_is_told_to_somebody_out_of_use(cast, morning):
    need = a_need(by=cast.michi)
    _follow(need, cast.riku, cast.sora)
    _change(need, cast.michi)
    with db.transaction():
        deactivate(cast.riku, by=cast.kan)

    assert [one.address for one in morning()] == ["sora@minato.example"]


def test_nothing_is_told_of_what_is_followed_no_longer(cast, morning):
    need = a_need(by=cast.michi)
    _follow(need, cast.riku)
    _change(need, cast.michi)
    with db.transaction():
        stop_following(follow_of(cast.riku, Kind.NEED, need.key), by=cast.riku)

    assert morning() == []


def test_a_long_list_says_how_many_more_there_are(cast, morning, monkeypatch):
    monkeypatch.setattr(letters, "MOST_PARTS", 2)
    for number in range(3):
        need = a_need(by=cast.michi, title=f"ニーズ{number}")
        _follow(need, cast.riku)
        _change(need, cast.michi)
    [letter] = morning()

    assert (len(letter.facts["parts"]), letter.facts["more"]) == (2, 1)
    assert letter.subject == "朝のまとめ: ニーズ0 ほか2件"
