"""The only writer of a step."""

import pytest
from sqlalchemy import update

from hack import db, passages
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.needs.models import Need
from hack.pipeline.need import PATH, NeedStep
from tests.cast import a_need


def test_a_move_writes_the_step_and_leaves_a_passage(cast):
    need = a_need(by=cast.michi, step=NeedStep.CHECKING)

    with db.transaction():
        passages.advance(need, "approve", among=PATH.moves, by=cast.mori, seen=1)

    (passage,) = passages.passages_of(need)
    assert (need.step, need.version) == (NeedStep.READY, 2)
    assert (passage.start, passage.end, passage.move, passage.by) == ("checking", "ready", "approve", cast.mori)


def test_the_second_of_two_at_once_is_told(cast):
    need = a_need(by=cast.michi, step=NeedStep.CHECKING)
    with db.transaction():
        passages.advance(need, "approve", among=PATH.moves, by=cast.mori, seen=1)

    with pytest.raises(Overtaken), db.transaction():
        passages.advance(need, "return", among=PATH.moves, by=cast.mori, seen=1, reason="件数が足りない")

    assert need.step is NeedStep.READY
    assert len(passages.passages_of(need)) == 1


@pytest.mark.parametrize("meanwhile", [{"version": 2}, {"step": NeedStep.SHAPING}])
def test_a_move_is_not_made_where_the_version_or_the_step_has_changed_since_it_was_read(cast, meanwhile):
    need = a_need(by=cast.michi, step=NeedStep.CHECKING)

    with pytest.raises(Overtaken), db.transaction():
        assert (need.step, need.version) == (NeedStep.CHECKING, 1)
        changed = update(Need).where(Need.id == need.id).values(**meanwhile)
        db.session.execute(changed, execution_options={"synchronize_session": False})
        passages.advance(need, "approve", among=PATH.moves, by=cast.mori)

    assert passages.passages_of(need) == []


def test_a_move_that_is_not_ones_own_is_refused(cast):
    need = a_need(by=cast.michi, step=NeedStep.CHECKING)

    with pytest.raises(NotAllowed), db.transaction():
        passages.advance(need, "approve", among=(), by=cast.umi)


def test_a_reason_that_is_owed_is_asked_for(cast):
    need = a_need(by=cast.michi, step=NeedStep.CHECKING)

    with pytest.raises(RuleBroken, match="理由") as refused, db.transaction():
        passages.advance(need, "return", among=PATH.moves, by=cast.mori, reason="  ")

    assert refused.value.field == "reason"


def test_a_move_of_a_larger_deed_is_not_made_by_itself(cast):
    need = a_need(by=cast.michi, step=NeedStep.READY)

    with pytest.raises(RuleBroken, match="専用の画面"), db.transaction():
        passages.advance(need, "open_ideas", among=PATH.moves, by=cast.michi)

    assert need.step is NeedStep.READY


def test_moves_are_taken_back_one_by_one_and_the_history_stays(cast):
    need = a_need(by=cast.michi, step=NeedStep.CHECKING)
    with db.transaction():
        passages.advance(need, "return", among=PATH.moves, by=cast.mori, reason="件数が足りない")
        passages.advance(need, "hold", among=PATH.moves, by=cast.mori, reason="人事異動")

    with db.transaction():
        passages.take_back(need, by=cast.mori, reason="押し間違い")
        passages.take_back(need, by=cast.mori, reason="これも押し間違い")

    assert need.step is NeedStep.CHECKING
    assert [(p.start, p.end) for p in passages.passages_of(need)] == [
        ("checking", "shaping"),
        ("shaping", "on_hold"),
        ("on_hold", "shaping"),
        ("shaping", "checking"),
    ]
    with pytest.raises(RuleBroken, match="取り消せる操作がありません"), db.transaction():
        passages.take_back(need, by=cast.mori, reason="もう一度")


def test_a_move_that_binds_other_records_is_not_taken_back(cast):
    need = a_need(by=cast.michi, step=NeedStep.IDEAS_CLOSED)
    with db.transaction():
        passages.advance(need, "start_working", among=PATH.moves, by=cast.mori, made_at="workgroups.new")

    with pytest.raises(RuleBroken, match="一体"), db.transaction():
        passages.take_back(need, by=cast.mori, reason="押し間違い")
