"""The calendar that a person's own calendar program reads, and one meeting as a file."""

import hashlib
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.forms import Form
from hack.lazy import lazily
from hack.web import done, may
from hack.workgroups.actions import end_feed, make_feed
from hack.workgroups.models import CalendarFeed, Meeting
from hack.workgroups.queries import feed_at, meetings_in_calendar, one_meeting, own_feed, tasks_in_calendar
from hack.workgroups.views.blueprint import bp

calendar_of = lazily("hack.workgroups.calendar:calendar_of")


@bp.get("/workgroups/calendar")
@may("calendar.own")
def calendar() -> Any:
    return _calendar_page(Form(formdata=None))


@bp.post("/workgroups/calendar")
@may("calendar.own")
def renew_calendar() -> Any:
    form, address = Form.from_request(), ""

    def deed() -> None:
        nonlocal address
        address = url_for("workgroups.feed", token=make_feed(by=current_user).token, _external=True)

    if done(form, deed):
        return _calendar_page(Form(formdata=None), address)
    return _calendar_page(form), 422


@bp.post("/workgroups/calendar/end")
@may("calendar.own")
def end_calendar() -> Any:
    form = Form.from_request()
    if done(form, lambda: end_feed(by=current_user)):
        flash("カレンダーの購読アドレスを使えなくしました。", "success")
        return redirect(url_for("workgroups.calendar"))
    return _calendar_page(form), 422


@bp.get("/calendar/<token>.ics")
@may("calendar.fetch", feed_at)
def feed(one: CalendarFeed) -> Response:
    return _as_file(calendar_of(meetings_in_calendar(one.user), tasks_in_calendar(one.user)), "workgroups.ics")


@bp.get("/workgroups/<key>/meetings/<meeting_key>.ics")
@may("meeting.read", one_meeting)
def meeting_file(meeting: Meeting) -> Response:
    return _as_file(calendar_of([meeting]), f"meeting-{meeting.key}.ics")


def _calendar_page(form: Form, address: str = "") -> str:
    db.session.rollback()
    return render_template("workgroups/calendar.html", form=form, feed=own_feed(current_user), address=address)


def _as_file(words: bytes, name: str) -> Response:
    response = make_response(words)
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.set_etag(hashlib.sha256(words).hexdigest())
    response.make_conditional(request)
    return response
