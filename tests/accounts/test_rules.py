"""Who may do what with organisations and people."""

import pytest

from hack.accounts.models import Visitor
from hack.accounts.rules import moves_open_to, roles_to_invite
from hack.pipeline.member import MemberStep
from hack.policy import can
from hack.roles import Role
from tests.cast import an_organization

EVERYBODY = {"mori", "michi", "kaji", "midori", "umi", "sora", "riku", "kita", "kan", "ken", "visitor"}
SIGNED_IN = EVERYBODY - {"visitor"}
STAFF = {"mori", "michi", "kaji", "midori"}
OWN = {"umi", "sora"}


def _those_who(cast, permission, thing=None):
    people = {name: getattr(cast, name) for name in SIGNED_IN} | {"visitor": Visitor()}
    return {name for name, person in people.items() if can(person, permission, thing)}


@pytest.mark.parametrize(
    ("permission", "who"),
    [
        ("organization.read", EVERYBODY),
        ("organization.list_all", {"mori"}),
        ("organization.read_path", OWN | {"mori"}),
        ("organization.read_people", OWN | STAFF),
        ("organization.read_application", {"mori"}),
        ("organization.edit", OWN | {"mori"}),
        ("organization.edit_verified", {"mori"}),
        ("organization.move", OWN | {"mori"}),
        ("organization.take_back", {"mori"}),
        ("organization.invite", {"mori"}),
    ],
)
def test_who_may_do_what_with_an_organization(cast, permission, who):
    assert _those_who(cast, permission, cast.minato) == who


@pytest.mark.parametrize(
    ("permission", "who"),
    [
        ("person.list", SIGNED_IN - {"ken"}),
        ("person.invite", {"mori", "umi", "sora", "riku", "kita", "kan"}),
        ("account.read", SIGNED_IN),
        ("account.edit", SIGNED_IN),
    ],
)
def test_who_may_do_what_with_no_one_in_particular(cast, permission, who):
    assert _those_who(cast, permission) == who


@pytest.mark.parametrize(
    ("person", "permission", "who"),
    [
        ("sora", "person.read_contact", OWN | STAFF),
        ("sora", "person.deactivate", {"umi", "mori", "kan"}),
        ("sora", "person.reactivate", set()),
        ("michi", "person.read_contact", STAFF | {"kan"}),
        ("michi", "person.deactivate", {"mori", "kan"}),
        ("mori", "person.deactivate", {"kan"}),
        ("kan", "person.deactivate", set()),
        ("moto", "person.deactivate", set()),
        ("moto", "person.reactivate", OWN | {"mori", "kan"}),
    ],
)
def test_who_may_do_what_with_a_person(cast, person, permission, who):
    assert _those_who(cast, permission, getattr(cast, person)) == who


@pytest.mark.parametrize(
    ("step", "coordinator", "own"),
    [
        (MemberStep.APPLIED, ["verify", "decline"], []),
        (MemberStep.VERIFIED, ["suspend", "leave"], ["activate", "leave"]),
        (MemberStep.ACTIVE, ["suspend", "leave"], ["leave"]),
        (MemberStep.SUSPENDED, ["resume", "leave"], ["leave"]),
        (MemberStep.LEFT, [], []),
        (MemberStep.DECLINED, [], []),
    ],
)
def test_whose_moves_there_are_at_each_step(cast, step, coordinator, own):
    organization = an_organization("港計測株式会社", step=step)
    organization.id = cast.minato.id

    assert [move.name for move in moves_open_to(cast.mori, organization)] == coordinator
    assert [move.name for move in moves_open_to(cast.umi, organization)] == own
    for other in (cast.riku, cast.michi, cast.kan, cast.ken, Visitor()):
        assert moves_open_to(other, organization) == []


def test_whom_each_role_invites(cast):
    assert {name: roles_to_invite(getattr(cast, name)) for name in ("umi", "michi", "mori", "kan", "ken")} == {
        "umi": (Role.PROPOSER,),
        "michi": (),
        "mori": (Role.OFFICER,),
        "kan": (Role.OFFICER, Role.COORDINATOR),
        "ken": (),
    }
