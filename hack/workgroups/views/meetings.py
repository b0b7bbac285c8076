"""Calling a meeting, changing it, and keeping its minutes."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.errors import Overtaken, RuleBroken
from hack.once import once
from hack.web import may
from hack.workgroups.actions import call_meeting, edit_meeting, keep_minutes
from hack.workgroups.forms import MeetingForm, MinutesForm, NewMeetingForm
from hack.workgroups.models import Meeting, Workgroup
from hack.workgroups.queries import one_meeting, one_workgroup
from hack.workgroups.views.blueprint import bp


@bp.get("/workgroups/<key>/meetings/new")
@may("meeting.call", one_workgroup)
def new_meeting(workgroup: Workgroup) -> Any:
    return render_template("workgroups/new_meeting.html", workgroup=workgroup, form=NewMeetingForm.from_request())


@bp.post("/workgroups/<key>/meetings/new")
@may("meeting.call", one_workgroup)
def call(workgroup: Workgroup) -> Any:
    form = NewMeetingForm.from_request()
    if form.validate_on_submit():
        try:
            with db.transaction():
                key = once(
                    form.once_key.data, current_user, lambda: call_meeting(workgroup, by=current_user, **form.meeting())
                )
            flash("会議を開くことを構成員に知らせます。", "success")
            return redirect(url_for("workgroups.show_meeting", key=workgroup.key, meeting_key=key))
        except RuleBroken as broken:
            form.refuse(broken)
    return render_template("workgroups/new_meeting.html", workgroup=workgroup, form=form), 422


@bp.get("/workgroups/<key>/meetings/<meeting_key>")
@may("meeting.read", one_meeting)
def show_meeting(meeting: Meeting) -> Any:
    return render_template("workgroups/meeting.html", meeting=meeting, workgroup=meeting.workgroup)


@bp.get("/workgroups/<key>/meetings/<meeting_key>/edit")
@may("meeting.edit", one_meeting)
def change_meeting(meeting: Meeting) -> Any:
    return meeting_page("workgroups/edit_meeting.html", meeting, MeetingForm.of(meeting))


@bp.post("/workgroups/<key>/meetings/<meeting_key>/edit")
@may("meeting.edit", one_meeting)
def write_meeting(meeting: Meeting) -> Any:
    form, theirs = MeetingForm.from_request(), {}
    if form.validate_on_submit():
        try:
            with db.transaction():
                edit_meeting(meeting, by=current_user, seen=form.seen.data or 0, **form.meeting())
            flash("会議の案内を直しました。", "success")
            return redirect(to_meeting(meeting))
        except RuleBroken as broken:
            form.refuse(broken)
            theirs = form.beside(meeting) if isinstance(broken, Overtaken) else {}
    return meeting_page("workgroups/edit_meeting.html", meeting, form, theirs), 422


@bp.get("/workgroups/<key>/meetings/<meeting_key>/minutes")
@may("minutes.keep", one_meeting)
def minutes(meeting: Meeting) -> Any:
    return meeting_page("workgroups/minutes.html", meeting, MinutesForm.from_request(obj=meeting, seen=meeting.version))


@bp.post("/workgroups/<key>/meetings/<meeting_key>/minutes")
@may("minutes.keep", one_meeting)
def keep(meeting: Meeting) -> Any:
    form, theirs = MinutesForm.from_request(), {}
    if form.validate_on_submit():
        try:
            with db.transaction():
                keep_minutes(meeting, by=current_user, seen=form.seen.data or 0, **form.answers())
            flash("議事録を保存しました。", "success")
            return redirect(to_meeting(meeting))
        except RuleBroken as broken:
            form.refuse(broken)
            theirs = form.beside(meeting) if isinstance(broken, Overtaken) else {}
    return meeting_page("workgroups/minutes.html", meeting, form, theirs), 422


def meeting_page(template: str, meeting: Meeting, form: Any, theirs: dict[str, str] | None = None) -> Any:
    """A form about a meeting; `theirs` is what somebody else wrote meanwhile, by question."""
    return render_template(template, meeting=meeting, workgroup=meeting.workgroup, form=form, theirs=theirs or {})


def to_meeting(meeting: Meeting) -> str:
    """The address of the meeting's page."""
    return url_for("workgroups.show_meeting", key=meeting.workgroup.key, meeting_key=meeting.key)
