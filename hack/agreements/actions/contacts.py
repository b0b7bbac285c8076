"""Whom to turn to on the other side of an agreement: kept for those who look after it."""

from typing import Any

from hack import db, outbox
from hack.accounts.models import User
from hack.agreements.models import MOST_CONTACTS, Agreement, AgreementContact
from hack.errors import NotAllowed, RuleBroken
from hack.events import AgreementContactChanged, AgreementContactEntered, AgreementContactRemoved
from hack.passages import check_version, keep_changes
from hack.policy import can

CONTACT_FACTS = frozenset({"party", "office", "person", "email", "phone", "note"})


def add_contact(agreement: Agreement, *, by: User, **facts: Any) -> AgreementContact:
    """Write down whom to turn to. Raises NotAllowed, RuleBroken (nothing to reach them by, or too many). Records AgreementContactEntered."""
    if not can(by, "contact.enter", agreement):
        raise NotAllowed("contact.enter")
    if len(agreement.contacts) >= MOST_CONTACTS:
        raise RuleBroken(f"連絡先は{MOST_CONTACTS}件までです。")
    contact = AgreementContact(agreement_id=agreement.id, by_id=by.id)
    _tell(contact, facts)
    db.session.add(contact)
    db.session.flush()
    outbox.record(AgreementContactEntered(contact.id), by=by)
    return contact


def edit_contact(contact: AgreementContact, *, by: User, seen: int | None, **facts: Any) -> None:
    """Put right whom to turn to. Raises NotAllowed, Overtaken, RuleBroken. Records AgreementContactChanged if anything is different."""
    if not can(by, "contact.edit", contact):
        raise NotAllowed("contact.edit")
    check_version(contact, seen)
    _tell(contact, facts)
    if db.session.is_modified(contact):
        keep_changes()
        outbox.record(AgreementContactChanged(contact.id), by=by)


def remove_contact(contact: AgreementContact, *, by: User) -> None:
    """Take out somebody who is not there any more. Raises NotAllowed. Records AgreementContactRemoved."""
    if not can(by, "contact.edit", contact):
        raise NotAllowed("contact.edit")
    outbox.record(AgreementContactRemoved(contact.id, contact.agreement_id), by=by)
    db.session.delete(contact)
    keep_changes()


def _tell(contact: AgreementContact, facts: dict[str, Any]) -> None:
    if strange := set(facts) - CONTACT_FACTS:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    if not (facts.get("office") or facts.get("person")):
        raise RuleBroken("部署か担当者の名前を入力してください。", "office")
    if not (facts.get("email") or facts.get("phone")):
        raise RuleBroken("メールアドレスか電話番号を入力してください。", "email")
    for name, answer in facts.items():
        if getattr(contact, name) != (answer or ""):
            setattr(contact, name, answer or "")
