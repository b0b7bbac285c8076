"""Bringing another section in to own a need, and letting it go."""

from sqlalchemy import delete

from hack import db, outbox, policy
from hack.accounts.models import Section, User
from hack.errors import NotAllowed, RuleBroken
from hack.events import NeedShared, NeedUnshared
from hack.needs.models import CoOwner, Need

MOST_OWNERS = 10
"""How many sections own a need together with the one that leads."""


def share_need(need: Need, section: Section, *, by: User) -> None:
    """Let `section` own the need too, from now on; what owns it already stays as it is.

    Raises NotAllowed, RuleBroken (it leads already, or there are MOST_OWNERS). Records NeedShared.
    """
    if not policy.can(by, "owner.add", need):
        raise NotAllowed("owner.add")
    if section.id == need.section_id:
        raise RuleBroken("この課は、このニーズの所管課です。", "section")
    db.alone_with("owners", need.key)
    db.session.refresh(need, ["co_owners"])
    if need.owned_by(section.id):
        return
    if len(need.co_owners) >= MOST_OWNERS:
        raise RuleBroken(f"一緒に担当する課は{MOST_OWNERS}課までです。", "section")

    owner = CoOwner(need_id=need.id, section_id=section.id, by_id=by.id)
    db.session.add(owner)
    db.session.flush()
    db.session.refresh(need, ["co_owners"])
    outbox.record(NeedShared(need.id, owner.id), by=by)


def unshare_need(owner: CoOwner, *, by: User) -> None:
    """Let a section go that owned the need too; nothing happens where it was done already. Raises NotAllowed. Records NeedUnshared."""
    if not policy.can(by, "owner.remove", owner):
        raise NotAllowed("owner.remove")

    need = owner.need
    gone = delete(CoOwner).where(CoOwner.need_id == need.id, CoOwner.key == owner.key).returning(CoOwner.section_id)
    section_id = db.session.scalar(gone, execution_options={"synchronize_session": False})
    if section_id is not None:
        db.session.refresh(need, ["co_owners"])
        outbox.record(NeedUnshared(need.id, section_id), by=by)
