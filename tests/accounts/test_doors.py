"""Signing in and out at the screen."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from argon2 import PasswordHasher
from flask_login import current_user
from sqlalchemy import event, select

from hack import clock, db, limits
from hack.accounts import passwords
from hack.accounts.actions import begin_sign_in, count_sign_in, deactivate, end_sign_in
from hack.accounts.models import SignIn, User
from hack.errors import TooMany
from hack.limits import digest
from hack.outbox import EventRecord
from hack.web import anyone_may
from tests.accounts.words import SECRET, tries_at
from tests.browser import Browser
from tests.cast import PASSWORD

WRONG = "メールアドレスかパスワードが違います。"


def _sign_in(browser, email="umi@minato.example", password=PASSWORD):
    return browser.visit("/sign-in").press("サインインする", メールアドレス=email, パスワード=password)


def _cookie(browser):
    with browser.client.session_transaction() as cookie:
        return dict(cookie)


def test_a_person_signs_in_and_out(browser_of, cast):
    browser = _sign_in(browser_of(), email=" UMI@minato.example ")
    assert browser.path == "/home"
    token = _cookie(browser)["_user_id"]

    browser.visit("/me")
    assert browser.heading == "アカウント"
    row = db.session.scalars(select(SignIn)).one()
    assert row.digest != token

    browser.press("サインアウト")
    assert browser.heading == "サインアウトしました"
    db.session.rollback()
    assert row.ended_at is not None
    assert "_user_id" not in _cookie(browser)
    assert browser.visit("/me").heading == "サインイン"


def test_signing_out_tells_the_browser_to_forget_this_site(browser_of, cast):
    browser = browser_of(cast.umi).visit("/me")
    token = browser.page.find("input", attrs={"name": "csrf_token"})["value"]

    answer = browser.client.post("/sign-out", data={"csrf_token": token})

    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(browser_of, cast):
    browser, thief = browser_of(cast.umi).visit("/me"), browser_of()
    with thief.client.session_transaction() as cookie:
        cookie["_user_id"] = _cookie(browser)["_user_id"]
    assert thief.visit("/me").heading == "アカウント"

    browser.press("サインアウト")

    assert thief.visit("/me").heading == "サインイン"


def test_signing_in_gives_a_fresh_cookie(browser_of, cast):
    browser = browser_of().visit("/sign-in")
    before = _cookie(browser)

    _sign_in(browser)

    after = _cookie(browser)
    assert before["csrf_token"] != after.get("csrf_token")
    with db.transaction():
        assert after["_user_id"] != begin_sign_in(cast.umi, "").token


def test_neither_a_script_nor_another_site_gets_the_cookie(browser_of, cast):
    cookie = browser_of().client.get("/sign-in").headers["Set-Cookie"].split("; ")

    assert {"HttpOnly", "SameSite=Lax"} <= set(cookie)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("umi@minato.example", "ちがうパスワードを入れました"),
        ("nobody@minato.example", PASSWORD),
        ("moto@minato.example", PASSWORD),
        ("これは住所ではない", PASSWORD),
    ],
)
def test_a_refused_sign_in_says_the_same_and_takes_one_hash_for_known_and_unknown(
    browser_of, cast, hashes, email, password
):
    browser = _sign_in(browser_of(), email=email, password=password)

    assert browser.status == 422
    assert WRONG in browser.main
    assert hashes == ["verify"]
    assert browser.questions["email"] == email
    assert browser.questions["password"] == ""
    row = db.session.scalars(select(EventRecord)).one()
    assert (row.name, row.facts, row.by_id) == ("SignInFailed", {"who": digest(SECRET, email)}, None)
    assert db.session.scalars(select(SignIn)).all() == []


def test_the_refused_pages_are_alike_to_the_letter(browser_of, cast):
    pages = [_sign_in(browser_of(), email=who).main for who in ("moto@minato.example", "mono@minato.example")]

    assert WRONG in pages[0]
    assert pages[0] == pages[1]


def test_a_right_sign_in_takes_one_hash_too(browser_of, cast, hashes):
    assert _sign_in(browser_of()).path == "/home"
    assert hashes == ["verify"]


def test_a_password_kept_weakly_is_kept_better_at_the_next_sign_in(browser_of, cast):
    with db.transaction():
        cast.umi.password_hash = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)

    assert _sign_in(browser_of()).path == "/home"

    db.session.rollback()
    assert cast.umi.password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches(cast.umi.password_hash, PASSWORD)


def test_a_sign_in_leaves_what_others_failed_at_the_same_place_counted(browser_of, cast):
    for number in range(3):
        assert _sign_in(browser_of(), email=f"nobody{number}@minato.example").status == 422
    failed = tries_at("127.0.0.1")

    assert _sign_in(browser_of()).path == "/home"

    assert len(failed) == 3
    assert failed <= tries_at("127.0.0.1")


def test_where_no_proxy_is_trusted_nobody_says_from_where_they_come(browser_of, cast):
    for number in range(3):
        browser = browser_of().visit("/sign-in")
        sent = browser.questions | {"email": f"nobody{number}@minato.example", "password": PASSWORD}
        answer = browser.client.post("/sign-in", data=sent, headers={"X-Forwarded-For": f"192.0.2.{number}"})
        assert answer.status_code == 422

    assert len(tries_at("127.0.0.1")) == 3
    assert [tries_at(f"192.0.2.{number}") for number in range(3)] == [set(), set(), set()]


@pytest.mark.parametrize("email", ["umi@minato.example", "nobody@minato.example"])
def test_the_eleventh_try_within_five_minutes_is_told_to_wait(browser_of, cast, email, hashes):
    browser = browser_of()
    for number in range(10):
        browser.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        assert _sign_in(browser, email=email, password="ちがうパスワードを入れました").status == 422
    browser.client.environ_base["REMOTE_ADDR"] = "192.0.2.99"

    browser = _sign_in(browser, email=email)

    assert browser.status == 429
    assert "6分ほどおいて" in browser.main
    assert browser.response.headers["Retry-After"] == "301"
    assert len(hashes) == 10
    assert _sign_in(browser, email="riku@oka.example").path == "/home"
    with clock.stopped_at(clock.now() + timedelta(minutes=5, seconds=1)):
        assert _sign_in(browser_of(), email=email).status == (200 if email.startswith("umi") else 422)


def _fail_from(place, times):
    """That sign-ins failed at `place` so often, each for another account."""
    with db.transaction():
        for number in range(times):
            count_sign_in(digest(SECRET, f"nobody{number}@minato.example"), digest(SECRET, place))


def test_somebody_who_tries_many_accounts_from_one_place_has_to_wait(browser_of, cast):
    _fail_from("192.0.2.7", 99)
    browser = browser_of()
    browser.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert _sign_in(browser, email="nobody@minato.example").status == 422

    assert _sign_in(browser).status == 429
    browser.client.environ_base["REMOTE_ADDR"] = "192.0.2.99"
    assert _sign_in(browser).path == "/home"


def test_a_network_of_ipv6_counts_as_one_place(browser_of, cast):
    _fail_from("2001:db8:1:1::/64", 100)
    browser = browser_of()
    browser.client.environ_base["REMOTE_ADDR"] = "2001:db8:1:1::5"

    assert _sign_in(browser).status == 429
    browser.client.environ_base["REMOTE_ADDR"] = "2001:db8:1:2::1"
    assert _sign_in(browser).path == "/home"


def test_a_whole_city_hall_signs_in_from_one_address(browser_of, cast):
    _fail_from("192.0.2.7", 99)

    for person in (cast.michi, cast.mori, cast.umi, cast.michi):
        browser = browser_of()
        browser.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
        assert _sign_in(browser, email=person.email).path == "/home"


def test_a_good_sign_in_does_not_wipe_out_what_others_failed_at_the_same_place(browser_of, cast):
    _fail_from("192.0.2.7", 99)
    browser = browser_of()
    browser.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert _sign_in(browser).path == "/home"
    browser.press("サインアウト")

    assert _sign_in(browser, password="ちがうパスワードを入れました").status == 422
    assert _sign_in(browser).status == 429


def test_a_good_sign_in_forgets_what_failed_for_the_account(browser_of, cast):
    for _ in range(2):
        browser = browser_of()
        for _ in range(9):
            assert _sign_in(browser, password="ちがうパスワードを入れました").status == 422
        assert _sign_in(browser).path == "/home"


def test_of_many_who_try_at_once_no_more_are_let_through_than_the_limit(stage):
    begin, outcomes = Barrier(8), []

    def tries():
        begin.wait()
        for _ in range(5):
            try:
                with db.transaction():
                    limits.count("sign_in", "somebody", most=10, within=timedelta(minutes=5))
                outcomes.append("through")
            except TooMany:
                outcomes.append("stopped")
        db.session.remove()

    threads = [Thread(target=tries) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["stopped"] * 30 + ["through"] * 10


def test_an_ended_sign_in_is_out_at_the_next_page(browser_of, cast):
    browser = browser_of(cast.umi).visit("/me")
    row = db.session.scalars(select(SignIn)).one()
    assert browser.heading == "アカウント"

    with db.transaction():
        end_sign_in(row)

    assert browser.visit("/me").heading == "サインイン"
    assert "サインインが終わりました" in browser.main
    assert "サインインが終わりました" not in browser.visit("/sign-in").main


def test_somebody_taken_out_of_use_is_out_at_the_next_page(browser_of, cast):
    browser = browser_of(cast.sora).visit("/me")

    with db.transaction():
        deactivate(cast.sora, by=cast.umi)

    assert browser.visit("/me").heading == "サインイン"


def test_opening_pages_keeps_a_sign_in_alive_and_writes_once_a_minute(browser_of, cast):
    browser, began = browser_of(cast.michi), clock.now()
    row = db.session.scalars(select(SignIn)).one()

    for minutes, seen in ((0.5, 0), (1, 1), (1.5, 1), (25, 25), (50, 50)):
        with clock.stopped_at(began + timedelta(minutes=minutes)):
            assert browser.visit("/me").heading == "アカウント"
        db.session.rollback()
        assert row.seen_at == began + timedelta(minutes=seen)
    with clock.stopped_at(began + timedelta(minutes=80)):
        assert browser.visit("/me").heading == "サインイン"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/%09/evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/no-such-page",
        "/sign-out",
        "/sign-in",
        "///evil.example",
        "/me\r\nX: y",
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(browser_of, cast, elsewhere):
    browser = browser_of()
    browser._read(browser.client.get("/sign-in", query_string={"next": elsewhere}))
    browser.press("サインインする", メールアドレス="umi@minato.example", パスワード=PASSWORD)
    assert browser.path == "/home"

    other = browser_of().visit("/sign-in")
    sent = other.questions | {"email": "umi@minato.example", "password": PASSWORD, "next": elsewhere}
    answer = other.client.post("/sign-in", data=sent)
    assert answer.headers["Location"] == "/home"


def test_one_is_led_back_to_the_page_one_wanted(browser_of, cast):
    browser = browser_of().visit("/me/sign-ins?page=1")
    assert browser.heading == "サインイン"

    browser.press("サインインする", メールアドレス="umi@minato.example", パスワード="ちがうパスワードです")
    browser.press("サインインする", メールアドレス="umi@minato.example", パスワード=PASSWORD)

    assert browser.heading == "サインインしている端末"


def test_who_is_signed_in_is_asked_of_the_database_in_one_query(browser_of, cast):
    browser, asked = browser_of(cast.michi), []
    engine = db.session.get_bind()
    listen = lambda *given: asked.append(given[2])  # noqa: E731
    event.listen(engine, "before_cursor_execute", listen)
    try:
        browser.visit("/terms")
    finally:
        event.remove(engine, "before_cursor_execute", listen)

    assert len([words for words in asked if "sign_in" in words]) == 1


def test_a_password_that_changed_while_it_was_compared_lets_nobody_in(browser_of, cast, monkeypatch):
    class Slow(PasswordHasher):
        def verify(self, *given):
            with db.transaction():
                db.session.get_one(User, cast.umi.id).password_hash = "changed meanwhile"
            return super().verify(*given)

    monkeypatch.setattr(passwords, "hasher", Slow(time_cost=2, memory_cost=19456, parallelism=1))

    assert _sign_in(browser_of()).status == 422
    assert db.session.scalars(select(SignIn)).all() == []


def test_a_fault_in_the_middle_of_a_deed_still_shows_its_page_to_somebody_signed_in(own_app, cast):
    @anyone_may
    def fall():
        assert current_user.name == "海野 凪"
        with db.transaction():
            raise ValueError("in the middle")

    own_app.add_url_rule("/fall", "fall", fall)

    browser = Browser(own_app, cast.umi).visit("/fall")

    assert (browser.status, browser.heading) == (500, "うまく処理できませんでした")
    assert browser.visit("/me").heading == "アカウント"
