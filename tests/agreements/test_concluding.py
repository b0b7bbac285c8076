"""An agreement that comes of a case of the front."""

import pytest

from hack import db
from hack.agreements.actions import conclude_agreement
from hack.agreements.models import AgreementKind
from hack.agreements.queries import agreement_of
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.passages import passages_of
from hack.pipeline.front import CaseStep
from tests.deliberations.words import a_case

FACTS = {
    "kind": AgreementKind.COOPERATION,
    "name": "港の見守りの協定",
    "city_side": "横浜市",
    "parties": ["港計測株式会社"],
}


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _conclude(case, by, **facts):
    with db.transaction():
        return conclude_agreement(case, by=by, **FACTS | facts)


def test_an_agreement_is_concluded_with_the_move_of_its_case(cast):
    case = a_case(cast, step=CaseStep.COORDINATING)
    agreement = _conclude(case, cast.mori)

    assert (agreement.case_id, case.step) == (case.id, CaseStep.AGREED)
    assert [passage.move for passage in passages_of(case)] == ["agree"]
    assert agreement_of(case, cast.mori) is agreement
    assert agreement_of(case, cast.umi) is None


@pytest.mark.parametrize("step", [CaseStep.CHECKING, CaseStep.AGREED, CaseStep.DECLINED])
def test_nothing_is_concluded_of_a_case_that_is_not_coordinated(cast, step):
    case = a_case(cast, step=step) if step is not CaseStep.DECLINED else a_case(cast, step=CaseStep.CLOSED)
    with pytest.raises(Overtaken):
        _conclude(case, cast.mori)


def test_what_is_refused_leaves_the_case_where_it_was(cast):
    case = a_case(cast, step=CaseStep.COORDINATING)
    with pytest.raises(RuleBroken):
        _conclude(case, cast.mori, parties=[])

    assert (case.step, passages_of(case), agreement_of(case, cast.mori)) == (CaseStep.COORDINATING, [], None)


def test_only_coordinators_conclude(cast):
    case = a_case(cast, step=CaseStep.COORDINATING)
    for person in (cast.michi, cast.umi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed):
            _conclude(case, person)


def test_the_page_concludes_and_leads_both_ways(browser_of, cast):
    case = a_case(cast, step=CaseStep.COORDINATING, section_id=cast.roads.id)
    page = browser_of(cast.mori).visit(f"/agreements/cases/{case.key}").follow("協定等を結ぶ")
    assert page.questions["parties"] == "港計測株式会社"
    assert "提案者は、実現したことの公表に同意していません。" in page.main
    page.press("協定を登録して案件を進める", 種類="pact")
    assert (page.status, page.heading) == (200, "「港の見守り」に関する連携協定")
    assert case.number in page.main

    michi = browser_of(cast.michi).visit(f"/agreements/cases/{case.key}").follow("「港の見守り」に関する連携協定")
    assert "共創フロントの案件" in michi.main
    page.follow("書き直す").press("保存する", 登録簿で公表する="y", 出典の文書名="協定書")
    assert "共創フロントの案件" not in browser_of(cast.riku).visit(page.path).main
    assert "共創フロントの案件" not in browser_of(None).visit(page.path).main
    assert "共創フロントの案件" in browser_of(cast.umi).visit(page.path).main
    assert browser_of(cast.riku).visit(f"/agreements/cases/{case.key}").status == 404


def test_a_refused_form_keeps_what_was_typed(browser_of, cast):
    case = a_case(cast, step=CaseStep.COORDINATING)
    page = browser_of(cast.mori).visit(f"/agreements/cases/{case.key}/conclude")
    page.press("協定を登録して案件を進める", 種類="pact", 目的="港を見守る。", 登録簿で公表する="y")

    assert (page.status, page.questions["purpose"]) == (422, "港を見守る。")
    assert "公表するには、出典の文書名かアドレスを入力してください。" in page.main
