"""The pages of support, as people meet them at their screens."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.jobs import settle
from hack.notices.models import Letter
from hack.pipeline.support import SupportStep
from hack.support.models import Support, SupportEntry
from tests.cast import a_need
from tests.support.papers import a_support


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _only(kind=Support):
    db.session.rollback()
    return db.session.scalars(select(kind)).one()


def _letters(app):
    settle(app)
    db.session.rollback()
    return [(one.occasion, one.address) for one in db.session.scalars(select(Letter).order_by(Letter.id))]


def test_from_asking_to_the_result(app, browser_of, cast):
    need = a_need(by=cast.michi, title="待ち時間を減らしたい")
    page = browser_of(cast.michi).visit(f"/needs/{need.key}/support").follow("このニーズについて支援を頼む")
    page.press(
        "支援を頼む", いま="unclear", 頼みたいこと="どこから手を付けるか一緒に考えてほしい。", いつまでに="2026-06-30"
    )
    assert (page.status, page.heading) == (200, "「待ち時間を減らしたい」について")
    support = _only()

    mori = browser_of(cast.mori).visit("/support/").follow("待ち時間を減らしたい").press("引き受ける")
    assert "受付" in mori.main and "森 結(あなた)" in mori.main
    mori.press("書き足す", したこと="窓口を半日見た。", かけた時間="3.5")
    mori.press("支援を始める").follow("結果を書いて完了する").press("完了する", 結果="番号札の出し方を替える。")

    page = browser_of(cast.michi).visit(f"/support/{support.key}")
    assert "完了" in page.main and "番号札の出し方を替える。" in page.main
    assert "窓口を半日見た。" in page.main and "3.5時間" in page.main
    assert page.buttons == []
    assert _letters(app) == [
        ("support_asked", "mori@city.example"),
        ("support_taken", "michi@city.example"),
        ("support_ended", "michi@city.example"),
    ]


def test_support_is_asked_for_without_a_need(browser_of, cast):
    page = browser_of(cast.michi).visit("/support/").follow("支援を頼む")
    page.press("支援を頼む")
    assert page.status == 422
    assert [link.get_text() for link in page.page.select(".summary a")] == [
        "いま、どこで困っていますか: いちばん近いものを選んでください。",
        "ひとことで: ひとことで書いてください。",
        "頼みたいこと: 頼みたいことを書いてください。",
    ]

    page.press("支援を頼む", いま="stuck", ひとことで="止まった実証", 頼みたいこと="進め方を見てほしい。")

    assert (_only().title, _only().need_id) == ("止まった実証", None)


def test_a_day_that_is_over_is_not_wished_for(browser_of, cast):
    page = browser_of(cast.michi).visit("/support/new")
    page.press("支援を頼む", いま="stuck", ひとことで="実証", 頼みたいこと="見てほしい。", いつまでに="2026-05-11")

    assert (page.status, "今日か、それより後の日を入力してください。" in page.main) == (422, True)
    assert page.questions["wish"] == "見てほしい。"


def test_a_wished_day_that_has_passed_meanwhile_may_stay_as_it_was(browser_of, cast):
    support = a_support(cast, wished_until=clock.today() - timedelta(days=1))
    browser_of(cast.michi).visit(f"/support/{support.key}/edit").press("保存する", ひとことで="別の言い方")

    assert _only().title == "別の言い方"


def test_a_request_sent_twice_is_one(browser_of, cast):
    browser = browser_of(cast.michi).visit("/support/new")
    sent = browser.questions | {"kind": "stuck", "title": "実証", "wish": "見てほしい。"}

    answers = [browser.client.post("/support/new", data=sent).location for _ in range(2)]

    assert answers == [f"/support/{_only().key}"] * 2


def test_an_entry_sent_twice_is_one_and_a_bad_one_is_refused_at_its_question(browser_of, cast):
    support = a_support(cast, step=SupportStep.UNDER_WAY)
    browser = browser_of(cast.mori).visit(f"/support/{support.key}")
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    browser.press("書き足す", したこと="見た。", した日=tomorrow, かけた時間="-1")
    assert browser.status == 422
    assert "今日までの日付を入力してください。" in browser.main
    assert "0.1から200までの数で入力してください。" in browser.main
    browser.press("書き足す", した日="2026-05-12", かけた時間="たくさん")
    assert browser.status == 422 and browser.questions["told"] == "見た。"
    assert browser.main.count("数字で入力してください。例: 1.5") == 2

    sent = browser.questions | {"done_on": "2026-05-12", "hours": ""}
    for _ in range(2):
        assert browser.client.post(f"/support/{support.key}/entries", data=sent).status_code == 302

    assert (_only(SupportEntry).told, _only(SupportEntry).hours) == ("見た。", None)


def test_hours_are_read_in_whatever_width_they_are_typed(browser_of, cast):
    support = a_support(cast, step=SupportStep.UNDER_WAY)
    browser_of(cast.mori).visit(f"/support/{support.key}").press("書き足す", したこと="見た。", かけた時間="１．５")

    assert _only(SupportEntry).hours == 1.5


def test_a_section_withdraws_and_the_one_who_took_it_on_is_told(app, browser_of, cast):
    support = a_support(cast, step=SupportStep.TAKEN)
    page = browser_of(cast.michi).visit(f"/support/{support.key}").press("取り下げる")
    assert (page.status, "理由を入力してください。" in page.main) == (422, True)

    page.press("取り下げる", 理由="自分たちで進められることになった。")

    assert "取下げ" in page.main and "自分たちで進められることになった。" in page.main
    assert _letters(app) == [("support_withdrawn", "mori@city.example")]


def test_a_refusal_is_told_to_the_asker_and_can_be_taken_back(app, browser_of, cast):
    support = a_support(cast)
    page = browser_of(cast.mori).visit(f"/support/{support.key}").press("お断りする", 理由="予算の相談は財政課へ。")
    assert "お断り" in page.main
    assert _letters(app) == [("support_ended", "michi@city.example")]

    page.press("取り消す", 取り消す理由="引き受けることにした。")

    assert _only().step is SupportStep.ASKED


def test_of_two_who_change_a_request_both_texts_are_shown(browser_of, cast):
    support = a_support(cast)
    slow, quick = (browser_of(cast.michi).visit(f"/support/{support.key}").follow("書き直す") for _ in range(2))
    quick.press("保存する", 頼みたいこと="先に保存した文")

    slow.press("保存する", 頼みたいこと="後から保存した文")
    assert slow.status == 422
    assert "先に保存した文" in slow.main and slow.questions["wish"] == "後から保存した文"

    slow.press("保存する")
    assert _only().wish == "後から保存した文"


def test_it_is_finished_only_while_it_goes_on(browser_of, cast):
    support = a_support(cast, step=SupportStep.TAKEN)
    page = browser_of(cast.mori).visit(f"/support/{support.key}/finish")

    assert "完了できるのは、支援中の段階になってからです。" in page.main


def test_the_board_tells_whose_turn_it_is(browser_of, cast):
    a_support(cast, title="待っている依頼", step_since=clock.now() - timedelta(days=6))
    page = browser_of(cast.mori).visit("/desk?noun=support")

    assert "待っている依頼" in page.main and "事務局の番です: 引き受ける" in page.main and "遅れ" in page.main
    assert "待っている依頼" in browser_of(cast.mori).visit("/home").main
    assert "待っている依頼" not in browser_of(cast.kaji).visit("/desk?noun=support").main


def test_the_list_of_a_need_shows_its_requests_to_the_section_alone(browser_of, cast):
    need = a_need(by=cast.michi)
    a_support(cast, title="このニーズの依頼", need=need)
    a_support(cast, title="ほかの依頼")
    page = browser_of(cast.michi).visit(f"/needs/{need.key}/support")

    assert "このニーズの依頼" in page.main and "ほかの依頼" not in page.main
    answers = [
        browser_of(who).client.get(f"/needs/{need.key}/support").status_code
        for who in (cast.kaji, cast.midori, cast.umi, cast.mori, cast.ken)
    ]
    assert answers == [403, 403, 403, 200, 200]


def test_nobody_outside_learns_that_there_is_a_request(browser_of, cast):
    support = a_support(cast)
    answers = {
        name: browser_of(getattr(cast, name)).client.get(f"/support/{support.key}").status_code
        for name in ("michi", "kaji", "midori", "umi", "kan", "mori", "ken")
    }

    assert answers == {"michi": 200, "kaji": 404, "midori": 404, "umi": 404, "kan": 404, "mori": 200, "ken": 200}
