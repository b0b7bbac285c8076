"""Labs in the demo's history: the real ones as their sources tell of them, and invented ones with gatherings, voices and members."""

from datetime import date
from typing import Any

from hack.demo.entering import Stage
from hack.demo.script import Row, choice, day_of
from hack.livinglabs.actions import (
    answer_handover,
    answer_joining,
    ask_to_join,
    check_lab,
    claim_lab,
    enter_lab,
    enter_member,
    group_voices,
    hear_voice,
    keep_gathering,
    keep_milestone,
    keep_project,
    make_need_of,
    move_lab,
    move_project,
    offer_lab,
    register_lab,
)
from hack.livinglabs.models import Basis, Finding, GatheringKind, LabKind, Lead, MilestoneKind
from hack.livinglabs.queries import members_for_project
from hack.sites.models import Ward

CHOICES: dict[str, Any] = {"kind": LabKind, "basis": Basis, "ward": Ward, "lead": Lead}
"""What the files call by its value."""


def source(stage: Stage, act: Row, today: date) -> None:
    """The secretariat enters a real lab as its source tells of it, checks it, and takes it into the register."""
    by = stage.coordinator
    lab = stage.labs[act["lab"]] = enter_lab(by=by, **_said(act))
    move_lab(lab, "check", by=by)
    check(stage, act | {"by": "jimukyoku", "move": "register"}, today)


def apply(stage: Stage, act: Row, today: date) -> None:
    """An organisation applies for its lab."""
    stage.labs[act["lab"]] = register_lab(by=stage.people[act["by"]], **_said(act))


def go(stage: Stage, act: Row, today: date) -> None:
    """A lab goes on by the moves named."""
    for name in act["moves"]:
        move_lab(stage.labs[act["lab"]], name, by=stage.people[act["by"]], reason=stage.script.reason(act))


def check(stage: Stage, act: Row, today: date) -> None:
    """A coordinator answers the questions of the check."""
    residents, ward, theme = (choice(Finding, one) for one in act["found"])
    found = {"residents": residents, "ward": ward, "theme": theme}
    by = stage.people[act["by"]]
    check_lab(stage.labs[act["lab"]], act["move"], by=by, remark=act.get("remark", ""), seen=None, **found)


def meet(stage: Stage, act: Row, today: date) -> None:
    """A gathering is announced or written down."""
    lab = stage.labs[act["lab"]]
    said = {"place": act.get("place", ""), "online": act.get("online", False), "people": act.get("people")}
    said |= {"record": act.get("record", ""), "public": act.get("public", True), "title": act["title"]}
    held = day_of(act["held"] if "held" in act else act["on"], today)
    keep_gathering(lab, by=stage.people[act["by"]], held_on=held, kind=choice(GatheringKind, act["kind"]), **said)


def hear(stage: Stage, act: Row, today: date) -> None:
    """The lab's people write down what residents said."""
    lab, by, day = stage.labs[act["lab"]], stage.people[act["by"]], day_of(act["on"], today)
    for name, theme, said in act["voices"]:
        stage.voices[name] = hear_voice(lab, by=by, heard_on=day, theme=theme, said=said)


def group(stage: Stage, act: Row, today: date) -> None:
    """Voices are put together."""
    voices = [stage.voices[name] for name in act["voices"]]
    group_voices(stage.labs[act["lab"]], voices, heading=act["heading"], by=stage.people[act["by"]])


def need(stage: Stage, act: Row, today: date) -> None:
    """An officer begins a need from voices."""
    voices, by = [stage.voices[name] for name in act["voices"]], stage.people[act["by"]]
    if by.section is None:
        raise ValueError(f"{by.name} works in no section")
    make_need_of(stage.labs[act["lab"]], voices, title=act["title"], section=by.section, by=by)


def join(stage: Stage, act: Row, today: date) -> None:
    """An organisation asks to join an open lab; where the act says who lets it in, it belongs to it then."""
    lab = stage.labs[act["lab"]]
    member = ask_to_join(lab, by=stage.people[act["who"]], part=act["part"], words=act["words"])
    if "by" in act:
        answer_joining(member, True, answer=act.get("answer", ""), by=stage.people[act["by"]])


def bodies(stage: Stage, act: Row, today: date) -> None:
    """The secretariat enters the members of an open lab that its source names."""
    for name, part in act["members"]:
        enter_member(stage.labs[act["lab"]], name=name, part=part, by=stage.coordinator)


def note(stage: Stage, act: Row, today: date) -> None:
    """What a lab took up in a year or did on a day is written down."""
    by = stage.people[act["by"]] if "by" in act else stage.coordinator
    for kind, when, words, *told in act["notes"]:
        at = {"year": when} if kind == "topic" else {"happened_on": day_of(when, today)}
        known = dict(zip(("source", "source_url"), told, strict=False))
        keep_milestone(stage.labs[act["lab"]], kind=choice(MilestoneKind, kind), words=words, by=by, **at, **known)


def offer(stage: Stage, act: Row, today: date) -> None:
    """The secretariat offers a lab that it entered from a source to the organisation that runs it; who takes it over is said with `by`."""
    lab = stage.labs[act["lab"]]
    handover = offer_lab(lab, stage.organizations[act["to"]], words=act["words"], by=stage.coordinator)
    if "by" in act:
        answer_handover(handover, True, by=stage.people[act["by"]])


def claim(stage: Stage, act: Row, today: date) -> None:
    """An organisation says that a lab known from a source is its own."""
    claim_lab(stage.labs[act["lab"]], words=act["words"], by=stage.people[act["by"]])


def project(stage: Stage, act: Row, today: date) -> None:
    """A project of a lab is written down, and goes on by the moves named."""
    lab, by = stage.labs[act["lab"]], stage.people[act["by"]] if "by" in act else stage.coordinator
    days = {name: day_of(act[name], today) for name in ("since", "until") if name in act}
    told = {name: act.get(name, "") for name in ("title", "what", "results", "source", "source_url")}
    partners = [one for one in members_for_project(lab) if one.name in act.get("partners", ())]
    need = stage.needs[act["need"]] if "need" in act else None
    kept = keep_project(lab, by=by, partners=partners, need=need, **told, **days)
    for name in act.get("moves", ()):
        move_project(kept, name, by=by)


def _said(act: Row) -> dict[str, Any]:
    """What is said of a lab, its choices chosen."""
    return {
        name: choice(CHOICES[name], answer) if name in CHOICES and answer is not None else answer
        for name, answer in act["said"].items()
    }
