"""What the passing of time brings about, in this order: the one page of the clock's work.

Each work is done whatever becomes of the others; what fails is undone and logged, hinders nothing that comes after, and is tried
again the next time.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import delete

from hack import clock, db
from hack.agreements.actions import remind_of_term, tell_term_over
from hack.agreements.queries import agreements_past_their_end, agreements_to_remind_of
from hack.asking.actions import tell_of_last_day
from hack.asking.queries import last_days_to_tell_of
from hack.consultations.models import Check
from hack.evaluation.actions import remind_evaluator
from hack.evaluation.queries import reminders_due
from hack.exchange.actions import sweep_batches
from hack.files.sweeping import sweep_if_due
from hack.following.digests import write_digests
from hack.following.models import Digest
from hack.intake.models import Inquiry
from hack.lazy import lazily
from hack.limits import Attempt
from hack.needs.actions import turn_call
from hack.needs.queries import calls_due
from hack.once import Once
from hack.opendata.actions import remind_of_plan
from hack.opendata.models import DataInquiry
from hack.opendata.queries import plans_due
from hack.search.rebuild import rebuild_if_needed
from hack.wordbook.force import look_after_words

log = logging.getLogger(__name__)
refit_if_needed = lazily("hack.matching.fitting:refit_if_needed")
REMEMBER_FORMS = timedelta(days=30)
REMEMBER_ATTEMPTS = timedelta(days=2)
REMEMBER_DIGESTS = timedelta(days=30)


def sweep() -> None:
    """Forget the keys, counts and uploaded tables that were only remembered for a while."""
    with db.transaction():
        db.session.execute(delete(Once).where(Once.at < clock.now() - REMEMBER_FORMS))
        db.session.execute(delete(Digest).where(Digest.day < clock.today() - REMEMBER_DIGESTS))
        db.session.execute(delete(Attempt).where(Attempt.at < clock.now() - REMEMBER_ATTEMPTS))
        sweep_batches()


# fmt: off
EACH_OF: tuple[tuple[str, Callable[[], Iterable[Any]], Callable[[Any], Any]], ...] = (
    ("calls that open or close",       calls_due,           turn_call),
    ("checks whose last day comes",    partial(last_days_to_tell_of, Check), tell_of_last_day),
    ("inquiries whose last day comes", partial(last_days_to_tell_of, Inquiry), tell_of_last_day),
    ("inquiries about data whose last day comes", partial(last_days_to_tell_of, DataInquiry), tell_of_last_day),
    ("evaluators whose last day comes", reminders_due,      remind_evaluator),
    ("data whose planned day comes", plans_due,             remind_of_plan),
    ("agreements whose term ends",     agreements_to_remind_of, remind_of_term),
    ("agreements past their end",      agreements_past_their_end, tell_term_over),
)
"""By name: what is due, and what is done with each of it in a transaction of its own."""

AS_A_WHOLE: tuple[tuple[str, Callable[[], Any]], ...] = (
    ("digests",  write_digests),
    ("sweeping", sweep),
    ("files",    sweep_if_due),
    ("words",    look_after_words),
    ("index",    rebuild_if_needed),
    ("matcher",  refit_if_needed),
)
"""By name: what looks after its transactions itself."""
# fmt: on


def turn() -> None:
    """Do everything that is due now."""
    for work, due, deed in EACH_OF:
        with _apart(work):
            for thing in due():
                with _apart(work), db.transaction():
                    deed(thing)
    for work, whole in AS_A_WHOLE:
        with _apart(work):
            whole()


@contextmanager
def _apart(work: str) -> Iterator[None]:
    """What fails inside is undone and logged, and hinders nothing that comes after."""
    try:
        yield
    except Exception:
        db.session.rollback()
        log.exception("the clock's work failed: %s", work, extra={"event": "tick.failed"})
