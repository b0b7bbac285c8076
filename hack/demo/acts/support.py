"""What sections ask of the secretariat's specialists in the demo's history, and what these make of it."""

from datetime import date
from decimal import Decimal

from hack.demo.entering import Stage
from hack.demo.script import Row, choice, day_of
from hack.support.actions import ask_for_support, finish_support, move_support, write_support_entry
from hack.support.models import SupportKind


def ask_for_help(stage: Stage, act: Row, today: date) -> None:
    """A section asks for support, about one of its needs or freely."""
    stage.supports[act["support"]] = ask_for_support(
        by=stage.people[act["by"]],
        kind=choice(SupportKind, act["kind"]),
        title=act["title"],
        wish=act["wish"],
        wished_until=day_of(act["wished"], today),
        need=stage.needs[act["about"]] if "about" in act else None,
    )


def help_on(stage: Stage, act: Row, today: date) -> None:
    """A coordinator takes a request on, or begins with it."""
    for name in act["moves"]:
        reason = stage.script.reason(act)
        move_support(stage.supports[act["support"]], name, by=stage.people[act["by"]], reason=reason)


def note_help(stage: Stage, act: Row, today: date) -> None:
    """A coordinator writes down what was done."""
    write_support_entry(
        stage.supports[act["support"]],
        by=stage.people[act["by"]],
        told=act["told"],
        done_on=day_of(act["on"], today),
        hours=Decimal(act["hours"]),
    )


def finish_help(stage: Stage, act: Row, today: date) -> None:
    """A coordinator finishes with what came of it."""
    finish_support(stage.supports[act["support"]], by=stage.people[act["by"]], result=act["result"])
