"""The pages of rounds, as people use them."""

import pytest
from sqlalchemy import func, select

from hack import db
from hack.notices.models import Letter
from hack.rounds.models import Round
from hack.rounds.sheet import sheet_of
from tests.cast import a_need
from tests.rounds.words import a_round, another_coordinator, three_evaluators, who_has
from tests.whole.test_queries_per_page import asked
from tests.workgroups.words import a_workgroup


def _letters(occasion):
    db.session.rollback()
    found = select(Letter.address).where(Letter.occasion == occasion).order_by(Letter.address)
    return list(db.session.scalars(found))


def test_from_the_page_of_the_evaluation_to_the_evaluators_own_page_and_back(browser_of, cast):
    evaluation, entries = three_evaluators(cast)
    page = browser_of(cast.mori).visit(f"/evaluation/{evaluation.key}").follow("割り当て案を作る")
    assert page.questions["subject"] == [evaluation.key]
    page.press("案を計算する", 一人が持つ上限="6")
    assert (page.status, page.heading) == (200, f"{evaluation.title}の割り当て")
    assert "共通する言葉" in page.main and "固定" not in page.words.split("どう計算するか")[0].split("案件ごと")[1]

    db.session.rollback()  # what the page has written is to be read
    round_ = db.session.scalars(select(Round)).one()
    matter = next(one for one in round_.matters if one.title == "河川の土砂を測る")
    page.follow(matter.title)
    assert page.questions["people"] == [placing.carrier.key for placing in _in_order(page, matter)]
    page.press("保存する", 担当する人=[one.key for one in round_.carriers if one.user_id != cast.midori.id])
    assert "保存しました" in page.words and "固定" in page.main

    page.press("割り当てを確定する")
    assert "割り当てを確定しました" in page.words and "割り当てを確定する" not in page.buttons
    assert _letters("entries_allotted") == ["kaji@city.example", "michi@city.example", "midori@city.example"]
    mine = browser_of(cast.kaji).visit(f"/evaluation/{evaluation.key}/mine")
    db.session.rollback()
    titles = {one.proposal.title for one in entries if one.proposal.title in mine.main}
    assert titles == {title for title, people in who_has(round_).items() if "梶 渡" in people}
    other = next(one for one in entries if one.proposal.title not in titles)
    assert browser_of(cast.kaji).visit(f"/evaluation/{evaluation.key}/proposals/{other.key}").status == 404
    assert "割り当て 5件" in browser_of(cast.michi).visit(f"/evaluation/{evaluation.key}").main

    page.visit(f"/rounds/{round_.key}").press("取り消す", 取り消す理由="直したい。")
    assert "案に戻しました" in page.words
    assert _letters("allotment_withdrawn") == ["kaji@city.example", "michi@city.example", "midori@city.example"]


def _in_order(page, matter):
    boxes = [box["value"] for box in page.page.select("input[name=people][checked]")]
    return sorted(matter.placings, key=lambda one: boxes.index(one.carrier.key))


def test_groups_come_to_the_coordinators_own_list(browser_of, cast):
    group = a_workgroup(by=cast.michi, need=a_need(by=cast.michi, title="河川を見張る"))
    page = browser_of(cast.mori).visit("/rounds/").follow("新しい案を作る")
    page.press("案を計算する", 件数を均等にする="y")
    assert "事務局の担当がいないワーキンググループの割り当て" in page.heading
    page.press("割り当てを確定する")

    assert "割り当てを確定しました" in page.words
    assert group.title in browser_of(cast.mori).visit("/workgroups/?show=mine").main


def test_while_a_draft_waits_the_evaluation_leads_to_it_and_offers_no_other(browser_of, cast):
    evaluation, _entries = three_evaluators(cast)
    draft = a_round(evaluation, by=cast.mori)
    page = browser_of(cast.mori).visit(f"/evaluation/{evaluation.key}")

    assert "割り当て案を作る" not in page.words and "確定を待つ割り当て案があります" in page.main
    assert page.follow("割り当て案を確かめる").path == f"/rounds/{draft.key}"
    assert page.visit(f"/rounds/new?evaluation={evaluation.key}").path == f"/rounds/{draft.key}"
    page.press("案を破棄する", 理由="数が変わった")
    assert page.visit(f"/evaluation/{evaluation.key}").follow("割り当て案を作る").path == "/rounds/new"


def test_what_a_draft_is_about_is_not_offered_again_but_named(browser_of, cast):
    evaluation, _entries = three_evaluators(cast)
    a_workgroup(by=cast.michi, need=evaluation.need)
    draft = a_round(evaluation, by=cast.mori)
    page = browser_of(cast.mori).visit("/rounds/new")

    assert [one["value"] for one in page.page.select("select[name=subject] option")] == ["groups"]
    assert page.follow(draft.title).path == f"/rounds/{draft.key}"


def test_sections_see_no_draft_on_their_evaluations_page(browser_of, cast):
    evaluation, _entries = three_evaluators(cast)
    a_round(evaluation, by=cast.mori)

    assert "割り当て案" not in browser_of(cast.michi).visit(f"/evaluation/{evaluation.key}").main


def test_without_a_clue_the_page_says_what_to_do(browser_of, cast):
    a_workgroup(by=cast.michi, need=a_need(by=cast.michi, title="河川を見張る"))
    page = browser_of(cast.mori).visit("/rounds/new").press("案を計算する")

    assert page.status == 422 and "「件数を均等にする」を選ぶか" in page.main
    assert db.session.scalar(select(func.count(Round.id))) == 0


def test_where_there_is_nothing_to_give_out_it_says_so(browser_of, cast):
    page = browser_of(cast.mori).visit("/rounds/new")
    assert "いま割り当てられるものはありません" in page.main and "案を計算する" not in page.buttons
    assert "割り当て案はまだありません" in browser_of(cast.mori).visit("/rounds/").main


def test_sent_twice_it_is_made_once(browser_of, cast):
    evaluation, _ = three_evaluators(cast)
    page = browser_of(cast.mori).visit(f"/rounds/new?evaluation={evaluation.key}")
    _, where, sent = page.about_to_press("案を計算する")
    first = page.client.post(where, data=sent)
    second = page.client.post(where, data=sent)

    assert (first.status_code, first.location) == (302, second.location)
    db.session.rollback()
    assert db.session.scalar(select(func.count(Round.id))) == 1


@pytest.mark.parametrize("wrong", ["", "0", "101", "多め"])
def test_a_limit_that_is_none_is_refused_at_its_question(browser_of, cast, wrong):
    evaluation, _ = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori)
    page = browser_of(cast.mori).visit(f"/rounds/{round_.key}/people/{round_.carriers[0].key}")
    page.press("保存する", 一人が持つ上限=wrong)

    assert page.status == 422 and page.questions["capacity"] == wrong
    assert page.page.find(id="capacity-error")


def test_a_person_who_may_not_have_it_is_refused_at_the_question(browser_of, cast):
    evaluation, entries = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori, wanted=1)
    matter = next(one for one in round_.matters if one.entry_id == entries[1].id)
    kaji = next(one for one in round_.carriers if one.user_id == cast.kaji.id)
    page = browser_of(cast.mori).visit(f"/rounds/{round_.key}/matters/{matter.key}")
    assert "任せられません: 利害関係がある" in page.main
    page.press("保存する", 担当する人=[kaji.key])

    assert page.status == 422 and "梶 渡さんには任せられません" in page.main
    assert page.questions["people"] == [kaji.key]


def test_a_draft_that_somebody_else_changed_is_not_released_unseen(browser_of, cast):
    evaluation, _ = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori)
    page = browser_of(cast.mori).visit(f"/rounds/{round_.key}")
    browser_of(another_coordinator()).visit(f"/rounds/{round_.key}").press("計算し直す")
    page.press("割り当てを確定する")

    assert page.status == 422 and "ほかの人が先に進めたか" in page.main
    assert page.press("割り当てを確定する").status == 200


def test_what_is_fixed_is_only_looked_at(browser_of, cast):
    evaluation, _ = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori)
    page = browser_of(cast.mori).visit(f"/rounds/{round_.key}").press("割り当てを確定する")
    for below in (f"matters/{round_.matters[0].key}", f"people/{round_.carriers[0].key}"):
        page.visit(f"/rounds/{round_.key}/{below}")
        assert "変えられません" in page.main and page.buttons == []


def test_a_draft_is_discarded_with_a_word(browser_of, cast):
    evaluation, _ = three_evaluators(cast)
    page = browser_of(cast.mori).visit(f"/rounds/{a_round(evaluation, by=cast.mori).key}")
    assert page.press("案を破棄する").status == 422
    assert "「破棄」にしました" in page.press("案を破棄する", 理由="人が足りない。").words


def test_nobody_else_finds_a_round(browser_of, cast):
    evaluation, _ = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori)
    for person in (cast.michi, cast.kaji, cast.umi, cast.kan, cast.ken):
        assert browser_of(person).visit(f"/rounds/{round_.key}").status == 404
        assert browser_of(person).visit("/rounds/").status == 403
    assert "割り当て案を作る" not in browser_of(cast.michi).visit(f"/evaluation/{evaluation.key}").links


def test_the_page_of_a_round_asks_few_questions(browser_of, cast):
    evaluation, _ = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori)
    assert sheet_of(round_).rows
    page = browser_of(cast.mori)
    for door in (f"/rounds/{round_.key}", f"/rounds/{round_.key}/matters/{round_.matters[0].key}", "/rounds/"):
        with asked() as sent:
            page.visit(door)
        assert len(sent) <= 12, (door, len(sent))
