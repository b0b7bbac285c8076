"""What sections were asked about data before it went along a path is kept when it does, and when it does no more."""

from alembic import command
from sqlalchemy import select, text, update

from hack import clock, db, outbox
from hack.accounts.models import Section
from hack.events import DataInquiryOverdue
from hack.opendata.actions import answer_inquiry, ask_sections, move_request, take_back_request
from hack.opendata.models import DataInquiry, DataRequest
from hack.opendata.words import Says
from hack.outbox import Delivery
from hack.passages import passages_of
from hack.pipeline.datarequest import DataRequestStep
from hack.pipeline.inquiry import InquiryStep
from hack.schema import _config, check
from tests.opendata.words import a_request, due_day, inquired

OLD = (
    "SELECT question, answered_at IS NULL, dropped_at IS NULL, told_late, due_on FROM data_inquiry ORDER BY id",
    "INSERT INTO data_inquiry (key, request_id, section_id, question, due_on, asked_by_id, asked_at, says, remark,"
    " answered_by_id, answered_at, dropped_at, told_late)"
    " SELECT 'old' || substr(key, 4), request_id, section_id, question, due_on, asked_by_id, asked_at, says, remark, answered_by_id,"
    " answered_at, dropped_at, told_late FROM data_inquiry WHERE answered_at IS NOT NULL OR dropped_at IS NOT NULL",
)
LATE = "notices.reactions.write_about_late_inquiry"
"""Under which name a letter about a late inquiry was owed."""


def _go(step, url):
    """Bring the database to that shape, with nobody at it meanwhile."""
    db.disconnect()
    {"up": command.upgrade, "down": command.downgrade}[step](_config(url), "0025" if step == "down" else "head")
    db.connect(url)


def test_inquiries_that_were_answered_or_dropped_have_come_by_a_passage(app, stage, cast):
    answered, ended, waiting = (inquired(a_request(by=cast.umi), cast)[0] for _ in range(3))
    with db.transaction():
        answer_inquiry(answered, by=cast.michi, says=Says.CAN, remark="あります。")
        move_request(ended.request, "withdraw", by=cast.umi, reason="いらない")
        waiting.chased_for = waiting.due_on
    waiting_id, ended_id, officer, desk, rivers = waiting.id, ended.request_id, cast.michi.id, cast.mori, cast.rivers.id

    _go("down", stage.database)
    kept = [tuple(bool(one) for one in row[1:4]) for row in db.session.execute(text(OLD[0]))]
    assert kept == [(False, True, False), (True, False, False), (True, True, True)]
    with db.transaction():
        db.session.execute(text(OLD[1]))
        owed = outbox.record(DataInquiryOverdue(waiting_id), by=None)
        db.session.flush()
        db.session.execute(update(Delivery).where(Delivery.event_id == owed.id).values(reaction=LATE))
        owed_id = owed.id
    _go("up", stage.database)
    assert db.session.scalars(select(Delivery.reaction).where(Delivery.event_id == owed_id)).all() == [
        "notices.reactions.write_about_last_day"
    ]

    check(stage.database)
    rows = db.session.scalars(select(DataInquiry).order_by(DataInquiry.id)).all()
    assert [one.step for one in rows] == [
        InquiryStep(name) for name in ("answered", "withdrawn", "asked", "answered", "withdrawn")
    ]
    assert [one.chased_for for one in rows] == [None, None, due_day(), None, None]
    assert {(one.asked, one.due_on, one.version) for one in rows} == {("ありますか。", due_day(), 1)}
    ways = [[(way.move, way.by_id, way.at) for way in passages_of(one)] for one in rows]
    assert [[move for move, _, _ in way] for way in ways] == [
        ["answer"], ["end_with_request"], [], ["answer"], ["end_with_request"],
    ]  # fmt: skip
    assert ways[3] == [("answer", officer, clock.now())] and ways[4] == [("end_with_request", None, clock.now())]

    request, section = db.session.get(DataRequest, ended_id), db.session.get(Section, rivers)
    with db.transaction():
        rows[1].request_id = rows[0].request_id  # one section is asked once at a time
        take_back_request(request, by=db.session.merge(desk), reason="取り違え")
    assert (request.step, rows[4].step) == (DataRequestStep.ASKED, InquiryStep.ASKED)
    with db.transaction():
        due_on = due_day()
        (new,) = ask_sections(
            rows[2].request, by=db.session.merge(desk), sections=[section], question="x", due_on=due_on
        )
    assert new.id > rows[4].id
