"""What becomes of a check: deeds, the clock, and the end of what it is about."""

from datetime import date

import pytest
from sqlalchemy import select

from hack import db, jobs
from hack.consultations.actions import (
    Ask,
    ask_check,
    edit_check,
    hand_over,
    move_check,
    open_consultation,
    take_back_check,
    write_entry,
)
from hack.consultations.models import MOST_CHECKS, Check, CheckKind
from hack.consultations.queries import listed_checks, sections_asked_last, waiting_for
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.needs.actions import move_need
from hack.needs.actions.moves import take_back_need
from hack.notices.models import Letter
from hack.pipeline.check import CheckStep
from hack.pipeline.need import NeedStep
from hack.working_days import working_day_after
from tests.browser import Browser
from tests.cast import a_need

FRIDAY = date(2026, 5, 22)


def _ask(section, **facts) -> Ask:
    return Ask(**({"kind": CheckKind.LEGAL, "section_id": section.id, "asked": "確認", "due_on": FRIDAY} | facts))


@pytest.fixture
def need(cast):
    return a_need(by=cast.michi)


@pytest.fixture
def check(cast, need):
    """A check of Michi's that Kaji's section is asked."""
    with db.transaction():
        return open_consultation(about=need, by=cast.michi, title="合議", asks=[_ask(cast.rivers)]).checks[0]


def _letters() -> list[tuple[str, str]]:
    db.session.rollback()
    written = db.session.scalars(select(Letter).where(Letter.occasion.startswith("check_")).order_by(Letter.id))
    return [(letter.occasion, letter.address.split("@")[0]) for letter in written]


def test_the_offices_rest_on_holidays_and_at_the_turn_of_the_year():
    assert working_day_after(date(2026, 5, 1), 1) == date(2026, 5, 7)
    assert working_day_after(date(2026, 9, 18), 1) == date(2026, 9, 24)
    assert working_day_after(date(2026, 12, 28), 1) == date(2027, 1, 4)


def test_who_begins_a_check_looks_after_it(cast, check):
    with db.transaction():
        move_check(check, "take", by=cast.kaji)

    assert (check.step, check.owner) == (CheckStep.CHECKING, cast.kaji)


@pytest.mark.parametrize(
    ("who", "move"), [("michi", "take"), ("mori", "take"), ("midori", "take"), ("kaji", "withdraw")]
)
def test_nobody_moves_for_the_other_side(cast, check, who, move):
    with pytest.raises(NotAllowed), db.transaction():
        move_check(check, move, by=getattr(cast, who), reason="そのため")


@pytest.mark.parametrize(("move", "word"), [("approve_if", "条件"), ("refuse", "理由")])
def test_a_condition_and_a_refusal_are_said(cast, check, move, word):
    with db.transaction():
        move_check(check, "take", by=cast.kaji)
    with pytest.raises(RuleBroken, match=word), db.transaction():
        move_check(check, move, by=cast.kaji, reason=" ")


def test_what_was_taken_back_has_no_outcome(cast, check):
    with db.transaction():
        move_check(check, "take", by=cast.kaji)
        move_check(check, "refuse", by=cast.kaji, reason="できない。")
    assert check.outcome == "できない。"

    with db.transaction():
        take_back_check(check, by=cast.mori, reason="押し間違い。")

    assert (check.step, check.outcome) == (CheckStep.CHECKING, "")


def test_a_section_does_not_ask_itself_and_an_owner_is_of_the_section(cast, need):
    for ask in (_ask(cast.roads), _ask(cast.rivers, owner=cast.midori), _ask(cast.rivers, due_on=date(2026, 5, 11))):
        with pytest.raises(RuleBroken), db.transaction():
            open_consultation(about=need, by=cast.michi, title="合議", asks=[ask])


def test_only_the_section_and_the_secretariat_open_one_and_not_about_what_has_ended(cast, need):
    for stranger in (cast.kaji, cast.midori, cast.umi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed), db.transaction():
            open_consultation(about=need, by=stranger, title="合議", asks=[_ask(cast.resources)])
    over = a_need(by=cast.michi, step=NeedStep.WITHDRAWN)
    with pytest.raises(Overtaken), db.transaction():
        open_consultation(about=over, by=cast.michi, title="合議", asks=[_ask(cast.rivers)])


def test_there_are_not_too_many_checks(cast, check):
    consultation = check.consultation
    with db.transaction():
        for _ in range(MOST_CHECKS - 1):
            ask_check(consultation, _ask(cast.resources), by=cast.mori)

    with pytest.raises(RuleBroken, match="20件まで"), db.transaction():
        ask_check(consultation, _ask(cast.resources), by=cast.mori)


def test_the_second_of_two_who_change_a_request_is_told(cast, check):
    seen = check.version
    with db.transaction():
        edit_check(check, by=cast.michi, seen=seen, asked="別の問い")

    with pytest.raises(Overtaken), db.transaction():
        edit_check(check, by=cast.mori, seen=seen, asked="もう一つの問い")


def _waits(check, viewer) -> bool:
    return db.session.scalars(select(Check).where(waiting_for(viewer))).all() == [check]


def test_the_ball_goes_to_and_fro(cast, check):
    assert (_waits(check, cast.kaji), _waits(check, cast.michi)) == (True, False)
    with db.transaction():
        move_check(check, "take", by=cast.kaji)
        write_entry(check, by=cast.kaji, text="顔は写るか。", move="query")
    assert (_waits(check, cast.kaji), _waits(check, cast.michi)) == (False, True)
    with db.transaction():
        write_entry(check, by=cast.michi, text="写らない。", move="answer")
    assert (_waits(check, cast.kaji), _waits(check, cast.michi)) == (True, False)


def test_who_was_asked_last_is_suggested(cast, need, check):
    assert sections_asked_last(need) == {CheckKind.LEGAL: cast.rivers.id}
    assert sections_asked_last(a_need(by=cast.midori)) == {}


def test_only_both_sides_and_the_secretariat_have_a_check_in_their_list(cast, check):
    seen = {
        name: list(db.session.scalars(listed_checks(getattr(cast, name))))
        for name in ("michi", "kaji", "midori", "mori", "umi", "kan", "ken")
    }

    assert [name for name, checks in seen.items() if checks == [check]] == ["michi", "kaji", "mori"]
    assert seen["midori"] == seen["umi"] == seen["kan"] == seen["ken"] == []


def test_letters_go_to_the_one_who_was_named_and_never_to_the_doer(app, cast, check):
    jobs.settle(app)
    assert _letters() == [("check_asked", "kaji")]
    with db.transaction():
        hand_over(check, by=cast.mori, owner=cast.kaji)
    with db.transaction():
        move_check(check, "take", by=cast.kaji)
        write_entry(check, by=cast.kaji, text="質問", move="query")
    with db.transaction():
        write_entry(check, by=cast.michi, text="回答", move="answer")
        move_check(check, "approve", by=cast.kaji)
    jobs.settle(app)

    assert _letters()[1:] == [
        ("check_handed_over", "kaji"),
        ("check_entry", "michi"),
        ("check_entry", "kaji"),
        ("check_answered", "michi"),
    ]


def test_checks_end_with_their_need_and_stand_again_where_that_is_taken_back(app, cast, need, check):
    with db.transaction():
        move_need(need, "withdraw", by=cast.michi, reason="予算がないため。")
    jobs.settle(app)
    db.session.rollback()
    assert check.step is CheckStep.WITHDRAWN and ("check_withdrawn", "kaji") in _letters()

    with db.transaction():
        take_back_need(need, by=cast.mori, reason="間違い。")
    jobs.settle(app)
    db.session.rollback()
    assert check.step is CheckStep.REQUESTED


def test_a_section_from_which_its_check_was_taken_back_reads_nothing_that_comes_after(app, cast, need, check):
    consultation = check.consultation
    whole, own = f"/consultations/{consultation.key}", f"/consultations/checks/{check.key}"
    kaji = Browser(app, cast.kaji)
    assert [kaji.visit(path).status for path in (whole, f"{whole}/text", own)] == [200, 200, 200]

    with db.transaction():
        other = ask_check(consultation, _ask(cast.resources), by=cast.michi)
        move_check(check, "withdraw", by=cast.michi, reason="重ねて頼んでいたため。")
    with db.transaction():
        move_check(other, "take", by=cast.midori)
        move_check(other, "approve_if", by=cast.midori, reason="分別の計画を出すこと。")

    assert [kaji.visit(path).status for path in (whole, f"{whole}/text", own)] == [404, 404, 200]
    assert "合議の全体を見る" not in kaji.links
    assert Browser(app, cast.midori).visit(whole).status == 200


def test_what_is_missing_is_said_at_its_question_and_what_was_typed_stays(app, cast, need):
    michi = Browser(app, cast.michi).visit(f"/needs/{need.key}/consultations/new")
    michi.press("合議を始める")
    assert michi.status == 422 and "依頼する確認を一つ以上選んでください。" in michi.main

    michi.press("合議を始める", 法務の確認を依頼する="y", **{"法務: 読んでほしいもの": "javascript:alert(1)"})

    assert michi.status == 422 and michi.questions["legal_links"] == "javascript:alert(1)"
    for says in ("確認する課を選んでください。", "確認してほしいことを入力してください。", "で始まるアドレスを入力"):
        assert says in michi.main
