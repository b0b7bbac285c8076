"""People: whom one works with, one person's page, invitations, and accounts taken out of use."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.accounts import actions, queries
from hack.accounts.forms.invitations import InvitationForm
from hack.accounts.models import Section, Ticket, User
from hack.accounts.rules import roles_to_invite
from hack.accounts.views.blueprint import bp
from hack.accounts.views.ways import refused
from hack.errors import RuleBroken, TooMany
from hack.forms import Form
from hack.once import once
from hack.policy import can
from hack.roles import Role
from hack.web import may, page_number

LISTED = {Role.COORDINATOR: tuple(role for role in Role if role is not Role.PROPOSER), Role.ADMIN: tuple(Role)}
"""The roles that a list of people can be narrowed down to, where it holds several."""


@bp.get("/people")
@may("person.list")
def people() -> Any:
    wished = {role.value: role for role in Role}.get(request.args.get("role", ""))
    page = db.page_of(queries.people_around(current_user, wished), page_number())
    return render_template("accounts/people.html", page=page, choices=LISTED.get(current_user.role, ()), wished=wished)


@bp.get("/people/<key>")
@may("person.read", queries.one_person)
def person(person: User) -> Any:
    shown = can(current_user, "person.read_contact", person)
    recorded = shown and _from_elsewhere(person)
    if recorded:
        with db.transaction():
            actions.view_contact(person, request.endpoint or "", by=current_user)
    form = Form(formdata=None)
    return render_template("accounts/person.html", person=person, form=form, contact_shown=shown, recorded=recorded)


@bp.post("/people/<key>/deactivate")
@may("person.deactivate", queries.one_person)
def deactivate(person: User) -> Any:
    with db.transaction():
        actions.deactivate(person, by=current_user)
    flash("アカウントを停止しました。その方のサインインはすべて終了しました。", "success")
    return redirect(url_for("accounts.person", key=person.key))


@bp.post("/people/<key>/reactivate")
@may("person.reactivate", queries.one_person)
def reactivate(person: User) -> Any:
    with db.transaction():
        actions.reactivate(person, by=current_user)
    flash("アカウントの停止を解きました。", "success")
    return redirect(url_for("accounts.person", key=person.key))


@bp.get("/invitations")
@may("person.invite")
def invitations() -> Any:
    page = db.page_of(queries.open_invitations(current_user), page_number())
    return render_template("accounts/invitations.html", page=page, form=Form(formdata=None))


@bp.get("/invitations/new")
@may("person.invite")
def invite() -> Any:
    return _invite_page(_form())


@bp.post("/invitations/new")
@may("person.invite")
def send_invitation() -> Any:
    form = _form()
    if not form.validate_on_submit():
        return refused(_invite_page(form))
    try:
        with db.transaction():
            actions.count_invitation(current_user)
            once(form.once_key.data or "", current_user, lambda: _invited(form))
    except TooMany as fault:
        form.refuse(fault)
        return refused(_invite_page(form), 429, fault.wait)
    except RuleBroken as broken:
        form.refuse(broken)
        return refused(_invite_page(form))
    flash(f"{form.email.data} に招待状を送りました。7日以内に登録していただいてください。", "success")
    return redirect(url_for("accounts.invitations"))


@bp.post("/invitations/<key>/withdraw")
@may("invitation.withdraw", queries.one_invitation)
def withdraw_invitation(ticket: Ticket) -> Any:
    with db.transaction():
        actions.withdraw_invitation(ticket)
    flash("招待を取り消しました。送られたリンクは、もう使えません。", "success")
    return redirect(url_for("accounts.invitations"))


def _from_elsewhere(person: User) -> bool:
    """Whether the viewer sees contact data of an organisation that is not the viewer's own."""
    return person.organization_id is not None and person.organization_id != current_user.organization_id


def _invite_page(form: InvitationForm) -> str:
    return render_template("accounts/invite.html", form=form, roles=roles_to_invite(current_user))


def _form() -> InvitationForm:
    roles = roles_to_invite(current_user)
    return InvitationForm.offering(roles, queries.sections_to_choose() if Role.OFFICER in roles else [])


def _invited(form: InvitationForm) -> Ticket:
    roles = roles_to_invite(current_user)
    role = form.role.data if "role" in form else roles[0]
    chosen = form.section_id.data if "section_id" in form and role is Role.OFFICER else None
    return actions.invite(
        email=form.email.data or "",
        name=form.name.data or "",
        role=role,
        organization=current_user.organization if role is Role.PROPOSER else None,
        section=db.session.get(Section, chosen) if chosen else None,
        by=current_user,
    )
