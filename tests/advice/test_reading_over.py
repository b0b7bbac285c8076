"""The page on which a need is read over."""

from datetime import date

import pytest
from sqlalchemy import select

from hack import db
from hack.advice.queries import needs_like
from hack.needs.actions import move_need
from hack.needs.models import Need
from hack.pipeline.need import NeedStep
from hack.search.rebuild import rebuild
from tests.cast import a_need, a_seed
from tests.whole.places import a_suggestion

WORDS = ["交差点", "交通量", "調査員"]


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _draft(cast, **facts):
    return a_need(by=cast.michi, **({"step": NeedStep.DRAFT, "title": "書いている交通量のニーズ"} | facts))


def _like(need, viewer):
    return [(one.need.title, one.reason) for one in needs_like(WORDS, viewer, but=need)]


def _ended(by, title, reason, **facts):
    need = a_need(by=by, title=title, step=NeedStep.EVALUATING, **facts)
    with db.transaction():
        move_need(need, "award_nobody", by=by, reason=reason)
    return need


def test_earlier_needs_are_shown_with_how_they_ended_and_why(browser_of, cast):
    need = _draft(cast)
    _ended(cast.michi, "前に流れた交差点の調査", "精度が足りる提案がなかった。")
    rebuild()

    page = browser_of(cast.michi).visit(f"/advice/needs/{need.key}")

    assert "前に流れた交差点の調査" in page.main
    assert "該当なし" in page.main and "精度が足りる提案がなかった。" in page.main


def test_an_officer_gets_public_needs_and_those_of_the_own_section_alone(cast):
    need = _draft(cast)
    _draft(cast, title="自分の課の下書き")
    a_need(by=cast.kaji, title="同じ局の別の課の下書き", step=NeedStep.DRAFT)
    a_need(by=cast.midori, title="ほかの局の庁内限定", internal=True)
    a_need(by=cast.midori, title="ほかの局の公開中")
    rebuild()

    assert {title for title, _ in _like(need, cast.michi)} == {"自分の課の下書き", "ほかの局の公開中"}
    assert {title for title, _ in _like(need, cast.mori)} == {
        "自分の課の下書き",
        "同じ局の別の課の下書き",
        "ほかの局の庁内限定",
        "ほかの局の公開中",
    }


def test_why_another_bureaus_need_ended_is_read_by_those_who_may_follow_it_alone(cast):
    need = _draft(cast)
    _ended(cast.midori, "ほかの局の終わったニーズ", "予算が付かなかった。")
    rebuild()

    assert _like(need, cast.michi) == [("ほかの局の終わったニーズ", "")]
    assert _like(need, cast.mori) == [("ほかの局の終わったニーズ", "予算が付かなかった。")]


def test_what_has_no_word_in_common_is_not_like_it(cast):
    need = _draft(cast)
    a_need(
        by=cast.midori,
        title="水草を刈りたい",
        background="水草が増えた。",
        present="年に3回、船で刈る。",
        problem="船が足りない。",
        hoped="船を半分にする。",
        place="池",
        offered="池",
    )
    rebuild()

    assert _like(need, cast.michi) == []


def test_without_an_index_it_is_said_that_nothing_can_be_looked_for(browser_of, cast):
    need = _draft(cast)

    assert "いまは検索の準備中" in browser_of(cast.michi).visit(f"/advice/needs/{need.key}").main


def test_the_seeds_that_matching_suggests_are_shown_with_their_words(browser_of, cast):
    need = _draft(cast)
    a_suggestion(need, a_seed(by=cast.umi, title="映像で車を数える"))

    page = browser_of(cast.michi).visit(f"/advice/needs/{need.key}")

    assert "映像で車を数える" in page.main and "強い" in page.main


def test_where_nothing_is_suggested_the_thin_parts_are_named(browser_of, cast):
    need = _draft(cast, present="委託先が調査員を集めて交差点で車を数えている。")
    page = browser_of(cast.michi).visit(f"/advice/needs/{need.key}")

    assert "次のところを書き足すと、見つかりやすくなります。" in page.main
    assert page.follow("いまの仕事の流れと量").path == f"/advice/needs/{need.key}/volume"


def test_vague_sentences_are_shown_where_they_stand(browser_of, cast):
    need = _draft(cast, hoped="交通量の集計をスムーズに進めたい。")
    page = browser_of(cast.michi).visit(f"/advice/needs/{need.key}")

    assert "交通量の集計を スムーズ に進めたい。" in page.main
    assert "いま、どこで止まったり待ったりしていますか。" in page.main


def test_what_companies_will_read_is_one_link_away(browser_of, cast):
    need = _draft(cast)
    page = browser_of(cast.michi).visit(f"/advice/needs/{need.key}")

    assert page.follow("企業・大学等が読む内容を見る").path == f"/needs/{need.key}/preview"


def test_a_text_that_is_not_saved_is_read_over_and_not_kept(browser_of, cast):
    need = _draft(cast, hoped="時間を半分にする。")
    browser = browser_of(cast.michi).visit(f"/needs/{need.key}/edit")

    page = browser.press("いまの文章を読み返す", 期待する姿="業務を効率化したい。")

    assert (page.status, page.path) == (200, f"/advice/needs/{need.key}/unsaved")
    assert "業務を 効率化 したい。" in page.main
    db.session.rollback()
    assert db.session.scalars(select(Need.hoped)).one() == "時間を半分にする。"


def test_beside_the_form_only_the_reading_itself_is_sent(browser_of, cast):
    need = _draft(cast)
    browser = browser_of(cast.michi).visit(f"/needs/{need.key}/edit")
    sent = browser.questions | {"hoped": "業務を効率化したい。"}

    answer = browser.client.post(f"/advice/needs/{need.key}/unsaved", data=sent, headers={"X-Beside": "1"})

    assert answer.status_code == 200
    assert "何にかかっている時間を" in answer.text and "<html" not in answer.text


def test_an_unsaved_text_without_the_forms_token_is_refused(browser_of, cast):
    need = _draft(cast)

    assert (
        browser_of(cast.michi).client.post(f"/advice/needs/{need.key}/unsaved", data={"hoped": "x"}).status_code == 400
    )


def test_nobody_else_reads_a_need_over(browser_of, cast):
    draft, called = _draft(cast), a_need(by=cast.michi, closes_on=date(2026, 7, 1))

    def answered(person, need):
        return browser_of(person).client.get(f"/advice/needs/{need.key}").status_code

    assert [answered(who, draft) for who in (cast.kaji, cast.midori, cast.umi)] == [403, 404, 404]
    assert [answered(who, called) for who in (cast.kaji, cast.midori, cast.umi, cast.ken)] == [403] * 4
