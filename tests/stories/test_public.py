"""Somebody who follows: one letter in the morning, case by case, nothing empty, nothing twice; and one press stops it."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.jobs import settle, tick
from hack.notices.models import Letter
from hack.pipeline.need import NeedStep
from tests.cast import a_need
from tests.questions.words import a_question
from tests.stories.words import CRITERIA
from tests.workgroups.words import a_workgroup

NINE = timedelta(hours=21)
"""From noon to nine o'clock of the next morning."""


@pytest.fixture
def morning(app, stage):
    """`morning(days=1)`: nine o'clock so many days later; the digests that went out then, by address."""
    posted = set()

    def ring(days=1):
        with clock.stopped_at(clock.now() + NINE + timedelta(days=days - 1, minutes=1)):
            tick(app)
            settle(app)
            tick(app)
        db.session.rollback()
        found = [
            one
            for one in db.session.scalars(select(Letter).where(Letter.occasion == "digest"))
            if one.key not in posted
        ]
        posted.update(one.key for one in found)
        files = {one.address: stage.folder / "letters" / f"{one.key}.eml" for one in found}
        return {to: message_from_bytes(file.read_bytes(), policy=policy.default) for to, file in files.items()}

    return ring


def test_a_digest_case_by_case_and_its_end_in_one_press(app, cast, browser_of, morning):
    first, second = (a_need(by=cast.michi, title=title) for title in ("除雪車の位置を知りたい", "川の水位を知りたい"))
    question = a_question(first, by=cast.umi)
    riku, kita, michi, visitor = (browser_of(one) for one in (cast.riku, cast.kita, cast.michi, None))
    for need in (first, second):
        riku.visit(f"/needs/{need.key}").press("フォロー")
    kita.visit(f"/needs/{second.key}").press("フォロー")
    assert "フォロー" not in " ".join(visitor.visit(f"/needs/{first.key}").buttons)

    # A moment later three things happen to the first case, nothing to the second.
    with clock.stopped_at(clock.now() + timedelta(minutes=5)):
        michi.visit(f"/questions/{question.key}/answer").press(
            "回答する", 公開する質問文="夜も走りますか。", 公開する回答="はい。"
        )
        michi.visit(f"/needs/{first.key}/call").press(
            "日程を変える", 募集の終わり="2026-07-31", 変更の理由="準備の時間を取るため。"
        )
        assert michi.status == 200, michi.main
        browser_of(cast.mori).visit(f"/needs/{first.key}").press("アイデア募集を早めに締め切る", 理由="集まったため。")

    letters = morning()
    assert list(letters) == ["riku@oka.example"]
    words = letters["riku@oka.example"].get_content()
    assert re.findall("■ (.+)", words) == ["除雪車の位置を知りたい"]
    lines = re.findall("・(.+)", words)
    assert len(lines) == len(set(lines)) == 3
    assert words.count(f"/needs/{first.key}") == 1 and "はい。" not in words and "集まったため" not in words
    assert morning() == {} and morning(2) == {}

    # One press ends it, without signing in; what is told to everybody stays to be read.
    stop = re.search(
        r"http://127\.0\.0\.1:8000(/unsubscribe/\S+?)>", str(letters["riku@oka.example"]["List-Unsubscribe"])
    )[1]
    visitor.visit(stop).press("このお知らせを止める")
    assert visitor.status == 200
    with clock.stopped_at(clock.now() + timedelta(days=3)):
        browser_of(cast.michi).visit(f"/needs/{second.key}/call").press(
            "日程を変える", 募集の終わり="2026-07-31", 変更の理由="準備の時間を取るため。"
        )
    assert list(morning(4)) == ["kita@campus.example"]


def test_what_everybody_reads_of_a_case_and_what_nobody_outside_does(app, cast, browser_of):
    need = a_need(by=cast.michi, step=NeedStep.READY, notes="庁内だけの話", title="除雪車の位置を知りたい")
    page, visitor = f"/needs/{need.key}", browser_of(None)
    assert visitor.visit(page).status == 404 and need.title not in visitor.visit("/needs/").words
    michi = browser_of(cast.michi).visit(f"/evaluation/needs/{need.key}/criteria").follow("評価の基準を定める")
    michi.press("基準を定める", **CRITERIA)
    michi.visit(f"{page}/publish").press(
        "募集を始める", 何を募集しますか="open_ideas", 募集の始まり="2026-05-12", 募集の終わり="2026-06-30"
    )

    assert need.title in visitor.visit("/").words + visitor.visit("/needs/").words
    assert visitor.visit(page).status == 200 and "庁内だけの話" not in visitor.words
    assert "実現性" in visitor.follow("評価の基準").main
    assert "サインイン" in visitor.visit(f"/proposals/new?need={need.key}").main
    group = a_workgroup(by=cast.mori, need=need, people=(cast.umi,))
    assert visitor.visit(f"/workgroups/{group.key}").status == 404
