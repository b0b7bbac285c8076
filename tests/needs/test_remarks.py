"""What the secretariat remarks on a need, and what the sections answer."""

import pytest

from hack import db
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.needs.actions import answer_remark, remark_on, reopen_remark, settle_remark, share_need
from hack.needs.models import MOST_ANSWERS, Remark, RemarkAnswer
from hack.needs.queries import one_remark, open_remarks
from hack.notices.models import Letter
from hack.pipeline.need import NeedStep
from tests.cast import a_need
from tests.needs.looking import do, fresh, refusal

S = NeedStep
ASKED = "年に何件かを数字で書いてください。"


@pytest.fixture
def need(cast):
    """A need of Michi's that is being checked."""
    return a_need(by=cast.michi, step=S.CHECKING)


@pytest.fixture
def remark(cast, need):
    """What Mori remarks on how the work is done now."""
    return do(remark_on, need, field="present", text=ASKED, by=cast.mori)


def test_a_remark_goes_back_and_forth_until_both_are_content(browser_of, cast, need):
    mori, michi = browser_of(cast.mori), browser_of(cast.michi)
    page = (
        mori.visit(f"/needs/{need.key}/preview")
        .follow("「いまの仕事の流れと量」に指摘を書く")
        .press("指摘を書く", 指摘=ASKED)
    )
    assert (page.status, ASKED in page.main) == (200, True)
    mori.visit(f"/needs/{need.key}").press("深掘りに戻す", 理由="項目ごとの指摘を見てください。")

    page = michi.visit(f"/needs/{need.key}")
    assert "対応を待つ指摘が1件あります。" in page.main
    page.follow("書き換える")
    beside = page.page.find(attrs={"aria-label": "いまの仕事の流れと量: 事務局の指摘"})
    assert ASKED in beside.get_text()
    assert beside.find_previous("textarea")["name"] == "present"
    page.follow("答える・対応済みにする").press("答える", 答え="数は調べている途中です。")
    assert "数は調べている途中です。" in page.main
    page.press("対応済みにする")
    assert (page.status, len(open_remarks(fresh(need), cast.michi))) == (200, 0)

    page = mori.visit(f"/needs/{need.key}/remarks").follow("やりとりを開く").press("この指摘を再開する")
    assert (page.status, len(open_remarks(fresh(need), cast.mori))) == (200, 1)
    page = michi.visit(f"/needs/{need.key}/submit")
    assert "対応を待つ指摘が1件あります。" in page.main
    page.press("確認を頼む")
    assert fresh(need).step is S.CHECKING


def test_remarks_are_for_the_owning_sections_and_the_secretariat_alone(browser_of, cast, need, remark):
    do(share_need, need, cast.resources, by=cast.michi)
    where = f"/needs/{need.key}/remarks/{remark.key}"
    with db.transaction():
        need.internal = True

    readers = [cast.michi, cast.mori, cast.midori]
    others = [cast.kaji, cast.umi, cast.kan, cast.ken]
    assert [one_remark(need.key, remark.key, one) for one in readers] == [remark] * 3
    assert [one_remark(need.key, remark.key, one) for one in others] == [None] * 4
    assert ASKED in browser_of(cast.midori).visit(where).main
    for person in (cast.kaji, cast.ken):
        assert refusal(browser_of(person), where) == refusal(
            browser_of(person), f"/needs/{need.key}/remarks/nothinghere2"
        )
        for path in ("", "/preview"):
            assert ASKED not in browser_of(person).visit(f"/needs/{need.key}{path}").words


def test_a_remark_is_not_found_under_another_need(cast, remark):
    assert one_remark(a_need(by=cast.michi, step=S.CHECKING).key, remark.key, cast.michi) is None


def test_remarks_are_the_secretariats_and_made_while_a_need_is_checked_or_shaped(cast, need):
    with pytest.raises(NotAllowed):
        do(remark_on, need, field="", text=ASKED, by=cast.michi)
    with pytest.raises(RuleBroken, match="項目"):
        do(remark_on, need, field="step", text=ASKED, by=cast.mori)
    with pytest.raises(RuleBroken, match="指摘を入力"):
        do(remark_on, need, field="hoped", text=" \n", by=cast.mori)
    with pytest.raises(Overtaken, match="アイデア募集中"):
        do(remark_on, a_need(by=cast.michi), field="hoped", text=ASKED, by=cast.mori)


def test_open_remarks_are_sorted_by_the_field_that_they_are_on_the_oldest_first(cast, need):
    first, second, whole, settled = (
        do(remark_on, need, field=field, text=ASKED, by=cast.mori) for field in ("hoped", "hoped", "", "problem")
    )
    do(settle_remark, settled, by=cast.michi)

    assert open_remarks(need, cast.michi) == {"hoped": [first, second], "": [whole]}
    assert open_remarks(need, cast.kaji) == {}


def test_a_settled_remark_is_not_answered_and_settled_only_once(cast, remark):
    assert do(settle_remark, remark, by=cast.michi) is True
    assert do(settle_remark, remark, by=cast.mori) is False
    assert remark.settled_by is cast.michi

    with pytest.raises(Overtaken, match="対応済み"):
        do(answer_remark, remark, text="あとから", by=cast.michi)
    with pytest.raises(NotAllowed):
        do(reopen_remark, remark, by=cast.michi)
    assert [do(reopen_remark, remark, by=cast.mori) for _ in range(2)] == [True, False]
    assert (remark.open, remark.settled_by) == (True, None)


def test_a_remark_is_not_answered_for_ever(cast, remark):
    with db.transaction():
        remark.answered = MOST_ANSWERS
    with pytest.raises(RuleBroken, match="30件まで"):
        do(answer_remark, remark, text="もうひとつ", by=cast.michi)

    assert db.session.query(RemarkAnswer).count() == 0


def test_remarks_and_answers_write_no_letters(app, browser_of, cast, need, remark):
    browser_of(cast.michi).visit(f"/needs/{need.key}/remarks/{remark.key}").press("答える", 答え="直します。")

    assert db.session.query(Letter).count() == 0
    assert [one.text for one in fresh(remark).answers] == ["直します。"]


def test_what_is_refused_keeps_what_was_typed(browser_of, cast, need, remark):
    page = browser_of(cast.mori).visit(f"/needs/{need.key}/remarks/new?on=hoped")
    page.press("指摘を書く", 指摘="長" * 2001)

    assert (page.status, page.questions["text"], page.questions["field"]) == (422, "長" * 2001, ["hoped"])
    page = browser_of(cast.michi).visit(f"/needs/{need.key}/remarks/{remark.key}").press("答える")
    assert (page.status, "答えを入力してください。" in page.words) == (422, True)


def test_a_remark_sent_twice_is_there_once(browser_of, cast, need):
    browser = browser_of(cast.mori).visit(f"/needs/{need.key}/remarks/new")
    sent = browser.questions | {"text": ASKED}
    for _ in range(2):
        browser.client.post(f"/needs/{need.key}/remarks/new", data=sent)

    fresh(need)
    assert [one.text for one in db.session.query(Remark)] == [ASKED]
