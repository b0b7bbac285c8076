"""What an organisation does with its data request. Every deed belongs inside the caller's transaction."""

from typing import Any

from sqlalchemy import Integer, cast, func, select

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import DataAnswerHidden, DataRequestChanged, DataRequestMade
from hack.opendata.models import DataRequest
from hack.opendata.words import DataFormat, Rhythm
from hack.passages import check_version, keep_changes
from hack.policy import can
from hack.working_days import working_day_after

EDITED = frozenset({"title", "wanted", "purpose", "format", "rhythm", "open_to_all"})
DAYS_TO_ASK = 5
"""Within how many working days the desk asks the sections, or answers at once."""
MOST_GOING_ON = 50
"""How many requests of one organisation may be under way."""


def ask_for_data(
    *,
    by: User,
    title: str,
    wanted: str,
    purpose: str,
    format: DataFormat | None = None,
    rhythm: Rhythm | None = None,
    open_to_all: bool = False,
) -> DataRequest:
    """Ask for data on behalf of `by`'s organisation; it has a number and stands at RECEIVED afterwards.

    Raises NotAllowed, RuleBroken (too many are under way). Records DataRequestMade.
    """
    if not can(by, "datarequest.create") or by.organization_id is None:
        raise NotAllowed("datarequest.create")
    return receive(
        organization_id=by.organization_id,
        asker=by,
        by=by,
        answers={
            "title": title,
            "wanted": wanted,
            "purpose": purpose,
            "format": format,
            "rhythm": rhythm,
            "open_to_all": open_to_all,
        },
    )


def receive(*, organization_id: int, asker: User, by: User, answers: dict[str, Any]) -> DataRequest:
    """Enter a request of that organisation, with the next number of the fiscal year; who may is asked by the caller."""
    db.alone_with("data request number")
    going = select(func.count(DataRequest.id)).where(
        DataRequest.organization_id == organization_id, DataRequest.due_on.is_not(None)
    )
    if (db.session.scalar(going) or 0) >= MOST_GOING_ON:
        raise RuleBroken(f"進んでいる依頼は{MOST_GOING_ON}件までです。回答をお待ちください。")

    request = DataRequest(
        number=_next_number(),
        organization_id=organization_id,
        asker_id=asker.id,
        due_on=working_day_after(clock.today(), DAYS_TO_ASK),
        inquiries=0,
        **answers,
    )
    db.session.add(request)
    db.session.flush()
    outbox.record(DataRequestMade(request.id), by=by)
    return request


def _next_number() -> str:
    """The next number of the fiscal year: D-2026-0001. Nobody else gives one until the transaction ends."""
    year = f"D-{clock.fiscal_year(clock.today())}-"
    count = cast(func.substr(DataRequest.number, len(year) + 1), Integer)
    last = db.session.scalar(select(func.max(count)).where(DataRequest.number.startswith(year, autoescape=True)))
    return f"{year}{(last or 0) + 1:04d}"


def edit_request(request: DataRequest, *, by: User, seen: int | None, **answers: Any) -> None:
    """Change what is asked for while no section has been asked. Records DataRequestChanged if anything is different.

    Raises NotAllowed, Overtaken (changed meanwhile, or a section was asked).
    """
    if not can(by, "datarequest.edit", request):
        raise NotAllowed("datarequest.edit")
    if strange := set(answers) - EDITED:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    check_version(request, seen)
    if not request.step.editable:
        raise Overtaken(f"いまの段階({request.step.label})では、書き換えられません。")

    for name, answer in answers.items():
        if getattr(request, name) != answer:
            setattr(request, name, answer)
    if request in db.session.dirty:
        keep_changes()
        outbox.record(DataRequestChanged(request.id), by=by)


def agree_to_show(request: DataRequest, agrees: bool, *, by: User, seen: int | None = None) -> None:
    """Say whether question and answer may be shown to everybody; what is shown is taken away at once where not.

    Raises NotAllowed, Overtaken. Records DataRequestChanged if it is different, and DataAnswerHidden where something was shown.
    """
    if not can(by, "datarequest.agree", request):
        raise NotAllowed("datarequest.agree")
    if request.open_to_all == agrees:
        return
    check_version(request, seen)

    shown = request.shown
    request.open_to_all = agrees
    if not agrees:
        request.shown_at = None
    keep_changes()
    outbox.record(DataRequestChanged(request.id), by=by)
    if shown and not agrees:
        outbox.record(DataAnswerHidden(request.id), by=by)
