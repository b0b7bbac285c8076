"""What can be done with needs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.errors import Incomplete, NotAllowed, Overtaken, RuleBroken
from hack.needs.actions import (
    draft_need,
    edit_need,
    move_need,
    publish_need,
    submit_need,
    take_back_need,
    turn_call,
)
from hack.needs.answers import TO_CALL_FOR_IDEAS, TO_HAND_IN
from hack.needs.models import CostShare, Field, Need
from hack.outbox import EventRecord
from hack.passages import passages_of
from hack.pipeline.need import NeedStep
from tests.cast import a_need

S = NeedStep
TODAY = date(2026, 5, 12)
IN_A_MONTH = TODAY + timedelta(days=30)


def do(deed, *args, **how):
    with db.transaction():
        return deed(*args, **how)


def happened(need):
    """What the trail says of the need: (event, facts besides the number), oldest first."""
    rows = db.session.scalars(
        select(EventRecord).where(EventRecord.thing == f"need:{need.id}").order_by(EventRecord.id)
    )
    return [(row.name, {k: v for k, v in row.facts.items() if k != "need_id"}) for row in rows]


def moved(move, start, end):
    return ("NeedMoved", {"start": start.value, "end": end.value, "move": move})


# Drafting and changing -----------------------------------------------------------------------------------------------


def test_a_draft_needs_nothing_but_its_title(cast):
    need = do(draft_need, section=cast.roads, by=cast.michi, title="橋の点検")

    assert (need.step, need.section, need.author, need.title, need.published_at) == (
        S.DRAFT, cast.roads, cast.michi, "橋の点検", None,
    )  # fmt: skip
    assert happened(need) == [("NeedDrafted", {})]


def test_a_draft_is_begun_for_the_own_section_or_by_a_coordinator_for_any(cast):
    assert do(draft_need, section=cast.resources, by=cast.mori, title="収集車の経路").section is cast.resources
    for person in (cast.michi, cast.umi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed):
            do(draft_need, section=cast.resources, by=person, title="収集車の経路")
    assert db.session.scalars(select(Need.title)).all() == ["収集車の経路"]


@pytest.mark.parametrize("strange", ["step", "closes_on", "section_id", "published_at", "author_id", "version", "key"])
def test_nobody_writes_what_is_not_asked(cast, strange):
    need = a_need(by=cast.michi, step=S.DRAFT)

    with pytest.raises(TypeError, match=strange):
        do(draft_need, section=cast.roads, by=cast.michi, title="橋の点検", **{strange: None})
    with pytest.raises(TypeError, match=strange):
        do(edit_need, need, by=cast.michi, seen=need.version, **{strange: None})
    if strange != "closes_on":
        days = {"opens_on": TODAY, "closes_on": IN_A_MONTH}
        with pytest.raises(TypeError, match=strange):
            do(publish_need, need, by=cast.michi, move="open_ideas", **days, **{strange: None})


def test_a_change_counts_the_version_up_and_is_recorded_once(cast):
    need = a_need(by=cast.michi, step=S.DRAFT)
    seen = need.version

    do(edit_need, need, by=cast.mori, seen=seen, title="橋の点検", field=Field.OTHER)
    do(edit_need, need, by=cast.mori, seen=seen + 1, title="橋の点検", field=Field.OTHER)

    assert (need.title, need.field, need.version) == ("橋の点検", Field.OTHER, seen + 1)
    assert happened(need) == [("NeedChanged", {})]


def test_the_second_of_two_changes_is_refused_and_changes_nothing(cast):
    need = a_need(by=cast.michi, step=S.DRAFT)
    seen = need.version
    do(edit_need, need, by=cast.mori, seen=seen, title="先の題名")

    with pytest.raises(Overtaken):
        do(edit_need, need, by=cast.michi, seen=seen, title="後の題名")

    assert need.title == "先の題名"


@pytest.mark.parametrize("step", [step for step in S if not step.editable], ids=lambda step: step.value)
def test_where_the_text_stands_still_nobody_changes_it(cast, step):
    need = a_need(by=cast.michi, step=step)

    for person in (cast.michi, cast.mori):
        with pytest.raises(Overtaken, match="書き換えられません"):
            do(edit_need, need, by=person, seen=need.version, title="別の題名")


def test_others_change_nothing(cast):
    need = a_need(by=cast.michi, step=S.DRAFT)

    for person in (cast.kaji, cast.midori, cast.umi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed):
            do(edit_need, need, by=person, seen=need.version, title="別の題名")
    assert happened(need) == []


# Handing in ----------------------------------------------------------------------------------------------------------


def test_a_complete_draft_goes_to_the_secretariat(cast):
    need = a_need(by=cast.michi, step=S.DRAFT)

    do(submit_need, need, by=cast.michi, seen=need.version)

    assert need.step is S.CHECKING
    assert happened(need) == [moved("submit", S.DRAFT, S.CHECKING)]


def test_what_is_missing_is_asked_all_at_once(cast):
    need = do(draft_need, section=cast.roads, by=cast.michi, title="橋の点検", background="古い橋が増えた。")

    with pytest.raises(Incomplete) as refused:
        do(submit_need, need, by=cast.michi)

    assert refused.value.missing == {name: says for name, says in TO_HAND_IN.items() if name != "background"}
    assert need.step is S.DRAFT


def test_after_digging_deeper_it_is_handed_in_again(cast):
    need = a_need(by=cast.michi, step=S.CHECKING)
    do(move_need, need, "return", by=cast.mori, reason="件数を書いてください。")

    do(submit_need, need, by=cast.michi)

    assert happened(need) == [moved("return", S.CHECKING, S.SHAPING), moved("resubmit", S.SHAPING, S.CHECKING)]


def test_handing_in_is_the_sections_own_business(cast):
    need = a_need(by=cast.michi, step=S.DRAFT)

    for person in (cast.mori, cast.kaji, cast.midori, cast.umi):
        with pytest.raises(NotAllowed):
            do(submit_need, need, by=person)
    assert need.step is S.DRAFT


def test_handing_in_twice_is_handing_in_once(cast):
    need = a_need(by=cast.michi, step=S.DRAFT)
    seen = need.version
    first = do(submit_need, need, by=cast.michi, seen=seen)

    assert [do(submit_need, need, by=cast.michi, seen=late) for late in (seen, None)] == [first, first]
    assert passages_of(need) == [first]


# Publishing ----------------------------------------------------------------------------------------------------------


def test_a_call_for_ideas_is_opened_with_its_dates(cast):
    need = a_need(by=cast.michi, step=S.READY)

    passage = do(
        publish_need, need, by=cast.michi, move="open_ideas", opens_on=TODAY, closes_on=IN_A_MONTH,
        briefing_on=TODAY, questions_until=IN_A_MONTH, seen=need.version,
    )  # fmt: skip

    assert (need.step, need.opens_on, need.closes_on, need.briefing_on, need.questions_until) == (
        S.IDEAS_OPEN, TODAY, IN_A_MONTH, TODAY, IN_A_MONTH,
    )  # fmt: skip
    assert (need.published_at, passage.by_id, need.public) == (clock.now(), cast.michi.id, True)
    assert happened(need) == [moved("open_ideas", S.READY, S.IDEAS_OPEN)]


def test_a_call_for_trials_takes_its_conditions_along_and_keeps_the_first_publication(cast):
    first = datetime(2026, 3, 1, tzinfo=UTC)
    need = a_need(by=cast.michi, step=S.WORKING, place="", cost_share=None, published_at=first)

    do(
        publish_need, need, by=cast.mori, move="call_for_trials", opens_on=TODAY, closes_on=IN_A_MONTH,
        place="市内2交差点", cost_share=CostShare.CITY,
    )  # fmt: skip

    assert (need.step, need.place, need.cost_share, need.published_at) == (
        S.TRIALS_OPEN, "市内2交差点", CostShare.CITY, first,
    )  # fmt: skip


def test_wrong_days_and_missing_answers_are_said_together(cast):
    need = a_need(by=cast.michi, step=S.READY, pattern=None, criteria="", place="")

    with pytest.raises(Incomplete) as refused:
        do(
            publish_need, need, by=cast.michi, move="open_trials", opens_on=TODAY, closes_on=TODAY - timedelta(days=1),
            briefing_on=IN_A_MONTH, place="市内2交差点",
        )  # fmt: skip

    assert set(refused.value.missing) == {"closes_on", "briefing_on", "pattern", "criteria"}
    assert (need.step, need.place, need.closes_on) == (S.READY, "", None)


@pytest.mark.parametrize(
    ("days", "wrong"),
    [
        ({"opens_on": TODAY, "closes_on": TODAY}, set()),
        ({"opens_on": IN_A_MONTH, "closes_on": IN_A_MONTH}, set()),
        ({"opens_on": TODAY - timedelta(days=1), "closes_on": TODAY}, {"opens_on"}),
        ({"opens_on": IN_A_MONTH, "closes_on": TODAY}, {"closes_on"}),
        ({"opens_on": TODAY, "closes_on": TODAY + timedelta(days=730)}, set()),
        ({"opens_on": TODAY, "closes_on": TODAY + timedelta(days=731)}, {"closes_on"}),
        ({"opens_on": TODAY, "closes_on": date.max}, {"closes_on"}),
        ({"opens_on": TODAY, "closes_on": TODAY, "questions_until": IN_A_MONTH}, {"questions_until"}),
        ({"opens_on": TODAY, "closes_on": IN_A_MONTH, "briefing_on": TODAY - timedelta(days=1)}, {"briefing_on"}),
    ],
)
def test_a_call_has_days_that_can_be(cast, days, wrong):
    need = a_need(by=cast.michi, step=S.READY)

    try:
        do(publish_need, need, by=cast.michi, move="open_ideas", **days)
        said = set()
    except Incomplete as refused:
        said = set(refused.missing)

    assert said == wrong
    opened = S.IDEAS_COMING if days["opens_on"] > TODAY else S.IDEAS_OPEN
    assert need.step is (S.READY if wrong else opened)


def test_an_internal_call_is_open_and_yet_not_public(cast):
    need = a_need(by=cast.michi, step=S.READY, internal=True)

    do(publish_need, need, by=cast.michi, move="open_ideas", opens_on=TODAY, closes_on=IN_A_MONTH)

    assert (need.step, need.public) == (S.IDEAS_OPEN, False)


def test_a_call_is_opened_neither_early_nor_by_others_nor_by_the_button(cast):
    early = a_need(by=cast.michi, step=S.CHECKING)
    ready = a_need(by=cast.michi, step=S.READY)
    days = {"opens_on": TODAY, "closes_on": IN_A_MONTH}

    with pytest.raises(Overtaken):
        do(publish_need, early, by=cast.mori, move="open_ideas", **days)
    for person in (cast.kaji, cast.midori, cast.umi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed):
            do(publish_need, ready, by=person, move="open_ideas", **days)
    with pytest.raises(RuleBroken, match="専用の画面"):
        do(move_need, ready, "open_ideas", by=cast.michi)
    assert (early.step, ready.step, ready.closes_on, ready.published_at) == (S.CHECKING, S.READY, None, None)


def test_a_blanked_text_is_not_published(cast):
    need = a_need(by=cast.michi, step=S.READY)
    blank = {name: None if name in ("field", "pattern") else "" for name in TO_CALL_FOR_IDEAS}
    do(edit_need, need, by=cast.michi, seen=need.version, **blank)

    with pytest.raises(Incomplete) as refused:
        do(publish_need, need, by=cast.michi, move="open_ideas", opens_on=TODAY, closes_on=IN_A_MONTH)

    assert refused.value.missing == TO_CALL_FOR_IDEAS


# Moving on and back --------------------------------------------------------------------------------------------------


def test_an_exit_owes_a_reason(cast):
    need = a_need(by=cast.michi, step=S.EVALUATING)

    with pytest.raises(RuleBroken, match="理由"):
        do(move_need, need, "award_nobody", by=cast.mori, reason=" ")
    do(move_need, need, "award_nobody", by=cast.mori, reason="精度が足りなかった。")

    assert [(p.move, p.reason) for p in passages_of(need)] == [("award_nobody", "精度が足りなかった。")]


def test_of_two_coordinators_the_second_is_told(cast):
    need = a_need(by=cast.michi, step=S.CHECKING)
    seen = need.version
    do(move_need, need, "approve", by=cast.mori, seen=seen)

    with pytest.raises(Overtaken):
        do(move_need, need, "return", by=cast.mori, seen=seen, reason="もう少し深掘りを。")

    assert need.step is S.READY


def test_a_coordinator_takes_a_wrong_move_back_with_a_reason(cast):
    need = a_need(by=cast.michi, step=S.CHECKING)
    do(move_need, need, "approve", by=cast.mori)

    for person in (cast.michi, cast.umi, cast.ken):
        with pytest.raises(NotAllowed):
            do(take_back_need, need, by=person, reason="間違い")
    do(take_back_need, need, by=cast.mori, reason="押し間違い")

    assert need.step is S.CHECKING
    assert happened(need)[-1] == moved("take_back", S.READY, S.CHECKING)


def test_a_call_that_is_over_is_not_opened_again_by_taking_its_closing_back(cast):
    need = a_need(by=cast.michi, closes_on=TODAY)
    do(move_need, need, "close_ideas_early", by=cast.mori, reason="定員に達した。")
    tomorrow = clock.end_of(TODAY)

    with clock.stopped_at(tomorrow), pytest.raises(RuleBroken, match="募集期間がもう終わっている"):
        do(take_back_need, need, by=cast.mori, reason="早すぎた")
    do(take_back_need, need, by=cast.mori, reason="早すぎた")

    assert need.step is S.IDEAS_OPEN


# The clock -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opened", "closed", "move"),
    [(S.IDEAS_OPEN, S.IDEAS_CLOSED, "close_ideas"), (S.TRIALS_OPEN, S.EVALUATING, "close_trials")],
)
def test_a_call_is_closed_by_the_clock_at_24_00_in_japan_and_not_before(cast, opened, closed, move):
    need = a_need(by=cast.michi, step=opened, closes_on=date(2026, 5, 20))
    midnight = datetime(2026, 5, 20, 15, 0, tzinfo=UTC)

    with clock.stopped_at(midnight - timedelta(microseconds=1)):
        assert do(turn_call, need) is None
        assert need.step is opened
    with clock.stopped_at(midnight):
        passage = do(turn_call, need)

    assert (need.step, need.step_since, passage.by_id, passage.move) == (closed, midnight, None, move)
    assert happened(need) == [moved(move, opened, closed)]


def test_a_call_that_somebody_closed_meanwhile_is_left_alone(cast):
    need = a_need(by=cast.michi, closes_on=TODAY - timedelta(days=1), opens_on=TODAY - timedelta(days=9))
    do(move_need, need, "close_ideas_early", by=cast.mori, reason="期日を過ぎた。")

    assert do(turn_call, need) is None
    assert need.step is S.IDEAS_CLOSED


def test_nobody_makes_the_move_of_the_clock(cast):
    need = a_need(by=cast.michi)

    for person in (cast.michi, cast.mori, cast.kan):
        with pytest.raises(NotAllowed):
            do(move_need, need, "close_ideas", by=person)
