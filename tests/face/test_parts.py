"""The parts of the face as they are written, before any browser draws them."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from hack.standing import Entry
from tests.face.pattern_book import pattern_book
from tests.face.samples import NOTHING_FIT, ON_HOLD, STAGES, Band, Page, a_growth, way_to


def words(tree):
    return " ".join(tree.get_text(" ").split())


@pytest.mark.parametrize(
    ("stage", "tone", "said"),
    [
        (STAGES[0], "inside", "下書き (非公開)"),
        (ON_HOLD, "inside", "保留 (非公開)"),
        (STAGES[4], "public", "アイデア募集中"),
        (STAGES[12], "hoped", "実装"),
        (NOTHING_FIT, "ended", "該当なし"),
    ],
)
def test_a_step_is_told_by_word_and_drawing(draw, stage, tone, said):
    tag = draw("{{ step_tag(stage) }}", stage=stage).find("span")

    assert tag["class"] == ["step", f"step--{tone}"]
    assert words(tag) == said
    assert tag.find("svg")["aria-hidden"] == "true"


def test_the_path_marks_the_step_that_is_reached_and_those_passed_through(draw):
    bar = draw("{{ path_bar(way, stages[6]) }}", way=way_to(6), stages=STAGES)

    assert words(bar.find(attrs={"aria-current": "step"})) == "ワーキング中"
    assert [words(step) for step in bar.find_all(class_="path__step--past")][:3] == [
        "済: 下書き", "済: 事務局確認", "済: 公開準備",
    ]  # fmt: skip
    assert [words(step) for step in bar.find_all(class_="path__step--skipped")] == ["通らず: 課題深掘り"]
    assert len(bar.find_all(class_="path__step--ahead")) == 6


def test_a_step_off_the_way_is_not_made_up_on_it(draw):
    bar = draw("{{ path_bar(way, step) }}", way=way_to(6)[:6], step=ON_HOLD)

    assert bar.find(attrs={"aria-current": True}) is None
    assert "保留" in words(bar.find(class_="path__now"))
    assert len(bar.find_all(class_="path__step--past")) == 5


def test_what_was_taken_back_stays_readable_as_such(draw):
    entry = Entry(
        datetime(2026, 11, 20, 14, 5, tzinfo=UTC), "森", "確認", "深掘り", "戻す", "件数がない", taken_back=True
    )
    drawn = draw("{{ timeline([entry]) }}", entry=entry)

    assert words(drawn) == "確認 → 深掘り 取り消し済み 2026年11月20日(金) 14時05分 森 「戻す」 理由・回答 件数がない"
    assert words(drawn.find("s")) == "確認 → 深掘り"


@pytest.mark.parametrize(
    ("number", "pages", "said"),
    [
        (1, 1, ""),
        (1, 2, "ページ 1 ページ 2 次へ"),
        (5, 12, "前へ ページ 1 … ページ 4 ページ 5 ページ 6 … ページ 12 次へ"),
        (12, 12, "前へ ページ 1 … ページ 11 ページ 12"),
    ],
)
def test_the_pager_shows_the_ends_and_the_neighbours(draw, number, pages, said):
    pager = draw("{{ pager(page, url_of) }}", page=Page(number, pages, pages * 20), url_of=lambda n: f"?page={n}")

    assert words(pager) == said
    assert [words(link) for link in pager.find_all(attrs={"aria-current": "page"})] == [f"ページ {number}"] * bool(said)


@pytest.mark.parametrize(
    ("page", "said"),
    [(Page(2, 7, 128), "全 128 件中 21〜40件"), (Page(1, 1, 3), "全 3 件"), (Page(1, 1, 0), "0件")],
)
def test_the_count_says_which_are_shown(draw, page, said):
    assert words(draw("{{ result_count(page) }}", page=page)) == said


def test_facts_leave_out_what_is_empty_and_keep_what_is_nothing(draw):
    drawn = draw("{{ facts([('a', 'x\\ny'), ('b', ''), ('c', none), ('d', 0)]) }}")

    assert [(words(row.dt), row.dd.text) for row in drawn.find_all("div")] == [("a", "x\ny"), ("d", "0")]


def test_what_people_wrote_is_never_markup(draw):
    evil = "<img src=x onerror=alert(1)>"
    drawn = draw(
        "{{ facts([(evil, evil)]) }}{{ card(evil, '/', evil, [evil], [(evil, evil)]) }}{{ marked([(evil, true)]) }}"
        "{{ table(evil, [evil, evil], [[evil, evil]]) }}{{ bars([(evil, 1)], evil, evil) }}{{ reason_words([evil]) }}"
        "{{ message(evil) }}{{ person(evil, evil) }}{{ stat(evil, evil, evil, evil) }}{{ empty(evil, '/', evil) }}",
        evil=evil,
    )

    assert drawn.find("img") is None
    assert drawn.text.count(evil) == 27


def test_a_bar_is_as_long_as_its_share_and_says_its_number(draw):
    drawn = draw("{{ bars([('A', 50, 200), ('B', 100), ('C', none), ('D', 0)], '件', '提案') }}")

    assert [bar["width"] for bar in drawn.find_all(class_="bars__amount")] == ["25.00%", "50.00%"]
    assert [line["x1"] for line in drawn.find_all(class_="bars__goal")] == ["100.00%"]
    assert [words(cell) for cell in drawn.find_all(class_="bars__number")] == ["50 件", "100 件", "未集計", "0 件"]


def test_a_growth_is_drawn_in_shares_of_its_frame_and_says_what_it_shows(draw):
    drawn = draw('{{ curve(grown, "伸び", [("grown", "団体数"), ("aim", "目標")]) }}', grown=a_growth())
    plot = drawn.find(class_="curve__plot")
    ends = {line[name] for line in plot.find_all("line") for name in ("x1", "x2", "y1", "y2")}

    assert (plot["role"], plot["aria-label"], plot["width"]) == ("img", "伸び", "100%")
    assert [words(text) for text in plot.find_all(class_="curve__aim-words")] == ["250", "500", "750", "1,000"]
    assert [words(text) for text in plot.find_all(class_="curve__term")] == [
        "1Q",
        "R4",
        "2Q",
        "R5",
        "3Q",
        "R6",
        "4Q",
        "R7",
    ]
    assert all(one.endswith("%") and 0 <= float(one[:-1]) <= 100 for one in ends)
    assert drawn.find_all(style=True) == []


def test_how_well_things_fit_is_told_by_waves_and_word(draw):
    told = [draw("{{ band_tag(band) }}", band=band) for band in Band]

    assert [(words(tag), len(tag.find_all(class_="fit__on"))) for tag in told] == [
        ("強い", 3),
        ("可能性あり", 2),
        ("弱い", 1),
    ]


def test_shares_are_not_shown_to_people(draw):
    drawn = draw("{{ reason_words([('点検', 0.21), '写真', ('AI', '人工知能')]) }}")

    assert words(drawn) == "共通する言葉 点検 写真 AI 人工知能"


def test_a_folded_row_knows_what_its_cells_are(draw):
    drawn = draw("{{ table('一覧', ['名', '数', '日'], [['A', 1200, none]]) }}")
    cells = drawn.tbody.find_all("td")

    assert [(cell["data-label"], words(cell)) for cell in cells] == [("数", "1,200"), ("日", "―")]
    assert drawn.tbody.find("th")["scope"] == "row"


def test_the_frame_stands_when_nothing_is_given():
    bare = pattern_book()
    bare.template_context_processors[None] = bare.template_context_processors[None][:1]
    page = BeautifulSoup(bare.test_client().get("/missing").text, "html.parser")

    assert words(page.h1) == "ページが見つかりません"
    assert page.find("form") is None
    assert page.find(class_="demo") is None
    assert "9f3a2c11" in words(page.main)
