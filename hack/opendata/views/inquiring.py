"""Asking the sections that hold the data, and their answers."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import clock
from hack.accounts.queries import sections_to_choose
from hack.opendata.actions import answer_inquiry, ask_sections
from hack.opendata.forms.deciding import AnswerForm, AskSectionsForm
from hack.opendata.models import DataInquiry, DataRequest
from hack.opendata.queries import one_data_inquiry, one_datarequest
from hack.opendata.views.blueprint import bp
from hack.web import done, made, may
from hack.working_days import working_day_after

USUAL = 10
"""How many working days a section has unless the desk says otherwise."""


@bp.get("/opendata/requests/<key>/ask")
@may("datarequest.ask", one_datarequest)
def ask_about(asked: DataRequest) -> Any:
    return _asking(asked, AskSectionsForm.offering(sections_to_choose(), _usual_day()))


@bp.post("/opendata/requests/<key>/ask")
@may("datarequest.ask", one_datarequest)
def send_inquiries(asked: DataRequest) -> Any:
    sections = sections_to_choose()
    form = AskSectionsForm.offering(sections, _usual_day())

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
    return _answering(inquiry, AnswerForm.from_request())


@bp.post("/opendata/inquiries/<key>")
@may("datainquiry.answer", one_data_inquiry)
def keep_answer(inquiry: DataInquiry) -> Any:
    form = AnswerForm.from_request()
    if done(form, lambda: answer_inquiry(inquiry, by=current_user, **form.answers())):
        flash("回答しました。事務局に届きます。", "success")
        return redirect(url_for("opendata.show", key=inquiry.request.key))
    return _answering(inquiry, form, 422)


def _usual_day() -> Any:
    return working_day_after(clock.today(), USUAL)


def _asking(asked: DataRequest, form: AskSectionsForm, status: int = 200) -> Any:
    return render_template("opendata/ask.html", asked=asked, form=form), status


def _answering(inquiry: DataInquiry, form: AnswerForm, status: int = 200) -> Any:
    return render_template("opendata/inquiry.html", inquiry=inquiry, asked=inquiry.request, form=form), status
