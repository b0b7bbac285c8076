"""Entering an agreement into the register, and changing what is said of it."""

from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask_login import current_user

from hack.accounts.models import Section
from hack.accounts.queries import sections_to_choose
from hack.agreements.actions import edit_agreement, enter_agreement
from hack.agreements.forms import AgreementForm, NewAgreementForm, said_of
from hack.agreements.models import Agreement
from hack.agreements.queries import one_agreement
from hack.agreements.views.blueprint import bp
from hack.policy import can
from hack.web import done, made, may


@bp.get("/agreements/new")
@may("agreement.enter")
def new() -> Any:
    return render_template("agreements/new.html", form=a_new_form())


@bp.post("/agreements/new")
@may("agreement.enter")
def enter() -> Any:
    form = a_new_form()
    if key := made(form, lambda: enter_agreement(by=current_user, **form.answers())):
        flash("登録しました。", "success")
        return redirect(url_for("agreements.show", key=key))
    return render_template("agreements/new.html", form=form), 422


def a_new_form(**said: Any) -> NewAgreementForm:
    """The form of a new agreement, with what is usual in it, and what is said already."""
    usual = {"city_side": "横浜市", "notice_days": usual_notice(), "renewal": "unknown"}
    return NewAgreementForm.offering(sections_offered(), data=usual | said)


def usual_notice() -> int:
    """How many days before the end of a term people are told of it, unless they say otherwise."""
    return int(current_app.config["SETTINGS"].agreement_days)


def sections_offered() -> list[Section] | None:
    """The sections among which this person may choose who looks after an agreement; None: it is the own one."""
    return sections_to_choose() if can(current_user, "agreement.choose_section") else None


@bp.get("/agreements/<key>/edit")
@may("agreement.edit", one_agreement)
def edit(agreement: Agreement) -> Any:
    form = AgreementForm.offering(sections_offered(), data=said_of(agreement) | {"seen": agreement.version})
    return render_template("agreements/edit.html", agreement=agreement, form=form)


@bp.post("/agreements/<key>/edit")
@may("agreement.edit", one_agreement)
def change(agreement: Agreement) -> Any:
    form = AgreementForm.offering(sections_offered())
    if done(form, lambda: edit_agreement(agreement, by=current_user, seen=form.version, **form.answers()), agreement):
        flash("保存しました。", "success")
        return redirect(url_for("agreements.show", key=agreement.key))
    return render_template("agreements/edit.html", agreement=agreement, form=form), 422
