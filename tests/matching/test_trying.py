"""A text that nobody has handed in is compared with what may be seen, and nothing of it is kept."""

import pytest
from sqlalchemy import func, select

from hack import db
from hack.matching import place
from hack.matching.fitting import refit
from hack.matching.models import Suggestion
from hack.matching.trying import tried
from hack.needs.models import Need
from hack.seeds.models import Seed, Visibility
from tests.browser import Browser
from tests.cast import a_need, a_seed

CARS = {"title": "交差点の交通量", "text": "調査員が交差点で交通量を数えている。"}
MEALS = {"title": "給食の献立づくり", "text": "栄養士の献立作成を助けます。アレルギーの確認。"}


@pytest.fixture
def town(cast, stage):
    """A need and a seed about traffic, and a seed about meals that is for the city's eyes alone; the matcher has run."""
    place.connect(stage.folder / "matching")
    a_need(by=cast.michi)
    a_seed(by=cast.umi)
    a_seed(
        by=cast.riku,
        title="給食の献立づくり",
        summary="栄養士の献立作成を助けます。",
        solves="アレルギーの確認。",
        technology="最適化",
        requires="食材の表。",
        visibility=Visibility.CITY,
    )
    refit()


def titles(found):
    return [one.thing.title for one in found]


def test_a_text_of_a_need_finds_seeds_with_their_reasons(cast, town):
    found = tried(Need, CARS, cast.michi)

    assert found[0].thing.organization_id == cast.umi.organization_id
    assert {"交差点", "交通量", "調査員"} <= set(found[0].words)


def test_a_text_of_a_seed_finds_needs(cast, town):
    (found,) = tried(Seed, CARS, cast.riku)

    assert isinstance(found.thing, Need) and "交通量" in found.words


def test_what_may_not_be_seen_is_not_found(cast, town):
    assert "給食の献立づくり" in titles(tried(Need, MEALS, cast.michi))
    assert "給食の献立づくり" not in titles(tried(Need, MEALS, cast.kita))


def test_nothing_in_common_finds_nothing_and_nothing_is_kept(cast, town):
    kept = db.session.scalar(select(func.count(Suggestion.id)))

    assert tried(Need, {"title": "", "text": "銀河の重力波"}, cast.michi) == []
    assert tried(Need, {"title": "", "text": "、。"}, cast.michi) == []
    assert tried(Need, CARS, cast.michi)
    assert db.session.scalar(select(func.count(Suggestion.id))) == kept


def test_a_text_in_another_language_is_understood(cast, town):
    (found,) = tried(Need, {"title": "", "text": "Catering for schools"}, cast.michi)

    assert (found.thing.title, found.words, found.alike) == ("給食の献立づくり", [], True)


def test_before_the_first_run_nothing_can_be_said(cast, tmp_path):
    place.connect(tmp_path / "matching")

    assert tried(Need, CARS, cast.michi) is None


def test_on_the_page_the_typed_text_stays_and_no_address_holds_it(app, cast, town):
    browser = Browser(app, cast.michi)
    page = browser.visit("/suggestions/try").press("試す", 題名=CARS["title"], 文章=CARS["text"])

    assert "合いそうなシーズ" in page.main and "一致の強さ: 強い" in page.main
    assert CARS["text"] in page.main
    assert page.path == "/suggestions/try"


def test_an_empty_form_is_told_at_its_field(app, cast, town):
    page = Browser(app, cast.michi).visit("/suggestions/try").press("試す")

    assert "題名か文章を入力してください。" in page.main
