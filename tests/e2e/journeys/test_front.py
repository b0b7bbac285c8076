"""The front: from one of its doors to a receipt, and a day for the dialogue chosen from those that were offered."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.intake.actions import move_case, offer_dates
from hack.intake.models import Case
from hack.jobs import settle
from hack.pipeline.front import CaseStep
from tests.e2e.journeys.journey import is_missing, path_in

pytestmark = pytest.mark.e2e


def test_a_company_comes_through_a_door_and_chooses_the_day_of_its_dialogue(site, screen_of):
    cast = site.cast
    umi, riku = screen_of(cast.umi), screen_of(cast.riku)

    # Through a door to the form; what is missing is asked for, and what was typed is kept.
    umi.visit("/front/").shoot("front-1-doors").follow("フリー提案")
    umi.refused("出す", "件名を入力してください。", 内容="橋の音から傷みを見つける。").shoot("front-2-missing")
    assert umi.main.get_by_label("内容", exact=False).first.input_value() == "橋の音から傷みを見つける。"
    umi.main.get_by_label("提案時の留意事項を読み、同意します").check()
    umi.press("出す", 件名="橋の音を聞く").shoot("front-3-receipt")
    assert "F-" in umi.words and umi.path.endswith("/receipt")
    page = umi.path.removesuffix("/receipt")
    assert path_in(site, site.letter_to("umi@minato.example", "受け付けました"), "/front/") == page
    assert is_missing(riku, page)

    # The coordinator offers days; a letter leads to them, and one is chosen.
    with db.transaction():
        case = _case()
        move_case(case, "triage", by=cast.mori)
        offer_dates(case, [clock.now() + timedelta(days=day) for day in (7, 8)], by=cast.mori, place="会議室5")
    settle(site.app)
    umi.visit(path_in(site, site.letter_to("umi@minato.example", "対話の候補日"), "/front/")).shoot("front-4-days")
    with umi.page.expect_navigation():
        umi.main.get_by_role("button", name="この日にする").nth(1).click()
    umi.shoot("front-5-chosen")
    assert "対話の日が決まりました。" in umi.page.locator("body").inner_text()
    assert _case().step is CaseStep.DIALOGUE


def _case() -> Case:
    """The case, as it stands in the database now."""
    db.session.rollback()
    return db.session.query(Case).filter_by(title="橋の音を聞く").one()
