"""Following and stopping at a screen, without JavaScript; and the link of a letter, without signing in."""

from sqlalchemy import func, select

from hack import db
from hack.following.actions import follow_field, follow_need
from hack.following.models import Follow, Kind, Topic, Way
from hack.following.queries import follow_of, wishes_of
from hack.needs.models import Field
from hack.notices.stopping import stopping_path
from hack.pipeline.need import NeedStep
from hack.search.rebuild import rebuild
from tests.cast import a_need

SECRET = "x" * 40


def _count():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Follow))


def test_a_need_is_followed_and_followed_no_longer_on_its_page(browser_of, cast):
    need = a_need(by=cast.michi)
    page = browser_of(cast.umi).visit(f"/needs/{need.key}").press("フォローする")
    assert (
        page.path == f"/needs/{need.key}" and "フォローをやめる" in page.buttons and "フォローする" not in page.buttons
    )
    assert need.title in page.visit("/following").main

    page.visit(f"/needs/{need.key}").press("フォローをやめる")
    assert "フォローする" in page.buttons and _count() == 0


def test_a_visitor_is_offered_nothing_to_follow(browser_of, cast):
    need = a_need(by=cast.michi)
    for path in (f"/needs/{need.key}", "/needs/?field=roads", "/search?q=交通量"):
        assert "フォロー" not in browser_of(None).visit(path).main
        assert "知らせを受け取る" not in browser_of(None).visit(path).main


def test_a_need_that_one_may_not_see_is_not_followed(browser_of, cast):
    need = a_need(by=cast.michi, step=NeedStep.DRAFT)
    umi = browser_of(cast.umi).visit("/following")
    answer = umi.client.post(f"/needs/{need.key}/follow", data={"csrf_token": umi.questions["csrf_token"]})

    assert answer.status_code == 404 and _count() == 0


def test_a_field_is_followed_where_the_list_is_narrowed_to_it(browser_of, cast):
    page = browser_of(cast.umi).visit("/needs/?field=roads").press("分野「道路・河川・下水道」をフォローする")
    assert "分野「道路・河川・下水道」のフォローをやめる" in page.buttons
    assert "フォロー" not in " ".join(page.visit("/needs/?field=health").buttons[:1])
    assert "道路・河川・下水道 の新しいニーズとシーズ" in page.visit("/following").main


def test_a_search_is_saved_where_it_was_asked(browser_of, cast):
    page = browser_of(cast.umi).visit("/search?q=交通量 計測&noun=need").press("この検索を保存して知らせを受け取る")
    assert page.path == "/search" and "この検索の保存をやめる" in page.buttons
    assert "この検索を保存して知らせを受け取る" in page.visit("/search?q=交通量 計測").buttons
    assert "「 交通量 計測 」 (ニーズ)の新着" in page.visit("/following").main


def test_a_search_is_saved_with_what_narrows_it(browser_of, cast):
    a_need(by=cast.michi, title="交通量を測る")
    a_need(by=cast.midori, title="園の前の交通量", field=Field.CHILDREN)
    db.session.rollback()
    rebuild()
    page = browser_of(cast.umi).visit("/search?q=交通量").follow("道路・河川・下水道(1)")
    page.press("この検索を保存して知らせを受け取る")

    assert page.path == "/search" and "分野: 道路・河川・下水道" in page.main
    assert "この検索の保存をやめる" in page.buttons
    assert "この検索を保存して知らせを受け取る" in page.visit("/search?q=交通量").buttons
    assert "(分野: 道路・河川・下水道)の新着" in page.visit("/following").main
    assert "分野: 道路・河川・下水道" in page.follow("「交通量」").main
    page.press("この検索の保存をやめる")
    assert "分野: 道路・河川・下水道" in page.main and _count() == 0


def test_a_search_that_is_refused_keeps_what_narrows_it(browser_of, cast):
    umi = browser_of(cast.umi).visit("/following")
    token = umi.questions["csrf_token"]
    asked = {"csrf_token": token, "words": "", "noun": "need", "field": "roads", "bureau": "道路局", "stage": "moon"}
    page = umi._read(umi.client.post("/following/searches", data=asked))

    assert page.status == 422 and "探す言葉を入力してください" in page.main
    assert "分野: 道路・河川・下水道" in page.main and "局・区: 道路局" in page.main
    page.press("この検索を保存する", 探す言葉="交通量")
    db.session.rollback()
    (kept,) = db.session.scalars(select(Follow))
    assert (kept.thing, kept.noun, kept.facets) == ("交通量", "need", {"field": "roads", "bureau": "道路局"})


def test_a_saved_value_that_is_no_choice_any_more_is_shown_as_it_is(browser_of, cast):
    with db.transaction():
        db.session.add(Follow(user_id=cast.umi.id, kind=Kind.SEARCH, thing="交通量", narrowed='{"field": "old"}'))

    assert "(分野: old)の新着" in browser_of(cast.umi).visit("/following").main


def test_everything_followed_is_stopped_in_one_place(browser_of, cast):
    need = a_need(by=cast.michi)
    with db.transaction():
        follow_need(need, by=cast.umi)
    page = browser_of(cast.umi).visit("/following").press("やめる")

    assert page.path == "/following" and "まだ何もフォローしていません" in page.main


def test_a_followed_need_that_is_hidden_now_shows_no_title(browser_of, cast):
    need = a_need(by=cast.michi)
    with db.transaction():
        follow_need(need, by=cast.umi)
    with db.transaction():
        need.step = NeedStep.WITHDRAWN
    page = browser_of(cast.umi).visit("/following")

    assert need.title not in page.main and "いまは公開されていないニーズ" in page.main


def test_the_ways_to_be_told_are_chosen_in_one_place(browser_of, cast):
    page = browser_of(cast.umi).visit("/following")
    page.press("知らせ方を保存する", **{Topic.ANSWER.label: "at_once", Topic.STEP.label: "none"})

    db.session.rollback()
    wishes = wishes_of(cast.umi.id)
    assert [wishes.way(topic) for topic in Topic] == [Way.DIGEST, Way.AT_ONCE, Way.DIGEST, Way.NONE, Way.DIGEST]


def test_rubbish_is_answered_at_the_question(browser_of, cast):
    page = browser_of(cast.umi).visit("/following")
    assert page.press("この検索を保存する").status == 422 and "探す言葉を入力してください。" in page.main
    assert page.press("この分野をフォローする").status == 422 and "分野を選んでください。" in page.main
    assert page.press("この検索を保存する", 探す言葉="あ" * 201).status == 422 and "あ" * 201 in str(page.page)
    assert _count() == 0


def test_a_letters_link_shows_one_button_and_the_button_stops_without_signing_in(browser_of, cast):
    with db.transaction():
        follow_field(Field.ROADS, by=cast.umi)
    path = stopping_path(f"follow-{follow_of(cast.umi, Kind.FIELD, 'roads').key}", SECRET)
    page = browser_of(None).visit(path)
    assert page.buttons == ["このお知らせを止める"] and _count() == 1

    assert page.press("このお知らせを止める").heading == "お知らせを止めました" and _count() == 0


def test_a_mail_program_stops_it_by_one_press(browser_of, cast):
    with db.transaction():
        follow_field(Field.ROADS, by=cast.umi)
    path = stopping_path(f"digest-{cast.umi.key}", SECRET)
    answer = browser_of(None).client.post(path, data={"List-Unsubscribe": "One-Click"})

    db.session.rollback()
    assert answer.status_code == 200 and {wishes_of(cast.umi.id).way(topic) for topic in Topic} == {Way.NONE}


def test_the_answer_is_the_same_whether_the_link_is_good_or_not(browser_of, cast):
    with db.transaction():
        follow_field(Field.ROADS, by=cast.umi)
    good = stopping_path(f"follow-{follow_of(cast.umi, Kind.FIELD, 'roads').key}", SECRET)
    forged = stopping_path(f"follow-{follow_of(cast.umi, Kind.FIELD, 'roads').key}", "y" * 40)
    visitor = browser_of(None)

    def answers(path):
        looked, pressed = visitor.client.get(path), visitor.client.post(path)
        return looked.status_code, pressed.status_code, pressed.get_data(as_text=True)

    wrong = [answers(path) for path in (forged, "/unsubscribe/x", "/unsubscribe/follow-x.y", "/unsubscribe/あ.い")]
    assert _count() == 1
    right = answers(good)
    assert _count() == 0
    assert wrong == [right] * 4 == [answers(good)] * 4


def test_no_other_deed_is_done_without_its_forms_token(browser_of, cast):
    umi = browser_of(cast.umi)
    need = a_need(by=cast.michi)
    for path in (f"/needs/{need.key}/follow", "/following/fields", "/following/wishes"):
        assert umi.client.post(path, data={"field": "roads"}).status_code == 400
    assert _count() == 0
