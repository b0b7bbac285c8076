"""Organisations: the list, the page, changing it, and moving along the path."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.accounts import actions, queries
from hack.accounts.forms.organizations import OrganizationFilter, OrganizationForm
from hack.accounts.models import Organization
from hack.accounts.rules import moves_open_to
from hack.accounts.views.blueprint import bp
from hack.accounts.views.ways import refused
from hack.errors import RuleBroken
from hack.forms import Form, MoveForm, TakeBackForm
from hack.pipeline.member import MemberStep
from hack.policy import can
from hack.standing import standing_of
from hack.web import anyone_may, done, may, page_number


@bp.get("/organizations")
@anyone_may
def organizations() -> Any:
    form = OrganizationFilter.asked()
    if not can(current_user, "organization.list_all"):
        del form.step
    wanted = form.wanted()
    listed = queries.listed_organizations(current_user, words=wanted.pop("q"), **wanted)
    return render_template("accounts/organizations.html", form=form, page=db.page_of(listed, page_number()))


@bp.get("/organizations/<key>")
@may("organization.read", queries.one_organization)
def organization(organization: Organization) -> Any:
    return _show(organization)


@bp.get("/organizations/<key>/edit")
@may("organization.edit", queries.one_organization)
def edit_organization(organization: Organization) -> Any:
    return _edit_page(organization, _form(organization))


@bp.post("/organizations/<key>/edit")
@may("organization.edit", queries.one_organization)
def keep_organization(organization: Organization) -> Any:
    form = _form(organization)

    def deed() -> None:
        actions.edit_organization(organization, by=current_user, seen=form.version, **form.answers())

    if done(form, deed, organization):
        flash("団体の情報を変更しました。", "success")
        return redirect(url_for("accounts.organization", key=organization.key))
    return refused(_edit_page(organization, form))


@bp.post("/organizations/<key>/moves")
@may("organization.move", queries.one_organization)
def move_organization(organization: Organization) -> Any:
    form = MoveForm.from_request()

    def deed() -> None:
        actions.move_organization(organization, by=current_user, seen=form.version, **form.answers())

    if done(form, deed, organization):
        flash(f"「{organization.step.label}」になりました。", "success")
        return redirect(url_for("accounts.organization", key=organization.key))
    return refused(_show(organization, moving=form))


@bp.post("/organizations/<key>/take-back")
@may("organization.take_back", queries.one_organization)
def take_back_organization(organization: Organization) -> Any:
    form = TakeBackForm.from_request()

    def deed() -> None:
        actions.take_back_organization(organization, by=current_user, seen=form.version, **form.answers())

    if done(form, deed, organization):
        flash("直前の操作を取り消しました。", "success")
        return redirect(url_for("accounts.organization", key=organization.key))
    return refused(_show(organization, taking_back=form))


@bp.get("/organizations/<key>/people")
@may("organization.read_people", queries.one_organization)
def organization_people(organization: Organization) -> Any:
    page = db.page_of(queries.people_of(organization), page_number())
    return render_template("accounts/organization_people.html", organization=organization, page=page)


@bp.post("/organizations/<key>/invitation")
@may("organization.invite", queries.one_organization)
def invite_again(organization: Organization) -> Any:
    try:
        with db.transaction():
            actions.invite_applicant(organization, by=current_user)
        flash("申請された担当者に、招待状をもう一度送りました。", "success")
    except RuleBroken as broken:
        flash(broken.message, "error")
    return redirect(url_for("accounts.organization", key=organization.key))


def _form(organization: Organization) -> OrganizationForm:
    return OrganizationForm.showing(
        organization, verified_too=can(current_user, "organization.edit_verified", organization)
    )


def _edit_page(organization: Organization, form: OrganizationForm) -> str:
    return render_template("accounts/organization_edit.html", organization=organization, form=form)


def _show(organization: Organization, moving: MoveForm | None = None, taking_back: TakeBackForm | None = None) -> str:
    seen = organization.version
    path_shown = can(current_user, "organization.read_path", organization)
    return render_template(
        "accounts/organization.html",
        organization=organization,
        moves=[move for move in moves_open_to(current_user, organization) if not move.made_at],
        moving=moving or MoveForm(formdata=None, seen=seen),
        taking_back=taking_back or TakeBackForm(formdata=None, seen=seen),
        inviting=Form(formdata=None),
        standing=standing_of(organization) if path_shown else None,
        invited_until=queries.invited_until(organization) if organization.step is MemberStep.VERIFIED else None,
    )
