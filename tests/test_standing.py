"""Where a thing stands: the way it has come, and what can be taken back."""

from hack import db
from hack.needs.actions import move_need, take_back_need
from hack.pipeline.need import NeedStep
from hack.standing import Entry, Reached, standing_of
from tests.cast import a_need


def _reached(need):
    return {how: [step.label for step, one in standing_of(need).way if one is how] for how in Reached}


def test_a_step_that_was_left_out_is_not_said_to_be_done(cast):
    need = a_need(by=cast.michi, step=NeedStep.CHECKING)

    with db.transaction():
        move_need(need, "approve", by=cast.mori)

    assert _reached(need)[Reached.PAST] == ["下書き", "事務局確認"]
    assert _reached(need)[Reached.SKIPPED] == ["課題深掘り(伴走)"]
    assert _reached(need)[Reached.HERE] == ["公開準備"]


def test_off_the_main_way_what_lies_behind_is_still_seen(cast):
    need = a_need(by=cast.michi, step=NeedStep.CHECKING)

    with db.transaction():
        move_need(need, "approve", by=cast.mori)
        move_need(need, "hold", by=cast.mori, reason="予算の議論を待つため")

    assert _reached(need)[Reached.PAST] == ["下書き", "事務局確認", "公開準備"]
    assert _reached(need)[Reached.HERE] == []


def test_who_is_not_inside_learns_the_public_steps_alone(cast):
    standing = standing_of(a_need(by=cast.michi), inside=False)

    assert (standing.turn, standing.history) == (None, [])
    assert standing.way[0] == (NeedStep.IDEAS_OPEN, Reached.HERE)
    assert all(step.public for step, _ in standing.way)


def test_the_history_goes_back_to_the_beginning_and_says_what_can_be_taken_back(cast):
    need = a_need(by=cast.michi, step=NeedStep.CHECKING)
    with db.transaction():
        move_need(need, "approve", by=cast.mori)
        move_need(need, "hold", by=cast.mori, reason="予算")
    with db.transaction():
        take_back_need(need, by=cast.mori, reason="間違い")

    back, held, approved, began = standing_of(need).history

    assert [entry.last for entry in (back, held, approved, began)] == [False, False, True, False]
    assert (held.taken_back, back.move) == (True, "取り消し")
    assert began == Entry(need.drafted_at, "道野 歩", "下書き", "下書き")
