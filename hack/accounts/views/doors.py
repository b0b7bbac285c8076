"""Signing in and out."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.accounts import actions, passwords, queries, signing
from hack.accounts.emails import plain
from hack.accounts.forms.persons import SignInForm
from hack.accounts.models import SignIn, User
from hack.accounts.views.blueprint import bp
from hack.accounts.views.ways import onward, own_path, refused
from hack.errors import RuleBroken, TooMany
from hack.web import anyone_may

WRONG = RuleBroken("メールアドレスかパスワードが違います。")


@bp.get("/sign-in")
@anyone_may
def sign_in() -> Any:
    wanted = own_path(request.args.get("next"))
    if current_user.is_authenticated:
        return redirect(onward(wanted))
    over = signing.over()
    return render_template("accounts/sign_in.html", form=SignInForm.from_request(next=wanted or ""), over=over)


@bp.post("/sign-in")
@anyone_may
def enter() -> Any:
    form = SignInForm.from_request()
    if not form.validate_on_submit():
        return _again(form)
    who = signing.digest_of(plain(form.email.data))
    try:
        with db.transaction():
            tried = actions.count_sign_in(who, signing.place())
    except TooMany as fault:
        form.refuse(fault)
        return _again(form, 429, fault.wait)

    person = queries.person_at(form.email.data or "")
    kept = person.password_hash if person else None
    proven = passwords.matches(kept, form.password.data or "")
    if person is None or kept is None or not proven or not person.is_active:
        with db.transaction():
            actions.fail_sign_in(who)
        form.refuse(WRONG)
        return _again(form)

    begun = _begin(person, kept, form.password.data or "", who, tried)
    if begun is None:
        form.refuse(WRONG)
        return _again(form)
    signing.enter(person, begun)
    return redirect(onward(form.next.data))


@bp.post("/sign-out")
@anyone_may
def sign_out() -> Any:
    if current_user.is_authenticated:
        with db.transaction():
            actions.end_sign_in(current_user.sign_in)
    return signing.leave(redirect(url_for("accounts.signed_out")))


@bp.get("/signed-out")
@anyone_may
def signed_out() -> Any:
    return render_template("accounts/signed_out.html")


def _begin(person: User, kept: str, password: str, who: str, tried: int) -> SignIn | None:
    """A sign-in for the person, whose password was right; None if the account changed in the meantime."""
    fresh = passwords.hash_of(password) if passwords.outdated(kept) else kept
    with db.transaction():
        if not person.is_active or person.password_hash != kept:
            return None
        if fresh != kept:
            actions.strengthen(person, old=kept, new=fresh)
        actions.forget_failures(who, tried)
        return actions.begin_sign_in(person, signing.device())


def _again(form: SignInForm, status: int = 422, wait: int | None = None) -> Any:
    return refused(render_template("accounts/sign_in.html", form=form, over=False), status, wait)
