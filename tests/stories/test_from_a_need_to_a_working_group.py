"""A section has a problem, a company an answer; they meet, and sit at one table."""

import re
import ssl
from dataclasses import replace

import pytest
from sqlalchemy import select

from hack import db
from hack.app import create_app
from hack.desk.queries import board
from hack.jobs import tick
from hack.needs.models import Need
from hack.proposals.models import Proposal
from hack.workgroups.models import Workgroup
from tests.browser import Browser
from tests.cast import PASSWORD, enter_cast
from tests.notices.post_office import a_certificate, post_office


@pytest.fixture
def town(stage, tmp_path):
    """The application with a mail server of its own, and what arrives there."""
    certificate, key = a_certificate(tmp_path, "IP:127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with post_office(tls_context=context, require_starttls=True) as office:
        settings = replace(stage, mail_server="127.0.0.1", mail_port=str(office.port), mail_ca=str(certificate))
        yield create_app(settings), office


def _letter_to(office, address, words):
    """The newest letter to that address whose subject has these words."""
    for letter, receivers in zip(reversed(office.arrived), reversed(office.to), strict=True):
        if receivers == [address] and words in str(letter["Subject"]):
            return letter.get_content()
    raise AssertionError(
        f"no letter to {address} says {words}: {[(str(m['Subject']), to) for m, to in zip(office.arrived, office.to, strict=True)]}"
    )


def _link_in(letter):
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", letter)[1]


def test_a_need_and_a_seed_meet_and_a_working_group_sits_down(town):
    app, office = town
    cast = enter_cast()
    michi, mori = Browser(app, cast.michi), Browser(app, cast.mori)

    # The officer writes the need down and asks the secretariat.
    michi.visit("/needs/new").press("下書きを保存", 題名="除雪車がいまどこにいるのか分からない")
    assert michi.status == 200 and "下書き" in michi.main
    michi.visit(michi.path + "/edit").press(
        "保存",
        分野="roads",
        参画パターン="try",
        背景="雪の日は、市民から除雪の予定を尋ねる電話が一日に三百件かかる。",
        いまの仕事の流れと量="除雪車の運転手に電話で場所を聞き、紙の地図に書き写して答えている。",
        困っていること="除雪車の位置が分からず、除雪の予定を尋ねる市民に答えられない。",
        期待する姿="除雪車の位置と作業の進み具合を地図で見て、市民にも公開したい。",
        問い合わせ先="道路局企画課",
    )
    need_page = michi.path
    michi.visit(need_page + "/submit").press("確認を頼む")
    assert "事務局確認" in michi.main
    assert "除雪車" not in Browser(app).visit("/needs/").main

    # The secretariat agrees; the officer opens the call.
    assert _link_in(_letter_to(office, "mori@city.example", "確認")) == need_page
    mori.visit(need_page).press("公開準備へ進める")
    michi.visit(need_page + "/publish").press(
        "募集を始める", 何を募集しますか="open_ideas", 募集の始まり="2026-05-12", 募集の終わり="2026-06-30"
    )
    assert michi.status == 200, michi.main
    assert "除雪車がいまどこにいるのか分からない" in Browser(app).visit("/").main

    # A company joins.
    ume = Browser(app).visit("/apply")
    ume.press(
        "申請する",
        **{
            "団体名": "梅測位株式会社",
            "団体名(カナ)": "ウメソクイカブシキガイシャ",
            "種別": "company",
            "市内・市外": "yes",
            "担当者のお名前": "梅田 位",
            "担当者のメールアドレス": "umeda@ume.example",
            "利用規約に同意します": "y",
        },
    )
    assert ume.status == 200, ume.main
    mori.visit(_link_in(_letter_to(office, "mori@city.example", "参加"))).press("参加を認める")
    ume.visit(_link_in(_letter_to(office, "umeda@ume.example", "招待")))
    ume.press(
        "登録する", **{"新しいパスワード": PASSWORD, "新しいパスワード(確認)": PASSWORD, "利用規約に同意します": "y"}
    )
    assert ume.status == 200, ume.main
    ume.press("サインアウト").visit("/sign-in").press(
        "サインイン", メールアドレス="umeda@ume.example", パスワード=PASSWORD
    )
    assert "梅田 位" in ume.words

    # It registers a seed; after the next round of the clock, both sides are told that they belong together, and why.
    ume.visit("/seeds/new").press(
        "下書きを保存",
        名称="除雪車の位置をリアルタイムで地図に示すサービス",
        一文の要約="除雪車に付けた端末の位置情報を集め、作業の進み具合を地図で公開します。",
        分野="roads",
        解ける課題="除雪の予定を尋ねる市民からの電話を減らし、除雪車の場所を職員が画面で確かめられます。",
        使っている技術="GPS、地図",
        成熟度="proven",
    )
    seed_page = ume.path
    ume.visit(seed_page + "/edit").press("保存して公開する")
    assert ume.status == 200, ume.main
    tick(app)
    for page, other in (
        (ume.visit(seed_page + "/suggestions"), "除雪車がいまどこにいるのか分からない"),
        (michi.visit(need_page + "/suggestions"), "除雪車の位置をリアルタイムで"),
    ):
        assert other in page.main
        assert {"除雪車", "位置", "地図"} <= {mark.get_text() for mark in page.page.find_all("mark")}

    # The section finds that it fits; the company proposes.
    michi.follow("言葉の場所を見て判断する").press("判断を記録する", この組み合わせは合いそうですか="yes")
    assert "合いそう" in michi.main
    ume.visit(need_page).follow("このニーズに提案する")
    ume.press(
        "下書きを保存",
        提案名="位置情報による除雪の見える化",
        要約="除雪車に小さな端末を載せ、位置と作業の状態を地図に示す。",
        使う技術="GPS端末と地図サービス",
        ニーズのどこに効くか="予定を尋ねる電話の半分を減らせると見込む。",
    )
    assert ume.status == 200, ume.main
    proposal_page = ume.path
    ume.visit(proposal_page + "/submit").press("提案する", 確か="y")
    number = db.session.scalars(select(Proposal.number)).one()
    assert number == "R8-0001" and number in ume.main
    _letter_to(office, "umeda@ume.example", "受け付けました")
    for rival in (None, cast.riku, cast.midori):
        assert Browser(app, rival).visit(proposal_page).status == 404

    # Review, and the working group in one step.
    mori.visit(proposal_page).press("形式の確認を始める").press("所管課の評価へ送る")
    mori.visit(f"/workgroups/new?need={need_page.split('/')[-1]}")
    mori.press(
        "ワーキンググループを開く",
        グループの名前="除雪の見える化ワーキング",
        目的="除雪車の位置の集め方と、市民への示し方を決める。",
        定員="8",
        招く提案=_only(Proposal).key,
    )
    assert mori.status == 200, mori.main
    group_page = mori.path

    # They meet, and the minutes are kept.
    mori.visit(group_page + "/meetings/new").press(
        "会議を開く",
        会議の名前="第1回",
        日付="2026-07-10",
        始まり="14:00",
        場所="市役所 共創スペース",
        議題="課題の確認",
    )
    assert mori.status == 200, mori.main
    _letter_to(office, "umeda@ume.example", "2026年7月10日(金)のワーキンググループ会議")
    meeting_page = ume.visit(group_page).follow("第1回").path
    michi.visit(meeting_page + "/minutes").press(
        "保存する", 議事録="端末は十台から試す。", 決まったこと="梅測位が見積もりを出す。"
    )
    assert "端末は十台から試す。" in ume.visit(meeting_page).main

    # The board and every timeline tell it.
    db.session.rollback()
    assert [(row.title, row.step.label) for row in board(cast.mori, size=50).rows if row.lane.thing is not Need] == [
        ("位置情報による除雪の見える化", "ワーキング招待"),
        ("除雪の見える化ワーキング", "組成中"),
    ]
    assert "除雪の見える化ワーキング" in mori.visit("/desk").main
    assert "アイデアの募集を始める" in mori.visit(need_page).main
    assert "ワーキングに招く" in mori.visit(proposal_page).main
    assert "梅測位株式会社" in Browser(app).visit("/organizations").main
    members = [member.user.name for member in _only(Workgroup).members]
    assert sorted(members) == ["梅田 位", "森 結", "道野 歩"]
    assert all(office.encrypted)


def _only(kind):
    db.session.rollback()
    return db.session.scalars(select(kind)).one()
