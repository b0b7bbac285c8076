"""Which questions and answers are to be seen, and by whom."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import clock, db
from hack.needs.models import Need
from hack.needs.queries import owned_by
from hack.pipeline.question import QuestionStep
from hack.questions.models import Correction, Question
from hack.roles import Role


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """A question as it was asked: its organisation, the officers of the sections that own the need, the coordinators; nobody else at all."""
    if viewer.role is Role.PROPOSER:
        return Question.organization_id == viewer.organization_id
    if viewer.role is Role.OFFICER:
        return Question.need.has(owned_by(viewer))
    return true() if viewer.role is Role.COORDINATOR else false()


def one_question(key: str, viewer: Any) -> Question | None:
    """The question with that key, with its need, its asker and its corrections, if this person may see it as it was asked."""
    return db.session.scalar(
        select(Question)
        .where(Question.key == key, visible_to(viewer))
        .options(
            joinedload(Question.need).joinedload(Need.section),
            joinedload(Question.asker),
            joinedload(Question.organization),
            selectinload(Question.corrections),
        )
    )


def answers_about(need: Need) -> Select[Any]:
    """The published answers about a need that everybody may read, by number; show number, wording, answer and corrections only."""
    published = select(Question).where(Question.need_id == need.id, Question.step == QuestionStep.ANSWERED)
    return published.options(selectinload(Question.corrections)).order_by(Question.number)


def newest_number(need: Need) -> int | None:
    """The highest number that a published answer about the need has; None where there is none."""
    return db.session.scalar(select(func.max(Question.number)).where(Question.need_id == need.id))


def newest_said(need: Need) -> int | None:
    """The number of the answer that was published or corrected last; None where there is none. One query."""
    corrected = select(func.max(Correction.at)).where(Correction.question_id == Question.id).scalar_subquery()
    mine = select(Question.number).where(Question.need_id == need.id, Question.step == QuestionStep.ANSWERED)
    last = func.coalesce(corrected, Question.published_at)
    return db.session.scalar(mine.order_by(last.desc(), Question.number.desc()).limit(1))


def inside_questions(need: Need, viewer: Any) -> Select[Any]:
    """The questions about a need as they were asked, those that this person may see; those without an answer first, then the newest."""
    mine = select(Question).where(Question.need_id == need.id, visible_to(viewer))
    return mine.options(joinedload(Question.organization), joinedload(Question.asker)).order_by(
        Question.step != QuestionStep.ASKED, Question.asked_at.desc(), Question.id.desc()
    )


def how_many_waiting(need: Need, viewer: Any) -> int:
    """How many questions of this person's organisation about the need wait for their answers."""
    mine = select(func.count()).select_from(Question).where(Question.need_id == need.id)
    waiting = mine.where(Question.organization_id == viewer.organization_id, Question.step == QuestionStep.ASKED)
    return db.session.scalar(waiting) or 0


def last_day(need: Need) -> date | None:
    """The day until whose 24:00 (JST) questions about the need's call are taken; None where it has no call."""
    return need.questions_until or need.closes_on


def takes_questions(need: Need) -> bool:
    """Whether a question about the need can be asked at this moment: its call is announced or open, and the last day is not over."""
    day = last_day(need)
    return (need.step.open or need.coming) and day is not None and clock.now() < clock.end_of(day)
