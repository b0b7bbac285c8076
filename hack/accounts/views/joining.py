"""Joining: an organisation applies, and an invited person comes in."""

from typing import Any

from flask import flash, redirect, render_template, url_for

from hack import db
from hack.accounts import actions, passwords, queries, signing, tickets
from hack.accounts.forms.organizations import ApplicationForm
from hack.accounts.forms.persons import JoinForm
from hack.accounts.models import Ticket, TicketKind
from hack.accounts.views.blueprint import bp
from hack.accounts.views.ways import onward, refused
from hack.errors import RuleBroken, TooMany
from hack.pipeline.member import PATH
from hack.web import anyone_may

CHECK_DAYS = PATH.move("verify").days


@bp.get("/terms")
@anyone_may
def terms() -> Any:
    return render_template("accounts/terms.html")


@bp.get("/apply")
@anyone_may
def apply() -> Any:
    return _apply_page(ApplicationForm.from_request())


@bp.post("/apply")
@anyone_may
def send_application() -> Any:
    form = ApplicationForm.from_request()
    if not form.validate_on_submit():
        return refused(_apply_page(form))
    try:
        with db.transaction():
            actions.count_application(signing.place())
            actions.apply_organization(**form.answers())
    except TooMany as fault:
        form.refuse(fault)
        return refused(_apply_page(form), 429, fault.wait)
    return redirect(url_for("accounts.applied"))


@bp.get("/apply/thanks")
@anyone_may
def applied() -> Any:
    return render_template("accounts/applied.html", days=CHECK_DAYS)


@bp.get("/accept/<token>")
@anyone_may
def accept(token: str) -> Any:
    ticket = queries.ticket_behind(token, TicketKind.INVITATION, signing.secret())
    if ticket is None or not tickets.good(ticket):
        return _over(ticket)
    return _accept_page(JoinForm.from_request(name=ticket.name), ticket, token)


@bp.post("/accept/<token>")
@anyone_may
def join(token: str) -> Any:
    ticket = queries.ticket_behind(token, TicketKind.INVITATION, signing.secret())
    if ticket is None or not tickets.good(ticket):
        return _over(ticket)
    form = JoinForm.about_person(ticket.email, ticket.organization.name if ticket.organization else "")
    if not form.validate_on_submit():
        return refused(_accept_page(form, ticket, token))
    kept = passwords.hash_of(form.password.data or "")
    try:
        with db.transaction():
            person = actions.accept_invitation(
                ticket,
                name=form.name.data or "",
                phone=form.phone.data or "",
                post=form.post.data or "",
                password_hash=kept,
            )
            begun = actions.begin_sign_in(person, signing.device())
    except RuleBroken as broken:
        form.refuse(broken)
        return refused(_accept_page(form, ticket, token))
    signing.enter(person, begun)
    flash("登録が済みました。ようこそ。", "success")
    return redirect(onward(None))


def _apply_page(form: ApplicationForm) -> str:
    return render_template("accounts/apply.html", form=form, days=CHECK_DAYS)


def _accept_page(form: JoinForm, ticket: Ticket, token: str) -> str:
    return render_template("accounts/accept.html", form=form, ticket=ticket, token=token)


def _over(ticket: Ticket | None) -> Any:
    used = ticket is not None and ticket.used_at is not None
    return refused(render_template("accounts/invitation_over.html", used=used), 404 if ticket is None else 410)
