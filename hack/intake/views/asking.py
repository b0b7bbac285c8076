"""Asking a section about a case, and its answer."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.accounts.queries import sections_to_choose
from hack.asking.forms import usual_last_day
from hack.asking.showing import shown
from hack.forms import MoveForm
from hack.intake.actions import answer_inquiry, ask_section, withdraw_inquiry
from hack.intake.forms.sorting import AnswerForm, InquiryForm
from hack.intake.models import Case, Inquiry
from hack.intake.queries import one_case, one_inquiry
from hack.intake.views.blueprint import bp
from hack.web import done, made, may


@bp.get("/cases/<key>/inquiries/new")
@may("inquiry.ask", one_case)
def new_inquiry(case: Case) -> Any:
    return _ask(case, _form())


@bp.post("/cases/<key>/inquiries/new")
@may("inquiry.ask", one_case)
def ask(case: Case) -> Any:
    form = _form()
    if key := made(form, lambda: ask_section(case, by=current_user, **form.answers())):
        flash("課に確認を頼みました。", "success")
        return redirect(url_for("intake.inquiry", key=key))
    return _ask(case, form, 422)


@bp.get("/inquiries/<key>")
@may("inquiry.read", one_inquiry)
def inquiry(inquiry: Inquiry) -> Any:
    return _show(inquiry)


@bp.post("/inquiries/<key>/answer")
@may("inquiry.answer", one_inquiry)
def answer_question(inquiry: Inquiry) -> Any:
    form = AnswerForm.from_request()
    if done(form, lambda: answer_inquiry(inquiry, by=current_user, seen=form.version, **form.answers()), inquiry):
        flash("回答しました。事務局に知らせます。", "success")
        return redirect(url_for("intake.inquiry", key=inquiry.key))
    return _show(inquiry, answering=form, status=422)


@bp.post("/inquiries/<key>/moves")
@may("inquiry.move", one_inquiry)
def withdraw(inquiry: Inquiry) -> Any:
    form = MoveForm.from_request()
    if done(
        form, lambda: withdraw_inquiry(inquiry, by=current_user, seen=form.version, reason=form.reason.data), inquiry
    ):
        flash("確認を取り下げました。", "success")
        return redirect(url_for("intake.inquiry", key=inquiry.key))
    return _show(inquiry, moving=form, status=422)


def _form() -> InquiryForm:
    return InquiryForm.offering(sections_to_choose(), usual_last_day())


def _ask(case: Case, form: InquiryForm, status: int = 200) -> Any:
    return render_template("intake/ask.html", case=case, form=form), status


def _show(
    inquiry: Inquiry, *, answering: AnswerForm | None = None, moving: MoveForm | None = None, status: int = 200
) -> Any:
    answering = answering or AnswerForm(formdata=None, seen=inquiry.version)
    return render_template("intake/inquiry.html", **shown(inquiry, answering, moving)), status
