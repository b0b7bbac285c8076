"""A need that is written one question at a time."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.advice import rules  # noqa: F401 (states who is helped)
from hack.advice.forms import AnswerForm, BeginForm, ConditionsForm, form_for
from hack.advice.queries import next_question
from hack.advice.questions import QUESTIONS, Asked, asked_of
from hack.advice.vague import vague_in
from hack.advice.views.blueprint import bp
from hack.needs.actions import draft_need, edit_need
from hack.needs.models import Need
from hack.needs.queries import own_sections
from hack.web import done, made, may


@bp.get("/new")
@may("need.create")
def new() -> Any:
    return render_template("advice/new.html", form=BeginForm.for_sections(own_sections(current_user)))


@bp.post("/new")
@may("need.create")
def begin() -> Any:
    sections = own_sections(current_user)
    form = BeginForm.for_sections(sections)

    def deed() -> Need:
        answers = form.answers()
        chosen = answers.pop("section", sections[0].id)
        section = next(section for section in sections if section.id == chosen)
        return draft_need(section=section, by=current_user, **answers)

    if key := made(form, deed):
        return redirect(url_for("advice.ask", key=key, question=QUESTIONS[0].name))
    return render_template("advice/new.html", form=form), 422


@bp.get("/needs/<key>/<question>")
@may("advice.ask", next_question)
def ask(asked: Asked) -> Any:
    return _ask(asked, form_for(asked))


@bp.post("/needs/<key>/<question>")
@may("advice.answer", next_question)
def answer(asked: Asked) -> Any:
    form, need = form_for(asked), asked.need
    if not done(form, lambda: edit_need(need, by=current_user, seen=form.version, **form.writing()), need):
        return _ask(asked, form, 422)
    if request.form.get("then") == "next" and asked.after:
        return redirect(url_for("advice.ask", key=need.key, question=asked.after.name))
    flash("ここまでの答えを保存しました。", "success")
    return redirect(url_for("advice.read", key=need.key))


def _ask(asked: Asked, form: AnswerForm | ConditionsForm, status: int = 200) -> Any:
    page = render_template(
        "advice/question.html",
        asked=asked,
        need=asked.need,
        form=form,
        every=asked_of(asked.need),
        vague=[("", found) for found in vague_in(asked.answer)],
    )
    return page, status
