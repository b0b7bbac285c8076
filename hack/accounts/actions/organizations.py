"""Organisations: applying, changing what they say about themselves, and moving along their path."""

from typing import Any

from sqlalchemy import select

from hack import db, outbox
from hack.accounts.actions.links import end_links
from hack.accounts.actions.people import invite
from hack.accounts.actions.sign_ins import end_sign_ins
from hack.accounts.emails import plain
from hack.accounts.models import Organization, Ticket, User
from hack.accounts.queries import person_at, same_application
from hack.accounts.rules import RULES, moves_open_to
from hack.errors import NotAllowed, RuleBroken
from hack.events import OrganizationApplied, OrganizationChanged, OrganizationMoved, OrganizationResorted
from hack.passages import Passage, advance, check_version, take_back
from hack.pipeline.member import MemberStep
from hack.roles import Role

VERIFIED_FACTS = frozenset({"name", "kind", "in_city"})
"""What the secretariat has checked: only coordinators change it afterwards."""


def apply_organization(**answers: Any) -> Organization:
    """Write down that an organisation wants to take part; it stands at MemberStep.APPLIED.

    The same application (name and address) that still waits is not made twice: the waiting one is returned.
    Records OrganizationApplied.
    """
    answers["applicant_email"] = plain(answers["applicant_email"])
    db.alone_with("application", answers["name"], answers["applicant_email"])
    waiting = same_application(answers["name"], answers["applicant_email"])
    if waiting is not None:
        return waiting
    organization = Organization(**answers)
    db.session.add(organization)
    db.session.flush()
    outbox.record(OrganizationApplied(organization.id), by=None)
    return organization


def edit_organization(organization: Organization, *, by: Any, seen: int | None, **answers: Any) -> Organization:
    """Change an organisation's facts. Raises NotAllowed (checked facts, by its own people), Overtaken.

    Records OrganizationChanged, and OrganizationResorted where its kind or place is another now.
    """
    if VERIFIED_FACTS & answers.keys() and not RULES["organization.edit_verified"](by, organization):
        raise NotAllowed("organization.edit_verified")
    check_version(organization, seen)

    before = (organization.kind, organization.place)
    for name, answer in answers.items():
        setattr(organization, name, answer)
    outbox.record(OrganizationChanged(organization.id), by=by)
    if (now := (organization.kind, organization.place)) != before:
        told = (one.value for one in (*before, *now))
        outbox.record(OrganizationResorted(organization.id, *told), by=by)
    return organization


def move_organization(
    organization: Organization, name: str, *, by: Any, reason: str = "", seen: int | None = None
) -> Passage:
    """Take an organisation one move along its path; raises as `passages.advance` does.

    When it is verified, the applicant is invited. Where it takes no part any more, its people are signed out at once and
    its open invitations end. Records OrganizationMoved.
    """
    passage = advance(organization, name, among=moves_open_to(by, organization), by=by, reason=reason, seen=seen)
    if organization.step is MemberStep.VERIFIED:
        invite_applicant(organization, by=by)
    return _moved(organization, passage, by)


def take_back_organization(organization: Organization, *, by: Any, reason: str, seen: int | None = None) -> Passage:
    """Undo the organisation's last move; raises NotAllowed, and as `passages.take_back` does. Records OrganizationMoved."""
    if not RULES["organization.take_back"](by, organization):
        raise NotAllowed("organization.take_back")

    return _moved(organization, take_back(organization, by=by, reason=reason, seen=seen), by)


def invite_applicant(organization: Organization, *, by: Any) -> None:
    """Invite the person who applied for the organisation. Raises RuleBroken (the address has an account), and as `invite`."""
    if person_at(organization.applicant_email) is not None:
        raise RuleBroken(
            "申請された担当者のメールアドレスには、すでに別のアカウントがあります。担当者に別のアドレスを確かめてください。"
        )
    invite(
        email=organization.applicant_email,
        name=organization.applicant_name,
        role=Role.PROPOSER,
        organization=organization,
        by=by,
    )


def _moved(organization: Organization, passage: Passage, by: Any) -> Passage:
    if not organization.takes_part:
        for person in db.session.scalars(select(User).where(User.organization_id == organization.id)):
            end_sign_ins(person)
        end_links(Ticket.organization_id == organization.id)
    outbox.record(OrganizationMoved(organization.id, passage.start, passage.end, passage.move), by=by)
    return passage
