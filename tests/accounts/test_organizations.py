"""Organisations: applying, being verified, changing, moving."""

import pytest
from sqlalchemy import select

from hack import db
from hack.accounts.actions import (
    accept_invitation,
    apply_organization,
    begin_sign_in,
    edit_organization,
    move_organization,
    take_back_organization,
)
from hack.accounts.models import Organization, OrganizationKind, Place, Ticket, Visitor
from hack.accounts.queries import listed_organizations, one_organization, signed_in_by
from hack.accounts.tickets import good
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.outbox import EventRecord
from hack.passages import passages_of
from hack.pipeline.member import MemberStep
from hack.roles import Role
from tests.accounts.words import an_application, an_invitation
from tests.cast import HASH, an_organization
from tests.together import together


def _events():
    return list(db.session.scalars(select(EventRecord.name).order_by(EventRecord.id)))


def test_an_application_waits_for_the_secretariat(stage):
    organization = an_application()

    assert organization.step is MemberStep.APPLIED
    assert organization.applicant_email == "isobe@isogo.example"
    assert _events() == ["OrganizationApplied"]


def test_the_same_application_sent_twice_is_one(stage):
    first, again, other = an_application(), an_application(), an_application(applicant_email="other@isogo.example")

    assert again is first
    assert other is not first
    assert _events() == ["OrganizationApplied", "OrganizationApplied"]


def test_the_same_application_sent_six_times_at_once_is_one(stage):
    facts = {"name": "磯子精機株式会社", "applicant_email": "isobe@isogo.example", "applicant_name": "磯部 新"}

    results = together(6, lambda: apply_organization(**facts, kind=OrganizationKind.COMPANY, in_city=True))

    assert results == ["done"] * 6
    assert db.session.scalars(select(Organization.name)).all() == ["磯子精機株式会社"]
    assert _events() == ["OrganizationApplied"]


def test_a_verified_organization_becomes_active_when_its_first_person_comes_in(cast):
    organization = an_application()

    with db.transaction():
        move_organization(organization, "verify", by=cast.mori)
    ticket = db.session.scalars(select(Ticket)).one()
    assert (organization.step, ticket.email, ticket.role) == (
        MemberStep.VERIFIED,
        "isobe@isogo.example",
        Role.PROPOSER,
    )

    with db.transaction():
        person = accept_invitation(ticket, name="磯部 新", password_hash=HASH)
    assert organization.step is MemberStep.ACTIVE
    assert [(p.move, p.by_id) for p in passages_of(organization)] == [
        ("verify", cast.mori.id),
        ("activate", person.id),
    ]
    assert _events() == [
        "OrganizationApplied",
        "PersonInvited",
        "OrganizationMoved",
        "PersonJoined",
        "OrganizationMoved",
    ]


def test_the_second_person_of_an_organization_moves_nothing(cast):
    ticket = an_invitation(by=cast.umi)
    with db.transaction():
        accept_invitation(ticket, name="浜 新人", password_hash=HASH)

    assert passages_of(cast.minato) == []


def test_an_application_with_an_address_that_has_an_account_is_not_verified(cast):
    organization = an_application(applicant_email="riku@oka.example")

    with pytest.raises(RuleBroken, match="すでに別のアカウント"), db.transaction():
        move_organization(organization, "verify", by=cast.mori)

    assert organization.step is MemberStep.APPLIED


def test_declining_asks_for_a_reason_and_only_coordinators_do_it(cast):
    organization = an_application()

    with pytest.raises(RuleBroken, match="理由"), db.transaction():
        move_organization(organization, "decline", by=cast.mori)
    for person in (cast.michi, cast.umi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed), db.transaction():
            move_organization(organization, "decline", by=person, reason="x")
    with db.transaction():
        move_organization(organization, "decline", by=cast.mori, reason="活動の内容を確かめられませんでした。")

    assert organization.step is MemberStep.DECLINED


def test_suspending_signs_its_people_out_at_once_and_ends_its_invitations(cast):
    ticket = an_invitation(by=cast.umi)
    with db.transaction():
        tokens = [begin_sign_in(person, "").token for person in (cast.umi, cast.riku)]

    with db.transaction():
        move_organization(cast.minato, "suspend", by=cast.mori, reason="連絡が取れません。")

    assert [signed_in_by(token) for token in tokens] == [None, cast.riku]
    assert not good(ticket)
    with pytest.raises(RuleBroken), db.transaction():
        accept_invitation(ticket, name="浜 新人", password_hash=HASH)


def test_a_suspended_organization_comes_back_without_the_sign_ins_it_had(cast):
    with db.transaction():
        token = begin_sign_in(cast.umi, "").token
    for move in ("suspend", "resume"):
        with db.transaction():
            move_organization(cast.minato, move, by=cast.mori, reason="確認のため")

    assert cast.minato.step is MemberStep.ACTIVE
    assert signed_in_by(token) is None


def test_a_coordinator_takes_back_a_wrong_move(cast):
    with db.transaction():
        move_organization(cast.minato, "suspend", by=cast.mori, reason="人違い")
    with pytest.raises(NotAllowed), db.transaction():
        take_back_organization(cast.minato, by=cast.umi, reason="困ります。")

    with db.transaction():
        take_back_organization(cast.minato, by=cast.mori, reason="取り違えました。")

    assert cast.minato.step is MemberStep.ACTIVE


def test_the_second_of_two_coordinators_is_told(cast):
    organization = an_application()
    seen = organization.version
    with db.transaction():
        move_organization(organization, "verify", by=cast.mori, seen=seen)

    with pytest.raises(Overtaken), db.transaction():
        move_organization(organization, "decline", by=cast.mori, reason="x", seen=seen)


def test_its_own_people_change_what_was_not_verified(cast):
    with db.transaction():
        edit_organization(cast.minato, by=cast.umi, seen=cast.minato.version, strengths="計測")
    with pytest.raises(NotAllowed), db.transaction():
        edit_organization(cast.minato, by=cast.umi, seen=cast.minato.version, name="別の会社")
    with db.transaction():
        edit_organization(cast.minato, by=cast.mori, seen=cast.minato.version, name="新港計測株式会社")

    assert (cast.minato.name, cast.minato.strengths) == ("新港計測株式会社", "計測")


def test_a_change_on_an_old_page_is_refused(cast):
    seen = cast.minato.version
    with db.transaction():
        edit_organization(cast.minato, by=cast.sora, seen=seen, strengths="計測")

    with pytest.raises(Overtaken), db.transaction():
        edit_organization(cast.minato, by=cast.umi, seen=seen, strengths="画像")

    assert cast.minato.strengths == "計測"


def test_what_does_not_take_part_is_seen_by_coordinators_alone(cast):
    with db.transaction():
        hidden = [an_organization(step.value, step=step) for step in MemberStep if step is not MemberStep.ACTIVE]
        db.session.add_all(hidden)
    everyone = {organization.name for organization in db.session.scalars(select(Organization))}
    others = (Visitor(), cast.riku, cast.michi, cast.kan, cast.ken)

    assert len(everyone) == 8
    for viewer in others:
        seen = {o.name for o in db.session.scalars(select(Organization)) if one_organization(o.key, viewer)}
        assert seen == {"港計測株式会社", "丘データ合同会社", "港北大学", "verified"}
        listed = {o.name for o in db.session.scalars(listed_organizations(viewer))}
        assert listed == {"港計測株式会社", "丘データ合同会社", "港北大学"}
    assert {o.name for o in db.session.scalars(listed_organizations(cast.mori))} == everyone


def test_nobody_is_said_to_be_outside_the_city_of_whom_it_is_not_known(cast):
    with db.transaction():
        cast.oka.in_city = None

    def listed(place):
        return [o.name for o in db.session.scalars(listed_organizations(cast.umi, in_city=place))]

    assert [cast.minato.place, cast.oka.place] == [Place.INSIDE, Place.UNKNOWN]
    assert listed(Place.OUTSIDE) == []
    assert listed(Place.UNKNOWN) == ["丘データ合同会社"]


def test_the_list_is_narrowed_down(cast):
    def names(**wishes):
        return [o.name for o in db.session.scalars(listed_organizations(cast.mori, **wishes))]

    assert names(in_city=Place.OUTSIDE) == ["丘データ合同会社"]
    assert names(kind=cast.campus.kind) == ["港北大学"]
    assert names(words="港") == ["港北大学", "港計測株式会社"]
    assert names(words="%") == []
    assert names(step=MemberStep.APPLIED) == []
