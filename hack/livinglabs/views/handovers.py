"""Handing a lab that is known from a source to the organisation that runs it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.errors import RuleBroken
from hack.livinglabs.actions import answer_handover, claim_lab, offer_lab, withdraw_handover
from hack.livinglabs.forms import AnswerHandoverForm, ClaimForm, OfferForm, WithdrawHandoverForm
from hack.livinglabs.models import LabHandover, LivingLab
from hack.livinglabs.queries import handovers_of, one_handover, one_lab, organizations_to_offer
from hack.livinglabs.views.blueprint import bp
from hack.web import done, made, may, page_number


@bp.get("/<key>/handovers")
@may("lab_handover.list", one_lab)
def handovers(lab: LivingLab) -> Any:
    return _list(lab, OfferForm.among(organizations_to_offer()))


@bp.post("/<key>/handovers")
@may("lab_handover.offer", one_lab)
def offer(lab: LivingLab) -> Any:
    organizations = {one.key: one for one in organizations_to_offer()}
    form = OfferForm.among(list(organizations.values()))

    def deed() -> LabHandover:
        chosen = organizations.get(form.organization.data or "")
        if chosen is None:
            raise RuleBroken("団体を選んでください。", "organization")
        return offer_lab(lab, chosen, words=form.words.data or "", by=current_user)

    if made(form, deed):
        flash("団体に引き継ぎを申し出ました。返事は、このページとメールでお知らせします。", "success")
        return redirect(url_for("livinglabs.handovers", key=lab.key))
    return _list(lab, form, 422)


@bp.get("/<key>/claim")
@may("lab_handover.claim", one_lab)
def claim(lab: LivingLab) -> Any:
    return _claim(lab, ClaimForm.from_request())


@bp.post("/<key>/claim")
@may("lab_handover.claim", one_lab)
def say_it_is_ours(lab: LivingLab) -> Any:
    form = ClaimForm.from_request()
    if key := made(form, lambda: claim_lab(lab, by=current_user, **form.answers())):
        flash("事務局に申し出ました。返事は、このページとメールでお知らせします。", "success")
        return redirect(url_for("livinglabs.handover", key=key))
    return _claim(lab, form, 422)


@bp.get("/handovers/<key>")
@may("lab_handover.read", one_handover)
def handover(handover: LabHandover) -> Any:
    return _show(handover, AnswerHandoverForm.from_request())


@bp.post("/handovers/<key>")
@may("lab_handover.answer", one_handover)
def answer_to_handover(handover: LabHandover) -> Any:
    form = AnswerHandoverForm.from_request()
    accept, words = form.accept.data == "yes", form.answer.data or ""
    if done(form, lambda: answer_handover(handover, accept, answer=words, by=current_user)):
        flash(f"「{handover.state.label}」になりました。相手に伝わります。", "success")
        return redirect(url_for("livinglabs.show" if accept else "livinglabs.handover", key=_next(handover, accept)))
    return _show(handover, form, 422)


@bp.post("/handovers/<key>/withdraw")
@may("lab_handover.withdraw", one_handover)
def take_handover_back(handover: LabHandover) -> Any:
    form = WithdrawHandoverForm.from_request()
    if done(form, lambda: withdraw_handover(handover, by=current_user)):
        flash("取り下げました。", "success")
        return redirect(url_for("livinglabs.handover", key=handover.key))
    return _show(handover, AnswerHandoverForm(formdata=None), 422, withdrawing=form)


def _next(handover: LabHandover, accept: bool) -> str:
    return handover.livinglab.key if accept else handover.key


def _list(lab: LivingLab, form: OfferForm, status: int = 200) -> Any:
    page = db.page_of(handovers_of(lab, current_user), page_number())
    return render_template("livinglabs/handovers.html", lab=lab, page=page, form=form), status


def _claim(lab: LivingLab, form: ClaimForm, status: int = 200) -> Any:
    mine = db.page_of(handovers_of(lab, current_user), 1)
    return render_template("livinglabs/claim.html", lab=lab, form=form, mine=mine.rows), status


def _show(
    handover: LabHandover,
    form: AnswerHandoverForm,
    status: int = 200,
    *,
    withdrawing: WithdrawHandoverForm | None = None,
) -> Any:
    page = render_template(
        "livinglabs/handover.html",
        handover=handover,
        lab=handover.livinglab,
        form=form,
        withdrawing=withdrawing or WithdrawHandoverForm(formdata=None),
    )
    return page, status
