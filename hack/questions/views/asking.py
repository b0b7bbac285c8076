"""Asking about a call, and taking a question back."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.forms import MoveForm
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.questions.actions import ask, closed_words, withdraw_question
from hack.questions.forms import AskForm
from hack.questions.models import Question
from hack.questions.queries import last_day, one_question, takes_questions
from hack.questions.views.blueprint import bp
from hack.questions.views.reading import show_question
from hack.web import done, made, may


@bp.get("/needs/<key>/questions/new")
@may("question.ask", one_need)
def new(need: Need) -> Any:
    return asking_page(need, AskForm.from_request())


@bp.post("/needs/<key>/questions/new")
@may("question.ask", one_need)
def send(need: Need) -> Any:
    form = AskForm.from_request()
    if key := made(form, lambda: ask(need, by=current_user, **form.answers())):
        flash("質問を受け付けました。所管課に知らせます。", "success")
        return redirect(url_for("questions.show", key=key))
    return asking_page(need, form), 422


def asking_page(need: Need, form: AskForm) -> str:
    """The page that asks for the question, or says that no more are taken."""
    closed = "" if takes_questions(need) else closed_words(need)
    return render_template("questions/new.html", need=need, form=form, closed=closed, until=last_day(need))


@bp.post("/questions/<key>/moves")
@may("question.move", one_question)
def withdraw(question: Question) -> Any:
    form = MoveForm.from_request()

    def deed() -> None:
        withdraw_question(question, by=current_user, reason=form.reason.data or "", seen=form.version)

    if done(form, deed, question):
        flash("質問を取り下げました。", "success")
        return redirect(url_for("questions.show", key=question.key))
    return show_question(question, moving=form, status=422)
