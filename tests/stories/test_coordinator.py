"""Mori takes chosen proposals on to an agreement, and one to 協議不調; the dates of the work and of the news are two things."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.evaluation.choices import Decision
from hack.needs.models import Need
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal
from hack.tables import read_table
from tests.cast import a_need
from tests.evaluation.words import an_entry, an_evaluation, decided

NEED = "除雪車の位置を知りたい"


@pytest.fixture
def chosen(cast):
    """A need whose evaluation Michi has prepared: Umi's and Kita's proposals are to be chosen, Riku's declined; and the three."""
    need = a_need(by=cast.michi, step=NeedStep.EVALUATING, title=NEED)
    evaluation = an_evaluation(by=cast.michi, need=need, step=EvaluationStep.DECIDING)
    entries = [
        an_entry(evaluation, by=one, number=number, title=title)
        for one, number, title in (
            (cast.umi, "R8-0001", "位置の見える化"),
            (cast.kita, "R8-0002", "除雪の予測"),
            (cast.riku, "R8-0003", "電話の自動応答"),
        )
    ]
    for entry, decision in zip(entries, (Decision.CHOOSE, Decision.CHOOSE, Decision.DECLINE), strict=True):
        decided(entry, decision, by=cast.michi)
    return need, evaluation, [f"/proposals/{entry.proposal.key}" for entry in entries]


def test_from_the_release_to_an_agreement_and_to_talks_that_fail(app, cast, browser_of, new_letters, chosen):
    need, evaluation, (umis, kitas, rikus) = chosen
    mori, michi, visitor = browser_of(cast.mori), browser_of(cast.michi), browser_of(None)
    about = f"/needs/{need.key}"

    # Released by a second person, after looking at it; each proposer is told of the own proposal alone.
    assert michi.visit(f"/evaluation/{evaluation.key}/release").press("決定を公表する", 確かめました="y").status == 422
    mori.visit(f"/evaluation/{evaluation.key}/release").press("決定を公表する", 確かめました="y")
    assert mori.status == 200, mori.main
    told = new_letters()
    assert [one for one in told if one[0] == "decision_told"] == [
        ("decision_told", "kita"), ("decision_told", "riku"), ("decision_told", "umi")
    ]  # fmt: skip
    assert {who for _, who in told} <= {"kita", "riku", "umi", "michi"}
    for person, page in ((cast.riku, umis), (cast.umi, kitas), (cast.kita, rikus)):
        assert browser_of(person).visit(page).status == 404

    # The talks began two days before they are entered; the public is not told yet.
    with clock.stopped_at(clock.now() + timedelta(days=3)):
        talks = browser_of(cast.mori)
        assert talks.visit(umis).press("協議を始める", 行われた日="2026-05-11").status == 422
        for page in (umis, kitas):
            talks.visit(page).press("協議を始める", 行われた日="2026-05-13")
            assert talks.status == 200, talks.main
    assert "位置の見える化" not in visitor.visit(about).words and "港計測" not in visitor.words
    assert new_letters() == [("proposal_moved", "kita"), ("proposal_moved", "umi")]

    # One agreement, with the day of the news; from then on everybody reads who it is with.
    with clock.stopped_at(clock.now() + timedelta(days=10)):
        signing = browser_of(cast.mori).visit(umis)
        signing.press("協定を結ぶ", 行われた日="2026-05-20", 公表した日="2026-05-22")
        assert signing.status == 200, signing.main
    assert "位置の見える化" not in visitor.visit(about).words
    with clock.stopped_at(clock.now() + timedelta(days=10)):
        visitor.visit(about)
    assert "位置の見える化" in visitor.main and "港計測株式会社" in visitor.main
    assert "除雪の予測" not in visitor.words and "電話の自動応答" not in visitor.words
    told = new_letters()
    assert {who for _, who in told} == {"umi"}
    history = browser_of(cast.umi).visit(umis).page.find(id="history").get_text(" ")
    assert "2026年5月13日" in history and "2026年5月20日" in history and "公表した日: 2026年5月22日" in history

    # The other talks fail, with a reason that its proposer reads and nobody else.
    with clock.stopped_at(clock.now() + timedelta(days=10)):
        ending = browser_of(cast.mori).visit(kitas)
        assert ending.press("協議不調とする").status == 422
        ending.press("協議不調とする", 理由="費用の分担が合わなかったため。", 行われた日="2026-05-21")
        assert ending.status == 200, ending.main
    kita = browser_of(cast.kita).visit(kitas)
    assert "この提案は「協議不調」となりました" in kita.main and "費用の分担が合わなかったため。" in kita.main
    assert new_letters() == [("proposal_moved", "kita")]
    assert "費用の分担" not in visitor.visit(about).words + browser_of(cast.umi).visit(about).words
    db.session.rollback()
    steps = db.session.execute(select(Proposal.number, Proposal.step).order_by(Proposal.number)).all()
    assert [tuple(one) for one in steps] == [
        ("R8-0001", ProposalStep.AGREED),
        ("R8-0002", ProposalStep.BROKEN_OFF),
        ("R8-0003", ProposalStep.DECLINED),
    ]


def test_needs_come_in_from_a_table_and_go_out_as_one_again(app, cast, browser_of, new_letters):
    mori, sheet = (
        browser_of(cast.mori),
        "題名,所管課,分野\n川の水位を知りたい,道路局 河川企画課,道路・河川・下水道\n,道路局 企画課,\n",
    )

    # A wrong row is shown with what is wrong; nothing is kept before the button, and then once.
    page = mori.visit("/exchange/needs/import")
    hidden = {name: answer for name, answer in page.questions.items() if name in ("csrf_token", "once_key")}
    sent = hidden | {"file": (io.BytesIO(sheet.encode()), "表.csv")}
    page._read(page.client.post("/exchange/needs/import", data=sent, follow_redirects=True))
    assert "題名を入力してください。" in page.main and _titles() == []
    batch = page.path
    page.press("誤りのない行だけを登録する")
    assert page.status == 200 and _titles() == ["川の水位を知りたい"]
    assert browser_of(cast.michi).visit(batch).status == 404
    assert new_letters() == []

    # It is a draft like any other: the section reads it, nobody outside does; and it goes out to those who read it.
    kaji, umi = browser_of(cast.kaji), browser_of(cast.umi)
    [row] = [row for row in _rows(kaji.client.get("/exchange/needs")) if row["題名"] == "川の水位を知りたい"]
    assert row["段階"] == "下書き"
    assert _rows(umi.client.get("/exchange/needs")) == []


def _rows(answer):
    table = read_table(answer.data, "表.csv")
    return [dict(zip(table.headings, row.cells, strict=True)) for row in table.rows]


def _titles():
    db.session.rollback()
    return list(db.session.scalars(select(Need.title)))
