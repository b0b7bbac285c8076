"""Calling a meeting, changing it, and keeping its minutes."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.web import done, made, may
from hack.workgroups.actions import announce, call_meeting, edit_agenda, edit_meeting, keep_attendance, keep_minutes
from hack.workgroups.forms.meetings import AttendanceForm, MeetingForm, MinutesForm, NewMeetingForm, PresenceForm
from hack.workgroups.forms.rows import AgendaForm
from hack.workgroups.models import Meeting, Presence, Workgroup
from hack.workgroups.queries import attendances_at, one_meeting, one_workgroup, resolutions_at, tasks_from
from hack.workgroups.rules import membership
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
    known, place = attendances_at(meeting), membership(current_user, meeting.workgroup)
    mine = known.get(place.id) if place else None
    said = {"presence": mine.announced.value, "deputy": mine.deputy} if mine and mine.announced else {}
    return _meeting_page(meeting, PresenceForm(formdata=None, data=said))


@bp.post("/workgroups/<key>/meetings/<meeting_key>/attendance")
@may("attendance.announce", one_meeting)
def announce_attendance(meeting: Meeting) -> Any:
    form = PresenceForm.from_request()

    def deed() -> None:
        presence = Presence(form.presence.data)
        announce(meeting, by=current_user, presence=presence, deputy=form.deputy.data or "")

    if done(form, deed):
        flash("出欠を知らせました。", "success")
        return redirect(to_meeting(meeting))
    return _meeting_page(meeting, form), 422


@bp.get("/workgroups/<key>/meetings/<meeting_key>/attendances")
@may("attendance.keep", one_meeting)
def attendances(meeting: Meeting) -> Any:
    form = AttendanceForm.about(meeting.workgroup.members, attendances_at(meeting))
    return meeting_page("workgroups/attendances.html", meeting, form)


@bp.post("/workgroups/<key>/meetings/<meeting_key>/attendances")
@may("attendance.keep", one_meeting)
def write_attendances(meeting: Meeting) -> Any:
    members = list(meeting.workgroup.members)
    form = AttendanceForm.about(members, attendances_at(meeting))
    if done(form, lambda: keep_attendance(meeting, by=current_user, came=form.came(members))):
        flash("出席を記録しました。", "success")
        return redirect(to_meeting(meeting))
    return meeting_page("workgroups/attendances.html", meeting, form), 422


@bp.get("/workgroups/<key>/meetings/<meeting_key>/agenda")
@may("meeting.edit", one_meeting)
def agenda(meeting: Meeting) -> Any:
    kept = [{"title": item.title, "who": item.who, "minutes": item.minutes} for item in meeting.items]
    return meeting_page("workgroups/agenda.html", meeting, AgendaForm.of(kept, meeting.version))


@bp.post("/workgroups/<key>/meetings/<meeting_key>/agenda")
@may("meeting.edit", one_meeting)
def write_agenda(meeting: Meeting) -> Any:
    form = AgendaForm.sent()
    if "more" in request.form:
        form.grow()
        return meeting_page("workgroups/agenda.html", meeting, form)
    if done(form, lambda: edit_agenda(meeting, by=current_user, seen=form.version, items=form.items()), meeting):
        flash("議題を保存しました。", "success")
        return redirect(to_meeting(meeting))
    return meeting_page("workgroups/agenda.html", meeting, form), 422


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


def _meeting_page(meeting: Meeting, announcing: PresenceForm) -> str:
    return render_template(
        "workgroups/meeting.html",
        meeting=meeting,
        workgroup=meeting.workgroup,
        announcing=announcing,
        place=membership(current_user, meeting.workgroup),
        known=attendances_at(meeting),
        resolutions=resolutions_at(meeting),
        tasks=tasks_from(meeting),
    )
