"""What somebody who writes a proposal can choose from."""

from typing import Any

from sqlalchemy import or_, select

from hack import clock, db
from hack.needs.models import Need
from hack.needs.queries import OPEN, listed_needs
from hack.pipeline.need import COMING
from hack.seeds.models import Seed


def seeds_to_draw_from(viewer: Any) -> list[Seed]:
    """The seeds of this person's organisation, drafts too but nothing archived; last changed first."""
    mine = select(Seed).where(Seed.organization_id == viewer.organization_id, Seed.archived_at.is_(None))
    return list(db.session.scalars(mine.order_by(Seed.changed_at.desc(), Seed.id.desc()).limit(200)))


def needs_to_answer(viewer: Any, but: Need) -> list[Need]:
    """The needs other than `but` whose call is open or announced, as `listed_needs` lists them; the first two hundred."""
    called = Need.step.in_((*OPEN, *COMING))
    not_over = or_(Need.closes_on.is_(None), Need.closes_on >= clock.today())
    return list(
        db.session.scalars(
            listed_needs(viewer).where(called, not_over, Need.internal.is_(False), Need.id != but.id).limit(200)
        )
    )
