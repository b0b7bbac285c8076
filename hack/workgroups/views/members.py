"""Joining and leaving a working group, and bringing people in."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.accounts.queries import person_at
from hack.errors import RuleBroken
from hack.web import done, may, page_number
from hack.workgroups.actions import add_member, assign_duty, join, leave, remove_member
from hack.workgroups.forms.groups import JoinForm
from hack.workgroups.forms.members import AddMemberForm, DutyForm, RemovalForm
from hack.workgroups.models import Member, Workgroup
from hack.workgroups.queries import (
    charter_of,
    last_confirmed,
    one_member,
    one_member_once,
    one_workgroup,
    own_proposal_for,
    roster_of,
)
from hack.workgroups.views.blueprint import bp
from hack.workgroups.views.reading import show_workgroup


@bp.post("/workgroups/<key>/join")
@may("workgroup.join", one_workgroup)
def enter(workgroup: Workgroup) -> Any:
    form, proposal = JoinForm.under(charter_of(workgroup)), own_proposal_for(workgroup.need, current_user)
    if done(form, lambda: join(workgroup, by=current_user, proposal=proposal, confirmed=form.version)):
        flash("参加しました。", "success")
        return redirect(url_for("workgroups.show", key=workgroup.key))
    return show_workgroup(workgroup, joining=form, status=422)


@bp.post("/workgroups/<key>/leave")
@may("workgroup.leave", one_workgroup)
def go(workgroup: Workgroup) -> Any:
    form = JoinForm.under(None)
    if done(form, lambda: leave(workgroup, by=current_user)):
        flash("グループから抜けました。", "success")
        return redirect(url_for("workgroups.index"))
    return show_workgroup(workgroup, joining=form, status=422)


@bp.post("/workgroups/<key>/members")
@may("member.add", one_workgroup)
def add(workgroup: Workgroup) -> Any:
    form = AddMemberForm.from_request()

    def deed() -> None:
        person = person_at(form.email.data or "")
        if person is None:
            raise RuleBroken("このメールアドレスの利用者は見つかりません。", "email")
        add_member(workgroup, person, by=current_user, duty=form.duty.data)

    if done(form, deed):
        flash("構成員に加えました。", "success")
        return redirect(url_for("workgroups.show", key=workgroup.key))
    return show_workgroup(workgroup, adding=form, status=422)


@bp.get("/workgroups/<key>/members")
@may("member.list_all", one_workgroup)
def roster(workgroup: Workgroup) -> Any:
    page = db.page_of(roster_of(workgroup), page_number())
    confirmed = last_confirmed(workgroup)
    return render_template("workgroups/roster.html", workgroup=workgroup, page=page, confirmed=confirmed)


@bp.get("/workgroups/<key>/members/<member_key>")
@may("member.assign", one_member)
def show_member(member: Member) -> Any:
    return _member_page(member)


@bp.post("/workgroups/<key>/members/<member_key>")
@may("member.assign", one_member)
def assign(member: Member) -> Any:
    form = DutyForm.from_request()
    if done(form, lambda: assign_duty(member, form.duty.data, by=current_user)):
        flash(f"{member.user.name}さんの役割を「{member.duty.label}」にしました。", "success")
        return redirect(url_for("workgroups.show", key=member.workgroup.key))
    return _member_page(member, assigning=form), 422


@bp.post("/workgroups/<key>/members/<member_key>/removal")
@may("member.remove", one_member_once)
def remove(member: Member) -> Any:
    workgroup, form = member.workgroup, RemovalForm.from_request()
    if done(form, lambda: remove_member(member, by=current_user, reason=form.reason.data or "")):
        flash("構成員から外しました。", "success")
        return redirect(url_for("workgroups.show", key=workgroup.key))
    return _member_page(member, removing=form), 422


def _member_page(member: Member, *, assigning: DutyForm | None = None, removing: RemovalForm | None = None) -> str:
    return render_template(
        "workgroups/member.html",
        member=member,
        workgroup=member.workgroup,
        assigning=assigning or DutyForm(formdata=None, duty=member.duty),
        removing=removing or RemovalForm(formdata=None),
    )
