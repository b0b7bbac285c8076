"""People: inviting, letting in, taking out of use."""

import pytest
from sqlalchemy import select

from hack import db
from hack.accounts.actions import accept_invitation, begin_sign_in, deactivate, invite, reactivate, withdraw_invitation
from hack.accounts.models import User, Visitor
from hack.accounts.queries import one_invitation, one_person, people_around, sections_to_choose, signed_in_by
from hack.accounts.tickets import good
from hack.errors import NotAllowed, RuleBroken
from hack.pipeline.member import MemberStep
from hack.roles import Role
from tests.accounts.words import an_invitation
from tests.cast import HASH, an_organization


def test_a_coordinator_invites_an_officer_to_a_section(cast):
    ticket = an_invitation(by=cast.mori, email="new@city.example", role=Role.OFFICER, section=cast.rivers)

    with db.transaction():
        person = accept_invitation(ticket, name="川上 新", password_hash=HASH, post="主任")

    assert (person.role, person.section, person.post) == (Role.OFFICER, cast.rivers, "主任")


def test_an_administrator_invites_a_coordinator(cast):
    ticket = an_invitation(by=cast.kan, email="new@city.example", role=Role.COORDINATOR)

    with db.transaction():
        person = accept_invitation(ticket, name="結城 新", password_hash=HASH)

    assert (person.role, person.section, person.organization) == (Role.COORDINATOR, None, None)


@pytest.mark.parametrize(
    ("inviting", "role"),
    [
        ("umi", Role.OFFICER),
        ("umi", Role.COORDINATOR),
        ("umi", Role.ADMIN),
        ("michi", Role.OFFICER),
        ("mori", Role.COORDINATOR),
        ("mori", Role.ADMIN),
        ("kan", Role.ADMIN),
        ("kan", Role.AUDITOR),
        ("ken", Role.OFFICER),
    ],
)
def test_nobody_invites_beyond_their_means(cast, inviting, role):
    with pytest.raises(NotAllowed), db.transaction():
        invite(email="x@city.example", name="x", role=role, section=cast.roads, by=getattr(cast, inviting))


def test_a_proposer_invites_to_no_other_organization(cast):
    with pytest.raises(NotAllowed), db.transaction():
        invite(email="x@oka.example", name="x", role=Role.PROPOSER, organization=cast.oka, by=cast.umi)


def test_an_invitation_needs_a_place_that_fits_the_role(cast):
    with pytest.raises(RuleBroken, match="課を選んで"), db.transaction():
        invite(email="x@city.example", name="x", role=Role.OFFICER, by=cast.mori)
    with pytest.raises(RuleBroken, match="合いません"), db.transaction():
        invite(email="x@city.example", name="x", role=Role.COORDINATOR, section=cast.roads, by=cast.kan)


def test_nobody_is_invited_to_an_organization_that_takes_no_part(cast):
    with db.transaction():
        db.session.add(gone := an_organization("退会した会社", step=MemberStep.LEFT))

    with pytest.raises(RuleBroken, match="参加していない"), db.transaction():
        invite(email="x@gone.example", name="x", role=Role.PROPOSER, organization=gone, by=cast.mori)


def test_somebody_taken_out_of_use_is_out_at_once_with_all_links(cast):
    invitation = an_invitation(by=cast.sora)
    with db.transaction():
        token = begin_sign_in(cast.sora, "").token
    assert signed_in_by(token) is cast.sora

    with db.transaction():
        deactivate(cast.sora, by=cast.umi)

    assert signed_in_by(token) is None
    assert not good(invitation)
    with db.transaction():
        reactivate(cast.sora, by=cast.mori)
    assert signed_in_by(token) is None, "an old sign-in does not come back"


@pytest.mark.parametrize(
    ("by", "whom"),
    [("umi", "umi"), ("umi", "riku"), ("michi", "kaji"), ("mori", "kan"), ("ken", "umi"), ("umi", "moto")],
)
def test_accounts_are_not_taken_out_of_use_by_just_anyone(cast, by, whom):
    with pytest.raises(NotAllowed), db.transaction():
        deactivate(getattr(cast, whom), by=getattr(cast, by))


def test_a_withdrawn_invitation_lets_nobody_in(cast):
    ticket = an_invitation(by=cast.umi)
    assert one_invitation(ticket.key, cast.sora) is ticket
    assert one_invitation(ticket.key, cast.riku) is None

    with db.transaction():
        withdraw_invitation(ticket)

    assert one_invitation(ticket.key, cast.umi) is None
    with pytest.raises(RuleBroken), db.transaction():
        accept_invitation(ticket, name="浜 新人", password_hash=HASH)


@pytest.mark.parametrize(
    ("viewer", "seen"),
    [
        ("mori", {"mori", "michi", "umi", "sora", "riku", "kan", "ken", "moto"}),
        ("michi", {"mori", "michi", "umi", "sora", "riku", "kan", "ken", "moto"}),
        ("kan", {"mori", "michi", "umi", "sora", "riku", "kan", "ken", "moto"}),
        ("umi", {"umi", "sora", "moto"}),
        ("ken", {"ken"}),
        (None, set()),
    ],
)
def test_who_sees_whom(cast, viewer, seen):
    eyes = getattr(cast, viewer) if viewer else Visitor()
    people = ("mori", "michi", "umi", "sora", "riku", "kan", "ken", "moto")

    assert {name for name in people if one_person(getattr(cast, name).key, eyes)} == seen


def test_whom_one_works_with(cast):
    def around(person, **wish):
        return [user.name for user in db.session.scalars(people_around(person, **wish))]

    assert around(cast.umi) == ["海野 凪", "空閑 晴", "元井 去"], "somebody out of use comes last"
    assert around(cast.michi) == ["道野 歩"]
    assert set(around(cast.mori)) == {"森 結", "道野 歩", "梶 渡", "緑川 樹", "管 理", "見田 監"}
    assert set(around(cast.mori, role=Role.OFFICER)) == {"道野 歩", "梶 渡", "緑川 樹"}
    assert len(around(cast.kan)) == len(list(db.session.scalars(select(User))))


def test_every_section_can_be_chosen(cast):
    assert [section.full_name for section in sections_to_choose()] == [
        "道路局 企画課",
        "道路局 河川企画課",
        "資源循環局 政策調整課",
    ]
