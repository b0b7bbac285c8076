"""What became of the terms of agreements, and of whose end people are to be told."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.agreements.models import (
    Agreement,
    AgreementSuccession,
    AgreementTerm,
)
from hack.agreements.queries.seeing import visible_to
from hack.roles import Role

TOLD_FOR = 31
"""For how many days after the end of a term people are still told that it is over."""


def follower_of(agreement: Agreement) -> int | None:
    """The row number of the agreement that took its place, if one did."""
    mine = select(AgreementSuccession.follower_id).where(AgreementSuccession.former_id == agreement.id)
    return db.session.scalar(mine)


def beside(agreement: Agreement, viewer: Any) -> tuple[Agreement | None, Agreement | None]:
    """The agreement whose place it took, and the one that took its own place, as far as this person may see them."""
    link = AgreementSuccession
    there = or_(
        and_(link.follower_id == agreement.id, link.former_id == Agreement.id),
        and_(link.former_id == agreement.id, link.follower_id == Agreement.id),
    )
    found = db.session.execute(select(Agreement, link.former_id).join(link, there).where(visible_to(viewer))).all()
    before = next((one for one, former in found if former == one.id), None)
    return before, next((one for one, former in found if former == agreement.id), None)


def terms_of(agreement: Agreement) -> list[AgreementTerm]:
    """What became of its term, the last first; at most a hundred."""
    mine = select(AgreementTerm).where(AgreementTerm.agreement_id == agreement.id)
    return list(
        db.session.scalars(mine.options(joinedload(AgreementTerm.by)).order_by(AgreementTerm.id.desc()).limit(100))
    )


def near_their_end() -> ColumnElement[bool]:
    """The agreements of which somebody has to see how they go on: `Agreement.near_its_end`, for lists."""
    return and_(Agreement.remind_from <= clock.now(), Agreement.ended_on.is_(None))


def kept_by(viewer: Any) -> ColumnElement[bool]:
    """The agreements that this officer's section looks after; for a coordinator those that no section does; for others none."""
    if viewer.role is Role.COORDINATOR:
        return Agreement.section_id.is_(None)
    return Agreement.section_id == viewer.section_id if viewer.role is Role.OFFICER else false()


def agreements_to_remind_of() -> list[Agreement]:
    """The agreements whose term comes to its end, and of whose end, as it is now, nobody was told yet."""
    untold = or_(Agreement.warned_for.is_(None), Agreement.warned_for != Agreement.until)
    due = select(Agreement).where(near_their_end(), Agreement.until >= clock.today(), untold)
    return list(db.session.scalars(due.order_by(Agreement.id)))


def past_their_end() -> ColumnElement[bool]:
    """The agreements whose term is over, and of which nobody has written how they go on: `Agreement.past_its_end`, for lists."""
    return and_(Agreement.until < clock.today(), Agreement.ended_on.is_(None))


def owed_by(viewer: Any) -> ColumnElement[bool]:
    """The agreements that this person has to see to: what is kept by them; for a coordinator besides what is past its end, whoever keeps it."""
    mine = kept_by(viewer)
    return or_(mine, past_their_end()) if viewer.role is Role.COORDINATOR else mine


def count_past_their_end(viewer: Any) -> int:
    """How many agreements that this person has to see to are past their end."""
    return db.session.scalar(select(func.count(Agreement.id)).where(past_their_end(), owed_by(viewer))) or 0


def agreements_past_their_end() -> list[Agreement]:
    """The agreements whose term came to its end within the last month, and of which, for that end, nobody was told yet.

    What was over long before it was entered is seen on the board alone.
    """
    lately = Agreement.until >= clock.today() - timedelta(days=TOLD_FOR)
    untold = or_(Agreement.told_over_for.is_(None), Agreement.told_over_for != Agreement.until)
    return list(db.session.scalars(select(Agreement).where(past_their_end(), lately, untold).order_by(Agreement.id)))
