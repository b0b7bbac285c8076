"""Compares what people were told with what there is, once all that was owed is done."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select, text

from bench.writing import Writer
from hack import clock, db, jobs
from hack.app import create_app
from hack.config import Settings
from hack.needs.models import Need
from hack.notices.models import Letter
from hack.outbox import LEASE, Delivery, EventRecord
from hack.passages import Passage
from hack.pipeline.need import NeedStep
from hack.search.rebuild import Drift, drift

LATER = timedelta(hours=2)
"""Later than every lease and every pause before another try."""
ROUNDS = 20


def faults(settings: Settings, writers: list[Writer]) -> list[str]:
    """Do what is still owed, as of two hours from now, and say what is missing, doubled or broken."""
    app = create_app(settings)
    found = [f"{writer.email} gave up: {writer.gave_up}" for writer in writers if writer.gave_up]
    moment = clock.now() + LATER
    for _ in range(ROUNDS):
        with clock.stopped_at(moment):
            jobs.tick(app)
        db.session.rollback()
        if not any(db.session.scalar(select(func.count(kind.due_at))) for kind in (Delivery, Letter)):
            break
        moment += LEASE + LATER
    with app.app_context():
        found += [*_lost(writers), *_doubled(), *_owed(), *_damaged()]
        db.session.remove()
    return found


def _lost(writers: list[Writer]) -> Iterator[str]:
    """What was answered and is not there; and what is there although nobody wrote it."""
    there = {need.key: need for need in db.session.scalars(select(Need))}
    told = {key: title for writer in writers for title, key in writer.drafted.items()}
    for key in told.keys() - there.keys():
        yield f"the answered draft {key} is lost"
    for key in there.keys() - told.keys():
        yield f"nobody was told of the need {key} ({there[key].title})"
    for key in {key for writer in writers for key in writer.handed_in} & there.keys():
        if there[key].step is not NeedStep.CHECKING:
            yield f"{key} was handed in, and stands at {there[key].step.value}"
        if there[key].title != told.get(key):
            yield f"{key} has another text than was written"


def _doubled() -> Iterator[str]:
    """What is there twice, or does not have exactly one event, one passage and one letter."""
    needs = list(db.session.scalars(select(Need)))
    for title, count in Counter(need.title for need in needs).items():
        if count != 1:
            yield f"{count} needs bear the title {title}"
    events = Counter(db.session.execute(select(EventRecord.name, EventRecord.thing)).tuples())
    passages = Counter(db.session.scalars(select(Passage.thing_id)))
    letters = Counter(db.session.scalars(select(Letter.path)))
    handed_in = [need for need in needs if need.step is NeedStep.CHECKING]
    yield from _not_once("event NeedDrafted", [events["NeedDrafted", f"need:{need.id}"] for need in needs])
    yield from _not_once("event NeedMoved", [events["NeedMoved", f"need:{need.id}"] for need in handed_in])
    yield from _not_once("passage", [passages[need.id] for need in handed_in])
    yield from _not_once("letter", list(letters.values()))
    if len(letters) != len(handed_in):
        yield f"{len(letters)} letters about {len(handed_in)} needs that were handed in"


def _not_once(what: str, counts: list[int]) -> Iterator[str]:
    wrong = [count for count in counts if count != 1]
    if wrong:
        yield f"{len(wrong)} of {len(counts)}: not one {what} but {sorted(set(wrong))}"


def _owed() -> Iterator[str]:
    """What is still owed or given up, and what the index does not know."""
    for number, reaction, fault in db.session.execute(
        select(Delivery.id, Delivery.reaction, Delivery.fault).where(Delivery.done_at.is_(None))
    ):
        yield f"the delivery {number} to {reaction} was not done: {fault}"
    unposted = db.session.scalar(select(func.count(Letter.id)).where(Letter.posted_at.is_(None)))
    if unposted:
        yield f"{unposted} letters were not posted"
    if (apart := drift()) != Drift():
        yield f"the index is not what the database says: {apart}"


def _damaged() -> Iterator[str]:
    if db.session.get_bind().dialect.name == "sqlite":
        if (said := db.session.scalar(text("PRAGMA integrity_check"))) != "ok":
            yield f"the database is damaged: {said}"
        if orphans := db.session.execute(text("PRAGMA foreign_key_check")).all():
            yield f"{len(orphans)} rows point to nothing"
