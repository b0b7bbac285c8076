"""What comes to the front in the demo's history, and what becomes of it: every case is invented."""

from datetime import date, datetime, time
from io import BytesIO

from hack import clock
from hack.accounts.models import Section
from hack.demo.acts.papers import PAPERS
from hack.demo.entering import Stage
from hack.demo.script import Row, choice, day_of, working_day_of
from hack.files.actions import take_in
from hack.intake.actions import (
    add_case_file,
    answer_inquiry,
    ask_section,
    choose_date,
    decline_case,
    draft_theme,
    hand_in,
    keep_dialogue,
    keep_grounds,
    merge_case,
    move_case,
    offer_dates,
    publish_theme,
    sort_case,
    turn_into_need,
    write_entry,
)
from hack.intake.models import CaseKind, Condition, Counter, Refusal
from hack.intake.queries import slots_of
from hack.needs.models import CostShare, Field

TEXTS = ("issue", "asked_of_city", "offered", "cost", "wished", "sections_named", "budget", "references")
OPENS = time(14)
"""When dialogues begin, on a Japanese clock."""


def open_theme(stage: Stage, act: Row, today: date) -> None:
    """A section lays an issue open, and asks for proposals about it."""
    by = stage.people[act["by"]]
    days = {name: day_of(act[name], today) for name in ("opens_on", "closes_on")}
    theme = draft_theme(section=_section(stage, act["by"]), by=by, title=act["title"], text=act["text"], **days)
    publish_theme(theme, by=by)
    stage.themes[act["theme"]] = theme


def send_in(stage: Stage, act: Row, today: date) -> None:
    """An organisation hands a case in."""
    stage.cases[act["case"]] = hand_in(
        by=stage.people[act["by"]],
        kind=choice(CaseKind, act["kind"]),
        counter=choice(Counter, act.get("counter", "front")),
        theme=stage.themes[act["theme"]] if "theme" in act else None,
        cost_share=choice(CostShare, act["cost_share"]) if "cost_share" in act else None,
        title=act["title"],
        body=act["body"],
        **{name: act[name] for name in TEXTS if name in act},
    )


def attach(stage: Stage, act: Row, today: date) -> None:
    """The organisation hangs a paper on its case."""
    case = stage.cases[act["case"]]
    called, content = take_in(BytesIO(PAPERS[act["paper"]]()), act["name"])
    add_case_file(case, called, content, by=case.proposer, about=act["about"])


def carry_on(stage: Stage, act: Row, today: date) -> None:
    """Somebody moves a case on."""
    for name in act["moves"]:
        move_case(stage.cases[act["case"]], name, by=stage.people[act["by"]], reason=act.get("why", ""))


def sort_in(stage: Stage, act: Row, today: date) -> None:
    """A coordinator says in which field a case is, and which sections it concerns."""
    case = stage.cases[act["case"]]
    sections = [_section(stage, name).id for name in act["concerns"]]
    field = choice(Field, act["field"])
    sort_case(case, by=stage.people[act["by"]], kind=case.kind, counter=case.counter, field=field, sections=sections)


def offer_talk(stage: Stage, act: Row, today: date) -> None:
    """A coordinator offers days for a dialogue."""
    days = [working_day_of(day, today) for day in act["days"]]
    starts = [datetime.combine(day, OPENS, clock.JST) for day in days]
    offer_dates(stage.cases[act["case"]], starts, by=stage.people[act["by"]], place=act["place"])


def choose_talk(stage: Stage, act: Row, today: date) -> None:
    """The proposer chooses the first of the days."""
    choose_date(slots_of(stage.cases[act["case"]])[0], by=stage.people[act["by"]])


def talk_over(stage: Stage, act: Row, today: date) -> None:
    """A dialogue is held and written down."""
    said = {name: act[name] for name in ("people", "shared", "internal")}
    keep_dialogue(stage.cases[act["case"]], by=stage.people[act["by"]], held_on=clock.today(), **said)


def ask_round(stage: Stage, act: Row, today: date) -> None:
    """A section is asked about a case, and answers where the script says so."""
    inquiry = ask_section(
        stage.cases[act["case"]],
        by=stage.people[act["by"]],
        section_id=_section(stage, act["whom"]).id,
        asked=act["asked"],
        due_on=working_day_of(act["due"], today),
    )
    if "answer" in act:
        answer_inquiry(inquiry, by=stage.people[act["whom"]], answer=act["answer"])


def weigh_up(stage: Stage, act: Row, today: date) -> None:
    """A coordinator writes down which conditions a case meets."""
    evidence = {choice(Condition, name): words for name, words in act["grounds"].items()}
    keep_grounds(stage.cases[act["case"]], evidence, by=stage.people[act["by"]])


def write_to(stage: Stage, act: Row, today: date) -> None:
    """Somebody writes about a case."""
    write_entry(
        stage.cases[act["case"]],
        by=stage.people[act["by"]],
        text=act["text"],
        internal=bool(act.get("internal")),
    )


def make_it_a_need(stage: Stage, act: Row, today: date) -> None:
    """A case becomes a need of a section."""
    case = stage.cases[act["case"]]
    turn_into_need(
        case,
        _section(stage, act["whom"]),
        by=stage.people[act["by"]],
        title=act["title"],
        problem=act["problem"],
        hoped=act["hoped"],
        notes=f"もとの共創フロント案件: {case.number}(見本)",
    )


def decline_it(stage: Stage, act: Row, today: date) -> None:
    """Nothing comes of a case, with a reason."""
    case = stage.cases[act["case"]]
    decline_case(
        case, by=stage.people[act["by"]], refused_for=choice(Refusal, act["refused_for"]), reason=act["reason"]
    )


def merge_it(stage: Stage, act: Row, today: date) -> None:
    """A case is merged into another."""
    into = stage.cases[act["into"]]
    merge_case(stage.cases[act["case"]], into, by=stage.people[act["by"]], reason=act["reason"])


def _section(stage: Stage, officer: str) -> Section:
    """The section in which that officer works."""
    section = stage.people[officer].section
    if section is None:
        raise LookupError(f"{officer} works in no section")
    return section
