"""Michi asks three sections about a proposal; each answers in its own way, and nobody outside learns of it."""

import pytest
from sqlalchemy import select

from hack import db
from hack.accounts.models import Section
from hack.consultations.models import Check
from hack.pipeline.proposal import ProposalStep
from hack.roles import Role
from tests.browser import Browser
from tests.cast import a_need, a_person, a_proposal


@pytest.fixture
def nori(cast):
    """An officer of a third section."""
    with db.transaction():
        section = Section(name="法制課", bureau_id=cast.resources.bureau_id)
        nori = a_person("法田 則", "nori@city.example", Role.OFFICER, section=section)
        db.session.add(nori)
    return nori


def test_three_sections_check_a_proposal_side_by_side(app, cast, nori):
    need = a_need(by=cast.michi)
    proposal = a_proposal(by=cast.umi, need=need, step=ProposalStep.REVIEW, confidential="ひみつの原価")
    michi, kaji, midori, mori = (Browser(app, one) for one in (cast.michi, cast.kaji, cast.midori, cast.mori))
    page = f"/proposals/{proposal.key}"

    # Michi asks, all three at once.
    michi.visit(page).follow("この提案の庁内合議").follow("合議を始める")
    michi.press(
        "合議を始める",
        **_asked("個人情報", cast.rivers, "カメラの映像をどれだけ残してよいか。"),
        **_asked("契約", cast.resources, "随意契約にできるか。"),
        **_asked("法務", nori.section, "協定の案を見てほしい。"),
    )
    assert michi.status == 200, michi.main
    assert "まだ3件" in michi.main and michi.main.count("2026年5月26日(火)") == 3
    consultation = michi.path

    # Kaji takes one, reads what it is about, and asks back.
    kaji.visit("/consultations/").follow("個人情報")
    check = kaji.path
    kaji.follow("対象の内容を読む")
    assert "AIカメラによる交通量の自動計測" in kaji.heading and "ひみつの原価" not in kaji.words
    assert kaji.visit(page).status == 404
    kaji.visit(check).press("確認を始める").press("照会する", 書き込む内容="映像に人の顔は写りますか。")
    assert "合議元の番です: 照会に答える" in kaji.main

    # Mori sees on the board who holds the ball.
    mori.visit("/desk?noun=check")
    assert "個人情報: 「AIカメラによる交通量の自動計測」の合議 庁内合議 道路局 企画課" in mori.main.replace("― ", "")
    assert "契約: 「AIカメラによる交通量の自動計測」の合議 庁内合議 資源循環局 政策調整課" in mori.main

    # Michi answers, Kaji approves on a condition, Midori refuses.
    michi.visit(check)
    assert "映像に人の顔は写りますか。" in michi.main
    michi.press("照会に答える", 書き込む内容="写りますが、その場で消します。")
    kaji.visit(check).press("条件を付けて了承する")
    assert kaji.status == 422 and "条件を入力してください。" in kaji.main
    kaji.press("条件を付けて了承する", 理由="映像は翌日までに消すこと。")
    assert kaji.status == 200, kaji.main
    refused = _check_of(cast.resources).key
    midori.visit(f"/consultations/checks/{refused}").press("確認を始める")
    midori.press("不可とする", 理由="競争入札によること。")
    assert midori.visit(check).status == 404

    # The whole of it, with the condition to be copied.
    michi.visit(consultation)
    assert "まだ1件(不可あり)" in michi.main and "付いた条件のまとめ" in michi.main
    Browser(app, nori).visit(f"/consultations/checks/{_check_of(nori.section).key}").press("確認を始める").press(
        "了承する"
    )
    assert (
        "不可あり" in michi.visit(consultation).main and "映像は翌日までに消すこと。" in midori.visit(consultation).main
    )

    # Nobody else learns of it.
    for outsider in (cast.umi, cast.riku, cast.kan, cast.ken, None):
        outside = Browser(app, outsider)
        for address in (consultation, check, f"{consultation}/text", f"{page}/consultations"):
            assert outside.visit(address).status == 404
        assert "合議" not in outside.visit("/").words + outside.visit(f"/needs/{need.key}").words
    umi = Browser(app, cast.umi)
    assert "合議" not in umi.visit(page).words + umi.visit("/home").words + umi.visit("/notices").words
    assert "合議" in michi.visit("/notices").main and "合議" in midori.visit("/notices").main


def _asked(kind, section, what) -> dict[str, str]:
    """The answers that ask this section to check something of this kind."""
    return {
        f"{kind}の確認を依頼する": "y",
        f"{kind}: 確認する課": str(section.id),
        f"{kind}: 確認してほしいこと": what,
    }


def _check_of(section) -> Check:
    db.session.rollback()
    return db.session.scalars(select(Check).where(Check.section_id == section.id)).one()
