"""A forgotten password at the screen."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.accounts import passwords
from hack.accounts.actions import ask_reset, begin_sign_in
from hack.accounts.models import Ticket
from hack.accounts.queries import signed_in_by
from hack.outbox import EventRecord
from tests.accounts.words import GOOD_PASSWORD, link_of
from tests.cast import PASSWORD

NEW = {"新しいパスワード": GOOD_PASSWORD, "確認": GOOD_PASSWORD}


def _ask(browser, email):
    return browser.visit("/forgot").press("リンクを送る", メールアドレス=email)


def _ticket():
    return db.session.scalars(select(Ticket).order_by(Ticket.id.desc())).first()


def test_a_new_password_is_set_and_every_sign_in_ends(browser_of, cast):
    with db.transaction():
        token = begin_sign_in(cast.umi, "").token
    _ask(browser_of(), "umi@minato.example")

    page = browser_of().visit(link_of(_ticket())).press("設定する", **NEW)

    assert (page.path, page.status) == ("/sign-in", 200)
    assert "新しいパスワードでサインインしてください。" in page.main
    db.session.rollback()
    assert signed_in_by(token) is None
    assert page.press("サインインする", メールアドレス="umi@minato.example", パスワード=PASSWORD).status == 422
    assert page.press("サインインする", メールアドレス="umi@minato.example", パスワード=GOOD_PASSWORD).path == "/home"
    db.session.rollback()
    names = db.session.scalars(select(EventRecord.name).order_by(EventRecord.id))
    assert list(names) == ["SignedIn", "ResetAsked", "PasswordChanged", "SignInFailed", "SignedIn"]


@pytest.mark.parametrize("email", ["nobody@minato.example", "moto@minato.example"])
def test_asking_says_the_same_for_known_and_unknown(browser_of, cast, email):
    known, unknown = _ask(browser_of(), "umi@minato.example"), _ask(browser_of(), email)

    assert (unknown.path, unknown.main) == (known.path, known.main)
    assert unknown.path == "/forgot/sent"
    assert db.session.scalars(select(Ticket.email)).all() == ["umi@minato.example"]


@pytest.mark.parametrize("email", ["umi@minato.example", "nobody@minato.example"])
def test_asking_takes_one_hash_for_known_and_unknown(browser_of, cast, hashes, email):
    assert _ask(browser_of(), email).path == "/forgot/sent"
    assert hashes == ["verify"]


def test_a_used_link_and_one_that_is_over_say_what_to_do(browser_of, cast):
    with db.transaction():
        ticket = ask_reset("umi@minato.example")
    link = link_of(ticket)

    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        over = browser_of().visit(link)
        assert (over.status, over.heading) == (410, "このリンクは使えません")
        assert over.follow("もう一度リンクを送る").path == "/forgot"
    browser_of().visit(link).press("設定する", **NEW)
    used = browser_of().visit(link)
    assert used.status == 410
    assert "すでに使われています" in used.main


def test_of_two_open_pages_one_sets_the_password(browser_of, cast):
    with db.transaction():
        link = link_of(ask_reset("umi@minato.example"))
    first, second = browser_of().visit(link), browser_of().visit(link)

    first.press("設定する", **NEW)
    other = GOOD_PASSWORD + "つづき"
    second.press("設定する", 新しいパスワード=other, 確認=other)

    assert second.status == 410
    db.session.rollback()
    assert passwords.matches(cast.umi.password_hash, GOOD_PASSWORD)


def test_a_new_password_is_not_made_of_ones_own_name(browser_of, cast):
    with db.transaction():
        link = link_of(ask_reset("umi@minato.example"))
    own = "海野の船はきょうも沖へ出てゆくよ"

    page = browser_of().visit(link).press("設定する", 新しいパスワード=own, 確認=own)

    assert page.status == 422
    assert "含まないものにしてください。" in page.main


@pytest.mark.parametrize("email", ["umi@minato.example", "nobody@minato.example"])
def test_the_sixth_wish_within_a_day_is_told_to_wait(browser_of, cast, email):
    browser = browser_of()
    for _ in range(5):
        assert _ask(browser, email).path == "/forgot/sent"

    assert _ask(browser, email).status == 429
    assert _ask(browser, "riku@oka.example").path == "/forgot/sent"
    with clock.stopped_at(clock.now() + timedelta(days=1, seconds=1)):
        assert _ask(browser, email).path == "/forgot/sent"
