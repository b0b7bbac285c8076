"""Umi's firm and Riku's propose together: one text, some of it for the secretariat alone, changed until the last second."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.needs.models import Need
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal
from tests.cast import a_need, a_seed
from tests.proposals.words import TYPED

SECRET = "仕入れ先は秘密の北海製作所です。"
REFERENCES = "二つの市で、名前を出さずに試しました。"


@pytest.fixture
def need(cast):
    return a_need(by=cast.michi, title="除雪車の位置を知りたい")


def test_two_firms_propose_together_and_change_it_before_the_deadline(app, cast, browser_of, new_letters, need):
    umi, riku, sora = browser_of(cast.umi), browser_of(cast.riku), browser_of(cast.sora)
    michi, mori, kita = browser_of(cast.michi), browser_of(cast.mori), browser_of(cast.kita)

    # A draft that begins with a seed; some answers are for the secretariat alone.
    seed = a_seed(by=cast.umi)
    umi.visit(f"/proposals/new?need={need.key}&seed={seed.key}")
    assert umi.questions["title"] == seed.title
    umi.press(
        "下書きを保存する",
        **TYPED | {"実績": REFERENCES, "「実績」を読む人": "secretariat", "非公開を希望すること": SECRET},
    )
    page = umi.path
    assert umi.status == 200, umi.main
    everybody_else = (riku, michi, mori, kita, browser_of(None))
    assert all(one.visit(page).status == 404 for one in everybody_else)
    assert new_letters() == []

    # Riku's firm is asked, reads nothing of the text before it accepts, and then writes along.
    umi.visit(page + "/partners/new").press("招待を送る", 団体を選ぶ=cast.oka.key, 担うこと="地図の表示")
    assert new_letters() == [("partner_invited", "riku")]
    riku.visit("/proposals/invitations").follow(need.title)
    assert TYPED["要約"] not in riku.words and riku.visit(page).status == 404
    riku.visit("/proposals/invitations").follow(need.title).press("一緒に提案する")
    assert (riku.status, riku.path) == (200, page)
    assert new_letters() == [("partner_answered", "umi")]
    riku.visit(page + "/edit").press("保存する", 使う技術="GPS端末と、丘データの地図。")
    assert "丘データの地図。" in sora.visit(page).main

    # Handed in: a number, a receipt, a letter to both firms and to those who judge, and to nobody else.
    riku.visit(page + "/submit")
    assert riku.status in (200, 403)
    umi.visit(page + "/submit")
    section = umi.page.find(id="section").get_text(" ")
    assert "丘データの地図。" in section and SECRET not in section and REFERENCES not in section
    umi.press("提案する", 所管課が読む内容を確かめました="y")
    assert "R8-0001" in umi.main
    assert new_letters() == [
        ("proposal_arrived", "michi"),
        ("proposal_arrived", "mori"),
        ("proposal_received", "riku"),
        ("proposal_received", "umi"),
    ]
    assert SECRET in mori.visit(page).main and REFERENCES in mori.main
    assert SECRET not in michi.visit(page).main and REFERENCES not in michi.main and "丘データの地図。" in michi.main
    assert kita.visit(page).status == 404
    assert "R8-0001" not in kita.visit(f"/needs/{need.key}").words + kita.visit("/search?q=丘データの地図").main

    # Changed before the deadline: what was handed in stays until the change is handed in too.
    umi.visit(page + "/edit").press("保存する", 要約="端末を十台に増やし、雪の置き場も示します。")
    assert "雪の置き場" not in michi.visit(page).main
    umi.visit(page + "/submit").press("差し替えて提出する", 所管課が読む内容を確かめました="y")
    assert umi.status == 200, umi.main
    assert "雪の置き場" in michi.visit(page).main
    assert new_letters() == [("proposal_renewed", "riku"), ("proposal_renewed", "umi")]

    # A rewriting that is not handed in before 24 o'clock stays a rewriting.
    end = clock.end_of(_the(Need).closes_on)
    with clock.stopped_at(end - timedelta(minutes=1)):
        late = browser_of(cast.sora).visit(page + "/edit").press("保存する", 要約="間に合わなかった要約です。")
        late.visit(page + "/submit")
    with clock.stopped_at(end):
        late.press("差し替えて提出する", 所管課が読む内容を確かめました="y")
        assert late.status == 422 and "締め切られました" in late.main
    assert "雪の置き場" in michi.visit(page).main and "間に合わなかった" not in michi.main
    assert _the(Proposal).step is ProposalStep.RECEIVED


def _the(kind):
    db.session.rollback()
    return db.session.scalars(select(kind)).one()
