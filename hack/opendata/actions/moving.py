"""Taking a data request along its path, and back. Every deed belongs inside the caller's transaction."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from hack import clock, db, outbox, passages
from hack.accounts.models import User
from hack.asking import actions as asking
from hack.errors import NotAllowed
from hack.events import DataAnswerHidden, DataRequestMoved
from hack.opendata.actions.asking import DAYS_TO_ASK
from hack.opendata.models import DataInquiry, DataRequest
from hack.opendata.queries import is_open
from hack.opendata.rules import moves_open_to
from hack.passages import Passage, check_version, keep_changes
from hack.pipeline import Move
from hack.pipeline.datarequest import DataRequestStep
from hack.policy import can
from hack.working_days import working_day_after

S = DataRequestStep
WITHOUT_AN_ANSWER = (S.CLOSED, S.WITHDRAWN)
"""Where a request has ended without what it was promised; its public answer is true no longer."""


def alone_about(request: DataRequest) -> None:
    """Wait until nobody else is at what the sections were asked about the request; what is known of it is then read afresh.

    Whoever asks, answers, or takes the request along comes here first: so none of them waits for another who waits for them.
    """
    db.alone_with("data inquiries", str(request.id))
    db.session.refresh(request)
    db.session.expire(request, ["asked"])


def move_request(request: DataRequest, name: str, *, by: User, **how: Any) -> Passage:
    """Take a request one move along its path; what sections were asked ends with it.

    Raises as `passages.advance` does. Records DataRequestMoved, and DataAnswerHidden where it ends without what it was promised.
    """
    alone_about(request)
    return move_among(moves_open_to(by, request), request, name, by=by, **how)


def move_among(among: list[Move], request: DataRequest, name: str, *, by: User, **how: Any) -> Passage:
    """The same with the moves that are open to whoever does something larger; who may is asked by the caller."""
    passage = passages.advance(request, name, among=among, by=by, **how)
    if request.step.ends:
        for inquiry in request.asked:
            asking.end_with_its_case(inquiry, by=by, reason=f"依頼が「{request.step.label}」となったため。")
    hidden = request.shown and request.step in WITHOUT_AN_ANSWER
    if hidden:
        request.shown_at = None
    set_last_day(request)
    outbox.record(DataRequestMoved(request.id, passage.start, passage.end, passage.move), by=by)
    if hidden:
        outbox.record(DataAnswerHidden(request.id), by=by)
    return passage


def take_back_request(request: DataRequest, *, by: User, reason: str, seen: int | None = None) -> Passage:
    """Undo a request's last move; an answer that was told by it counts no more, and is shown to nobody.

    Raises NotAllowed, and as `passages.take_back` does. Records DataRequestMoved, and DataAnswerHidden where an answer was shown.
    """
    if not can(by, "datarequest.take_back", request):
        raise NotAllowed("datarequest.take_back")
    alone_about(request)
    check_version(request, seen)
    answered, shown = request.step not in WITHOUT_AN_ANSWER, request.shown
    passage = passages.take_back(request, by=by, reason=reason)
    if answered:
        request.obstacle, request.told, request.shown_at = None, "", None
    if request.step is not S.PLANNED:
        request.planned_on = None
    if request.step is S.ASKED:
        for inquiry in request.asked:
            asking.return_with_its_case(inquiry, by=by, reason="依頼の終了が取り消されたため。")
    set_last_day(request)
    outbox.record(DataRequestMoved(request.id, passage.start, passage.end, passage.move), by=by)
    if shown and not request.shown:
        outbox.record(DataAnswerHidden(request.id), by=by)
    return passage


def set_last_day(request: DataRequest) -> None:
    """Keep the last day of what is awaited of the request now."""
    request.due_on = _last_day(request)
    keep_changes()


def _last_day(request: DataRequest) -> date | None:
    if request.step.ends:
        return None
    if request.step is S.PLANNED:
        return request.planned_on
    if request.step is S.ASKED:
        return db.session.scalar(
            select(func.max(DataInquiry.due_on)).where(DataInquiry.request_id == request.id, is_open())
        )
    return working_day_after(clock.today(), DAYS_TO_ASK)
