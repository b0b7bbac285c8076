"""A whole journey by keyboard alone, and one without JavaScript."""

import pytest

from hack import db
from hack.evaluation.models import Entry
from hack.pipeline.evaluation import EvaluationStep
from tests.cast import a_need
from tests.e2e.test_keyboard_and_no_script import Keys
from tests.evaluation.words import an_entry, an_evaluation, an_evaluator

pytestmark = pytest.mark.e2e


def test_a_company_asks_proposes_says_who_reads_what_and_hands_in_by_keyboard_alone(site, screen_of):
    need = f"/needs/{a_need(by=site.cast.michi, title='橋の点検を人手によらず行いたい').key}"
    db.session.rollback()
    screen = screen_of(site.cast.umi, reduced_motion="reduce").visit(f"{need}/questions")
    keys = Keys(screen)

    keys.press("質問する").type(質問="橋の図面は借りられますか。").press("質問を送る")
    assert "回答待ち" in screen.words
    screen.visit(need)
    keys.press("このニーズに提案する").type(提案名="写真による橋の点検").choose("「提案名」を読む人", "公開")
    keys.type(要約="橋の写真からひび割れを見つける。").type(使う技術="撮影の独自の手順。")
    keys.choose("「使う技術」を読む人", "事務局のみ").type(ニーズのどこに効くか="点検の日数を半分にする。")
    keys.press("下書きを保存する").press("提案する").go_to("所管課が読む内容を確かめました").keyboard.press("Space")
    keys.press("提案する", "Space")

    assert "受付の控え" in screen.words and "撮影の独自の手順。" not in screen.words
    assert screen.complaints == []


def test_an_evaluator_declares_scores_and_hands_in_without_javascript(site, screen_of):
    cast = site.cast
    evaluation = an_evaluation(by=cast.michi, step=EvaluationStep.SCORING)
    entry: Entry = an_entry(evaluation, by=cast.umi, number="R8-0099", title="位置の見える化")
    an_evaluator(evaluation, cast.kaji)
    home, sheet = f"/evaluation/{evaluation.key}", f"/evaluation/{evaluation.key}/proposals/{entry.proposal.key}"
    db.session.rollback()
    kaji = screen_of(cast.kaji, java_script_enabled=False)

    kaji.visit("/evaluation/").follow("除雪車の位置を知りたい")
    kaji.press("申告する", **{"港計測株式会社(R8-0099)との関係": "利害関係はない"}).follow("R8-0099 位置の見える化")
    kaji.press(
        "下書きを保存する",
        **{
            "1 課題との適合(重み50)": "5 とてもよい",
            "2 実現性(重み30)": "3 ふつう",
            "3 費用(重み20)": "4 よい",
            "2 実現性のコメント": "体制が要る。",
        },
    )
    kaji.visit(f"{home}/mine").refused("評価を提出する", "「課題との適合」の5点にはコメントが必要です。")
    kaji.visit(sheet).press("下書きを保存する", **{"1 課題との適合のコメント": "電話が減る。"})
    kaji.visit(f"{home}/mine").press("評価を提出する")

    assert "提出済みです" in kaji.words
