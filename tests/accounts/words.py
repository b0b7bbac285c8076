"""What the tests of this chapter say again and again."""

from typing import Any

from sqlalchemy import select

from hack import db
from hack.accounts.actions import apply_organization, invite
from hack.accounts.models import Organization, OrganizationKind, Ticket
from hack.accounts.tickets import path_of, sealed
from hack.limits import Attempt, digest
from hack.roles import Role

SECRET = "x" * 40
GOOD_PASSWORD = "灯台のあかりが三度またたいた夜。"

APPLICATION: dict[str, Any] = {
    "name": "磯子ロボティクス株式会社",
    "kana": "イソゴロボティクス",
    "kind": OrganizationKind.STARTUP,
    "in_city": True,
    "address": "磯子区",
    "url": "https://isogo.example/",
    "strengths": "小型ロボットによる点検",
    "record": "",
    "applicant_name": "磯部 新",
    "applicant_email": "Isobe@isogo.example",
    "applicant_phone": "045-000-0000",
}

TYPED = {
    "団体名": "磯子ロボティクス株式会社",
    "カナ": "イソゴロボティクス",
    "種別": "startup",
    "市内・市外": "yes",
    "得意分野": "小型ロボットによる点検",
    "担当者のお名前": "磯部 新",
    "担当者のメールアドレス": "isobe@isogo.example",
    "同意": "y",
}
"""The application as it is typed; 団体名 comes first, so that the label is found before 団体名(カナ)."""


def an_application(**answers: Any) -> Organization:
    """An organisation that has applied."""
    with db.transaction():
        return apply_organization(**(APPLICATION | answers))


def an_invitation(*, by: Any, email: str = "hama@minato.example", **place: Any) -> Ticket:
    """An invitation to the inviting person's own organisation, unless said otherwise."""
    place = place or {"role": Role.PROPOSER, "organization": by.organization}
    with db.transaction():
        return invite(email=email, name="浜 新人", by=by, **place)


def link_of(ticket: Ticket) -> str:
    """The path that the letter's link leads to."""
    return sealed(path_of(ticket), SECRET)


def tries_at(place: str) -> set[int]:
    """The tries to sign in that are counted for that place, by their row numbers."""
    db.session.rollback()
    there = (Attempt.kind == "sign_in_from", Attempt.subject == digest(SECRET, place))
    return set(db.session.scalars(select(Attempt.id).where(*there)))
