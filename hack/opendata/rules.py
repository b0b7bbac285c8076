"""Who asks for data, who is asked about it, who decides, and who keeps the catalogue."""

from typing import Any

from hack import policy
from hack.accounts.models import Section
from hack.accounts.rules import (
    active_proposer,
    anybody,
    auditor,
    coordinator,
    of_the_organization,
    of_the_section,
    officer,
    proposer,
    staff,
)
from hack.needs.models import Need
from hack.needs.rules import of_an_owning_section
from hack.needs.rules import public as public_need
from hack.opendata.models import DataRequest, DataSet
from hack.passages import open_moves
from hack.pipeline import Move
from hack.pipeline.inquiry import InquiryStep
from hack.policy import Rule
from hack.roles import Part


@Rule
def asked(user: Any, request: DataRequest) -> bool:
    """Works in a section that was asked about it, and from which that was not taken back."""
    kept = {one.section_id for one in request.asked if one.step is not InquiryStep.WITHDRAWN}
    return user.section_id is not None and user.section_id in kept


@Rule
def asked_and_waited_for(user: Any, request: DataRequest) -> bool:
    """Works in a section whose answer about it is still to come."""
    return user.section_id is not None and any(one.open and one.section_id == user.section_id for one in request.asked)


@Rule
def public(_user: Any, dataset: DataSet) -> bool:
    """Stands in the catalogue."""
    return dataset.public


@Rule
def for_ones_own_section(user: Any, section: Section | None) -> bool:
    """Is to be of the officer's own section, if it is said yet of which."""
    return section is None or section.id == user.section_id


def of_its_need(rule: Rule) -> Rule:
    """The same truth, asked of what stands with a need."""
    return Rule(lambda user, offered: rule(user, offered.need), f"{rule.name} of its need")


@Rule
def may_see_the_need(user: Any, need: Need) -> bool:
    """The need is there for this person."""
    return policy.can(user, "need.read", need)


PARTS = {Part.PROPOSER: of_the_organization, Part.OFFICER: asked_and_waited_for, Part.COORDINATOR: coordinator}
SET_PARTS = {Part.OFFICER: of_the_section, Part.COORDINATOR: coordinator}
keeps = of_the_section | coordinator
looks_after = of_an_owning_section | coordinator

# Whose turn it is at the moment is asked of `moves_open_to`: somebody who was a moment too late is told so, not refused.
RULES = policy.state(
    {
        "datarequest.list": proposer | staff,
        "datarequest.create": active_proposer,
        "datarequest.read": of_the_organization | asked | coordinator,
        "datarequest.read_inside": asked | coordinator,
        "datarequest.edit": of_the_organization,
        "datarequest.agree": of_the_organization,
        "datarequest.move": of_the_organization | coordinator,
        "datarequest.take_back": coordinator,
        "datarequest.ask": coordinator,
        "datarequest.decide": coordinator,
        "datarequest.show": coordinator,
        "datarequest.take_over": coordinator,
        "datainquiry.read": of_the_section | coordinator,
        "datainquiry.answer": of_the_section,
        "datainquiry.move": coordinator,
        "dataanswer.list": anybody,
        "dataset.list": anybody,
        "dataset.list_inside": staff | auditor,
        "dataset.read": public | of_the_section | coordinator | auditor,
        "dataset.create": coordinator | (officer & for_ones_own_section),
        "dataset.create_for": coordinator,
        "dataset.edit": keeps,
        "dataset.move": keeps,
        "dataset.list_of_need": may_see_the_need & (public_need | staff | auditor),
        "dataset.offer": looks_after,
        "dataset.take_out": of_its_need(looks_after),
    }
)


def moves_open_to(user: Any, request: DataRequest) -> list[Move]:
    """The moves of the request that this person may make now. Buttons, guard and action all ask here."""
    return open_moves(request, user, PARTS)


def set_moves_open_to(user: Any, dataset: DataSet) -> list[Move]:
    """The moves of the data set that this person may make now."""
    return open_moves(dataset, user, SET_PARTS)
