"""The pages of deliberations, as people meet them at their screens."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.deliberations.models import Body, Paper, Sitting
from hack.pipeline.front import CaseStep
from tests.deliberations.words import a_body, a_case, a_paper, a_sitting, tabled


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _only(kind):
    db.session.rollback()
    return db.session.scalars(select(kind)).one()


def test_a_coordinator_takes_a_case_from_the_checking_to_what_was_ruled(browser_of, cast):
    case = a_case(cast)
    mori = browser_of(cast.mori).visit("/deliberations/").follow("付議先").follow("付議先を登録する")
    mori.press("登録する", 名前="横浜市DX推進本部", いつから="2021-05", 議長="副市長")
    assert "いまの付議先" in mori.main and "2021年5月から" in mori.main
    mori.follow("会議").follow("会議を登録する").press("登録する", 会議の日=clock.today().isoformat(), 場所="市庁舎")
    assert (mori.status, "横浜市DX推進本部" in mori.main) == (200, True)

    mori.visit(f"/deliberations/cases/{case.key}").follow("付議を準備する")
    assert mori.questions["conditions"] == "先端技術: 画像認識を使う。"
    mori.press("付議書を作る", 選べる方針="進める。進めない。", 決めてほしいこと="取り組むか。")
    assert (mori.heading, "付議準備" in mori.main) == ("港の見守り", True)
    mori.follow("書き直す").press("保存する", 概要="短い概要。").follow("付議する")
    mori.press("付議する", どの会議=_only(Sitting).key)
    assert "方針待ち" in mori.main and "付議中" in mori.main
    mori.follow("方針を書く").press(
        "記録する",
        方針="conditional",
        付ける条件="費用は提案者が持つ。\n広告を出さない。",
        内容と理由="1の案で進める。",
    )

    assert "条件付きで進める" in mori.main and "費用は提案者が持つ。" in mori.main
    michi = browser_of(cast.michi).visit("/deliberations/").follow("港の見守り")
    assert "費用は提案者が持つ。" in michi.main and michi.buttons == []
    for person in (cast.umi, cast.riku, cast.kaji, cast.ken, cast.kan):
        assert browser_of(person).visit(michi.path).status == 404, person.name
    assert _only(Paper).case.step is CaseStep.DECIDED


def test_a_paper_is_prepared_once_however_often_the_form_is_sent(browser_of, cast):
    case = a_case(cast)
    browser = browser_of(cast.mori).visit(f"/deliberations/cases/{case.key}/new")
    answers = {"選べる方針": "進める。", "決めてほしいこと": "取り組むか。"}
    method, where, sent = browser.about_to_press("付議書を作る", **answers)
    answers = [browser.client.open(where, method=method, data=sent).location for _ in range(2)]

    assert answers == [f"/deliberations/cases/{case.key}"] * 2


def test_what_was_typed_is_kept_where_the_case_was_moved_meanwhile(browser_of, cast):
    case = a_case(cast)
    first, second = (browser_of(cast.mori).visit(f"/deliberations/cases/{case.key}/new") for _ in range(2))
    first.press("付議書を作る", 選べる方針="進める。", 決めてほしいこと="取り組むか。")
    second.press("付議書を作る", 選べる方針="長く考えた方針の案。", 決めてほしいこと="取り組むか。")

    assert (second.status, second.questions["options"]) == (422, "長く考えた方針の案。")
    assert "ほかの人が先に進めたか" in second.main


def test_a_case_without_conditions_is_told_so_before_and_after(browser_of, cast):
    case = a_case(cast, grounds=False)
    page = browser_of(cast.mori).visit(f"/deliberations/cases/{case.key}/new")
    assert "付議の条件が一つも確かめられていません" in page.main
    page.press("付議書を作る", 付議の条件="なし", 選べる方針="進める。", 決めてほしいこと="取り組むか。")

    assert (page.status, case.step) == (422, CaseStep.CHECKING)


def test_without_a_sitting_to_come_one_is_called_first(browser_of, cast):
    a_body(by=cast.mori)
    case = a_case(cast)
    a_paper(case, by=cast.mori)
    page = browser_of(cast.mori).visit(f"/deliberations/cases/{case.key}/table")
    assert "これからの会議が登録されていません。" in page.main
    day = (clock.today() + timedelta(days=3)).isoformat()
    page.follow("会議を登録する").press("登録する", 会議の日=day)

    assert "議題は、まだありません" in page.main


def test_the_agenda_is_put_in_order_and_read_by_coordinators_alone(browser_of, cast):
    a_body(by=cast.mori)
    sitting = a_sitting(by=cast.mori)
    for title in ("初めの議題", "次の議題"):
        tabled(a_paper(a_case(cast), by=cast.mori, title=title), sitting, by=cast.mori)
    page = browser_of(cast.mori).visit("/deliberations/sittings").follow("2026年5月19日")
    page.press("順番を一つ上げる")
    assert page.main.index("次の議題") < page.main.index("初めの議題")
    page.follow("日・場所・記録を書き直す").press("保存する", 議事の記録="二つの議題を話した。")
    assert "二つの議題を話した。" in page.main

    assert browser_of(cast.michi).visit(page.path).status == 404
    assert browser_of(cast.michi).visit("/deliberations/sittings").status == 403
    assert "この会議の議題を見る" not in browser_of(cast.michi).visit("/deliberations/").follow("次の議題").main


def test_what_lay_before_an_earlier_sitting_is_read_as_it_was(browser_of, cast):
    a_body(by=cast.mori)
    case = a_case(cast)
    tabled(a_paper(case, by=cast.mori, summary="はじめの概要"), a_sitting(by=cast.mori), by=cast.mori)
    page = browser_of(cast.mori).visit(f"/deliberations/cases/{case.key}/decide?move=take_home")
    assert page.questions["ruling"] == ["taken_home"]
    page.press("記録する", 内容と理由="費用を確かめてから。").follow("書き直す").press("保存する", 概要="直した概要")
    assert "直した概要" in page.main and "はじめの概要" not in page.main

    michi = browser_of(cast.michi).visit(page.path).follow("このとき付議した文")
    assert "はじめの概要" in michi.main and "費用を確かめてから。" in michi.main


def test_bodies_are_put_right_and_months_are_months(browser_of, cast):
    a_body(by=cast.mori)
    page = browser_of(cast.mori).visit("/deliberations/bodies").follow("横浜市DX推進本部")
    page.press("保存する", いつから="2021年5月")
    assert page.status == 422 and "月を「2017-04」の形で入力してください。" in page.main
    page.press("保存する", いつから="2021-06", いつまで="2021-05")
    assert "始まりの月か、それより後の月を入力してください。" in page.main
    page.press("保存する", いつまで="", 補足="出典を確かめた。")

    assert (_only(Body).since_month, _only(Body).note) == ("2021-06", "出典を確かめた。")


def test_who_writes_down_that_the_city_does_not_go_on_is_told_what_is_owed_to_the_proposer(browser_of, cast):
    a_body(by=cast.mori)
    case = a_case(cast)
    tabled(a_paper(case, by=cast.mori), a_sitting(by=cast.mori, held_on=clock.today()), by=cast.mori)
    page = browser_of(cast.mori).visit(f"/deliberations/cases/{case.key}/decide")
    page.press("記録する", 方針="stop", 内容と理由="費用に見合わない。")

    assert "提案者には、まだ理由が伝わっていません。" in page.main


def test_papers_are_narrowed_by_whether_something_was_ruled(browser_of, cast):
    a_paper(a_case(cast), by=cast.mori, title="待つ案件")

    assert "待つ案件" in browser_of(cast.michi).visit("/deliberations/?state=open").main
    assert "あてはまる付議書はありません。" in browser_of(cast.michi).visit("/deliberations/?state=ruled").main
    assert browser_of(cast.umi).visit("/deliberations/").status == 403
