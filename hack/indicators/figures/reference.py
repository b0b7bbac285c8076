"""The numbers that the city's documents and the press have published, and the aims among them: what every installation begins with."""

import json
from datetime import date
from importlib.resources import files
from typing import Any

from sqlalchemy import select

from hack import db
from hack.indicators.figures.actions import enter_figure
from hack.indicators.figures.models import Precision, PublishedFigure, Qualifier, Subject
from hack.indicators.participants.actions import set_target
from hack.indicators.participants.models import ParticipantTerm
from hack.indicators.participants.queries import kept_of
from hack.indicators.participants.terms import Term

PLACE = files("hack.indicators.figures") / "published.json"


def published() -> list[dict[str, Any]]:
    """The numbers as the file has them: the columns of `PublishedFigure`, choices and days by their values.

    Source: the city's plan and strategy, an article of 2019, and press reports; each row names its own.
    """
    return list(json.loads(PLACE.read_text(encoding="utf-8")))


def load_published() -> int:
    """Enter the published numbers that were never entered, and the aims of terms of which nothing is kept; how many that were.

    What is there stays as it is, also what somebody put right or withdrew. Belongs inside the caller's transaction.
    """
    db.alone_with("published figures")  # web and worker that begin together: one after the other
    there = set(db.session.scalars(select(PublishedFigure.code).where(PublishedFigure.code.is_not(None))))
    missing = [row for row in published() if row["code"] not in there]
    for row in missing:
        answers = row | {"as_of": date.fromisoformat(row["as_of"])}
        kinds = {"subject": Subject, "qualifier": Qualifier, "precision": Precision}
        enter_figure(by=None, **(answers | {name: kind(row[name]) for name, kind in kinds.items()}))
    return len(missing) + _set_targets()


def _set_targets() -> int:
    """Enter the aims of the strategy's terms where nothing is kept of the term."""
    kept = set(db.session.scalars(select(ParticipantTerm.year)))
    aims = [row for row in published() if row["subject"] == Subject.PARTICIPANTS.value]
    entered = 0
    for row in aims:
        year = date.fromisoformat(row["as_of"]).year
        if year in kept:
            continue
        set_target(kept_of(Term(year)), target=int(row["value"]), source=row["source"], by=None, seen=None)
        entered += 1
    return entered
