"""Which sections own a need together, and which could be brought in."""

from typing import Any

from sqlalchemy import select

from hack import db
from hack.accounts.models import Section
from hack.accounts.queries import sections_to_choose
from hack.needs.models import CoOwner, Need
from hack.needs.queries.seeing import one_need
from hack.policy import can


def one_owner_once(key: str, owner_key: str, viewer: Any) -> CoOwner | None:
    """That a section owns the need with that key, under `owner_key`, if the viewer may see the need.

    Also if it was let go meanwhile: who presses the button twice is told no wrong. It is a likeness, in no session: only its key
    and its need are to be asked.
    """
    need = one_need(key, viewer)
    found = db.session.scalar(select(CoOwner).where(CoOwner.key == owner_key))
    if need is None or (found is not None and found.need_id != need.id):
        return None
    return CoOwner(key=owner_key, need=need)


def own_sections(viewer: Any) -> list[Section]:
    """The sections for which this person may begin a need."""
    return [section for section in sections_to_choose() if can(viewer, "need.create", section)]


def sections_to_bring_in(need: Need) -> list[Section]:
    """The sections of the city that do not own the need yet, in the order of the bureaus."""
    return [section for section in sections_to_choose() if not need.owned_by(section.id)]
