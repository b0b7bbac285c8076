"""The pages that tell of a refusal or a fault."""

from hack.web import anyone_may
from tests.browser import Browser


def test_a_fault_is_told_without_a_word_of_what_went_wrong_inside(own_app, cast):
    @anyone_may
    def fall():
        raise ValueError("the inside of it")

    own_app.add_url_rule("/fall", "fall", fall)

    page = Browser(own_app, cast.umi).visit("/fall")

    assert (page.status, page.heading) == (500, "うまく処理できませんでした")
    assert "the inside of it" not in page.response.text


def test_what_is_too_large_is_refused(browser_of, cast):
    answer = browser_of(cast.michi).client.post("/needs/new", data={"title": "x" * 3 * 1024 * 1024})

    assert answer.status_code == 413
    assert "送られた内容が大きすぎます" in answer.text
