"""Whom to turn to on the other side of an agreement, for those who look after it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.agreements.actions import add_contact, edit_contact, remove_contact
from hack.agreements.forms import ContactForm, NewContactForm, RemoveForm
from hack.agreements.models import Agreement, AgreementContact
from hack.agreements.queries import agreement_of_contact, kept_agreement, one_contact
from hack.agreements.views.blueprint import bp
from hack.web import done, made, may


@bp.get("/agreements/<key>/contacts")
@may("contact.read", kept_agreement)
def contacts(agreement: Agreement) -> Any:
    return _list(agreement, NewContactForm.about(agreement.party_names))


@bp.post("/agreements/<key>/contacts")
@may("contact.enter", kept_agreement)
def enter_contact(agreement: Agreement) -> Any:
    form = NewContactForm.about(agreement.party_names)
    if made(form, lambda: add_contact(agreement, by=current_user, **form.answers())):
        flash("連絡先を書きました。", "success")
        return redirect(url_for("agreements.contacts", key=agreement.key))
    return _list(agreement, form, 422)


def _list(agreement: Agreement, form: NewContactForm, status: int = 200) -> Any:
    return render_template("agreements/contacts.html", agreement=agreement, form=form), status


@bp.get("/agreements/<key>/contacts/<contact_key>")
@may("contact.edit", one_contact)
def contact(contact: AgreementContact) -> Any:
    return _ask(contact, ContactForm.about(contact.agreement.party_names, contact))


@bp.post("/agreements/<key>/contacts/<contact_key>")
@may("contact.edit", one_contact)
def keep_contact(contact: AgreementContact) -> Any:
    form = ContactForm.about(contact.agreement.party_names, contact)
    if done(form, lambda: edit_contact(contact, by=current_user, seen=form.version, **form.answers()), contact):
        flash("保存しました。", "success")
        return redirect(url_for("agreements.contacts", key=contact.agreement.key))
    return _ask(contact, form, 422)


@bp.post("/agreements/<key>/contacts/<contact_key>/remove")
@may("contact.enter", agreement_of_contact)
def take_out_contact(agreement: Agreement) -> Any:
    """Whoever presses twice comes to the same page."""
    contact = one_contact(agreement.key, (request.view_args or {})["contact_key"], current_user)
    if contact is not None and done(RemoveForm.from_request(), lambda: remove_contact(contact, by=current_user)):
        flash("取り除きました。", "success")
    return redirect(url_for("agreements.contacts", key=agreement.key))


def _ask(contact: AgreementContact, form: ContactForm, status: int = 200) -> Any:
    page = render_template(
        "agreements/contact.html",
        contact=contact,
        agreement=contact.agreement,
        form=form,
        removing=RemoveForm(formdata=None),
    )
    return page, status
