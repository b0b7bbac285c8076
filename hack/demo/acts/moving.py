"""Who makes a move in the demo's history, and when."""

from datetime import date, datetime, time

from hack import clock
from hack.accounts.models import User
from hack.demo.entering import Stage
from hack.pipeline import Move
from hack.roles import Part


def mover(made: Move, stage: Stage, officer: User, proposer: User | None = None) -> User:
    """Who makes this move in the history: where section and secretariat both may, the section."""
    if made.parts[0] is Part.PROPOSER and proposer is not None:
        return proposer
    return officer if made.parts[0] is Part.OFFICER else stage.coordinator


def moment(day: date, hour: str | None) -> datetime | None:
    """That hour (such as 14:00) on a Japanese clock of the day; None where no hour is named."""
    return datetime.combine(day, time.fromisoformat(hour), clock.JST) if hour else None
