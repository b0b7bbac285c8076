"""Calling a meeting, changing it, and keeping its minutes."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.web import done, made, may
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
    if key := made(form, lambda: call_meeting(workgroup, by=current_user, **form.meeting())):
        flash("会議を開くことを構成員に知らせます。", "success")
        return redirect(url_for("workgroups.show_meeting", key=workgroup.key, meeting_key=key))
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
    form = MeetingForm.from_request()
    if done(form, lambda: edit_meeting(meeting, by=current_user, seen=form.version, **form.meeting()), meeting):
        flash("会議の案内を直しました。", "success")
        return redirect(to_meeting(meeting))
    return meeting_page("workgroups/edit_meeting.html", meeting, form), 422


@bp.get("/workgroups/<key>/meetings/<meeting_key>/minutes")
@may("minutes.keep", one_meeting)
def minutes(meeting: Meeting) -> Any:
    return meeting_page("workgroups/minutes.html", meeting, MinutesForm.from_request(obj=meeting, seen=meeting.version))


@bp.post("/workgroups/<key>/meetings/<meeting_key>/minutes")
@may("minutes.keep", one_meeting)
def keep(meeting: Meeting) -> Any:
    form = MinutesForm.from_request()
    if done(form, lambda: keep_minutes(meeting, by=current_user, seen=form.version, **form.answers()), meeting):
        flash("議事録を保存しました。", "success")
        return redirect(to_meeting(meeting))
    return meeting_page("workgroups/minutes.html", meeting, form), 422


def meeting_page(template: str, meeting: Meeting, form: Any) -> str:
    """A form about a meeting."""
    return render_template(template, meeting=meeting, workgroup=meeting.workgroup, form=form)


def to_meeting(meeting: Meeting) -> str:
    """The address of the meeting's page."""
    return url_for("workgroups.show_meeting", key=meeting.workgroup.key, meeting_key=meeting.key)
