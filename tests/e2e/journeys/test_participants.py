"""How many take part: a visitor reads the aims and the gap, and sees both change when the coordinator enters an actual."""

import pytest

from hack import clock, db
from hack.indicators.figures.reference import load_published
from tests.indicators.words import an_entering, day

pytestmark = pytest.mark.e2e

TERM = "2Q(R5)"


@pytest.fixture
def aims(site):
    """The aims of the strategy, and two organisations that took part before the last of them is over."""
    with clock.stopped_at(day("2025-01-06")), db.transaction():
        load_published()
    for name in ("みさき", "うらが"):
        an_entering(name, day("2025-02-03"), by=site.cast.mori)
    db.session.rollback()


@pytest.mark.usefixtures("aims")
def test_a_visitor_reads_the_gap_and_the_coordinator_enters_an_actual(site, screen_of):
    visitor, mori = screen_of(), screen_of(site.cast.mori)

    # A visitor reads the aim, and that nothing is known of the term; there is nothing to write with.
    visitor.visit("/participants").shoot("participants-1-before")
    assert _row(visitor)[1:4] == ["500", "―", "―"] and _row(visitor)[-1].startswith("未記録")
    assert "まだ選ばれていません。仮に団体数と比べています。" in visitor.words
    assert visitor.main.get_by_role("link", name="実績を入れる").count() == 0
    assert screen_of(site.cast.umi).page.goto("/participants/2q/actual").status == 403

    # The coordinator enters what a register said; of which day it is must be told, and what was typed stays.
    mori.visit("/participants").follow(f"{TERM}の実績を入れる")
    mori.refused("保存する", "いつの時点の数か", 実績="430", 何を数えた数か="団体数", 実績の出典="登録簿の集計")
    assert mori.shoot("participants-2-refused").main.get_by_label("実績の出典").input_value() == "登録簿の集計"
    mori.press("保存する", いつの時点="2024-03-31")
    assert mori.path == "/participants"

    # The visitor reads the gap in the row and in words, and where the number is from.
    visitor.visit("/participants").shoot("participants-3-short")
    assert _row(visitor)[1:4] == ["500", "430団体 2024年3月31日(日)", "70団体不足"]
    assert _row(visitor)[-1] == "遅れ 目標に70団体足りませんでした。"
    assert "登録簿の集計(団体数)" in visitor.words

    # It was counted wrongly: put right with a reason, the gap is gone, and the correction stands there for everybody.
    mori.follow(f"{TERM}の実績を入れる").refused("保存する", "訂正するときは、理由を", 実績="512")
    mori.press("保存する", 訂正の理由="退会した団体を二重に引いていた")
    visitor.visit("/participants").shoot("participants-4-reached")
    assert _row(visitor)[2:4] == ["512団体 2024年3月31日(日)", "12団体超過"]
    assert _row(visitor)[-1] == "達成 目標の500に届きました。"
    assert "+82 退会した団体を二重に引いていた 事務局" in visitor.words
    assert "+82 退会した団体を二重に引いていた 森 結" in mori.words
    assert [visitor.complaints, mori.complaints] == [[], []]


def _row(screen):
    """What the table of the terms says of this one, cell by cell."""
    row = screen.main.locator("tr").filter(has_text=TERM).first
    return [" ".join(cell.split()) for cell in row.locator("th, td").all_inner_texts()]
