"""Opening a consultation, and asking for one more check in it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.accounts.queries import person_at, sections_to_choose
from hack.asking.forms import usual_last_day
from hack.consultations.actions import ask_check, open_consultation
from hack.consultations.forms.opening import AskForm, NewConsultationForm
from hack.consultations.models import Consultation, need_of
from hack.consultations.queries import need_to_consult, one_consultation, proposal_to_consult, sections_asked_last
from hack.consultations.views.blueprint import bp
from hack.needs.models import Need
from hack.proposals.models import Proposal
from hack.web import made, may


@bp.get("/needs/<key>/consultations/new")
@may("consultation.create", need_to_consult)
def new_about_need(need: Need) -> Any:
    return new_page(need, a_new_form(need))


@bp.post("/needs/<key>/consultations/new")
@may("consultation.create", need_to_consult)
def open_about_need(need: Need) -> Any:
    return open_about(need)


@bp.get("/proposals/<key>/consultations/new")
@may("consultation.create", proposal_to_consult)
def new_about_proposal(proposal: Proposal) -> Any:
    return new_page(proposal, a_new_form(proposal))


@bp.post("/proposals/<key>/consultations/new")
@may("consultation.create", proposal_to_consult)
def open_about_proposal(proposal: Proposal) -> Any:
    return open_about(proposal)


def a_new_form(about: Need | Proposal) -> NewConsultationForm:
    """The form of a new consultation, with what is usual in it."""
    asked_last = sections_asked_last(need_of(about))
    title = f"「{about.title[:70]}」の合議"
    return NewConsultationForm.offering(sections_to_choose(), asked_last, usual_last_day(), title)


def open_about(about: Need | Proposal) -> Any:
    """Open what the form asks for."""
    form = a_new_form(about)

    def deed() -> Consultation:
        said = {"title": form.title.data or "", "words": form.about.data or ""}
        return open_consultation(about=about, by=current_user, asks=form.asks(person_at), **said)

    if key := made(form, deed):
        flash("合議を始めました。確認する課に知らせます。", "success")
        return redirect(url_for("consultations.show", key=key))
    return new_page(about, form), 422


def new_page(about: Need | Proposal, form: NewConsultationForm) -> str:
    """The page that asks what is to be checked by whom."""
    return render_template(
        "consultations/new.html", about=about, is_proposal=isinstance(about, Proposal), need=need_of(about), form=form
    )


@bp.get("/consultations/<key>/checks/new")
@may("check.ask", one_consultation)
def new_check(consultation: Consultation) -> Any:
    form = AskForm.offering(sections_to_choose(), usual_last_day())
    return render_template("consultations/ask.html", consultation=consultation, form=form)


@bp.post("/consultations/<key>/checks/new")
@may("check.ask", one_consultation)
def ask(consultation: Consultation) -> Any:
    form = AskForm.offering(sections_to_choose(), usual_last_day())
    if made(form, lambda: ask_check(consultation, form.ask(person_at), by=current_user)):
        flash("確認を依頼しました。", "success")
        return redirect(url_for("consultations.show", key=consultation.key))
    return render_template("consultations/ask.html", consultation=consultation, form=form), 422
