"""A person's own account at the screen."""

from sqlalchemy import select

from hack import db, limits
from hack.accounts import passwords
from hack.accounts.actions import begin_sign_in, count_sign_in
from hack.accounts.models import SignIn
from hack.accounts.queries import signed_in_by
from hack.outbox import EventRecord
from tests.accounts.words import GOOD_PASSWORD, SECRET
from tests.cast import PASSWORD

CHANGE = {"いまのパスワード": PASSWORD, "新しいパスワード": GOOD_PASSWORD, "確認": GOOD_PASSWORD}


def test_a_person_changes_what_is_said_about_oneself(browser_of, cast):
    browser = (
        browser_of(cast.umi).visit("/me").press("保存する", お名前="海野 凪沙", 電話番号="045-000-0001", 役職="技術部")
    )

    assert "登録した内容を変更しました。" in browser.main
    db.session.rollback()
    assert (cast.umi.name, cast.umi.phone, cast.umi.post) == ("海野 凪沙", "045-000-0001", "技術部")


def test_a_wrong_telephone_number_is_shown_at_its_field_and_kept(browser_of, cast):
    browser = browser_of(cast.umi).visit("/me").press("保存する", 電話番号="でんわ")

    assert browser.status == 422
    assert "数字とハイフンで入力してください" in browser.main
    assert browser.questions["phone"] == "でんわ"


def test_changing_the_password_asks_for_the_present_one(browser_of, cast):
    browser = browser_of(cast.umi).visit("/me/password")

    browser.press("変更する", **(CHANGE | {"いまのパスワード": "ちがうパスワードです"}))
    assert (browser.status, "いまのパスワードが違います。" in browser.main) == (422, True)
    db.session.rollback()
    assert passwords.matches(cast.umi.password_hash, PASSWORD)

    browser.press("変更する", **CHANGE)
    assert "パスワードを変更しました。" in browser.main
    db.session.rollback()
    assert passwords.matches(cast.umi.password_hash, GOOD_PASSWORD)
    assert "PasswordChanged" in list(db.session.scalars(select(EventRecord.name)))


def test_guessing_the_present_password_is_limited_too(browser_of, cast):
    browser = browser_of(cast.umi).visit("/me/password")
    for _ in range(10):
        assert browser.press("変更する", **(CHANGE | {"いまのパスワード": "ちがうパスワードです"})).status == 422

    assert browser.press("変更する", **CHANGE).status == 429


def test_others_who_fail_to_sign_in_do_not_keep_a_person_from_changing_the_password(browser_of, cast):
    browser = browser_of(cast.umi).visit("/me/password")
    here = limits.digest(SECRET, "127.0.0.1")
    with db.transaction():
        for _ in range(10):
            count_sign_in(limits.digest(SECRET, cast.umi.email), here)
        for number in range(90):
            count_sign_in(limits.digest(SECRET, f"nobody{number}"), here)

    browser.press("変更する", **CHANGE)

    assert "パスワードを変更しました。" in browser.main


def test_a_changed_password_forgets_the_failures_before_it(browser_of, cast):
    browser = browser_of(cast.umi).visit("/me/password")
    for _ in range(9):
        assert browser.press("変更する", **(CHANGE | {"いまのパスワード": "ちがうパスワードです"})).status == 422
    browser.press("変更する", **CHANGE)

    browser.visit("/me/password")
    for _ in range(10):
        assert browser.press("変更する", **(CHANGE | {"いまのパスワード": "ちがうパスワードです"})).status == 422


def test_changing_the_password_ends_the_other_sign_ins_and_makes_this_one_fresh(browser_of, cast):
    browser = browser_of(cast.umi).visit("/me/password")
    with browser.client.session_transaction() as cookie:
        before = cookie["_user_id"]
    with db.transaction():
        other = begin_sign_in(cast.umi, "ほかの端末").token

    browser.press("変更する", **CHANGE)

    assert (signed_in_by(before), signed_in_by(other)) == (None, None)
    assert browser.visit("/me").heading == "アカウント"


def test_the_sign_ins_are_listed_and_each_can_be_ended(browser_of, cast):
    browser, other = browser_of(cast.umi), browser_of(cast.umi)
    other.visit("/me")

    browser.visit("/me/sign-ins")
    assert "全 2 台" in browser.main
    assert "(この端末)" in browser.main
    row = db.session.scalars(select(SignIn).order_by(SignIn.id.desc())).first()
    token = browser.questions["csrf_token"]
    answer = browser.client.post(f"/me/sign-ins/{row.key}/end", data={"csrf_token": token})

    assert answer.status_code == 302
    assert other.visit("/me").heading == "サインイン"
    assert browser.visit("/me").heading == "アカウント"


def test_ending_this_very_sign_in_signs_out(browser_of, cast):
    browser = browser_of(cast.umi).visit("/me/sign-ins").press("この端末のサインインを終わる")

    assert browser.heading == "サインアウトしました"
    assert browser.visit("/me").heading == "サインイン"


def test_all_the_other_sign_ins_are_ended_with_one_button(browser_of, cast):
    others = [browser_of(cast.umi) for _ in range(2)]
    stranger = browser_of(cast.riku)

    browser = browser_of(cast.umi).visit("/me/sign-ins").press("ほかの端末をすべて終わる")

    assert browser.heading == "サインインしている端末"
    assert [other.visit("/me").heading for other in others] == ["サインイン", "サインイン"]
    assert stranger.visit("/me").heading == "アカウント"


def test_nobody_ends_the_sign_in_of_somebody_else(browser_of, cast):
    umi = browser_of(cast.umi).visit("/me")
    row = db.session.scalars(select(SignIn)).one()
    riku = browser_of(cast.riku).visit("/me")

    answer = riku.client.post(f"/me/sign-ins/{row.key}/end", data={"csrf_token": riku.questions["csrf_token"]})

    assert answer.status_code == 404
    assert umi.visit("/me").heading == "アカウント"
