"""Narrowing an answer: by several facets at once, with counts of what this reader may find, in links that need no script."""

import pytest

from hack.accounts.models import Visitor
from hack.needs.models import Field
from hack.pipeline.need import NeedStep
from hack.search.facets import Choice, choices, chosen
from hack.search.queries import find
from hack.search.rebuild import rebuild
from hack.seeds.models import Readiness, Visibility
from tests.cast import a_need, a_proposal, a_seed
from tests.search.papers import NAMI, UMI, VISITOR, a_paper, found_by, keys


@pytest.fixture
def needs(index):
    """Three public needs and a proposal of one company."""
    index.put(
        [
            a_paper("1", "防災", facets={"field": "disaster", "bureau": ("道路局", "西区")}),
            a_paper("2", "防災", facets={"field": "disaster", "bureau": ("西区",)}),
            a_paper("3", "防災", facets={"field": "welfare", "bureau": ("西区",)}),
            a_paper("4", "公園", facets={"field": "welfare", "bureau": ("中区",)}),
            a_paper("5", "防災", noun="proposal", facets={"kind": "npo"}, readers={"org:12"}),
        ]
    )
    return index


@pytest.mark.parametrize(
    ("narrowed", "wanted", "fields", "bureaus"),
    [
        ({}, "123", {"disaster": 2, "welfare": 1}, {"道路局": 1, "西区": 3}),
        ({"field": "disaster"}, "12", {"disaster": 2, "welfare": 1}, {"道路局": 1, "西区": 2}),
        ({"field": "disaster", "bureau": "道路局"}, "1", {"disaster": 1}, {"道路局": 1, "西区": 2}),
        ({"field": "welfare", "bureau": "道路局"}, "", {"disaster": 1}, {"西区": 1}),
        ({"bureau": "中区"}, "", {}, {"道路局": 1, "西区": 3}),
    ],
)
def test_each_facet_counts_what_the_other_choices_leave(needs, narrowed, wanted, fields, bureaus):
    found = found_by(needs, "防災", facets=narrowed)

    assert ("".join(sorted(keys(found))), found.total) == (wanted, len(wanted))
    assert (found.facets.get("field", {}), found.facets.get("bureau", {})) == (fields, bureaus)


def test_what_somebody_may_not_read_is_counted_in_no_facet(needs):
    assert [found_by(needs, "防災", who).facets.get("kind") for who in (VISITOR, UMI, NAMI)] == [None, {"npo": 1}, None]
    assert found_by(needs, "防災", NAMI, facets={"kind": "npo"}).total == 0


def test_a_fixed_list_keeps_its_order_and_others_begin_with_the_most():
    counts = {"field": {"other": 1, "disaster": 5}, "bureau": {f"{number}区": number for number in range(30)}}

    offered = choices(counts, {"bureau": "0区", "kind": "npo"})

    assert [choice.value for choice in offered["field"]] == ["disaster", "other"]
    assert [choice.value for choice in offered["bureau"]] == [f"{number}区" for number in range(29, 10, -1)] + ["0区"]
    assert offered["kind"] == [Choice("npo", "NPO", 0, True)]


def test_what_all_have_alike_is_no_choice():
    assert choices({"field": {"other": 3}}, {}) == {}


def test_what_makes_no_sense_in_an_address_is_passed_over():
    asked = {"field": "宇宙", "stage": "open", "bureau": "x" * 81, "kind": "", "noun": "need", "readers": "officer"}

    assert chosen(asked) == {"stage": "open"}


def test_the_page_narrows_step_by_step_and_goes_back_by_links_alone(cast, browser_of):
    first = a_need(by=cast.michi)
    a_need(by=cast.midori, title="交通量の統計を分析したい", field=Field.ENVIRONMENT)
    a_need(by=cast.michi, title="交通量の記録", step=NeedStep.WORKING)
    a_seed(by=cast.umi)
    rebuild()

    page = browser_of(None).visit("/search?q=交通量").follow("道路・河川・下水道(3)").follow("募集中(1)")

    assert [one.get_text() for one in page.page.select(".result__title")] == [first.title]
    page = page.follow("段階: 募集中")
    assert len(page.page.select(".result__title")) == 3
    assert len(page.follow("分野: 道路・河川・下水道").page.select(".result__title")) == 4


def test_facets_of_needs_seeds_and_proposals(app, cast):
    need = a_need(by=cast.michi)
    a_seed(by=cast.umi, readiness=Readiness.IDEA)
    a_seed(by=cast.kita, visibility=Visibility.CITY)
    a_proposal(by=cast.riku, need=need)
    rebuild()

    def counted(viewer):
        return find("交通量", viewer).found.facets

    public = {
        "field": {"roads": 2},
        "bureau": {cast.roads.bureau.name: 1},
        "stage": {"open": 1},
        "readiness": {"idea": 1},
        "kind": {cast.minato.kind.value: 1},
    }
    assert [counted(viewer) for viewer in (Visitor(), cast.umi)] == [public] * 2
    assert counted(cast.midori) == public | {
        "field": {"roads": 3},
        "readiness": {"idea": 1, "proven": 1},
        "kind": {cast.minato.kind.value: 1, cast.campus.kind.value: 1},
    }
    assert counted(cast.riku)["kind"] == {cast.oka.kind.value: 2}


def test_without_an_index_everything_is_shown_and_it_is_said(cast, browser_of):
    need = a_need(by=cast.michi)

    page = browser_of(None).visit("/search?q=交通量&field=welfare")

    assert "絞り込みはいまは使えません" in page.main
    assert [one.get_text() for one in page.page.select(".result__title")] == [need.title]
