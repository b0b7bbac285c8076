"""What the open data desk is asked in the demo's history, and what stands in its catalogue: all of it is invented."""

from datetime import date

from hack import clock, db
from hack.accounts.models import Section
from hack.demo.entering import Stage
from hack.demo.script import Row, choice, day_of
from hack.needs.models import Field
from hack.opendata.actions import (
    File,
    Outcome,
    answer_inquiry,
    ask_for_data,
    ask_sections,
    decide,
    draft_dataset,
    edit_dataset,
    move_dataset,
    offer_dataset,
    show_answer,
    withdraw_inquiry,
)
from hack.opendata.models import DataInquiry
from hack.opendata.words import DataFormat, Licence, Obstacle, Rhythm, Says
from hack.working_days import working_day_after


def want_data(stage: Stage, act: Row, today: date) -> None:
    """An organisation asks for data."""
    stage.datarequests[act["wish"]] = ask_for_data(
        by=stage.people[act["by"]],
        title=act["title"],
        wanted=act["wanted"],
        purpose=act["purpose"],
        format=choice(DataFormat, act["format"]) if "format" in act else None,
        rhythm=choice(Rhythm, act["rhythm"]) if "rhythm" in act else None,
        open_to_all=act.get("open", False),
    )


def inquire(stage: Stage, act: Row, today: date) -> None:
    """The desk asks the sections of these officers, each until so many working days later."""
    sections = [_section(stage, one) for one in act["of"]]
    ask_sections(
        stage.datarequests[act["wish"]],
        by=stage.people[act["by"]],
        sections=sections,
        question=act["question"],
        due_on=working_day_after(clock.today(), act["days"]),
    )


def call_off(stage: Stage, act: Row, today: date) -> None:
    """The desk takes back what it asked the section of this officer."""
    withdraw_inquiry(_waiting(stage, act["wish"], act["of"]), by=stage.people[act["by"]], reason=act["why"])


def say_of_data(stage: Stage, act: Row, today: date) -> None:
    """An officer says what the own section knows of the data."""
    by = stage.people[act["by"]]
    answer_inquiry(_waiting(stage, act["wish"], act["by"]), by=by, says=choice(Says, act["says"]), remark=act["remark"])


def keep_dataset(stage: Stage, act: Row, today: date) -> None:
    """A section writes a data set down; `out`: and puts it into the catalogue."""
    by, section = stage.people[act["by"]], _section(stage, act["of"])
    dataset = draft_dataset(
        by=by,
        section=section,
        request=stage.datarequests[act["wish"]] if "wish" in act else None,
        files=[File(choice(DataFormat, one[0]), *one[1:]) for one in act["files"]],
        title=act["title"],
        description=act["description"],
        field=choice(Field, act["field"]),
        keywords=act["keywords"],
        period=act["period"],
        updated_on=day_of(act["on"], today),
        rhythm=choice(Rhythm, act["rhythm"]),
        licence=Licence.CC_BY,
    )
    if act.get("out"):
        move_dataset(dataset, "publish", by=by)
    stage.datasets[act["dataset"]] = dataset


def renew_dataset(stage: Stage, act: Row, today: date) -> None:
    """A section brings a data set of the catalogue up to date."""
    dataset = stage.datasets[act["dataset"]]
    files = [File(one.format, one.url, one.size) for one in dataset.files]
    said = {"period": act["period"], "updated_on": day_of(act["on"], today)}
    edit_dataset(dataset, by=stage.people[act["by"]], seen=dataset.version, files=files, note=act["note"], **said)


def answer_wish(stage: Stage, act: Row, today: date) -> None:
    """The desk answers: published as a data set, planned for a day, or not to be published."""
    outcome = Outcome(
        act["move"],
        act["told"],
        dataset=stage.datasets[act["dataset"]] if "dataset" in act else None,
        planned_on=day_of(act["planned"], today) if "planned" in act else None,
        obstacle=choice(Obstacle, act["obstacle"]) if "obstacle" in act else None,
    )
    decide(stage.datarequests[act["wish"]], outcome, by=stage.people[act["by"]])


def tell_of_wish(stage: Stage, act: Row, today: date) -> None:
    """The desk shows question and answer to everybody."""
    request = stage.datarequests[act["wish"]]
    words = {"wording": act["wording"], "answer": act["answer"]}
    show_answer(request, by=stage.people[act["by"]], seen=request.version, **words)


def name_data(stage: Stage, act: Row, today: date) -> None:
    """A section says that a data set can be used for a need."""
    need, dataset = stage.needs[act["need"]], stage.datasets[act["dataset"]]
    offer_dataset(need, dataset, by=stage.people[act["by"]], note=act["note"])


def _section(stage: Stage, officer: str) -> Section:
    """The section that this officer works in."""
    return db.session.get_one(Section, stage.people[officer].section_id)


def _waiting(stage: Stage, wish: str, of: str) -> DataInquiry:
    """What the section of this officer is asked about the wish, and has not answered."""
    section_id = stage.people[of].section_id
    return next(one for one in stage.datarequests[wish].asked if one.open and one.section_id == section_id)
