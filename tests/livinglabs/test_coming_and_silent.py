"""What is to come is told to everybody and their calendars; who has been silent for long is told to the coordinators."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from hack import clock, db
from hack.livinglabs.models import LivingLab, MemberState
from hack.livinglabs.queries import coming_gatherings, memberships_of, silent_labs
from hack.livinglabs.rhythm import days_told
from hack.pipeline.livinglab import LabStep
from tests.livinglabs.words import a_gathering, a_lab, a_member, an_open_lab


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _in(days):
    return clock.today() + timedelta(days=days)


def _titles(browser, path):
    answer = browser.client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    events = list(Calendar.from_ical(answer.data).walk("VEVENT"))
    return [(str(one["summary"]), one.decoded("dtstart"), str(one["location"])) for one in events], answer


@pytest.mark.parametrize(
    "rhythm, days",
    [
        ("毎月第2土曜日", 31),
        ("毎週水曜日", 7),
        ("隔週の金曜日", 14),
        ("月2回", 14),
        ("月に1回", 31),
        ("2か月に1度", 61),
        ("\uff12か月に\uff11度", 61),
        ("3カ月に1回ほど", 92),
        ("年4回", 92),
        ("半年に1回", 183),
        ("年に1度", 366),
        ("毎月第2週の土曜日", 31),
        ("2週間に1回", 14),
        ("２週に１度", 14),
        ("12か月に1回", 366),
        ("第1・第3土曜日", None),
        ("週1回、年2回は拡大版", 7),
        ("毎月第1日曜日(年12回)", 31),
        ("朝市のある日", None),
        ("", None),
    ],
)
def test_the_words_of_a_rhythm_tell_its_days(rhythm, days):
    assert days_told(rhythm) == days


def test_everybody_and_every_calendar_is_told_what_is_to_come_and_public(cast, browser_of):
    lab, other, over = a_lab(by=cast.umi), a_lab(by=cast.mori), a_lab(by=cast.umi, step=LabStep.ENDED)
    hidden = a_lab(by=cast.umi, step=LabStep.CHECKING)
    a_gathering(lab, by=cast.umi, title="次の対話", held_on=_in(9))
    a_gathering(other, by=cast.mori, title="きょうの会", held_on=_in(0), place="", online=True)
    a_gathering(lab, by=cast.umi, title="先月の会", held_on=_in(-30))
    for one, facts in ((lab, {"public": False}), (over, {}), (hidden, {})):
        a_gathering(one, by=cast.umi, title="内輪の会", held_on=_in(5), **facts)
    page = browser_of(None).visit("/livinglabs/")
    coming = page.page.select_one("#coming").get_text(" ", strip=True)

    assert [one.title for one in db.session.scalars(coming_gatherings())] == ["きょうの会", "次の対話"]
    assert "次の対話" in coming and "きょうの会" in coming and "内輪の会" not in coming and "先月" not in coming
    told, answer = _titles(browser_of(None), "/livinglabs/gatherings.ics")
    assert told == [
        ("みなと坂リビングラボ: 先月の会", _in(-30), "集会所"),
        ("みなと坂リビングラボ: きょうの会", _in(0), "オンライン"),
        ("みなと坂リビングラボ: 次の対話", _in(9), "集会所"),
    ]
    assert [one[0] for one in _titles(browser_of(cast.umi), f"/livinglabs/{other.key}/gatherings.ics")[0]] == [
        "みなと坂リビングラボ: きょうの会"
    ]
    again = browser_of(None).client.get("/livinglabs/gatherings.ics", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert browser_of(None).client.get(f"/livinglabs/{hidden.key}/gatherings.ics").status_code == 404


def test_a_lab_is_silent_when_it_has_not_met_for_twice_as_long_as_its_rhythm_says(cast):
    long_ago = clock.now() - timedelta(days=800)
    kept = {}
    for name, rhythm, held in (
        ("monthly, late", "毎月第2土曜日", [-63]),
        ("monthly, in time", "毎月第2土曜日", [-62, -200]),
        ("monthly, but one is to come", "毎月", [-100, 20]),
        ("yearly", "年1回", [-400]),
        ("not told", "", [-367]),
        ("not told, in time", "", [-300]),
        ("never met", "毎週", []),
    ):
        kept[name] = a_lab(by=cast.umi, name=name, rhythm=rhythm, step_since=long_ago)
        for days in held:
            a_gathering(kept[name], by=cast.umi, held_on=_in(days))
    a_lab(by=cast.umi, name="new", rhythm="毎週")
    a_gathering(a_lab(by=cast.umi, name="at work again since today", rhythm="毎月"), by=cast.umi, held_on=_in(-300))
    for step in (LabStep.DORMANT, LabStep.ENDED, LabStep.CHECKING):
        a_lab(by=cast.umi, name="not at work", rhythm="毎週", step=step, step_since=long_ago)

    silent = [lab.name for lab in db.session.scalars(silent_labs())]
    assert silent == ["never met", "not told", "monthly, late"]


def test_coordinators_and_auditors_alone_are_told_who_is_silent(cast, browser_of):
    lab = a_lab(by=cast.umi, rhythm="毎月", step_since=clock.now() - timedelta(days=800))
    a_gathering(lab, by=cast.umi, held_on=date(2025, 1, 11))
    for who, status in ((cast.mori, 200), (cast.ken, 200), (cast.michi, 403), (cast.umi, 403), (cast.kan, 403)):
        page = browser_of(who).visit("/livinglabs/silent")
        assert page.status == status
        assert ("開催が途絶えたラボ(1件)" in browser_of(who).visit("/livinglabs/").main) == (status == 200)
    page = browser_of(cast.mori).visit("/livinglabs/").follow("開催が途絶えたラボ(1件)")
    assert "2025年1月11日" in page.main and "およそ31日ごと" in page.main and "港計測株式会社" in page.main


def test_a_member_has_a_page_of_the_labs_it_joined_and_leaves_them_there(cast, browser_of):
    lab, asked = an_open_lab(by=cast.umi), an_open_lab(by=cast.umi, name="防災オープンラボ")
    a_member(asked, by=cast.riku)
    a_member(lab, by=cast.riku, state=MemberState.MEMBER, answer="次の会から。")
    a_member(an_open_lab(by=cast.umi, step=LabStep.DECLINED, name="消えたラボ"), by=cast.riku)
    a_member(lab, by=cast.kita, state=MemberState.MEMBER)
    page = browser_of(cast.riku).visit("/livinglabs/").follow("参加しているラボ")

    assert [one.livinglab.name for one in db.session.scalars(memberships_of(cast.riku))] == [
        "介護オープンラボ",
        "防災オープンラボ",
    ]
    assert "次の会から。" in page.main and "消えたラボ" not in page.main and "港北大学" not in page.main
    page.press("申込みを取り下げる")
    page.visit("/livinglabs/joined").press("外れる")
    db.session.rollback()
    assert [one.state for one in db.session.scalars(memberships_of(cast.riku))] == [MemberState.LEFT] * 2
    assert "離脱" in page.visit("/livinglabs/joined").main
    assert "参加しているラボはありません。" in browser_of(cast.umi).visit("/livinglabs/joined").main
    assert browser_of(cast.michi).visit("/livinglabs/joined").status == 403
    assert db.session.get_one(LivingLab, lab.id).takes_members
