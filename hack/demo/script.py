"""The script of the demo data: what the files in `data/` say, and on which day each act happens.

The needs, seeds and organisations are real and carry the address they come from; the people are invented. A day is either
a date (it really happened then) or a number of days from today (it is made up, and said to be). A day that no source tells
is never made up for what really happened: the step is written down on the next day that is known, and the reason says so.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any, TypeVar

from hack.labels import Labelled
from hack.working_days import is_working_day, working_day_after

Row = dict[str, Any]
Day = str | int
Choice = TypeVar("Choice", bound=Labelled)

BEGINNING = "2022-07-04"
"""The day YOKOHAMA Hack! was opened to the public; who joined when is not known, so all are entered on it."""
MADE_UP = "見本のための日付です。"
NOT_KNOWN = "公表された資料では確かめられません。"
NO_CONTACT = "(見本のため、実際の問い合わせ先は載せていません)"
NOT_THE_REAL_ONE = "公表された取組をもとに書いた見本で、実際の応募書類ではありません。"
INVENTED = "見本のために作った提案です。"
CHAPTERS = (
    "needs",
    "calls",
    "evaluation",
    "groups",
    "support",
    "rounds",
    "words",
    "participants",
    "front",
    "data",
    "agreements",
    "livinglabs",
)
"""The invented histories that show one chapter of the platform each, in files of their own."""


@dataclass(frozen=True)
class Script:
    """Everything that is played, as the files have it."""

    sections: list[Row]
    staff: list[Row]
    organizations: list[Row]
    needs: list[Row]
    seeds: list[Row]
    proposals: list[Row]
    acts: list[Row]
    whys: dict[str, str]
    verdicts: list[Row]
    """What is said of suggestions; these come to be only when everything else has happened, so that it is no part of `acts`."""

    @property
    def needs_in_all(self) -> int:
        """How many needs there are when all was played: those of the files, and those that cases and voices become."""
        return len(self.needs) + sum(act["do"] in ("make_it_a_need", "lab_need") for act in self.acts)

    def need(self, name: str) -> Row:
        return next(row for row in self.needs if row["id"] == name)

    def proposal(self, name: str) -> Row:
        return next(row for row in self.proposals if row["id"] == name)

    def seed(self, name: str) -> Row:
        return next(row for row in self.seeds if row["id"] == name)

    def organization_of(self, proposal: Row) -> str:
        """The name of the organisation that makes the proposal: its own, or that of the seed it is drawn from."""
        return str(proposal.get("organization") or self.seed(proposal["seed"])["organization"])

    @property
    def addresses(self) -> dict[str, str]:
        """The address of everybody with an account, by the names of staff and of organisations."""
        staff = {row["id"]: row["email"] for row in self.staff}
        return staff | {row["id"]: address_of(row) for row in self.organizations}

    def officer_of(self, need: Row) -> str:
        """The name of the officer in whose section the need comes up."""
        place = (need["bureau"], need["section"])
        return str(next(row["id"] for row in self.staff if (row.get("bureau"), row.get("section")) == place))

    def reason(self, act: Row) -> str:
        """Why an act happens as it does; one on a made-up day says at least that."""
        why = act.get("why", "")
        return self.whys.get(why, why) or (MADE_UP if isinstance(act["on"], int) else "")


def read_script() -> Script:
    """Read the script from the package's data files."""
    people, history = _read("people"), _read("history")
    chapters = [act for name in CHAPTERS for act in _read(f"history_of_{name}")]
    return Script(
        sections=people["sections"],
        staff=people["staff"],
        organizations=_read("organizations"),
        needs=[*_read("needs_hack"), *_read("needs_front"), *_read("needs_city"), *_read("invented_needs")],
        seeds=[*_read("seeds_hack"), *_read("seeds_city"), *_read("invented_seeds")],
        proposals=[*_read("proposals"), *_read("invented_proposals")],
        acts=[*history["acts"], *chapters],
        whys=history["whys"],
        verdicts=_read("verdicts"),
    )


def address_of(organization: Row) -> str:
    """The address of the person who takes part for an organisation."""
    return str(organization.get("email", f"{organization['id']}@org.example"))


def day_of(day: Day, today: date) -> date:
    """The date that `day` means: a date in ISO form, or so many days from today."""
    return today + timedelta(days=day) if isinstance(day, int) else date.fromisoformat(day)


def working_day_of(day: Day, today: date) -> date:
    """The same, or the next day on which the offices work."""
    return working_day_after(day_of(day, today) - timedelta(days=1), 1)


def working_day_until(day: Day, today: date) -> date:
    """The date that `day` means, or the last day before it on which the offices work."""
    until = day_of(day, today)
    while not is_working_day(until):
        until -= timedelta(days=1)
    return until


def choice(kind: type[Choice], value: str) -> Choice:
    """The choice of `kind` that the files call `value`; ValueError where there is none."""
    for one in kind:
        if one.value == value:
            return one
    raise ValueError(f"no {kind.__name__} is called {value!r}")


def _read(name: str) -> Any:
    return json.loads((files("hack.demo") / "data" / f"{name}.json").read_text(encoding="utf-8"))
