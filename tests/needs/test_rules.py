"""Who may do what with a need."""

import pytest

from hack.accounts.models import Visitor
from hack.needs.queries import one_need
from hack.needs.rules import RULES, moves_open_to
from hack.pipeline.need import NeedStep
from hack.policy import can
from tests.cast import a_need

S = NeedStep
OUTSIDE = {"umi", "sora", "riku", "kita", "kan", "visitor"}
BUREAU = {"michi", "kaji"}
OFFICERS = BUREAU | {"midori"}
THEIRS = {"michi", "mori"}
CONCERNED = BUREAU | {"mori", "ken"}
EVERYBODY = OUTSIDE | OFFICERS | {"mori", "ken"}


def everybody(cast):
    names = EVERYBODY - {"visitor"}
    return {name: getattr(cast, name) for name in names} | {"visitor": Visitor()}


def who_may(cast, permission, need):
    return {name for name, person in everybody(cast).items() if can(person, permission, need)}


@pytest.mark.parametrize(
    ("facts", "readers"),
    [
        ({"step": S.DRAFT}, CONCERNED),
        ({"step": S.CHECKING}, CONCERNED),
        ({"step": S.READY}, CONCERNED),
        ({"step": S.READY, "internal": True}, CONCERNED | {"midori"}),
        ({"step": S.SHAPING, "internal": True}, CONCERNED),
        ({"step": S.IDEAS_OPEN}, EVERYBODY),
        ({"step": S.WORKING}, EVERYBODY),
        ({"step": S.ADOPTED}, EVERYBODY),
        ({"step": S.NO_AWARD}, EVERYBODY),
        ({"step": S.IDEAS_OPEN, "internal": True}, CONCERNED | {"midori"}),
        ({"step": S.ADOPTED, "internal": True}, CONCERNED | {"midori"}),
        ({"step": S.WITHDRAWN}, CONCERNED),
        ({"step": S.WITHDRAWN, "internal": True}, CONCERNED),
        ({"step": S.ON_HOLD}, CONCERNED),
        ({"step": S.REFERRED}, CONCERNED),
    ],
    ids=lambda case: (
        f"{case['step'].value}{' internal' * case.get('internal', False)}" if isinstance(case, dict) else ""
    ),
)
def test_a_need_is_read_by_those_whose_business_it_is_and_the_query_agrees(cast, facts, readers):
    need = a_need(by=cast.michi, **facts)

    found = {name for name, person in everybody(cast).items() if one_need(need.key, person) is not None}

    assert who_may(cast, "need.read", need) == readers
    assert found == readers


@pytest.mark.parametrize(
    ("permission", "people"),
    [
        ("need.follow", CONCERNED),
        ("need.read_notes", OFFICERS | {"mori", "ken"}),
        ("need.edit", THEIRS),
        ("need.write", THEIRS),
        ("need.submit", {"michi"}),
        ("need.publish", THEIRS),
        ("need.move", THEIRS),
        ("need.take_back", {"mori"}),
        ("owner.list", CONCERNED),
        ("owner.add", THEIRS),
        ("remark.list", THEIRS),
        ("remark.make", {"mori"}),
    ],
)
def test_with_a_need_that_is_being_written_each_does_their_own_part(cast, permission, people):
    assert who_may(cast, permission, a_need(by=cast.michi, step=S.DRAFT)) == people


def test_an_officer_begins_needs_of_the_own_section_and_a_coordinator_of_any(cast):
    assert who_may(cast, "need.create", None) == OFFICERS | {"mori"}
    assert who_may(cast, "need.create", cast.roads) == THEIRS
    assert who_may(cast, "need.create", cast.resources) == {"midori", "mori"}


def test_nobody_edits_what_is_with_the_secretariat_or_in_public(cast):
    for step in (S.CHECKING, S.IDEAS_OPEN, S.WORKING, S.ADOPTED):
        assert who_may(cast, "need.edit", a_need(by=cast.michi, step=step)) == set()


def test_the_days_of_a_call_are_changed_by_its_own_while_there_is_one(cast):
    for step, people in ((S.TRIALS_COMING, THEIRS), (S.IDEAS_OPEN, THEIRS), (S.READY, set()), (S.EVALUATING, set())):
        assert who_may(cast, "need.change_call", a_need(by=cast.michi, step=step)) == people


def test_every_permission_of_needs_has_its_row_here():
    assert set(RULES) == {
        "need.read", "need.read_notes", "need.follow", "need.create", "need.edit", "need.write", "need.submit",
        "need.publish", "need.change_call", "need.move", "need.take_back", "owner.list", "owner.add", "owner.remove",
        "remark.list", "remark.make", "remark.read", "remark.answer", "remark.reopen",
    }  # fmt: skip


def test_the_moves_open_to_people_are_those_of_their_part(cast):
    need = a_need(by=cast.michi, step=S.CHECKING)

    def names(person):
        return [move.name for move in moves_open_to(person, need)]

    assert names(cast.michi) == ["hold", "withdraw"]
    assert names(cast.mori) == ["approve", "return", "refer", "hold", "withdraw"]
    assert [names(person) for person in (cast.kaji, cast.umi, cast.ken, cast.kan, Visitor())] == [[]] * 5
