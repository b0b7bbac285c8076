"""What sections ask each other to check in the demo's history, and what comes of it."""

from datetime import date

from hack.consultations.actions import Ask, move_check, open_consultation, write_entry
from hack.consultations.models import CheckKind
from hack.demo.entering import Stage
from hack.demo.script import Row, choice, working_day_of
from hack.needs.models import Need
from hack.proposals.models import Proposal


def consult(stage: Stage, act: Row, today: date) -> None:
    """A section asks others to check a need, or a proposal."""
    about: Need | Proposal = stage.proposals[act["proposal"]] if "proposal" in act else stage.needs[act["need"]]
    asks = [
        Ask(
            kind=choice(CheckKind, row["kind"]),
            name=row.get("name", ""),
            section_id=stage.section(row).id,
            asked=row["asked"],
            due_on=working_day_of(row["until"], today),
        )
        for row in act["checks"]
    ]
    by = about.author if isinstance(about, Need) else about.need.author
    consultation = open_consultation(about=about, by=by, title=act["title"], words=act["words"], asks=asks)
    stage.checks |= {row["check"]: check for row, check in zip(act["checks"], consultation.checks, strict=True)}


def check(stage: Stage, act: Row, today: date) -> None:
    """The section that was asked goes on with its check, by the moves named."""
    for name in act["moves"]:
        move_check(stage.checks[act["check"]], name, by=stage.people[act["by"]], reason=act.get("why", ""))


def write(stage: Stage, act: Row, today: date) -> None:
    """Somebody asks back about a check, or answers."""
    write_entry(stage.checks[act["check"]], by=stage.people[act["by"]], text=act["text"], move=act["move"])
