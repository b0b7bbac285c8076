"""Mori tells the mayor how many take part: the aims stand, an actual of before the platform is entered, and the year ahead is foreseen."""

from hack import clock, db
from hack.indicators.figures.reference import load_published
from tests.indicators.words import an_entering, day


def test_from_a_published_actual_to_what_is_expected_at_the_end_of_the_year(cast, browser_of):
    with clock.stopped_at(day("2025-01-06")), db.transaction():
        load_published()
    for month in range(1, 7):
        for place in range(20 if month == 1 else 2):
            an_entering(f"団体{month}-{place}", day(f"2025-0{month}-15"), by=cast.mori)

    with clock.stopped_at(day("2025-07-15")):
        # Nobody has said what is compared, and of the first years nothing is known.
        visitor = browser_of(None).visit("/participants")
        assert "まだ選ばれていません。仮に団体数と比べています。" in visitor.words
        assert visitor.main.count("期末の数が、このサイトの記録にも、手で入れた実績にもありません。") == 2

        # Mori chooses, with a reason that everybody reads.
        mori = browser_of(cast.mori).visit("/participants").follow("比べる数を選ぶ")
        assert mori.press("この数と比べる", 目標と比べる数="organizations").status == 422
        mori.press("この数と比べる", 選んだ理由="要綱が団体の登録を定めているため")
        assert "目標と比べているのは 団体数 です" in browser_of(None).visit("/participants").words

        # An actual of 2Q is entered with its source; of which day it is must be said.
        mori.visit("/participants").follow("2Q(R5)の実績を入れる")
        mori.press("保存する", 実績="430", 何を数えた数か="organizations", 実績の出典="登録簿の集計")
        assert "いつの時点の数か、日付を入力してください。" in mori.words and mori.status == 422
        mori.press("保存する", いつの時点="2024-03-31")
        assert mori.path == "/participants"
        assert "2Q(R5) 令和5年度 500 430団体 2024年3月31日(日) 70団体不足" in mori.words
        assert "目標に70団体足りませんでした。" in mori.words

        # The register was counted wrongly: it is put right with a reason, and the difference is kept.
        mori.follow("2Q(R5)の実績を入れる").press("保存する", 実績="512")
        assert "訂正するときは、理由を入力してください。" in mori.words
        mori.press("保存する", 訂正の理由="退会した団体を二重に引いていた")
        assert "目標の500に届きました。" in mori.words and "+82 退会した団体を二重に引いていた 森 結" in mori.words
        told = browser_of(None).visit("/participants").words
        assert "+82 退会した団体を二重に引いていた 事務局" in told

        # Of the year that is under way it is said what there is, what is expected and how far that falls short.
        assert "4Q(R7) 令和7年度 1,000 30団体 2025年7月15日(火) 970団体不足 48団体" in told
        assert "いまの伸びは1か月に +2.0団体 です。" in told and "目標に952団体足りません。" in told

        # What is to be done about it stands there for everybody.
        mori.follow("4Q(R7)の方向性を書く").press("保存する", 今後の方向性="大学を訪ねて回る")
        assert "大学を訪ねて回る" in browser_of(None).visit("/participants").words

        # And the number leads to the names behind it.
        assert "全 30 団体" in mori.visit("/participants/list?day=2025-07-15").words
