"""What was asked and answered about a need, for everybody; and the page of one question, for those inside."""

from typing import Any

from flask import render_template
from flask_login import current_user

from hack import db
from hack.forms import MoveForm
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.questions.models import Question
from hack.questions.queries import (
    answers_about,
    inside_questions,
    last_day,
    newest_said,
    one_question,
    takes_questions,
)
from hack.questions.rules import moves_open_to
from hack.questions.views.blueprint import bp
from hack.roles import Role
from hack.standing import standing_of
from hack.web import may, page_number

INSIDE = (Role.PROPOSER, Role.OFFICER, Role.COORDINATOR)


@bp.get("/needs/<key>/questions")
@may("answer.list", one_need)
def of_need(need: Need) -> Any:
    mine = current_user.role in INSIDE
    return render_template(
        "questions/of_need.html",
        need=need,
        page=db.page_of(answers_about(need), page_number()),
        newest=newest_said(need),
        own=db.page_of(inside_questions(need, current_user), page_number("own"), 10) if mine else None,
        until=last_day(need),
        taking=takes_questions(need),
    )


@bp.get("/questions/<key>")
@may("question.read", one_question)
def show(question: Question) -> Any:
    return show_question(question)


def show_question(question: Question, *, moving: MoveForm | None = None, status: int = 200) -> Any:
    """The page of a question as it was asked, with its form as it was refused, or fresh."""
    page = render_template(
        "questions/show.html",
        question=question,
        need=question.need,
        moves=moves_open_to(current_user, question),
        moving=moving or MoveForm(formdata=None, seen=question.version),
        standing=standing_of(question),
    )
    return page, status
