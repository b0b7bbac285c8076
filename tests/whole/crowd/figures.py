"""Many published numbers, and much that was written about participants."""

from hack import clock
from hack.accounts.models import User
from hack.indicators.figures.models import Deed, FigureChange, Precision, PublishedFigure, Subject
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.models import ParticipantChange, ParticipantMeasure, TermPart
from tests.whole.crowd.rows import first_of, many


def publish(mori: User) -> None:
    """300 numbers of every subject, 100 changes of one of them, 100 of the terms, and 60 choices of what is compared."""
    subjects = list(Subject)
    by_mori = {"by_id": mori.id, "at": clock.now()}
    many(
        PublishedFigure,
        300,
        [mori],
        lambda n, _: {
            "subject": subjects[n % len(subjects)],
            "what": f"数{n}",
            "value": n,
            "as_of": clock.today(),
            "precision": Precision.YEAR,
            "source": "資料",
        },
    )
    figure = first_of(PublishedFigure, PublishedFigure.removed_at.is_(None))
    changed = {"figure_id": figure.id, "deed": Deed.CORRECTED, "before": "前", "after": "後"}
    many(FigureChange, 100, [mori], lambda n, _: changed | by_mori)
    written = {"year": 2024, "part": TermPart.ACTUAL, "before": "前", "after": "後", "reason": "誤り"}
    many(ParticipantChange, 100, [mori], lambda n, _: written | by_mori)
    many(
        ParticipantMeasure,
        60,
        [mori],
        lambda n, _: {"who": Counted.PERSONS if n % 2 else Counted.ORGANIZATIONS, "reason": "要綱"} | by_mori,
    )
