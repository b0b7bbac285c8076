"""Answering a question, for everybody or for the asker alone, and correcting an answer."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.questions.actions import answer_alone, correct_answer, publish_answer
from hack.questions.forms import AnswerForm, CorrectForm
from hack.questions.models import Question
from hack.questions.queries import one_question
from hack.questions.views.blueprint import bp
from hack.web import done, may


@bp.get("/questions/<key>/answer")
@may("question.answer", one_question)
def answer(question: Question) -> Any:
    return answering_page(question, answer_form(question))


@bp.post("/questions/<key>/answer")
@may("question.answer", one_question)
def keep_answer(question: Question) -> Any:
    form = answer_form(question)

    def deed() -> None:
        told = {"by": current_user, "seen": form.version}
        if form.for_everybody:
            publish_answer(question, wording=form.wording.data or "", answer=form.answer.data or "", **told)
        else:
            answer_alone(question, form.how.data, reason=form.reason.data or "", **told)

    if done(form, deed, question):
        said = "回答を公開しました。" if form.for_everybody else "質問した団体に知らせます。"
        flash(said, "success")
        return redirect(url_for("questions.show", key=question.key))
    return answering_page(question, form), 422


@bp.get("/questions/<key>/correct")
@may("question.correct", one_question)
def correct(question: Question) -> Any:
    return correcting_page(question, CorrectForm.from_request(obj=question, seen=question.version))


@bp.post("/questions/<key>/correct")
@may("question.correct", one_question)
def keep_correction(question: Question) -> Any:
    form = CorrectForm.from_request()
    if done(form, lambda: correct_answer(question, by=current_user, seen=form.version, **form.answers()), question):
        flash("公開した回答を訂正しました。", "success")
        return redirect(url_for("questions.show", key=question.key))
    return correcting_page(question, form), 422


def answer_form(question: Question) -> AnswerForm:
    """The form with every way to answer that there is."""
    return AnswerForm.to(question, [move for move in question.path.moves if move.made_at == "questions.answer"])


def answering_page(question: Question, form: AnswerForm) -> str:
    """The page that answers one question."""
    return render_template("questions/answer.html", question=question, need=question.need, form=form)


def correcting_page(question: Question, form: CorrectForm) -> str:
    """The page that corrects one answer."""
    return render_template("questions/correct.html", question=question, need=question.need, form=form)
