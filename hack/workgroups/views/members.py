"""Joining and leaving a working group, and bringing people in."""

from typing import Any

from flask import flash, redirect, url_for
from flask_login import current_user

from hack.accounts.queries import person_at
from hack.errors import RuleBroken
from hack.web import done, may
from hack.workgroups.actions import add_member, join, leave, remove_member
from hack.workgroups.forms import AddMemberForm, JoinForm
from hack.workgroups.models import Member, Workgroup
from hack.workgroups.queries import one_member, one_workgroup, own_proposal_for
from hack.workgroups.views.blueprint import bp
from hack.workgroups.views.reading import show_workgroup


@bp.post("/workgroups/<key>/join")
@may("workgroup.join", one_workgroup)
def enter(workgroup: Workgroup) -> Any:
    form, proposal = JoinForm.from_request(), own_proposal_for(workgroup.need, current_user)
    if done(form, lambda: join(workgroup, by=current_user, proposal=proposal)):
        flash("参加しました。", "success")
        return redirect(url_for("workgroups.show", key=workgroup.key))
    return show_workgroup(workgroup, joining=form, status=422)


@bp.post("/workgroups/<key>/leave")
@may("workgroup.leave", one_workgroup)
def go(workgroup: Workgroup) -> Any:
    form = JoinForm.from_request()
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
        add_member(workgroup, person, by=current_user)

    if done(form, deed):
        flash("構成員に加えました。", "success")
        return redirect(url_for("workgroups.show", key=workgroup.key))
    return show_workgroup(workgroup, adding=form, status=422)


@bp.post("/workgroups/<key>/members/<member_key>/removal")
@may("member.remove", one_member)
def remove(member: Member) -> Any:
    workgroup, form = member.workgroup, JoinForm.from_request()
    if done(form, lambda: remove_member(member, by=current_user)):
        flash("構成員から外しました。", "success")
        return redirect(url_for("workgroups.show", key=workgroup.key))
    return show_workgroup(workgroup, joining=form, status=422)
