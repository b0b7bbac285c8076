"""A forgotten password: asking for a link, and setting a new one with it."""

from typing import Any

from flask import flash, redirect, render_template, url_for

from hack import db
from hack.accounts import actions, passwords, queries, signing, tickets
from hack.accounts.forms.persons import AskResetForm, NewPasswordForm
from hack.accounts.models import Ticket, TicketKind
from hack.accounts.views.blueprint import bp
from hack.accounts.views.ways import refused
from hack.errors import RuleBroken, TooMany
from hack.web import anyone_may


@bp.get("/forgot")
@anyone_may
def ask_reset() -> Any:
    return render_template("accounts/forgot.html", form=AskResetForm.from_request())


@bp.post("/forgot")
@anyone_may
def send_reset() -> Any:
    form = AskResetForm.from_request()
    if not form.validate_on_submit():
        return refused(render_template("accounts/forgot.html", form=form))
    address = form.email.data or ""
    passwords.matches(None, address)  # as slow as signing in, whether there is such an account or not
    try:
        with db.transaction():
            actions.count_reset(signing.digest_of(address), signing.place())
            actions.ask_reset(address)
    except TooMany as fault:
        form.refuse(fault)
        return refused(render_template("accounts/forgot.html", form=form), 429, fault.wait)
    return redirect(url_for("accounts.reset_sent"))


@bp.get("/forgot/sent")
@anyone_may
def reset_sent() -> Any:
    return render_template("accounts/forgot_sent.html")


@bp.get("/reset/<token>")
@anyone_may
def reset(token: str) -> Any:
    ticket = queries.ticket_behind(token, TicketKind.RESET, signing.secret())
    if ticket is None or not tickets.good(ticket):
        return _over(ticket)
    return render_template("accounts/reset.html", form=NewPasswordForm.from_request(), ticket=ticket, token=token)


@bp.post("/reset/<token>")
@anyone_may
def set_password(token: str) -> Any:
    ticket = queries.ticket_behind(token, TicketKind.RESET, signing.secret())
    if ticket is None or ticket.user is None or not tickets.good(ticket):
        return _over(ticket)
    form = NewPasswordForm.about_person(ticket.user.email, ticket.user.name, ticket.user.belonging)
    if not form.validate_on_submit():
        return refused(render_template("accounts/reset.html", form=form, ticket=ticket, token=token))
    kept = passwords.hash_of(form.password.data or "")
    try:
        with db.transaction():
            actions.reset_password(ticket, password_hash=kept)
    except RuleBroken as broken:
        form.refuse(broken)
        return refused(render_template("accounts/reset.html", form=form, ticket=ticket, token=token))
    flash("パスワードを設定しました。新しいパスワードでサインインしてください。", "success")
    return redirect(url_for("accounts.sign_in"))


def _over(ticket: Ticket | None) -> Any:
    used = ticket is not None and ticket.used_at is not None
    return refused(render_template("accounts/reset_over.html", used=used), 404 if ticket is None else 410)
