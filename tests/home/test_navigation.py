"""The ways through the site, for each who looks."""

import pytest

LATER = ("共創フロント", "オープンデータ", "ラボと協定")
WORK = ("共創フロント", "ワーキング", "オープンデータ", "ラボと協定")


def _doors(page):
    return [a.get_text() for a in page.page.select(".nav a")]


@pytest.mark.parametrize(
    ("who", "doors"),
    [
        (None, ["ニーズ", "シーズ", *LATER, "団体と人"]),
        ("umi", ["わたしのページ", "ニーズ", "シーズ", "提案", *WORK, "実証フィールド", "団体と人"]),
        ("michi", ["わたしのページ", "ニーズ", "シーズ", "提案", *WORK, "庁内の仕事", "団体と人"]),
        ("mori", ["わたしのページ", "ニーズ", "シーズ", "提案", *WORK, "庁内の仕事", "団体と人"]),
        ("kan", ["わたしのページ", "ニーズ", "シーズ", *LATER, "団体と人", "運用の記録"]),
        ("ken", ["わたしのページ", "ニーズ", "シーズ", *LATER, "庁内の仕事", "団体と人", "出来事の記録"]),
    ],
)
def test_everybody_has_few_doors(browser_of, cast, who, doors):
    assert _doors(browser_of(getattr(cast, who) if who else None).visit("/about")) == doors


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("/home", [("わたしのページ", "page"), ("やること", "page")]),
        ("/workgroups/tasks", [("わたしのページ", "true"), ("宿題", "page")]),
        ("/me/password", [("わたしのページ", "true"), ("アカウント", "true")]),
        ("/needs/", [("ニーズ", "page")]),
        ("/needs/new", [("ニーズ", "true")]),
        ("/exchange/needs/import", [("ニーズ", "true")]),
        ("/front/", [("共創フロント", "page"), ("共創フロント", "page")]),
        ("/front/themes/new", [("共創フロント", "true"), ("テーマ", "true")]),
        ("/workgroups/", [("ワーキング", "page")]),
        ("/livinglabs/voices", [("ラボと協定", "true"), ("市民の声", "page")]),
        ("/opendata/sets/new", [("オープンデータ", "true"), ("データセットの管理", "true")]),
        ("/opendata/requests/", [("オープンデータ", "true"), ("データの依頼", "page")]),
        ("/support/new", [("庁内の仕事", "true"), ("支援", "true")]),
        ("/desk", [("庁内の仕事", "true"), ("進行ボード", "page")]),
        ("/about", []),
    ],
)
def test_a_page_says_behind_which_door_it_is(browser_of, cast, path, marks):
    page = browser_of(cast.michi).visit(path)

    found = [(a.get_text(), a["aria-current"]) for a in page.page.select(".nav [aria-current], .within [aria-current]")]
    assert found == marks


def test_a_page_below_another_has_a_way_back(browser_of, cast):
    page = browser_of(cast.michi).visit("/me/password")

    assert [(a.get_text(), a["href"]) for a in page.page.select(".trail a")] == [("アカウント", "/me")]
    assert page.page.select_one(".trail [aria-current]").get_text() == page.heading
