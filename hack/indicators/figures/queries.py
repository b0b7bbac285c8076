"""Which published numbers there are, and what was changed of them."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from hack import db
from hack.indicators.figures.models import FigureChange, PublishedFigure, Subject


def figures(subject: Subject) -> list[PublishedFigure]:
    """What was published about that, oldest first, and of one time in the order in which it was entered. One query."""
    return list(db.session.scalars(_standing().where(PublishedFigure.subject == subject)))


def listed_figures(*, subject: Subject | None = None) -> Select[Any]:
    """The numbers for `db.page_of`, by subject, the oldest of each first."""
    order = [PublishedFigure.subject == one for one in Subject]
    found = _standing().order_by(None).order_by(*(place.desc() for place in order), *_OLDEST_FIRST)
    return found.where(PublishedFigure.subject == subject) if subject is not None else found


def one_figure(key: str, viewer: Any) -> PublishedFigure | None:
    """The number with that key; they are for everybody."""
    return db.session.scalar(_standing().where(PublishedFigure.key == key))


def figure_ever(key: str, viewer: Any) -> PublishedFigure | None:
    """As `one_figure`, but also one that was withdrawn: who comes too late with a deed is told so."""
    return db.session.scalar(select(PublishedFigure).where(PublishedFigure.key == key))


def changes_of_figure(figure: PublishedFigure) -> Select[Any]:
    """What was done with a number, newest first, for `db.page_of`."""
    mine = select(FigureChange).where(FigureChange.figure_id == figure.id)
    return mine.options(joinedload(FigureChange.by)).order_by(FigureChange.id.desc())


_OLDEST_FIRST = (PublishedFigure.as_of, PublishedFigure.id)


def _standing() -> Select[Any]:
    return select(PublishedFigure).where(PublishedFigure.removed_at.is_(None)).order_by(*_OLDEST_FIRST)
