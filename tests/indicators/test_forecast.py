"""What is expected if it goes on as of late, how a term stands, and where all that is drawn."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hack.indicators.participants.curve import MOST_LEVELS, Segment, curve, scale
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.forecast import foresee
from hack.indicators.participants.standing import Actual, State, standing
from hack.indicators.participants.terms import TERMS, Term, term_called

ENDS = [date(2025, 3, 31), date(2025, 4, 30), date(2025, 5, 31), date(2025, 6, 30), date(2025, 7, 31)]
TODAY = date(2025, 8, 10)
LAST = Term(2025)


def _stands(target=100, actual=None, points=(), term=LAST, today=TODAY):
    kept = None if actual is None else Actual(actual, min(term.ends_on, today), False, "記録", Counted.PERSONS, actual)
    return standing(term, who=Counted.PERSONS, target=target, actual=kept, forecast=foresee(list(points)), today=today)


def test_the_terms_are_fiscal_years():
    assert [term.label for term in TERMS] == ["1Q(R4)", "2Q(R5)", "3Q(R6)", "4Q(R7)"]
    assert [(term.begins_on, term.ends_on) for term in TERMS[:2]] == [
        (date(2022, 4, 1), date(2023, 3, 31)),
        (date(2023, 4, 1), date(2024, 3, 31)),
    ]
    assert [term_called(one) for one in ("4q", "4Q", "5q", "")] == [LAST, None, None, None]


def test_the_growth_is_the_median_of_all_slopes_and_an_odd_month_does_not_move_it():
    plain = [(day, 10 * place) for place, day in enumerate(ENDS)]
    odd = [*plain[:2], (ENDS[2], 90), *plain[3:]]

    assert foresee(plain).per_month == pytest.approx(10, abs=0.3)
    assert foresee(odd).per_month == pytest.approx(10, abs=1.5)
    assert foresee(plain).at(date(2026, 3, 31)) == pytest.approx(40 + 80, abs=2)


def test_too_few_counts_or_too_short_a_time_say_nothing():
    assert foresee([]) is None
    assert foresee([(day, 1) for day in ENDS[:3]]) is None
    assert foresee([(TODAY + timedelta(days=place), place) for place in range(12)]) is None
    assert foresee([(day, 1) for day in ENDS[:4]]) is not None


@given(st.lists(st.integers(0, 2000), min_size=4, max_size=20), st.integers(0, 2000))
def test_nothing_negative_is_expected_and_the_margin_lies_around(numbers, ahead):
    points = [(date(2024, 1, 31) + timedelta(days=30 * place), number) for place, number in enumerate(numbers)]
    forecast = foresee(points)
    day = forecast.day + timedelta(days=ahead)
    low, high = forecast.margin(day)

    assert 0 <= low <= forecast.at(day) <= high
    assert forecast.at(forecast.day) == numbers[-1]


def test_when_a_number_will_be_reached():
    forecast = foresee([(day, 10 * place) for place, day in enumerate(ENDS)])

    assert forecast.reaches(40) == ENDS[-1]
    assert forecast.at(forecast.reaches(100)) == 100
    assert foresee([(day, 10) for day in ENDS]).reaches(11) is None
    assert foresee([(day, place) for place, day in enumerate(ENDS)]).reaches(1000) is None


RISING = [(day, 10 * place) for place, day in enumerate(ENDS)]
OVER = Term(2024)


@pytest.mark.parametrize(
    "facts, state, says",
    [
        ({"target": None}, State.UNRECORDED, "目標が登録されていません。"),
        ({"actual": 100, "term": OVER}, State.REACHED, "目標の100に届きました。"),
        ({"actual": 101}, State.REACHED, "期の途中で、目標の100に届きました。"),
        ({"actual": 60, "term": OVER}, State.BEHIND, "目標に40人足りませんでした。"),
        ({"term": OVER, "points": RISING}, State.UNRECORDED, "期末の数が、"),
        (
            {"actual": 40, "points": RISING},
            State.EXPECTED,
            "いまの伸び(1か月に+10.0人)が続くと、期末に120人の見込みです。",
        ),
        ({"actual": 40, "points": RISING, "target": 200}, State.BEHIND, "目標に80人足りません。"),
        ({"actual": 40}, State.OPEN, "月末の数が4つ(3か月分)必要です。"),
    ],
)
def test_how_a_term_stands_is_said_with_the_reason(facts, state, says):
    found = _stands(**facts)

    assert found.state is state
    assert says in found.why


def test_the_gap_is_what_there_is_less_what_was_aimed_at():
    assert [_stands(actual=one).gap for one in (40, 100, 130, None)] == [-60, 0, 30, None]
    assert _stands(actual=40, term=OVER, points=RISING).expected is None


def test_the_drawing_reaches_over_the_terms_and_joins_what_is_known_to_what_is_expected():
    stands = [_stands(target=100 * (place + 1), term=term, points=RISING) for place, term in enumerate(TERMS)]
    drawn = curve(stands, RISING, TODAY)

    assert [level.words for level in drawn.levels] == ["0", "100", "200", "300", "400", "500"]
    assert [(term.words, term.below) for term in drawn.terms] == [
        ("1Q", "R4"),
        ("2Q", "R5"),
        ("3Q", "R6"),
        ("4Q", "R7"),
    ]
    assert [aim.words for aim in drawn.aims] == ["100", "200", "300", "400"] and drawn.aims[-1].x == 100
    assert len(drawn.grown) == 4 and drawn.newest.words == "40"
    assert drawn.expected == [Segment(drawn.newest.x, drawn.newest.y, 100, 100 - stands[-1].expected / 5)]
    assert curve(stands, [], LAST.ends_on + timedelta(days=365)).aims[-1].x == pytest.approx(80, abs=0.1)


@given(st.integers(0, 10_000_000))
def test_a_scale_has_few_steps_and_room_above(most):
    step, top = scale(most)

    assert top % step == 0 and most < top and top // step <= MOST_LEVELS
