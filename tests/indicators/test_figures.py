"""Published numbers: read once from the documents, put right with a reason, and never lost."""

from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from hack import db
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.indicators.figures.actions import correct_figure, enter_figure, remove_figure
from hack.indicators.figures.models import Deed, FigureChange, Precision, PublishedFigure, Qualifier, Subject
from hack.indicators.figures.queries import figures, one_figure
from hack.indicators.figures.reference import load_published, published
from hack.indicators.participants.queries import kept_terms
from tests.indicators.words import a_figure


def _loaded():
    with db.transaction():
        return load_published()


def _told(subject):
    return [(one.what, one.number, one.when) for one in figures(subject)]


def test_the_documents_numbers_and_the_aims_are_entered_once(cast):
    assert _loaded() == len(published()) + 4
    assert _loaded() == 0
    assert {year: row.target for year, row in kept_terms().items()} == {2022: 250, 2023: 500, 2024: 750, 2025: 1000}


def test_the_numbers_of_the_front_are_those_of_the_documents(cast):
    _loaded()
    told = _told(Subject.FRONT)

    assert [one for one in told if one[2] in ("2019年", "令和3年度")] == [
        ("提案(累計)", "800件以上", "2019年"),
        ("実現(累計)", "約360件", "2019年"),
        ("提案(年度)", "90件", "令和3年度"),
        ("先端技術・データ活用に関する提案(年度)", "16件", "令和3年度"),
    ]
    assert [one[1] for one in told if one[2] == "2021年3月"] == ["975件", "435件"]
    assert [one[1] for one in told if one[0].startswith("先端技術")] == ["25件", "14件", "20件", "16件"]


def test_the_numbers_of_living_labs_are_those_of_the_documents(cast):
    _loaded()
    told = _told(Subject.LIVING_LABS)

    assert ("リビングラボの数", "15超", "2019年") in told
    assert [one for one in told if one[2] == "令和3年度"] == [
        ("リビングラボの数", "17件", "令和3年度"),
        ("うち地縁型", "14件", "令和3年度"),
        ("うちテーマ型", "3件", "令和3年度"),
    ]
    assert [one[1] for one in _told(Subject.PARTICIPANTS)] == ["250", "500", "750", "1,000"]


def test_every_number_names_its_source_and_no_address_is_made_up():
    rows = published()

    assert all(row["source"] and row["value"] >= 0 for row in rows)
    assert len({row["code"] for row in rows}) == len(rows)
    assert {row["source_url"].split(":")[0] for row in rows} == {"", "http", "https"}


@pytest.mark.parametrize(
    "facts, number, when",
    [
        ({"value": 47.6, "unit": "%", "qualifier": Qualifier.EXACT}, "47.6%", "2019年"),
        ({"qualifier": Qualifier.ABOUT, "value": 1000}, "約1,000件", "2019年"),
        ({"precision": Precision.MONTH}, "800件以上", "2019年6月"),
        ({"precision": Precision.DAY, "as_of": date(2019, 6, 2)}, "800件以上", "2019年6月2日"),
        ({"precision": Precision.FISCAL_YEAR}, "800件以上", "令和元年度"),
        ({"precision": Precision.FISCAL_YEAR, "as_of": date(2019, 2, 3)}, "800件以上", "平成30年度"),
    ],
)
def test_a_number_and_its_time_are_told_as_exactly_as_the_source_does(cast, facts, number, when):
    figure = a_figure(by=cast.mori, **facts)

    assert (figure.number, figure.when) == (number, when)


def test_a_number_is_put_right_with_a_reason_and_what_it_said_is_kept(cast):
    figure = a_figure(by=cast.mori)
    answers = {name: getattr(figure, name) for name in ("source", "as_of", "precision")}
    with pytest.raises(RuleBroken, match="理由"), db.transaction():
        correct_figure(figure, by=cast.mori, seen=1, reason="", value=801.0, **answers)
    with db.transaction():
        correct_figure(figure, by=cast.mori, seen=1, reason="写し間違い", value=801.0, **answers)
        correct_figure(figure, by=cast.mori, seen=1, reason="同じ", value=801.0, **answers)

    [_, change] = db.session.scalars(select(FigureChange).order_by(FigureChange.id)).all()
    assert (change.deed, change.reason, change.by_id) == (Deed.CORRECTED, "写し間違い", cast.mori.id)
    assert "800件以上" in change.before and "801件以上" in change.after


def test_a_number_that_was_withdrawn_is_not_shown_nor_entered_again(cast):
    _loaded()
    figure = figures(Subject.CO_LABS)[0]
    with db.transaction():
        remove_figure(figure, by=cast.mori, seen=1, reason="別の数")

    assert (one_figure(figure.key, cast.mori), _loaded()) == (None, 0)
    with pytest.raises(Overtaken), db.transaction():
        remove_figure(figure, by=cast.mori, seen=2, reason="別の数")


def test_only_coordinators_write_numbers(cast):
    figure = a_figure()
    answers = {name: getattr(figure, name) for name in ("source", "as_of", "precision")} | {"value": 1.0}
    for who in (cast.michi, cast.umi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed), db.transaction():
            enter_figure(by=who, **answers)
        with pytest.raises(NotAllowed), db.transaction():
            correct_figure(figure, by=who, seen=None, reason="x", **answers)
        with pytest.raises(NotAllowed), db.transaction():
            remove_figure(figure, by=who, seen=None, reason="x")

    assert db.session.scalars(select(PublishedFigure.value)).all() == [800.0]


def test_what_was_done_with_a_number_is_never_changed(cast):
    a_figure()
    for deed in ("UPDATE figure_change SET reason = 'x'", "DELETE FROM figure_change"):
        with pytest.raises(DatabaseError, match="never changed"), db.transaction() as session:
            session.execute(text(deed))


def test_pages_of_earlier_chapters_may_show_them(app, cast):
    a_figure()
    with app.test_request_context("/"):
        shown = app.jinja_env.from_string(
            '{% from "indicators/_figures.html" import figures_table %}'
            '{{ figures_table("共創フロントの数", published_figures("front")) }}'
        ).render()

    assert "800件以上" in shown and "2019年" in shown


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/front/", ("800件以上", "約360件", "90件", "16件", "2019年", "令和3年度の取組状況")),
        ("/livinglabs/", ("15超", "17件", "14件", "3件", "8回", "令和3年度の取組状況")),
        ("/opendata/", ("371データセット", "令和3年度の取組状況")),
    ],
)
def test_what_was_published_stands_with_its_sources_on_the_page_that_it_is_about(browser_of, cast, path, words):
    visitor = browser_of(None)
    before = visitor.visit(path).page.select_one("#published").get_text()
    _loaded()
    panel = visitor.visit(path).page.select_one("#published").get_text()

    assert "別のもの" in panel
    assert [word for word in words if word not in panel] == []
    assert [word for word in words if word in before] == []
