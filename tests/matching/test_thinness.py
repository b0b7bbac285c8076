"""Which part of a text is thin."""

from hack.matching.marks import NEED_TEXT
from hack.matching.thinness import Thin, telling_words, thin_parts, thinness_of
from hack.pipeline.need import NeedStep
from tests.cast import a_need, a_seed

NAMES = (("背景", "background"), ("困っていること", "problem"), ("期待する姿", "hoped"))


def test_thin_is_less_than_half_of_what_is_usual_the_thinnest_first():
    told = {"background": "あ" * 29, "problem": "い" * 50, "hoped": "う え\n"}

    assert thin_parts(told, NAMES, {"background": 60, "problem": 60, "hoped": 60}) == [
        Thin("期待する姿", "hoped", 2, 60),
        Thin("背景", "background", 29, 60),
    ]


def test_what_others_leave_out_is_not_thin():
    told = {"background": "", "problem": "い" * 50, "hoped": ""}

    assert thin_parts(told, NAMES, {"background": 0, "problem": 60, "hoped": 10}) == [
        Thin("期待する姿", "hoped", 0, 10)
    ]


def test_without_others_the_empty_parts_are_named():
    told = {"background": "", "problem": "い", "hoped": "う"}

    assert thin_parts(told, NAMES, {}) == [Thin("背景", "background", 0, None)]


def test_words_that_fit_everything_tell_nothing():
    assert telling_words("課題の解決を支援する事業") == 0
    assert telling_words("交差点の交通量を、調査員が交差点で数える") == 3


def test_a_need_is_compared_with_published_needs_alone(cast):
    for _ in range(5):
        a_need(by=cast.michi, problem="い" * 100)
    for _ in range(9):
        a_need(by=cast.michi, step=NeedStep.DRAFT, problem="い" * 1000)
    mine = a_need(by=cast.michi, step=NeedStep.DRAFT, problem="短い。")

    found = thinness_of(mine)

    assert found.parts == [Thin("困っていること", "problem", 3, 100)]
    assert {name for _, name in NEED_TEXT} >= {one.field for one in found.parts}


def test_an_empty_list_says_where_the_own_text_is_thin_and_what_to_do(browser_of, cast):
    need = a_need(by=cast.michi, step=NeedStep.DRAFT, problem="", hoped="")
    page = browser_of(cast.michi).visit(f"/needs/{need.key}/suggestions")

    links = {link["href"] for link in page.page.find_all("a")}
    assert {
        f"/needs/{need.key}/edit#problem",
        f"/needs/{need.key}/edit#hoped",
        f"/needs/{need.key}/support/new",
    } <= links
    assert "この分野をフォローする" in page.main


def test_a_company_is_told_of_its_own_text_alone(browser_of, cast):
    seed = a_seed(by=cast.umi, references="", wish="")

    own = browser_of(cast.umi).visit(f"/seeds/{seed.key}/suggestions")
    officer = browser_of(cast.michi).visit(f"/seeds/{seed.key}/suggestions")

    assert f"/seeds/{seed.key}/edit#references" in {link["href"] for link in own.page.find_all("a")}
    assert "文章の薄いところ" in own.main and "文章の薄いところ" not in officer.main


def test_an_ended_need_is_not_called_thin(browser_of, cast):
    need = a_need(by=cast.michi, step=NeedStep.ADOPTED, problem="")

    assert (
        "終わったニーズは、シーズと照合していません"
        in browser_of(cast.michi).visit(f"/needs/{need.key}/suggestions").main
    )
