"""Kaji's section does not answer what the open data desk asks it: it is told before its last day and after, and at last not waited for."""

from sqlalchemy import select

from hack import clock, db
from hack.clockwork import turn
from hack.opendata.models import DataRequest
from hack.pipeline.datarequest import DataRequestStep
from hack.working_days import working_day_after
from tests.cast import Cast

TITLE = "橋ごとの点検の記録"


def test_a_silent_section_does_not_stop_a_request(app, cast: Cast, browser_of, new_letters):
    umi, mori, kaji = (browser_of(one) for one in (cast.umi, cast.mori, cast.kaji))
    umi.visit("/opendata/").follow("データを依頼する")
    umi.press("似たものを見る", どんなデータか=TITLE, ほしい項目と範囲="橋ごとの点検日。", 使いみち="研究").press(
        "依頼する"
    )
    mori.visit("/desk").follow(TITLE).follow("所管課に照会する").press("照会する", 照会する課=str(cast.rivers.id))
    page, due = mori.path, working_day_after(clock.today(), 10)
    kaji.visit("/home").follow(TITLE)
    asked = kaji.path
    assert "回答待ち" in kaji.main and "回答する" in kaji.buttons
    new_letters()

    # Both sides are told once two working days before the last day, and once when it is over.
    for day, told in ((due, "datainquiry_due"), (working_day_after(due, 1), "datainquiry_overdue")):
        with clock.stopped_at(clock.start_of(day)):
            turn()
            turn()
            assert new_letters() == [(told, "kaji"), (told, "mori")]
            assert browser_of(cast.mori).visit(page).main.count("期限を過ぎています") == (day > due)

    # Mori waits no longer: the desk decides without an answer, and Umi does not learn why.
    mori.visit(page).follow("この照会を開く").press("照会を取り下げる", 理由="河川課は持っていないと電話で聞いたため。")
    assert mori.path == page and "公開できないと答える" in mori.links
    assert db.session.scalars(select(DataRequest.step)).all() == [DataRequestStep.RECEIVED]
    assert new_letters() == [("datainquiry_withdrawn", "kaji")]
    assert "電話で聞いたため" in kaji.visit(asked).main and "回答する" not in kaji.buttons
    assert "電話で聞いたため" not in umi.visit(page).words and umi.visit(asked).status == 404
    assert TITLE not in kaji.visit("/home").main
