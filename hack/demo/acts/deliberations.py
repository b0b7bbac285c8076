"""The bodies that cases are laid before."""

from datetime import date

from hack.deliberations.actions import enter_body
from hack.demo.entering import Stage
from hack.demo.script import Row


def found_body(stage: Stage, act: Row, today: date) -> None:
    """A coordinator enters a body with the months that are known."""
    enter_body(
        by=stage.people[act["by"]],
        name=act["name"],
        since_month=act["since"],
        until_month=act["until"],
        chair=act["chair"],
        note=act["note"],
    )
