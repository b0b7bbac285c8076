"""Which themes are to be seen, and by whom."""

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.intake.models import Theme
from hack.roles import Role


def themes_visible_to(viewer: Any) -> ColumnElement[bool]:
    """Everybody sees what is published; coordinators all, officers the drafts of their section besides."""
    if viewer.role is Role.COORDINATOR:
        return true()
    published = Theme.published_at.is_not(None)
    return or_(published, Theme.section_id == viewer.section_id) if viewer.role is Role.OFFICER else published


def one_theme(key: str, viewer: Any) -> Theme | None:
    """The theme with that key, if this person may see it."""
    return db.session.scalar(
        select(Theme).where(Theme.key == key, themes_visible_to(viewer)).options(joinedload(Theme.section))
    )


def listed_themes(viewer: Any) -> Select[Any]:
    """The themes that this person may see, the one that closes last first."""
    seen = select(Theme).where(themes_visible_to(viewer)).options(joinedload(Theme.section))
    return seen.order_by(Theme.closes_on.desc(), Theme.id.desc())


def open_themes(most: int = 100) -> list[Theme]:
    """The themes on which a proposal can be handed in now, the one that closes first first."""
    today = clock.today()
    taking = select(Theme).where(Theme.published_at.is_not(None), Theme.opens_on <= today, Theme.closes_on >= today)
    named = taking.options(joinedload(Theme.section))
    return list(db.session.scalars(named.order_by(Theme.closes_on, Theme.id).limit(most)))
