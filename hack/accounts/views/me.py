"""What a person sees and changes of the own account: facts, password, sign-ins."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.accounts import actions, passwords, queries, signing
from hack.accounts.forms.persons import ChangePasswordForm, ProfileForm
from hack.accounts.models import SignIn
from hack.accounts.views.blueprint import bp
from hack.accounts.views.ways import refused
from hack.errors import RuleBroken, TooMany
from hack.forms import Form
from hack.web import may, page_number

WRONG = RuleBroken("いまのパスワードが違います。", "current")


@bp.get("/me")
@may("account.read")
def mine() -> Any:
    return _my_page(ProfileForm.from_request(obj=current_user))


@bp.post("/me")
@may("account.edit")
def keep_mine() -> Any:
    form = ProfileForm.from_request()
    if not form.validate_on_submit():
        return refused(_my_page(form))
    with db.transaction():
        actions.edit_profile(signing.person(), **form.answers())
    flash("登録した内容を変更しました。", "success")
    return redirect(url_for("accounts.mine"))


@bp.get("/me/password")
@may("account.edit")
def password() -> Any:
    return render_template("accounts/password.html", form=ChangePasswordForm.from_request())


@bp.post("/me/password")
@may("account.edit")
def change_password() -> Any:
    person = signing.person()
    form = ChangePasswordForm.about_person(person.email, person.name, person.belonging)
    if not form.validate_on_submit():
        return refused(render_template("accounts/password.html", form=form))
    try:
        with db.transaction():
            actions.count_proof(person)
    except TooMany as fault:
        form.refuse(fault)
        return refused(render_template("accounts/password.html", form=form), 429, fault.wait)
    if not passwords.matches(person.password_hash, form.current.data or ""):
        form.refuse(WRONG)
        return refused(render_template("accounts/password.html", form=form))
    kept = passwords.hash_of(form.password.data or "")
    with db.transaction():
        actions.forget_proofs(person)
        actions.change_password(person, password_hash=kept)
        begun = actions.begin_sign_in(person, signing.device())
    signing.enter(person, begun)
    flash("パスワードを変更しました。ほかの端末のサインインは終了しました。", "success")
    return redirect(url_for("accounts.mine"))


@bp.get("/me/sign-ins")
@may("account.read")
def sign_ins() -> Any:
    page = db.page_of(queries.sign_ins_of(signing.person()), page_number())
    return render_template("accounts/sign_ins.html", page=page, form=Form(formdata=None))


@bp.post("/me/sign-ins/<key>/end")
@may("sign_in.end", queries.one_sign_in)
def end_sign_in(sign_in: SignIn) -> Any:
    with db.transaction():
        actions.end_sign_in(sign_in)
    if sign_in.id == current_user.sign_in.id:
        return signing.leave(redirect(url_for("accounts.signed_out")))
    flash("その端末のサインインを終了しました。", "success")
    return redirect(url_for("accounts.sign_ins"))


@bp.post("/me/sign-ins/end-others")
@may("account.edit")
def end_other_sign_ins() -> Any:
    with db.transaction():
        actions.end_sign_ins(signing.person(), but=current_user.sign_in)
    flash("ほかの端末のサインインをすべて終了しました。", "success")
    return redirect(url_for("accounts.sign_ins"))


def _my_page(form: ProfileForm) -> str:
    return render_template("accounts/mine.html", form=form)
