"""The pages of the front: what each person finds there, and what nobody else learns of."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from hack import clock, db
from hack.intake.actions import edit_theme, hand_over, keep_grounds, merge_case, move_case, write_entry
from hack.intake.alike import cases_like
from hack.intake.doors import DOORS, Door, open_door
from hack.intake.models import Case, CaseKind, Condition
from hack.intake.queries import listed_cases, visible_to
from hack.jobs import settle
from hack.notices.models import Letter
from hack.notices.writing import render
from hack.pipeline.front import CaseStep as S
from tests.intake.words import TYPED, a_case, a_theme, an_inquiry, talked


def test_every_door_leads_to_the_one_form_or_to_the_themes(cast, browser_of):
    page = browser_of(cast.umi).visit("/front/")

    assert {"相談", "フリー提案", "テーマ提案", "予算事業への提案", "公園の相談・提案(P×P)"} <= set(page.links)
    assert page.follow("公園の相談").questions["counter"] == ["parks"]


def test_a_later_chapter_opens_a_door_of_its_own(browser_of):
    open_door(Door("trial", "ためしの扉", "説明", "home.about"))
    try:
        assert browser_of(None).visit("/front/").links["ためしの扉"] == "/about"
    finally:
        del DOORS["trial"]


def test_a_theme_is_chosen_before_the_form_opens(cast, browser_of):
    theme = a_theme(cast.roads, by=cast.michi)
    page = browser_of(cast.umi).visit(f"/front/themes/{theme.key}").follow("このテーマに提案する")
    page.press("出す", 件名="橋の音を聞く", 内容="音で分かる。", 提案時の留意事項="y")

    assert page.status == 200 and "橋の点検を楽にしたい" in page.main


@pytest.mark.parametrize(
    ("missing", "says"),
    [
        ({"区分": "theme"}, "提案するテーマを選んでください。"),
        ({"区分": "budget"}, "どの予算事業への提案かを入力してください。"),
        ({"件名": ""}, "件名を入力してください。"),
        ({"件名": "　 "}, "件名を入力してください。"),
        ({"内容": " \n　"}, "内容を入力してください。"),
        ({"内容": "あ" * 2001}, "2000字以内で入力してください。"),
        ({"提案時の留意事項": ""}, "留意事項を読み、同意する場合はチェックを入れてください。"),
    ],
)
def test_what_is_missing_is_asked_for_and_what_was_typed_is_kept(cast, browser_of, missing, says):
    page = browser_of(cast.umi).visit("/front/new").press("出す", **(TYPED | missing))

    assert (page.status, says in page.words) == (422, True)
    assert db.session.scalar(select(func.count(Case.id))) == 0


def test_a_competitor_learns_of_nothing(cast, browser_of):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.CHECKING)
    an_inquiry(case, cast.roads, by=cast.mori)
    riku = browser_of(cast.riku)

    assert riku.visit(f"/front/cases/{case.key}").status == 404
    assert "橋の音を聞く" not in riku.visit("/front/mine").words + riku.visit("/home").words
    for stranger in (cast.riku, cast.kita, cast.midori, cast.kan, cast.ken):
        assert db.session.scalars(select(Case).where(visible_to(stranger))).all() == []
    for near in (cast.umi, cast.sora, cast.michi, cast.mori):
        assert db.session.scalars(select(Case).where(visible_to(near))).all() == [case]


def test_the_proposer_reads_nothing_that_is_inside_the_city(cast, browser_of):
    case = talked(a_case(by=cast.umi, mori=cast.mori, step=S.CHECKING), mori=cast.mori)
    an_inquiry(case, cast.roads, by=cast.mori, asked="課への問い")
    with db.transaction():
        keep_grounds(case, {Condition.ACROSS: "三つの局"}, by=cast.mori)
        write_entry(case, by=cast.mori, text="庁内の話", internal=True)
        write_entry(case, by=cast.mori, text="提案者への話")
    secrets = ("予算は未定。", "課への問い", "三つの局", "庁内の話")
    page = browser_of(cast.umi).visit(f"/front/cases/{case.key}")

    assert [secret in page.words for secret in secrets] == [False] * 4
    assert "一橋で試す。" in page.main and "提案者への話" in page.main
    officer = browser_of(cast.michi).visit(f"/front/cases/{case.key}")
    assert [secret in officer.words for secret in secrets] == [True] * 4


def test_an_officer_who_is_only_concerned_writes_for_the_city_alone(cast, browser_of):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.CHECKING)
    an_inquiry(case, cast.roads, by=cast.mori)
    browser_of(cast.michi).visit(f"/front/cases/{case.key}").press("書き込む", 書く内容="現地を見ました。")

    assert "現地を見ました。" not in browser_of(cast.umi).visit(f"/front/cases/{case.key}").words
    assert "現地を見ました。" in browser_of(cast.mori).visit(f"/front/cases/{case.key}").words


def test_what_is_written_for_the_city_alone_stays_so_where_the_section_is_given_the_case_meanwhile(cast, browser_of):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.CHECKING)
    an_inquiry(case, cast.roads, by=cast.mori)
    page = browser_of(cast.michi).visit(f"/front/cases/{case.key}")
    with db.transaction():
        hand_over(case, cast.roads, by=cast.mori)
    page.press("書き込む", 書く内容="現地を見ました。")

    assert page.status == 200 and "現地を見ました。" in page.main
    assert "現地を見ました。" not in browser_of(cast.umi).visit(f"/front/cases/{case.key}").words


def test_a_theme_that_closes_while_one_writes_is_told_of_and_what_was_typed_is_kept(cast, browser_of):
    theme = a_theme(cast.roads, by=cast.michi)
    page = browser_of(cast.umi).visit(f"/front/themes/{theme.key}").follow("このテーマに提案する")
    with db.transaction():
        edit_theme(theme, by=cast.michi, seen=None, opens_on=date(2026, 1, 1), closes_on=date(2026, 1, 2))
    page.press("出す", 件名="橋の音を聞く", 内容="音で分かる。", 提案時の留意事項="y")

    assert (page.status, page.questions["body"]) == (422, "音で分かる。")
    assert "選んだテーマは、いま募集していません。" in page.main
    assert page.press("出す", 区分="free").status == 200


def test_the_case_looked_for_is_still_there_where_merging_was_refused(cast, browser_of):
    case, into = a_case(by=cast.umi), a_case(by=cast.riku, title="トンネルの音")
    for _ in range(21):
        a_case(by=cast.umi)
    page = browser_of(cast.mori).visit(f"/front/cases/{case.key}/merge?q=トンネル")
    page.press("統合する", 統合先=into.key, 提案者に伝えること="あ" * 1001)

    assert (page.status, page.questions["into"]) == (422, [into.key])


def test_who_withdrew_unanswered_is_promised_no_answer(cast, browser_of):
    case = a_case(by=cast.umi)
    with db.transaction():
        move_case(case, "withdraw", by=cast.umi, reason="社内の都合")

    assert "最初の返事" not in browser_of(cast.umi).visit(f"/front/cases/{case.key}").words


def test_who_takes_a_move_back_is_told_that_the_proposer_reads_why(cast, browser_of):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    words = browser_of(cast.mori).visit(f"/front/cases/{case.key}").main

    assert "取り消したことと理由は、提案者も読みます。" in words


def test_cases_are_found_whether_one_types_large_or_small_letters(cast):
    case = a_case(by=cast.umi, title="BIMで見る橋")

    for words in ("bim", case.number.lower()):
        assert list(db.session.scalars(listed_cases(cast.mori, words=words))) == [case]


def test_what_shows_a_condition_is_not_lost_where_the_tick_was_forgotten(cast, browser_of):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    page = browser_of(cast.mori).visit(f"/front/cases/{case.key}/grounds")
    page.press("保存する", **{"「区局横断」の根拠": "二つの局"})

    assert (page.status, page.questions["across_evidence"]) == (422, "二つの局")
    assert "印を付けるか、根拠を消してください。" in page.main
    page.press("保存する", 区局横断="y")
    assert page.status == 200 and "二つの局" in page.main


def test_the_proposer_of_a_merged_case_keeps_the_own_and_learns_of_no_other(cast, browser_of):
    case, into = a_case(by=cast.umi), a_case(by=cast.riku, title="競合の題名")
    with db.transaction():
        merge_case(case, into, by=cast.mori)
    mine = browser_of(cast.umi).visit(f"/front/cases/{case.key}")
    theirs = browser_of(cast.riku).visit(f"/front/cases/{into.key}")

    assert "統合" in mine.main and "競合の題名" not in mine.words and into.number not in mine.words
    assert case.number not in theirs.words
    both = browser_of(cast.mori)
    assert "競合の題名" in both.visit(f"/front/cases/{case.key}").main
    assert case.number in both.visit(f"/front/cases/{into.key}").words


def test_the_list_is_narrowed_by_step_kind_section_and_lateness(cast, browser_of):
    a_case(by=cast.umi, title="受付の案件")
    case = a_case(by=cast.riku, mori=cast.mori, step=S.CHECKING, title="課の案件")
    an_inquiry(case, cast.roads, by=cast.mori)
    mori = browser_of(cast.mori)

    def found(query):
        words = mori.visit(f"/front/cases/?{query}").main
        return [title for title in ("受付の案件", "課の案件") if title in words]

    assert found("") == ["受付の案件", "課の案件"]
    assert found("state=received") == ["受付の案件"] and found("state=ended") == []
    assert found(f"section={cast.roads.id}") == ["課の案件"]
    assert found("kind=budget") == [] and found("q=丘") == ["課の案件"] and found("own=y") == ["課の案件"]
    with clock.stopped_at(clock.now() + timedelta(days=20)):
        mori = browser_of(cast.mori)
        assert found("late=y") == ["受付の案件"]


def test_while_one_writes_the_own_cases_that_are_like_it_are_shown_and_nobody_elses(cast, browser_of):
    said = {"title": "歩道橋の振動を測る", "body": "歩道橋の振動を計測器で測り、傷みの早い場所を見つける。"}
    own, other = a_case(by=cast.sora, **said), a_case(by=cast.riku, **said)
    page = browser_of(cast.umi).visit("/front/new")
    page.press("似た案件があるか見る", 件名="歩道橋の振動", 内容="歩道橋の振動から傷みを見つける。")

    assert own.number in page.main and other.number not in page.words
    assert {one.case.number for one in cases_like(own.title, own.text, cast.mori)} == {own.number, other.number}
    assert cases_like("給食の献立", "栄養士が献立を考える。", cast.mori) == []


def test_what_is_late_stands_late_on_the_board(cast, browser_of):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    inquiry = an_inquiry(case, cast.roads, by=cast.mori)
    with clock.stopped_at(clock.now() + timedelta(days=10)):
        board = browser_of(cast.mori).visit("/desk?late=y")
        waiting = browser_of(cast.michi).visit("/home")

    assert board.status == 200, board.main
    assert "橋の音を聞く" in board.main
    assert inquiry.case.number in waiting.main and "遅れ" in waiting.main


def test_a_need_shows_the_case_that_it_was_to_those_who_may_see_both(cast, browser_of):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    mori = browser_of(cast.mori).visit(f"/front/cases/{case.key}/to-need")
    mori.press("ニーズの下書きを作る", 所管課=str(cast.roads.id))

    assert case.number in mori.main and case.number in browser_of(cast.michi).visit(mori.path).main
    assert case.number not in browser_of(cast.kaji).visit(mori.path).main.replace(f"案件: {case.number}", "", 1)


def test_the_table_of_cases_says_nothing_that_is_internal(cast, browser_of):
    talked(a_case(by=cast.umi, mori=cast.mori, step=S.DIALOGUE), mori=cast.mori)
    told = browser_of(cast.mori).client.get("/exchange/cases?as=csv").get_data(as_text=True)

    assert "F-2026-0001" in told and "橋の音を聞く" in told and "予算は未定。" not in told


def _body(letter):
    return render(letter.occasion, "body", **letter.facts, link="", site="")


def test_the_section_whose_theme_it_is_is_not_asked_to_sort_the_case(app, cast):
    a_case(by=cast.umi, kind=CaseKind.THEME, theme=a_theme(cast.roads, by=cast.michi))
    settle(app)
    db.session.rollback()
    letters = db.session.scalars(select(Letter).where(Letter.occasion == "case_arrived")).all()
    with app.app_context():
        told = {one.address: "区分と関係する課を決めてください" in _body(one) for one in letters}

    assert told == {"mori@city.example": True, "michi@city.example": False}


def test_dates_are_not_asked_for_where_none_can_be_offered(cast, browser_of):
    case = a_case(by=cast.umi)

    told = "いまの段階(受付)では、この操作はできません。"
    assert told in browser_of(cast.mori).visit(f"/front/cases/{case.key}/dates").main
