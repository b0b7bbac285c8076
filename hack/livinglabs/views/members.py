"""Who belongs to an open lab, who asks to, and who leaves it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.livinglabs.actions import answer_joining, ask_to_join, enter_member, leave_lab
from hack.livinglabs.forms import AnswerJoiningForm, JoinForm, LeaveForm, MemberForm
from hack.livinglabs.models import LabMember, LivingLab
from hack.livinglabs.queries import members_of, memberships_of, one_lab, one_lab_member
from hack.livinglabs.views.blueprint import bp
from hack.web import done, made, may, page_number


@bp.get("/<key>/members")
@may("lab_member.list", one_lab)
def members(lab: LivingLab) -> Any:
    return _list(lab, MemberForm.from_request())


@bp.get("/joined")
@may("lab_member.list_own")
def joined() -> Any:
    page = db.page_of(memberships_of(current_user), page_number())
    return render_template("livinglabs/joined.html", page=page, leaving=LeaveForm(formdata=None))


@bp.get("/<key>/members/join")
@may("lab_member.ask", one_lab)
def join(lab: LivingLab) -> Any:
    return render_template("livinglabs/join.html", lab=lab, form=JoinForm.from_request())


@bp.post("/<key>/members/join")
@may("lab_member.ask", one_lab)
def ask(lab: LivingLab) -> Any:
    form = JoinForm.from_request()
    if made(form, lambda: ask_to_join(lab, by=current_user, **form.answers())):
        flash("参加を申し込みました。返事は、このページとメールでお知らせします。", "success")
        return redirect(url_for("livinglabs.members", key=lab.key))
    return render_template("livinglabs/join.html", lab=lab, form=form), 422


@bp.post("/<key>/members")
@may("lab_member.enter", one_lab)
def add_member(lab: LivingLab) -> Any:
    form = MemberForm.from_request()
    if made(form, lambda: enter_member(lab, by=current_user, **form.answers())):
        flash("参加する団体を載せました。", "success")
        return redirect(url_for("livinglabs.members", key=lab.key))
    return _list(lab, form, 422)


@bp.get("/members/<key>")
@may("lab_member.answer", one_lab_member)
def asked(member: LabMember) -> Any:
    return render_template("livinglabs/asked.html", member=member, form=AnswerJoiningForm.from_request())


@bp.post("/members/<key>")
@may("lab_member.answer", one_lab_member)
def answer(member: LabMember) -> Any:
    form = AnswerJoiningForm.from_request()
    accept = form.accept.data == "yes"
    if done(form, lambda: answer_joining(member, accept, answer=form.answer.data or "", by=current_user)):
        flash(f"「{member.state.label}」になりました。申し込んだ人に伝わります。", "success")
        return redirect(url_for("livinglabs.members", key=member.livinglab.key))
    return render_template("livinglabs/asked.html", member=member, form=form), 422


@bp.post("/members/<key>/leave")
@may("lab_member.leave", one_lab_member)
def leave(member: LabMember) -> Any:
    lab, form = member.livinglab, LeaveForm.from_request()
    if done(form, lambda: leave_lab(member, by=current_user)):
        flash("オープンラボから外れました。", "success")
    return redirect(url_for("livinglabs.members", key=lab.key))


def _list(lab: LivingLab, form: MemberForm, status: int = 200) -> Any:
    page = db.page_of(members_of(lab, current_user), page_number())
    leaving = LeaveForm(formdata=None)
    return render_template("livinglabs/members.html", lab=lab, page=page, form=form, leaving=leaving), status
