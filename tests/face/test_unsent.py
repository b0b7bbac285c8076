"""What was typed and not sent: kept in the tab, offered, and forgotten in time."""

import pytest

pytestmark = pytest.mark.e2e


@pytest.fixture
def page(chromium):
    context = chromium.new_context(locale="ja-JP")
    page = context.new_page()
    page.asked = []
    page.on("dialog", lambda dialog: (page.asked.append(dialog.type), dialog.accept()))
    yield page
    context.close()


@pytest.fixture
def typed(page, book):
    """A form with words in it that were not sent."""
    page.goto(book + "/forms")
    page.get_by_label("提案名").fill("車からの点検")
    page.get_by_label("ソリューション").check()
    page.get_by_label("パスワード").fill("secret words of mine")
    return page


def _send(page, button):
    """Press a button that sends its form, and wait for the answer."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def test_leaving_is_asked_for_only_when_something_would_be_lost(page, book, typed):
    page.goto(book + "/front")
    assert page.asked == ["beforeunload"]

    page.goto(book + "/forms")
    page.goto(book + "/front")
    assert page.asked == ["beforeunload"]


def test_unsent_words_are_offered_and_put_back_on_request(page, typed):
    page.reload()
    assert page.get_by_label("提案名").input_value() == ""

    page.get_by_role("button", name="入力を戻す").click()

    assert page.get_by_label("提案名").input_value() == "車からの点検"
    assert page.get_by_label("ソリューション").is_checked()
    assert page.get_by_label("パスワード").input_value() == ""
    assert page.get_by_text("送信していない入力が残っています。").count() == 0


def test_passwords_are_never_kept(typed):
    kept = typed.evaluate("JSON.stringify(sessionStorage)")

    assert "車からの点検" in kept
    assert "secret" not in kept


def test_unsent_words_can_be_thrown_away(page, typed):
    page.reload()
    page.get_by_role("button", name="捨てる").click()
    page.reload()

    assert page.get_by_role("button", name="入力を戻す").count() == 0


def test_words_that_were_sent_are_forgotten(page, book, typed):
    page.get_by_label("概要").fill("概要です")
    page.get_by_label("連絡先メールアドレス").fill("umi@example.jp")
    page.get_by_label("所管課").fill("管理課")
    page.get_by_label("募集要項").check()
    _send(page, "提案する")

    assert page.url == book + "/front"
    assert page.evaluate("sessionStorage.length") == 0


def test_words_that_were_refused_are_still_kept(page, book, typed):
    _send(page, "提案する")
    assert page.get_by_label("提案名").input_value() == "車からの点検"
    assert page.get_by_role("button", name="入力を戻す").count() == 0

    page.goto(book + "/front")
    page.goto(book + "/forms")
    assert page.get_by_role("button", name="入力を戻す").is_visible()


def test_signing_out_forgets_all(page, typed):
    _send(page, "サインアウト")

    assert page.evaluate("sessionStorage.length") == 0


def test_another_reader_of_the_same_tab_is_offered_nothing(page, book, typed):
    page.goto(book + "/forms?reader=other")

    assert page.evaluate("document.body.dataset.reader") == "別の人"
    assert page.get_by_role("button", name="入力を戻す").count() == 0
    assert page.evaluate("sessionStorage.length") == 0
