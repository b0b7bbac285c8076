"""The calendar that a person's own program reads: what it says, to whom, and when its address ends."""

import pytest
from icalendar import Calendar

from hack import db
from hack.accounts.actions import change_password, deactivate, reactivate
from hack.workgroups.actions import edit_meeting, give_task, keep_minutes, leave, make_feed
from hack.workgroups.models import CalendarFeed
from tests.cast import HASH, a_need
from tests.workgroups.words import a_meeting, a_workgroup


@pytest.fixture
def group(app, cast):
    return a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi,))


def address_of(person):
    with db.transaction():
        return f"/calendar/{make_feed(by=person).token}.ics"


def status(app, address):
    return app.test_client().get(address).status_code


def test_a_calendar_tells_titles_times_and_places_and_nothing_else(app, cast, group):
    meeting = a_meeting(group, by=cast.mori, agenda="ひみつの議題")
    with db.transaction():
        keep_minutes(meeting, by=cast.mori, minutes="ひみつの議事", decisions="ひみつの決定")
        give_task(
            group,
            by=cast.mori,
            title="見積もり",
            owner=group.members[-1],
            due_on=meeting.starts_at.date(),
            details="ひみつ",
        )

    answer = app.test_client().get(address_of(cast.umi))

    assert "ひみつ" not in answer.text and answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    (event,), (todo,), (zone,) = (calendar.walk(name) for name in ("VEVENT", "VTODO", "VTIMEZONE"))
    assert (event["summary"], event["location"], event["sequence"]) == ("第1回", "会議室1", meeting.version)
    assert (event.decoded("dtstart").isoformat(), zone["tzid"]) == ("2026-06-02T14:00:00+09:00", "Asia/Tokyo")
    assert (todo["summary"], todo.decoded("due").isoformat()) == ("見積もり", "2026-06-02")


def test_an_unchanged_calendar_is_not_sent_again_and_a_changed_meeting_keeps_its_name(app, cast, group):
    meeting, address = a_meeting(group, by=cast.mori), address_of(cast.umi)
    client = app.test_client()
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304

    with db.transaction():
        edit_meeting(meeting, by=cast.mori, seen=meeting.version, place="会議室9")
    second = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    before, after = (Calendar.from_ical(one.data).walk("VEVENT")[0] for one in (first, second))
    assert (before["uid"], int(before["sequence"]) < int(after["sequence"])) == (after["uid"], True)


@pytest.mark.parametrize("deed", ["password", "deactivation", "renewal", "organisation"])
def test_an_address_ends_at_once(app, cast, group, deed):
    address = address_of(cast.umi)
    assert status(app, address) == 200
    if deed == "renewal":
        address_of(cast.umi)
    with db.transaction():
        if deed == "password":
            change_password(cast.umi, password_hash=HASH)
        elif deed == "deactivation":
            deactivate(cast.umi, by=cast.kan)
            reactivate(cast.umi, by=cast.kan)
        elif deed == "organisation":
            cast.umi.active = False

    assert status(app, address) == 404
    assert status(app, "/calendar/unknown.ics") == 404


def test_who_leaves_a_group_reads_its_meetings_no_more(app, cast, group):
    a_meeting(group, by=cast.mori)
    address = address_of(cast.umi)
    with db.transaction():
        leave(group, by=cast.umi)

    assert Calendar.from_ical(app.test_client().get(address).data).walk("VEVENT") == []


def test_the_address_is_shown_once_and_kept_nowhere(browser_of, cast, group):
    page = browser_of(cast.umi).visit("/workgroups/calendar").press("購読アドレスを作る")
    address = page.page.find("code").get_text()
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    db.session.rollback()

    feed = db.session.query(CalendarFeed).one()
    assert token not in str(vars(feed)) and len(feed.digest) == 64
    assert token not in page.visit("/workgroups/calendar").page.decode()
    page.press("アドレスを使えなくする")
    assert page.client.get(f"/calendar/{token}.ics").status_code == 404


def test_one_meeting_is_a_file_for_those_inside(browser_of, cast, group):
    meeting = a_meeting(group, by=cast.mori)
    path = f"/workgroups/{group.key}/meetings/{meeting.key}.ics"

    assert [browser_of(one).client.get(path).status_code for one in (cast.umi, cast.riku)] == [200, 404]
