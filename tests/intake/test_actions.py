"""Deeds with cases: the days of a dialogue, what follows, what is owed until when, and every end."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hack import clock, db
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.intake.actions import (
    answer_case,
    answer_inquiry,
    choose_date,
    decline_case,
    finish_case,
    hand_in,
    hand_over,
    keep_grounds,
    merge_case,
    move_case,
    offer_dates,
    publish_theme,
    refuse_dates,
    sort_case,
    take_back_case,
    turn_into_need,
    turn_into_seed,
    withdraw_inquiry,
    write_entry,
)
from hack.intake.models import Case, CaseKind, Condition, Counter, Refusal
from hack.intake.queries import slots_of
from hack.needs.models import Field
from hack.pipeline.front import CaseStep as S
from hack.pipeline.inquiry import InquiryStep
from hack.working_days import working_day_after
from tests.intake.words import a_case, a_theme, an_inquiry, talked


def test_who_begins_to_look_at_a_case_looks_after_it(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)

    assert (case.taken_by_id, case.step, case.answered_at) == (cast.mori.id, S.TRIAGE, None)


def test_offering_dates_is_the_first_answer_and_from_then_on_the_dialogue_is_owed(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.SCHEDULING)

    assert case.answered_at == clock.now() and case.due_on == case.dialogue_due_on


def test_the_first_words_to_the_proposer_are_the_first_answer_and_words_inside_are_not(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    with db.transaction():
        write_entry(case, by=cast.mori, text="どこの課か。", internal=True)
    assert case.answered_at is None

    with db.transaction():
        write_entry(case, by=cast.mori, text="受け取りました。")
    assert case.answered_at == clock.now() and case.due_on == case.dialogue_due_on


def test_after_a_dialogue_nothing_is_owed_until_the_case_moves_on(cast):
    case = talked(a_case(by=cast.umi, mori=cast.mori, step=S.DIALOGUE), mori=cast.mori)
    assert (case.talked_on, case.due_on) == (clock.today(), None)

    with db.transaction():
        move_case(case, "check", by=cast.mori)
    assert case.due_on == working_day_after(clock.today(), 20)


def test_the_first_answer_stays_owed_where_the_case_is_taken_on_without_one(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    with db.transaction():
        move_case(case, "check", by=cast.mori)
    assert case.due_on == case.answer_due_on
    with db.transaction():
        write_entry(case, by=cast.mori, text="庁内で検討しています。")

    assert case.due_on == working_day_after(clock.today(), 20)


def test_a_case_is_late_the_day_after_its_last_day(cast):
    case = a_case(by=cast.umi)
    with clock.stopped_at(clock.end_of(case.answer_due_on) - timedelta(minutes=1)):
        assert not case.late
    with clock.stopped_at(clock.end_of(case.answer_due_on)):
        assert case.late


def test_one_date_is_chosen_and_the_others_are_given_up(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.SCHEDULING)
    first, second = slots_of(case)
    with db.transaction():
        choose_date(second, by=cast.sora)
    assert slots_of(case) == [second] and case.step is S.DIALOGUE

    with pytest.raises(Overtaken), db.transaction():
        choose_date(first, by=cast.umi)


def test_none_of_the_dates_will_do_and_others_are_offered(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.SCHEDULING)
    with db.transaction():
        refuse_dates(case, by=cast.umi, reason="火曜の午後なら")
    assert (case.step, slots_of(case)) == (S.TRIAGE, [])

    with db.transaction():
        offer_dates(case, [clock.now() + timedelta(days=9)], by=cast.mori)
    assert case.step is S.SCHEDULING and len(slots_of(case)) == 1


def test_another_dialogue_takes_the_place_of_the_date_that_was_chosen(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.DIALOGUE)
    (before,) = slots_of(case)
    with db.transaction():
        offer_dates(case, [clock.now() + timedelta(days=9)], by=cast.mori)

    assert before not in slots_of(case) and case.step is S.SCHEDULING


def test_dates_that_are_over_are_neither_offered_nor_chosen(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    with pytest.raises(RuleBroken, match="先の日時"), db.transaction():
        offer_dates(case, [clock.now()], by=cast.mori)
    with pytest.raises(RuleBroken, match="一つ以上"), db.transaction():
        offer_dates(case, [], by=cast.mori)
    with db.transaction():
        offer_dates(case, [clock.now() + timedelta(days=1)], by=cast.mori)
    with (
        clock.stopped_at(clock.now() + timedelta(days=2)),
        pytest.raises(RuleBroken, match="過ぎています"),
        db.transaction(),
    ):
        choose_date(slots_of(case)[0], by=cast.umi)


def test_a_withdrawn_case_takes_its_dates_and_inquiries_with_it(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.SCHEDULING)
    inquiry = an_inquiry(case, cast.roads, by=cast.mori)
    with db.transaction():
        move_case(case, "withdraw", by=cast.umi, reason="社内の都合")

    db.session.refresh(inquiry)
    assert (case.step, slots_of(case), inquiry.step) == (S.WITHDRAWN, [], InquiryStep.WITHDRAWN)


def test_sorting_brings_sections_in_and_out_but_keeps_those_that_were_asked(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    an_inquiry(case, cast.rivers, by=cast.mori)
    facts = {"kind": CaseKind.CONSULTATION, "counter": Counter.PARKS, "field": Field.ROADS}
    with db.transaction():
        sort_case(case, by=cast.mori, sections=[cast.roads.id, cast.resources.id], **facts)
    assert {one.id for one in case.sections} == {cast.roads.id, cast.resources.id, cast.rivers.id}

    with db.transaction():
        sort_case(case, by=cast.mori, sections=[], **facts)
    assert [one.id for one in case.sections] == [cast.rivers.id]
    assert (case.kind, case.counter, case.field) == (CaseKind.CONSULTATION, Counter.PARKS, Field.ROADS)


def test_the_second_of_two_who_sort_at_once_is_told(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    seen, facts = case.version, {"kind": CaseKind.FREE, "counter": Counter.FRONT, "field": None}
    with db.transaction():
        sort_case(case, by=cast.mori, sections=[cast.roads.id], seen=seen, **facts)

    with pytest.raises(Overtaken), db.transaction():
        sort_case(case, by=cast.mori, sections=[], seen=seen, **facts)


def test_conditions_are_kept_with_what_shows_them(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.CHECKING)
    with db.transaction():
        keep_grounds(case, {Condition.ACROSS: "三つの局", Condition.TECHNOLOGY: "AI"}, by=cast.mori)
    assert [(one.condition, one.evidence) for one in case.grounds] == [
        (Condition.ACROSS, "三つの局"),
        (Condition.TECHNOLOGY, "AI"),
    ]

    with db.transaction():
        keep_grounds(case, {Condition.ACROSS: "二つの局"}, by=cast.mori)
    assert [one.evidence for one in case.grounds] == ["二つの局"]
    with pytest.raises(RuleBroken, match="根拠"), db.transaction():
        keep_grounds(case, {Condition.UNOWNED: " "}, by=cast.mori)


def test_a_section_answers_by_its_own_people_alone_and_once(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.CHECKING)
    inquiry = an_inquiry(case, cast.roads, by=cast.mori)
    for stranger in (cast.kaji, cast.mori, cast.umi):
        with pytest.raises(NotAllowed), db.transaction():
            answer_inquiry(inquiry, by=stranger, answer="はい")
    with db.transaction():
        answer_inquiry(inquiry, by=cast.michi, answer="北の橋で")
    with pytest.raises(Overtaken), db.transaction():
        answer_inquiry(inquiry, by=cast.michi, answer="やはり南の橋で")

    db.session.refresh(inquiry)
    assert (inquiry.step, inquiry.answer, inquiry.answered_by_id) == (
        InquiryStep.ANSWERED,
        "北の橋で",
        cast.michi.id,
    )


def test_what_a_section_was_asked_stands_again_where_the_end_of_its_case_is_taken_back(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.CHECKING)
    waiting, withdrawn = an_inquiry(case, cast.roads, by=cast.mori), an_inquiry(case, cast.rivers, by=cast.mori)
    with db.transaction():
        withdraw_inquiry(withdrawn, by=cast.mori, reason="課を間違えたため。")
        decline_case(case, by=cast.mori, refused_for=Refusal.LAW, reason="法令による。")
    assert waiting.step is InquiryStep.WITHDRAWN
    with db.transaction():
        take_back_case(case, by=cast.mori, reason="間違い。")

    assert (waiting.step, withdrawn.step) == (InquiryStep.ASKED, InquiryStep.WITHDRAWN)
    with db.transaction():
        answer_inquiry(waiting, by=cast.michi, answer="はい")


def test_a_refusal_has_a_reason_of_a_kind_and_in_words_and_can_be_taken_back(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    with pytest.raises(RuleBroken, match="理由"), db.transaction():
        decline_case(case, by=cast.mori, refused_for=Refusal.LAW, reason=" ")
    with db.transaction():
        decline_case(case, by=cast.mori, refused_for=Refusal.LAW, reason="道路法でできません。")
    assert (case.step, case.refused_for, case.result) == (S.DECLINED, Refusal.LAW, "道路法でできません。")

    with db.transaction():
        take_back_case(case, by=cast.mori, reason="取り違え")
    assert (case.step, case.refused_for, case.result) == (S.TRIAGE, None, "")


def test_the_database_itself_refuses_a_refusal_without_a_reason(cast):
    case = a_case(by=cast.umi)

    with pytest.raises(IntegrityError), db.transaction():
        case.step = S.DECLINED


def test_a_case_in_a_sections_hands_is_finished_by_that_section(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    with db.transaction():
        hand_over(case, cast.roads, by=cast.mori)
    with pytest.raises(NotAllowed), db.transaction():
        finish_case(case, by=cast.kaji, reason="終わり")
    with db.transaction():
        finish_case(case, by=cast.michi, reason="三か月試した。")

    assert (case.step, case.result, case.section_id) == (S.CLOSED, "三か月試した。", cast.roads.id)


def test_a_wrong_section_is_taken_back(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    with db.transaction():
        hand_over(case, cast.roads, by=cast.mori)
    with db.transaction():
        take_back_case(case, by=cast.mori, reason="別の課")

    assert (case.step, case.section_id) == (S.TRIAGE, None)


def test_a_question_is_answered_and_that_is_all(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE, kind=CaseKind.CONSULTATION)
    with db.transaction():
        answer_case(case, by=cast.mori, reason="企画課に聞いてください。")

    assert (case.step, case.result) == (S.CLOSED, "企画課に聞いてください。")


def test_a_need_and_the_case_that_it_was_lead_to_each_other_and_it_is_not_taken_back(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE)
    with db.transaction():
        need = turn_into_need(case, cast.roads, by=cast.mori, title="橋の点検", problem="人手が足りない。")
    assert (case.step, case.need_id, need.section_id) == (S.TO_NEED, need.id, cast.roads.id)

    with pytest.raises(RuleBroken, match="一体"), db.transaction():
        take_back_case(case, by=cast.mori, reason="やめる")


def test_no_need_is_left_where_the_case_has_moved_on(cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=S.SCHEDULING)
    with pytest.raises(Overtaken), db.transaction():
        turn_into_need(case, cast.roads, by=cast.mori, title="橋の点検")

    assert db.session.scalars(select(Case.need_id)).all() == [None]


def test_a_seed_is_begun_for_the_proposers_organisation(cast):
    long = "橋の音を聞く。" * 100
    case = a_case(by=cast.umi, mori=cast.mori, step=S.TRIAGE, body=long)
    with db.transaction():
        seed = turn_into_seed(case, by=cast.mori)

    assert (case.step, case.seed_id) == (S.TO_SEED, seed.id)
    assert (seed.organization_id, seed.published_at) == (cast.umi.organization_id, None)
    assert (seed.summary, seed.wish) == (long[:200], long)


def test_a_case_is_merged_into_one_that_goes_on_and_its_sections_come_along(cast):
    case, into = a_case(by=cast.umi), a_case(by=cast.riku)
    with db.transaction():
        sort_case(case, by=cast.mori, kind=CaseKind.FREE, counter=Counter.FRONT, field=None, sections=[cast.roads.id])
    with pytest.raises(RuleBroken, match="ほかの案件"), db.transaction():
        merge_case(case, case, by=cast.mori)
    with db.transaction():
        merge_case(case, into, by=cast.mori)
    assert (case.step, case.into_id, [one.id for one in into.sections]) == (S.MERGED, into.id, [cast.roads.id])

    with pytest.raises(Overtaken, match="統合"), db.transaction():
        merge_case(into, case, by=cast.mori)


def test_a_theme_takes_proposals_from_its_first_day_to_its_last(cast):
    today = clock.today()
    theme = a_theme(cast.roads, by=cast.michi, opens_on=today + timedelta(days=1), closes_on=today + timedelta(days=2))
    cases = {
        clock.start_of(theme.opens_on) - timedelta(seconds=1): "から募集します",
        clock.end_of(theme.closes_on): "募集を終わりました",
    }
    for moment, words in cases.items():
        with clock.stopped_at(moment), pytest.raises(RuleBroken, match=words), db.transaction():
            hand_in(by=cast.umi, kind=CaseKind.THEME, theme=theme, title="橋", body="音")
    with clock.stopped_at(clock.end_of(theme.closes_on) - timedelta(seconds=1)):
        case = a_case(by=cast.umi, kind=CaseKind.THEME, theme=theme)

    assert [one.id for one in case.sections] == [cast.roads.id]


def test_a_draft_of_a_theme_takes_nothing_and_one_that_is_over_is_not_published(cast):
    draft = a_theme(cast.roads, by=cast.michi, published=False)
    with pytest.raises(Overtaken), db.transaction():
        hand_in(by=cast.umi, kind=CaseKind.THEME, theme=draft, title="橋", body="音")
    with (
        clock.stopped_at(clock.end_of(draft.closes_on)),
        pytest.raises(RuleBroken, match="過ぎています"),
        db.transaction(),
    ):
        publish_theme(draft, by=cast.michi)


def test_the_kind_asks_for_what_belongs_to_it(cast):
    with pytest.raises(RuleBroken, match="テーマ"), db.transaction():
        hand_in(by=cast.umi, kind=CaseKind.THEME, title="橋", body="音")
    with pytest.raises(RuleBroken, match="予算事業"), db.transaction():
        hand_in(by=cast.umi, kind=CaseKind.BUDGET, title="橋", body="音")
    with pytest.raises(NotAllowed), db.transaction():
        hand_in(by=cast.michi, kind=CaseKind.FREE, title="橋", body="音")
