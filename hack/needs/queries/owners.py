"""Which sections own a need together, and which could be brought in."""

from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.accounts.models import Section
from hack.accounts.queries import sections_to_choose
from hack.needs.models import CoOwner, Need
from hack.needs.queries.seeing import visible_to


def one_owner(key: str, owner_key: str, viewer: Any) -> CoOwner | None:
    """That a section owns the need with that key, under `owner_key`, if the viewer may see the need."""
    of_need = CoOwner.need.has(and_(Need.key == key, visible_to(viewer)))
    return db.session.scalar(
        select(CoOwner)
        .where(CoOwner.key == owner_key, of_need)
        .options(joinedload(CoOwner.need).options(joinedload(Need.section), selectinload(Need.co_owners)))
    )


def sections_to_bring_in(need: Need) -> list[Section]:
    """The sections of the city that do not own the need yet, in the order of the bureaus."""
    return [section for section in sections_to_choose() if not need.owned_by(section.id)]
