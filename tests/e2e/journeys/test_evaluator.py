"""The evaluator: one who was asked judges alone and then with others, and the decision goes out by a second hand."""

import pytest

from hack import clock, db
from hack.evaluation.choices import ConflictKind, Decision
from hack.evaluation.models import Declaration, Entry, Evaluator
from hack.pipeline.proposal import ProposalStep
from tests.cast import a_proposal
from tests.e2e.chromium import width_of
from tests.e2e.journeys.journey import in_days, is_missing, path_in
from tests.evaluation.words import a_sheet, an_evaluation, an_evaluator, decided, handed_in, kept

pytestmark = pytest.mark.e2e

FIT, REAL, COST = "1 課題との適合(重み50)", "2 実現性(重み30)", "3 費用(重み20)"
WIDE = 1280
NUMBERS = ("R8-0001", "R8-0002", "R8-0003")


@pytest.fixture
def call(site):
    """An evaluation that Michi prepares, Midori among the evaluators, of three proposals: its address."""
    cast = site.cast
    evaluation = an_evaluation(by=cast.michi, due_on=None)
    for one, title, number in zip(
        (cast.umi, cast.riku, cast.kita), ("位置の見える化", "除雪の予測", "路面の温度計"), NUMBERS, strict=True
    ):
        a_proposal(by=one, need=evaluation.need, title=title, number=number, step=ProposalStep.REVIEW)
    an_evaluator(evaluation, cast.midori)
    address = f"/evaluation/{evaluation.key}"
    db.session.rollback()
    return address


def entries():
    """What is evaluated, in the order of the numbers, as it stands in the database now."""
    db.session.rollback()
    return sorted(db.session.query(Entry), key=lambda entry: entry.proposal.number)


def midori_hands_in():
    """Midori knows none of them, and scores them all."""
    place = db.session.query(Evaluator).join(Evaluator.user).filter_by(email="midori@city.example").one()
    for entry, points in zip(entries(), ((4, 3, 3), (1, 2, 1), (4, 4, 4)), strict=True):
        kept(Declaration(evaluator_id=place.id, entry_id=entry.id, kind=ConflictKind.NONE))
        a_sheet(place, entry, *points)
    with db.transaction():
        place.declared_at = clock.now()
    handed_in(place)


def test_scores_are_found_alone_conferred_on_and_told_by_a_second_person(site, screen_of, call):
    cast = site.cast
    michi, kaji, mori = (screen_of(one) for one in (cast.michi, cast.kaji, cast.mori))

    # Kaji is asked by letter, accepts, and stands back from the one that he has worked with.
    michi.visit(call).press("評価者に招く", 評価者のメールアドレス="kaji@city.example")
    kaji.visit(path_in(site, site.letter_to("kaji@city.example", "評価者のお願い"))).shoot("evaluator-1-asked")
    kaji.press("引き受ける")
    michi.visit(f"{call}/edit").press("保存する", 個別評価の期限=in_days(10)).visit(call).press("個別評価を始める")
    midori_hands_in()
    first, second, third = (f"{call}/proposals/{entry.proposal.key}" for entry in entries())
    assert is_missing(kaji, first)
    kaji.visit(f"{call}/mine").shoot("evaluator-2-conflicts")
    assert width_of(kaji.page) <= WIDE
    kaji.press(
        "申告する",
        **{
            "港計測株式会社(R8-0001)との関係": "利害関係はない",
            "丘データ合同会社(R8-0002)との関係": "利害関係はない",
            "港北大学(R8-0003)との関係": "過去の事業で関わった",
            "港北大学(R8-0003)との関係の内容": "昨年度の共同研究。",
        },
    )
    assert is_missing(kaji, third)

    # A nought needs a word, and what was typed stays; of one proposal he abstains.
    kaji.visit(first).press("下書きを保存する", **{FIT: "0 あてはまらない", REAL: "3 ふつう", COST: "4 よい"})
    kaji.visit(second).press(
        "下書きを保存する", **{"この提案は評価しない(棄権)": "はい", "評価しない理由": "専門でないため。"}
    )
    kaji.visit(f"{call}/mine").refused("評価を提出する", "「課題との適合」の0点にはコメントが必要です。")
    kaji.visit(first).shoot("evaluator-3-sheet")
    assert kaji.main.get_by_label("0 あてはまらない").first.is_checked()
    kaji.press("下書きを保存する", **{"1 課題との適合のコメント": "位置だけでは予定が分からない。"})
    kaji.visit(f"{call}/mine").shoot("evaluator-4-mine").press("評価を提出する")

    # The table shows the middle and the spread; what they find together, Michi writes.
    michi.visit(f"{call}/joint").shoot("evaluator-5-joint")
    assert "52.0点 幅 36.0・2人" in michi.words and "26.0点 幅 0.0・1人" in michi.words
    michi.follow("R8-0001 位置の見える化").press(
        "結果を保存する", 合議の結果="推薦しない", 結果の理由="効果が読めない。"
    )
    for entry, decision in zip(entries()[1:], (Decision.DECLINE, Decision.CHOOSE), strict=True):
        decided(entry, decision, by=cast.michi)
    michi.visit(call).press("決定の準備に進む").visit(f"{call}/decisions").follow("R8-0001 位置の見える化")
    michi.refused("決定を準備する", "理由の区分を選んでください。", 決定="見送る")
    michi.shoot("evaluator-6-decide").press(
        "決定を準備する",
        お断りする理由の区分="実現性",
        提案者に伝える言葉="予定の示し方が決まっていません。",
        案内する別の窓口="共創フロント",
    )

    # Who prepared it cannot send it out; Mori does, and takes it back with a reason.
    michi.visit(f"{call}/release").refused(
        "決定を公表する", "決定を準備した人は公表できません。", だれに何が伝わるかを確かめました="はい"
    )
    mori.visit(f"{call}/release").shoot("evaluator-7-release").press(
        "決定を公表する", だれに何が伝わるかを確かめました="はい"
    )
    told = path_in(site, site.letter_to("umi@minato.example", "ご提案についてのお知らせ(R8-0001)"))
    umi = screen_of(cast.umi).visit(told).shoot("evaluator-8-told")
    assert "予定の示し方が決まっていません。" in umi.words and "位置だけでは" not in umi.words
    mori.visit(f"{call}/release").press("公表を取り消す", 公表を取り消す理由="宛先を確かめ直すため。")
    site.letter_to("umi@minato.example", "お知らせした評価の結果の訂正(R8-0001)")
    assert "宛先を確かめ直すため。" in umi.visit(told).words
    assert [michi.complaints, kaji.complaints, mori.complaints] == [[], [], []]
