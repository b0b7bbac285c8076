"""Joining at the screen: from the application to the first page of one's own."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.accounts.actions import deactivate, move_organization
from hack.accounts.models import Organization, SignIn, Ticket, User
from hack.pipeline.member import MemberStep
from hack.roles import Role
from tests.accounts.words import GOOD_PASSWORD, TYPED, an_application, an_invitation, link_of

JOINING = {"お名前": "磯部 新", "新しいパスワード": GOOD_PASSWORD, "確認": GOOD_PASSWORD, "同意": "y"}


def test_from_the_application_to_the_first_own_page(browser_of, cast):
    visitor = browser_of().visit("/apply").press("申請する", **TYPED)
    assert (visitor.path, visitor.heading) == ("/apply/thanks", "申請を受け付けました")
    assert "まだ登録は終わっていません" in visitor.main

    coordinator = browser_of(cast.mori).visit("/organizations?step=applied").follow("磯子ロボティクス株式会社")
    assert "isobe@isogo.example" in coordinator.main
    coordinator.press("参加を認める")
    assert "「確認済」になりました。" in coordinator.main

    db.session.rollback()
    ticket = db.session.scalars(select(Ticket)).one()
    invited = browser_of().visit(link_of(ticket))
    assert invited.questions["name"] == "磯部 新"
    invited.press("登録する", **JOINING)
    assert invited.path == "/home"
    assert invited.visit("/me").questions["name"] == "磯部 新"
    db.session.rollback()
    organization = db.session.scalars(select(Organization).where(Organization.kana == "イソゴロボティクス")).one()
    assert organization.step is MemberStep.ACTIVE
    assert (
        browser_of().visit("/organizations").links["磯子ロボティクス株式会社"] == f"/organizations/{organization.key}"
    )


def test_an_application_says_at_each_question_what_is_missing_and_keeps_the_rest(browser_of, stage):
    page = (
        browser_of()
        .visit("/apply")
        .press("申請する", 得意分野="点検", 担当者のメールアドレス="isobe", ウェブサイト="isogo.example")
    )

    assert page.status == 422
    for says in (
        "団体名を入力してください。",
        "種別を選んでください。",
        "市内か市外かを選んでください。",
        "メールアドレスの形を確かめてください",
        "https:// から始まるアドレス",
        "同意する場合は印を付けてください。",
    ):
        assert says in page.main
    assert page.questions["strengths"] == "点検"
    assert db.session.scalars(select(Organization)).all() == []


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example", "https:// x"])
def test_a_web_address_that_is_none_is_refused(browser_of, stage, bad):
    page = browser_of().visit("/apply").press("申請する", **(TYPED | {"ウェブサイト": bad}))

    assert page.status == 422
    assert "https:// から始まるアドレス" in page.main


def test_a_known_and_an_unknown_address_get_the_same_answer_to_an_application(browser_of, cast):
    unknown = browser_of().visit("/apply").press("申請する", **TYPED)
    known = browser_of().visit("/apply").press("申請する", **(TYPED | {"担当者のメールアドレス": "umi@minato.example"}))

    assert (known.path, known.main) == (unknown.path, unknown.main)


def test_the_sixth_application_from_one_place_within_an_hour_is_told_to_wait(browser_of, stage):
    browser = browser_of()
    for number in range(5):
        assert browser.visit("/apply").press("申請する", **(TYPED | {"カナ": f"{number}"})).path == "/apply/thanks"

    browser.visit("/apply").press("申請する", **TYPED)

    assert browser.status == 429
    assert browser.questions["strengths"] == TYPED["得意分野"]
    with clock.stopped_at(clock.now() + timedelta(hours=1, seconds=1)):
        assert browser.visit("/apply").press("申請する", **TYPED).path == "/apply/thanks"


FULL_WIDTH = "\uff10\uff14\uff15{0}\uff10\uff10\uff10{0}\uff10\uff10\uff10\uff10"
"""045-000-0000 in full-width digits, with the sign between them still to be said."""


@pytest.mark.parametrize(
    "dash",
    ["-", "\u30fc", "\u2212", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\uff0d", "\uff70"],
    ids=ascii,
)
def test_a_full_width_telephone_number_is_understood_with_whatever_dash(browser_of, cast, dash):
    browser = browser_of(cast.umi).visit("/me").press("保存する", 電話番号=FULL_WIDTH.format(dash))

    assert browser.status == 200
    db.session.rollback()
    assert cast.umi.phone == "045-000-0000"


def test_brackets_and_spaces_of_a_full_width_telephone_number_are_understood_too(browser_of, cast):
    typed = (
        "\uff0b\uff18\uff11\u3000\uff08\uff10\uff09\uff14\uff15\uff0d\uff10\uff10\uff10\uff0d\uff10\uff10\uff10\uff10"
    )
    browser_of(cast.umi).visit("/me").press("保存する", 電話番号=typed)

    db.session.rollback()
    assert cast.umi.phone == "+81 (0)45-000-0000"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("イソゴロボティクス", "イソゴロボティクス"),
        ("\uff72\uff7f\uff7a\uff9e \uff9b\uff8e\uff9e", "イソゴ ロボ"),
        ("\uff29\uff33\uff2f\u3000\uff12\uff11", "ISO 21"),
        ("ヴィレッジ・ラボ", "ヴィレッジ・ラボ"),
        ("\u30ab\u3099イト\u3099", "ガイド"),
    ],
)
def test_a_reading_is_kept_in_full_width_kana_however_it_was_typed(browser_of, stage, typed, kept):
    browser_of().visit("/apply").press("申請する", **(TYPED | {"カナ": typed}))

    assert db.session.scalars(select(Organization.kana)).all() == [kept]


@pytest.mark.parametrize("typed", ["磯子ロボティクス", "いそごろぼてぃくす", "イソゴ(カブ)", "イソゴ&ラボ", "イソゴ😀"])
def test_a_reading_that_is_none_is_refused_with_a_clear_word(browser_of, stage, typed):
    browser = browser_of().visit("/apply").press("申請する", **(TYPED | {"カナ": typed}))

    assert browser.status == 422
    assert "カナで入力してください(例 ミナトケイソク)" in browser.main
    assert browser.questions["kana"] == typed


def test_a_used_invitation_says_kindly_what_to_do(browser_of, cast):
    link = link_of(an_invitation(by=cast.umi))
    browser_of().visit(link).press("登録する", **JOINING)

    page = browser_of().visit(link)

    assert page.status == 410
    assert "すでに使われています" in page.main
    assert "サインインする" in page.links


def test_an_invitation_that_is_over_says_kindly_what_to_do(browser_of, cast):
    ticket = an_invitation(by=cast.umi)
    page = browser_of().visit(link_of(ticket))

    with clock.stopped_at(clock.now() + timedelta(days=7)):
        late = page.press("登録する", **JOINING)
        assert (late.status, late.heading) == (410, "この招待状は使えません")
        assert "もう一度送ってもらってください" in late.main
        assert browser_of().visit(link_of(ticket)).status == 410
    assert db.session.scalars(select(User.name).where(User.name == "磯部 新")).all() == []


@pytest.mark.parametrize(
    "broken", ["/accept/x", "/accept/{key}", "/accept/{key}.AAAA", "/reset/{key}.AAAA", "/reset/x"]
)
def test_a_link_that_is_not_whole_opens_nothing(browser_of, cast, broken):
    page = browser_of().visit(broken.format(key=an_invitation(by=cast.umi).key))

    assert page.status == 404
    assert "使えません" in page.heading


def test_an_invitation_of_somebody_taken_out_of_use_is_over(browser_of, cast):
    link = link_of(an_invitation(by=cast.sora))
    assert browser_of().visit(link).status == 200

    with db.transaction():
        deactivate(cast.sora, by=cast.umi)

    assert browser_of().visit(link).status == 410


def test_a_weak_password_is_refused_at_its_field_and_the_name_is_kept(browser_of, cast):
    page = browser_of().visit(link_of(an_invitation(by=cast.umi)))

    page.press("登録する", **(JOINING | {"新しいパスワード": "港計測のわたしのかぎだよ、これは", "確認": "ちがう"}))

    assert page.status == 422
    assert "団体名・市の名前を含まない" in page.main
    assert "2つのパスワードが違います。" in page.main
    assert page.questions["name"] == "磯部 新"
    assert page.questions["password"] == ""


def test_the_owner_of_an_address_that_has_an_account_is_told_so_and_nobody_else(browser_of, cast):
    inviting = browser_of(cast.riku).visit("/invitations/new")
    inviting.press("招待状を送る", 招待する方のメールアドレス="umi@minato.example", 招待する方のお名前="海野")
    assert "umi@minato.example に招待状を送りました。" in inviting.main

    link = link_of(db.session.scalars(select(Ticket)).one())
    page = browser_of().visit(link).press("登録する", **JOINING)

    assert page.status == 422
    assert "すでにあります" in page.main
    db.session.rollback()
    assert cast.umi.organization_id == cast.minato.id


def test_an_organization_suspended_before_its_first_person_came_lets_nobody_in(browser_of, cast):
    organization = an_application()
    with db.transaction():
        move_organization(organization, "verify", by=cast.mori)
    link = link_of(db.session.scalars(select(Ticket)).one())
    with db.transaction():
        move_organization(organization, "suspend", by=cast.mori, reason="確認のため")

    assert browser_of().visit(link).status == 410
    assert db.session.scalars(select(User).where(User.organization_id == organization.id)).all() == []


def test_a_coordinator_sends_the_invitation_again_when_it_ran_out(browser_of, cast):
    organization = an_application()
    with db.transaction():
        move_organization(organization, "verify", by=cast.mori)
    with clock.stopped_at(clock.now() + timedelta(days=8)):
        browser = browser_of(cast.mori).visit(f"/organizations/{organization.key}")
        assert "使える招待状はありません。" in browser.main
        browser.press("招待状をもう一度送る")
        assert "もう一度送りました" in browser.main
        assert "招待状の期限は 2026年5月27日(水) 12時00分 です。" in browser.main
        db.session.rollback()
        newest = db.session.scalars(select(Ticket).order_by(Ticket.id.desc())).first()
        assert browser_of().visit(link_of(newest)).status == 200


def test_an_applicant_who_has_got_an_account_elsewhere_meanwhile_is_not_invited_again(browser_of, cast):
    organization = an_application()
    with db.transaction():
        move_organization(organization, "verify", by=cast.mori)
        cast.riku.email = organization.applicant_email

    browser = browser_of(cast.mori).visit(f"/organizations/{organization.key}").press("招待状をもう一度送る")

    assert "すでに別のアカウントがあります" in browser.main
    assert len(db.session.scalars(select(Ticket)).all()) == 1


def test_two_colleagues_are_invited_and_a_doubled_click_invites_once(browser_of, cast):
    browser = browser_of(cast.umi).visit("/invitations/new")
    sent = browser.questions | {"email": "hama@minato.example", "name": "浜 新人"}
    for _ in range(2):
        assert browser.client.post("/invitations/new", data=sent).status_code == 302

    ticket = db.session.scalars(select(Ticket)).one()
    assert (ticket.email, ticket.role, ticket.organization_id) == ("hama@minato.example", Role.PROPOSER, cast.minato.id)


def test_an_officer_is_invited_to_a_section_that_has_to_be_chosen(browser_of, cast):
    browser = browser_of(cast.mori).visit("/invitations/new")
    asked = {"招待する方のメールアドレス": "new@city.example", "招待する方のお名前": "川上 新"}

    assert "職員(所管課)" in browser.main and "課 必須" in browser.main
    assert "課を選んでください。" in browser.press("招待状を送る", **asked).main
    assert browser.status == 422
    browser.press("招待状を送る", **asked, 所属する課=str(cast.rivers.id))

    assert "道路局 河川企画課" in browser.main
    assert "招待を取り消しました。" in browser.press("招待を取り消す").main
    assert "招待中の人はいません。" in browser.main


def test_joining_signs_in_on_this_device_alone(browser_of, cast):
    browser_of().visit(link_of(an_invitation(by=cast.umi))).press("登録する", **JOINING)

    db.session.rollback()
    row = db.session.scalars(select(SignIn)).one()
    assert row.user.name == "磯部 新"
