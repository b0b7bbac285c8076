"""The pages that tell of a refusal or a fault."""

from sqlalchemy.exc import TimeoutError

from hack import db
from hack.needs.actions import move_need
from hack.needs.models import Need
from hack.pipeline.need import NeedStep
from hack.web import anyone_may
from tests.browser import Browser
from tests.cast import a_need


def test_a_fault_is_told_without_a_word_of_what_went_wrong_inside(own_app, cast):
    @anyone_may
    def fall():
        raise ValueError("the inside of it")

    own_app.add_url_rule("/fall", "fall", fall)

    page = Browser(own_app, cast.umi).visit("/fall")

    assert (page.status, page.heading) == (500, "うまく処理できませんでした")
    assert "the inside of it" not in page.response.text


def test_who_waits_in_vain_for_a_connection_is_told_to_come_back(own_app, cast):
    @anyone_may
    def wait():
        raise TimeoutError("QueuePool limit")

    own_app.add_url_rule("/wait", "wait", wait)

    page = Browser(own_app, cast.umi).visit("/wait")

    assert (page.status, page.heading, page.response.headers["Retry-After"]) == (503, "いま混み合っています", "5")


def test_what_is_too_large_is_refused(browser_of, cast):
    answer = browser_of(cast.michi).client.post("/needs/new", data={"title": "x" * 3 * 1024 * 1024})

    assert answer.status_code == 413
    assert "送られた内容が大きすぎます" in answer.text


def test_what_was_typed_can_be_copied_where_the_deed_is_no_longer_allowed(browser_of, cast):
    need = a_need(by=cast.michi)
    page = browser_of(cast.michi).visit(f"/needs/{need.key}/call")
    with db.transaction():
        move_need(need, "close_ideas_early", by=cast.mori, reason="そろったため")

    page.press("日程を変える", 募集の終わり="2026-07-01", 変更の理由="説明会を開く<b>ため。\n二度ほど。")

    assert (page.status, page.heading) == (403, "この操作はできません")
    assert [one.get_text() for one in page.page.select("#typed .kept-lines")] == [
        "2026-07-01",
        "説明会を開く<b>ため。\n二度ほど。",
    ]


def test_what_was_typed_can_be_copied_where_the_thing_is_no_longer_to_be_seen(browser_of, cast):
    need = a_need(by=cast.michi, step=NeedStep.DRAFT)
    page = browser_of(cast.michi).visit(f"/needs/{need.key}/edit")
    with db.transaction():
        db.session.get_one(Need, need.id).section_id = cast.resources.id

    page.press("保存", 期待する姿="時間を半分にして、百か所で測りたい。")

    assert (page.status, "時間を半分にして、百か所で測りたい。" in page.main) == (404, True)


def test_passwords_and_keys_are_not_shown_again(browser_of, cast):
    page = browser_of(cast.umi).visit("/me/password")
    sent = page.questions | {"current": "とても長い合言葉です。"}
    page._read(page.client.post("/organizations/nothing/edit", data=sent))

    assert (page.status, "とても長い合言葉です。" in page.main, page.page.select("#typed")) == (404, False, [])
