"""How evenly the lists show the seeds of the catalogue."""

import pytest

from hack.matching.exposure import exposure, gini, never_shown
from hack.pipeline.need import NeedStep
from hack.seeds.models import Visibility
from tests.cast import a_need, a_seed
from tests.matching.pairs import suggest


@pytest.mark.parametrize(
    "amounts, is_",
    [
        ([], None),
        ([0, 0, 0], 0.0),
        ([5], 0.0),
        ([2, 2, 2, 2], 0.0),
        ([0, 0, 0, 4], 0.75),
        ([1, 2, 3, 4], 0.25),
        ([4, 1, 3, 2], 0.25),
        ([0] * 99 + [7], 0.99),
    ],
)
def test_the_gini_coefficient_of_known_amounts(amounts, is_):
    assert gini(amounts) == (None if is_ is None else pytest.approx(is_))


@pytest.fixture
def town(cast):
    """Two needs: one has seven seeds of 港計測 and one of 丘データ, the other only a seed of 港計測. One seed stands nowhere."""
    first, second = a_need(by=cast.michi), a_need(by=cast.midori, step=NeedStep.DRAFT)
    minato = [a_seed(by=cast.umi, title=f"港{n}") for n in range(7)]
    oka = a_seed(by=cast.riku, visibility=Visibility.CITY)
    alone = a_seed(by=cast.kita, title="どこにも出ない")
    ended = a_need(by=cast.michi, step=NeedStep.ADOPTED)
    suggest(*[(first, seed, 0.9 - n / 100) for n, seed in enumerate(minato)], (first, oka, 0.2))
    suggest((second, minato[6], 0.5), (ended, alone, 0.9))
    return first, second, minato, oka, alone


def test_what_is_folded_is_not_shown_and_what_ended_does_not_count(cast, town):
    _first, _second, minato, oka, _alone = town

    found = exposure(cast.mori)

    assert (found.needs, found.listed, found.first, found.more) == (2, 9, 4, 4)
    assert found.evenness == pytest.approx(gini([1, 1, 1, 1, 0, 0, 0, 0, 0]))
    assert [(seed.id, times) for seed, times in found.most] == [
        (seed.id, 1) for seed in sorted([minato[0], minato[1], minato[6], oka], key=lambda seed: seed.id)
    ]
    assert [(one.organization.id, one.listed, one.shown, one.times) for one in found.houses] == [
        (cast.minato.id, 7, 3, 3),
        (cast.oka.id, 1, 1, 1),
        (cast.campus.id, 1, 0, 0),
    ]


def test_never_shown_is_what_stands_in_no_first_ten(cast, town):
    *_, minato, _oka, alone = town

    found = exposure(cast.mori)
    first, second = (never_shown(found, cast.mori, number, size=4) for number in (1, 2))

    assert [seed.id for seed in (*first.rows, *second.rows)] == [*[seed.id for seed in minato[2:6]], alone.id]
    assert (first.total, first.pages) == (5, 2)


def test_the_page_names_the_figures_and_is_the_coordinators_alone(browser_of, cast, town):
    page = browser_of(cast.mori).visit("/matching/exposure")

    assert {"どこにも出ない", "偏り(ジニ係数)", "数え方", "港計測株式会社"} <= set(page.page.stripped_strings)
    for person in (cast.michi, cast.umi, cast.kan, cast.ken):
        assert browser_of(person).client.get("/matching/exposure").status_code == 403


def test_an_empty_town_has_a_page_too(browser_of, cast):
    assert "カタログにシーズがありません" in browser_of(cast.mori).visit("/matching/exposure").main
