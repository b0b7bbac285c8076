"""Asking the sections that hold the data, and their answers."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import clock
from hack.accounts.queries import sections_to_choose
from hack.asking.forms import usual_last_day
from hack.asking.showing import shown
from hack.forms import MoveForm
from hack.opendata.actions import answer_inquiry, ask_sections, withdraw_inquiry
from hack.opendata.forms.deciding import AnswerForm, AskSectionsForm
from hack.opendata.models import DataInquiry, DataRequest
from hack.opendata.queries import one_data_inquiry, one_datarequest
from hack.opendata.views.blueprint import bp
from hack.web import done, made, may


@bp.get("/opendata/requests/<key>/ask")
@may("datarequest.ask", one_datarequest)
def ask_about(asked: DataRequest) -> Any:
    return _asking(asked, AskSectionsForm.offering(sections_to_choose(), usual_last_day()))


@bp.post("/opendata/requests/<key>/ask")
@may("datarequest.ask", one_datarequest)
def send_inquiries(asked: DataRequest) -> Any:
    sections = sections_to_choose()
    form = AskSectionsForm.offering(sections, usual_last_day())

    def deed() -> Any:
        ask_sections(
            asked,
            by=current_user,
            sections=form.chosen(sections),
            question=form.question.data or "",
            due_on=form.due_on.data or clock.today(),
        )
        return asked

    if key := made(form, deed):
        flash("所管課に照会しました。", "success")
        return redirect(url_for("opendata.show", key=key))
    return _asking(asked, form, 422)


@bp.get("/opendata/inquiries/<key>")
@may("datainquiry.read", one_data_inquiry)
def answer(inquiry: DataInquiry) -> Any:
    return _show(inquiry)


@bp.post("/opendata/inquiries/<key>")
@may("datainquiry.answer", one_data_inquiry)
def keep_answer(inquiry: DataInquiry) -> Any:
    form = AnswerForm.from_request()
    if done(form, lambda: answer_inquiry(inquiry, by=current_user, seen=form.version, **form.answers()), inquiry):
        flash("回答しました。事務局に届きます。", "success")
        return redirect(url_for("opendata.show", key=inquiry.request.key))
    return _show(inquiry, answering=form, status=422)


@bp.post("/opendata/inquiries/<key>/moves")
@may("datainquiry.move", one_data_inquiry)
def withdraw(inquiry: DataInquiry) -> Any:
    form = MoveForm.from_request()
    if done(
        form, lambda: withdraw_inquiry(inquiry, by=current_user, seen=form.version, reason=form.reason.data), inquiry
    ):
        flash("照会を取り下げました。", "success")
        return redirect(url_for("opendata.show", key=inquiry.request.key))
    return _show(inquiry, moving=form, status=422)


def _asking(asked: DataRequest, form: AskSectionsForm, status: int = 200) -> Any:
    return render_template("opendata/ask.html", asked=asked, form=form), status


def _show(
    inquiry: DataInquiry, *, answering: AnswerForm | None = None, moving: MoveForm | None = None, status: int = 200
) -> Any:
    answering = answering or AnswerForm(formdata=None, seen=inquiry.version)
    told = shown(inquiry, answering, moving)
    return render_template("opendata/inquiry.html", asked=inquiry.request, **told), status
