"""What is taken back, and what goes on where something else was taken back, ended or merged."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.intake.actions import (
    choose_date,
    hand_over,
    merge_case,
    move_case,
    offer_dates,
    refuse_dates,
    take_back_case,
)
from hack.intake.models import Slot
from hack.intake.queries import one_case, slots_of
from hack.passages import take_back
from hack.pipeline.front import CaseStep as S
from hack.pipeline.inquiry import InquiryStep
from tests.intake.words import a_case, an_inquiry


def took_back(case, *, by):
    with db.transaction():
        take_back_case(case, by=by, reason="押し間違い")


def test_a_date_chosen_by_mistake_is_taken_back_and_all_of_them_are_there_again(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.DIALOGUE)
    took_back(case, by=cast.mori)
    assert [slot.open for slot in slots_of(case)] == [True, True]

    with db.transaction():
        choose_date(slots_of(case)[1], by=cast.umi)
    assert (case.step, [slot.open for slot in slots_of(case)]) == (S.DIALOGUE, [False])


@pytest.mark.parametrize("move", ["recall_dates", "refuse_dates", "withdraw"])
def test_dates_that_were_given_up_by_mistake_are_there_again_but_those_of_an_earlier_offer_are_not(cast, move):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.SCHEDULING)
    with db.transaction():
        refuse_dates(case, by=cast.umi, reason="木曜日なら")
    with clock.stopped_at(clock.now() + timedelta(hours=1)), db.transaction():
        offer_dates(case, [clock.now() + timedelta(days=3)], by=cast.mori)
    with clock.stopped_at(clock.now() + timedelta(hours=2)), db.transaction():
        made_at = "intake.refuse_dates" if move == "refuse_dates" else ""
        by = cast.mori if move == "recall_dates" else cast.umi
        move_case(case, move, by=by, reason="都合", made_at=made_at)
    assert slots_of(case) == []

    took_back(case, by=cast.mori)

    assert (case.step, [slot.open for slot in slots_of(case)]) == (S.SCHEDULING, [True])


def test_dates_that_are_over_meanwhile_do_not_come_back(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.DIALOGUE)
    with clock.stopped_at(clock.now() + timedelta(days=30)):
        took_back(case, by=cast.mori)

    assert [slot.open for slot in slots_of(case)] == [False]


def test_the_date_that_was_chosen_stands_again_where_offering_others_is_taken_back(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.SCHEDULING)
    chosen = slots_of(case)[0]
    with clock.stopped_at(clock.now() + timedelta(hours=1)), db.transaction():
        choose_date(chosen, by=cast.umi)
    with clock.stopped_at(clock.now() + timedelta(hours=2)), db.transaction():
        offer_dates(case, [clock.now() + timedelta(days=3)], by=cast.mori)
    with clock.stopped_at(clock.now() + timedelta(hours=3)):
        took_back(case, by=cast.mori)

    assert (case.step, [(slot.id, slot.open) for slot in slots_of(case)]) == (S.DIALOGUE, [(chosen.id, False)])


def test_an_offer_that_is_taken_back_offers_nothing_any_more(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.SCHEDULING)
    took_back(case, by=cast.mori)

    assert (case.step, slots_of(case)) == (S.TRIAGE, [])
    assert db.session.scalar(select(Slot).where(Slot.dropped_at.is_(None))) is None


def test_a_section_that_was_given_a_case_by_mistake_reads_it_no_more(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    with db.transaction():
        hand_over(case, cast.roads, by=cast.mori)
    assert one_case(case.key, cast.michi) is case

    took_back(case, by=cast.mori)

    assert one_case(case.key, cast.michi) is None


def test_a_case_goes_on_by_itself_where_the_one_that_stood_for_it_was_withdrawn(cast, browser_of):
    case, into = (a_case(by=by, mori=cast.mori, step=S.TRIAGE) for by in (cast.umi, cast.riku))
    with db.transaction():
        merge_case(case, into, by=cast.mori)
    with db.transaction():
        move_case(into, "withdraw", by=cast.riku, reason="社内の都合")
    told = "この案件に統合した案件も、この案件とともに終わっています。"
    assert told in browser_of(cast.mori).visit(f"/front/cases/{into.key}").main
    assert told not in browser_of(cast.riku).visit(f"/front/cases/{into.key}").main

    page = browser_of(cast.mori).visit(f"/front/cases/{case.key}").press("取り消す", 取り消す理由="一方が取り下げた")

    assert "取り消して「内容確認」に戻しました。" in page.main and "統合先" not in page.main
    assert told not in browser_of(cast.mori).visit(f"/front/cases/{into.key}").main


def test_what_a_section_was_asked_before_an_earlier_end_is_not_asked_again(cast):
    """As it is in what was kept before sections were asked again with their case."""
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    old = an_inquiry(case, cast.rivers, by=cast.mori)
    with db.transaction():
        move_case(case, "withdraw", by=cast.umi, reason="都合")
    with clock.stopped_at(clock.now() + timedelta(hours=1)), db.transaction():
        take_back(case, by=cast.mori, reason="押し間違い")
    with clock.stopped_at(clock.now() + timedelta(hours=2)):
        new = an_inquiry(case, cast.rivers, by=cast.mori, asked="あらためて伺います。")
    with clock.stopped_at(clock.now() + timedelta(hours=3)), db.transaction():
        move_case(case, "withdraw", by=cast.umi, reason="都合")
    with clock.stopped_at(clock.now() + timedelta(hours=4)):
        took_back(case, by=cast.mori)

    assert (old.step, new.step) == (InquiryStep.WITHDRAWN, InquiryStep.ASKED)
