"""What the pages of suggestions say of a pair, to each side, and of the list that it stands in."""

import pytest
from sqlalchemy import event

from hack import clock, db
from hack.needs.models import Field
from hack.pipeline.need import NeedStep
from tests.cast import a_need, a_seed
from tests.matching.pairs import suggest


def _links(browser):
    return {link["href"]: link.get_text(strip=True) for link in browser.page.find_all("a")}


@pytest.fixture
def pair(cast):
    """A need that can still be written, and a seed of another field."""
    need = a_need(by=cast.michi, step=NeedStep.SHAPING, published_at=clock.now(), offered="")
    seed = a_seed(by=cast.umi, field=Field.HEALTH, cost_band=None)
    return need, seed, *suggest((need, seed, 0.5))


def test_the_bureau_is_led_to_its_own_field_and_asks_about_the_others(browser_of, cast, pair):
    need, _seed, suggestion = pair

    page = browser_of(cast.michi).visit(f"/suggestions/{suggestion.key}")

    assert f"/needs/{need.key}/edit#offered" in _links(page)
    assert not any("/seeds/" in link and "#" in link for link in _links(page))
    assert "シーズに概算の費用が書かれていません。相手に確かめます。" in page.main


def test_the_company_is_led_to_its_own_field_and_to_the_questions(browser_of, cast):
    need = a_need(by=cast.michi, offered="")
    seed = a_seed(by=cast.umi, cost_band=None)
    (suggestion,) = suggest((need, seed, 0.5))

    page = browser_of(cast.umi).visit(f"/suggestions/{suggestion.key}")

    assert {f"/seeds/{seed.key}/edit#cost_band", f"/needs/{need.key}/questions"} <= set(_links(page))
    assert not any("/edit#" in link and "/needs/" in link for link in _links(page))
    assert "出せるデータや環境を所管課に確かめます。" in page.main
    assert "互いにいちばん近い" in page.main


def test_a_list_says_in_small_words_what_fits_and_what_is_open(browser_of, cast, pair):
    need, _seed, _suggestion = pair

    card = browser_of(cast.michi).visit(f"/needs/{need.key}/suggestions").page.find("article")

    groups = {
        group.find("span").get_text(strip=True): [one.get_text(strip=True) for one in group.find_all("li")]
        for group in card.find_all(class_="points")
    }
    assert groups == {
        "合っている点": ["段階が合う"],
        "確かめる点": ["分野が違う", "実績の記載なし", "市のデータ未記載", "ほか1点"],
    }


def test_the_folded_seeds_are_reached_from_the_list(browser_of, cast):
    need = a_need(by=cast.michi)
    seeds = [a_seed(by=cast.umi, title=f"計測{n}") for n in range(4)]
    suggest(*[(need, seed, 0.9 - n / 100) for n, seed in enumerate(seeds)])
    screen = browser_of(cast.michi)

    page = screen.visit(f"/needs/{need.key}/suggestions")
    fold = page.page.find("details", class_="fold")

    assert fold.summary.get_text(strip=True) == "同じ団体のほかの候補(2件)"
    assert [link.get_text(strip=True) for link in fold.find_all("a")] == [
        "計測2",
        "計測3",
        "港計測株式会社の候補をすべて見る",
    ]
    whole = screen.visit(fold.find_all("a")[-1]["href"])
    assert [card.h3.get_text(strip=True) for card in whole.page.find_all("article")] == [f"計測{n}" for n in range(4)]
    assert "この団体の候補はありません" in screen.visit(f"/needs/{need.key}/suggestions?of=nobody").main


def test_the_page_of_exposure_asks_few_questions(browser_of, cast):
    needs = [a_need(by=cast.michi) for _ in range(4)]
    suggest(*[(need, a_seed(by=by), 0.5) for need in needs for by in (cast.umi, cast.riku, cast.kita)])
    client, sent = browser_of(cast.mori).client, []
    note = lambda *told: sent.append(told[2])  # noqa: E731
    event.listen(db.session.get_bind(), "before_cursor_execute", note)
    try:
        assert client.get("/matching/exposure").status_code == 200
    finally:
        event.remove(db.session.get_bind(), "before_cursor_execute", note)

    assert len([one for one in sent if one.startswith(("SELECT", "WITH"))]) <= 12
