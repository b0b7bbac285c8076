"""After the strategy's four terms the city adds further ones, with aims and sources; the four stay as they are."""

from datetime import date

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.indicators.participants.actions import add_term, set_target
from hack.indicators.participants.counting import history
from hack.indicators.participants.curve import curve
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.models import ParticipantTerm
from hack.indicators.participants.queries import kept_of, kept_terms, one_term, standings, terms_among, terms_to_add
from hack.indicators.participants.terms import TERMS, Term, term_called
from tests.indicators.words import aims, an_entering, day
from tests.together import together


def _added(year, target, *, by, source="横浜DX戦略(改定版)"):
    with db.transaction():
        return add_term(year, target=target, source=source, by=by)


def _stands():
    return standings(Counted.ORGANIZATIONS, history(), None, kept_terms())


def test_a_further_term_stands_behind_the_four_and_is_called_by_its_year(cast):
    aims()
    _added(2027, 1500, by=cast.mori)
    _added(2026, 1250, by=cast.mori)

    stands = _stands()
    assert [one.term.label for one in stands] == ["1Q(R4)", "2Q(R5)", "3Q(R6)", "4Q(R7)", "R8", "R9"]
    assert [one.target for one in stands] == [250, 500, 750, 1000, 1250, 1500]
    assert stands[4].term.fiscal_year == "令和8年度" and stands[4].target_source == "横浜DX戦略(改定版)"
    assert [(term.words, term.below) for term in curve(stands, [], clock.today()).terms][3:] == [
        ("4Q", "R7"),
        ("R8", ""),
        ("R9", ""),
    ]


def test_what_counts_in_a_further_term_is_counted_like_in_the_four(cast):
    an_entering("磯子精機", day("2026-04-10"), by=cast.mori)
    _added(2026, 3, by=cast.mori)

    assert (_stands()[4].actual.number, _stands()[4].gap) == (4, 1)


@pytest.mark.parametrize("year", [2021, 2022, 2025, 2032, 2200])
def test_only_years_after_the_four_and_not_far_ahead_are_added(cast, year):
    with pytest.raises(RuleBroken, match="加えられません"):
        _added(year, 1, by=cast.mori)


def test_a_year_is_added_once_with_a_source_and_by_coordinators_alone(cast):
    with pytest.raises(RuleBroken, match="出典"):
        _added(2026, 1, by=cast.mori, source="")
    for who in (cast.michi, cast.umi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed):
            _added(2026, 1, by=who)
    _added(2026, 1, by=cast.mori)
    with pytest.raises(RuleBroken, match="もうある"):
        _added(2026, 2, by=cast.mori)

    assert [row.year for row in kept_terms().values()] == [2026]


def test_of_two_who_add_the_same_year_at_once_one_comes_too_late(cast):
    mori, numbers = cast.mori.id, iter((5, 6))

    def add():
        add_term(2026, target=next(numbers), source="資料", by=db.session.get_one(type(cast.mori), mori))

    outcomes = together(2, add)
    assert outcomes.count("done") == 1 and set(outcomes) <= {"done", Overtaken.__name__, RuleBroken.__name__}
    assert len(list(db.session.scalars(select(ParticipantTerm)))) == 1


def test_a_further_term_of_which_nothing_is_said_any_more_is_gone_and_may_be_added_again(cast):
    _added(2026, 1, by=cast.mori)
    with db.transaction():
        set_target(kept_of(Term(2026)), target=None, source="", by=cast.mori, seen=None, reason="誤り")

    assert terms_among(kept_terms()) == list(TERMS) and one_term("r8", cast.mori) is None
    assert Term(2026) in terms_to_add(kept_terms())
    _added(2026, 2, by=cast.mori)
    assert one_term("r8", cast.mori).target == 2


def test_addresses_call_the_four_by_their_place_and_the_others_by_their_year():
    called = ("1q", "4q", "5q", "0q", "r7", "r8", "r08", "r999", "R8", "x", "")
    assert [term_called(one) for one in called] == [
        Term(2022), Term(2025), None, None, None, Term(2026), None, None, None, None, None,
    ]  # fmt: skip
    assert date(2027, 3, 31) == Term(2026).ends_on


def test_the_city_adds_a_term_on_its_page(cast, browser_of):
    aims()
    page = browser_of(cast.mori).visit("/participants").follow("期を加える")
    assert page.press("加える", 年度="2026", 目標="千", 目標の出典="改定版").status == 422
    assert "数字だけで入力してください。" in page.main
    page.press("加える", 目標="1250")

    assert page.path == "/participants" and "R8の目標を直す" in page.words and "1,250" in page.words
    page.follow("R8の方向性を書く").press("保存する", 今後の方向性="大学を増やします。")
    assert "大学を増やします。" in browser_of(None).visit("/participants").words
    assert browser_of(cast.michi).visit("/participants/terms/new").status == 403
    assert browser_of(cast.mori).visit("/participants/r9/target").status == 404
