"""Who may do what with labs, their gatherings, voices, members and milestones."""

from typing import Any

from hack import policy
from hack.accounts.rules import active_proposer, anybody, auditor, coordinator, of_the_organization, proposer, staff
from hack.livinglabs.models import LabHandover, LabKind, LabProject, LivingLab
from hack.passages import open_moves
from hack.pipeline import Move
from hack.policy import Rule
from hack.roles import Part


def of_its_lab(rule: Rule) -> Rule:
    """The same truth, asked of something in a lab."""
    return Rule(lambda user, thing: rule(user, thing.livinglab), f"{rule.name} of its lab")


@Rule
def registered(_user: Any, lab: LivingLab) -> bool:
    """Is in the register for everybody."""
    return lab.step.public


@Rule
def going_on(_user: Any, lab: LivingLab) -> bool:
    """Is in the register and has not ended."""
    return lab.going_on


@Rule
def from_a_source(_user: Any, lab: LivingLab) -> bool:
    """Was not applied for by its own people, but entered from a source."""
    return lab.source != ""


@Rule
def offered(_user: Any, handover: LabHandover) -> bool:
    """It was the secretariat that began to hand the lab over, and the organisation answers."""
    return handover.offered


@Rule
def open_lab(_user: Any, lab: LivingLab) -> bool:
    """Is an open lab, whether or not it takes members now."""
    return lab.kind is LabKind.OPEN


runs_it = of_the_organization
keeps = runs_it | coordinator
PARTS = {Part.APPLICANT: runs_it, Part.COORDINATOR: coordinator}
PROJECT_PARTS = {Part.APPLICANT: of_its_lab(runs_it), Part.COORDINATOR: coordinator}

# Whether a lab still stands where something can be done is asked by the deed: who was a moment too late is told so.
RULES = policy.state(
    {
        "livinglab.list": anybody,
        "livinglab.read": registered | keeps | auditor,
        "livinglab.register": active_proposer,
        "livinglab.enter": coordinator,
        "livinglab.list_own": proposer,
        "livinglab.list_silent": coordinator | auditor,
        "livinglab.edit": keeps,
        "livinglab.move": keeps,
        "livinglab.take_back": coordinator,
        "livinglab.check": coordinator,
        "livinglab.read_checks": keeps | auditor,
        "livinglab.read_field": staff | runs_it | auditor,
        "livinglab.seek_fields": staff | auditor,
        "gathering.list": registered | keeps | auditor,
        "gathering.keep": keeps & registered,
        "gathering.edit": of_its_lab(keeps),
        "voice.index": staff | auditor,
        "voice.list": (registered & (staff | auditor)) | keeps | auditor,
        "voice.keep": keeps & registered,
        "voice.edit": of_its_lab(keeps),
        "voice.make_need": staff & registered,
        "lab_member.list": registered | keeps | auditor,
        "lab_member.list_own": proposer,
        "lab_member.ask": active_proposer & registered & open_lab & ~runs_it,
        "lab_member.enter": keeps & registered,
        "lab_member.answer": of_its_lab(keeps),
        "lab_member.read_answer": of_the_organization | of_its_lab(keeps | auditor),
        "lab_member.leave": of_the_organization | of_its_lab(keeps),
        "lab_handover.list": (coordinator | auditor) & from_a_source,
        "lab_handover.offer": coordinator & registered & from_a_source,
        "lab_handover.claim": active_proposer & registered & from_a_source,
        "lab_handover.read": of_the_organization | coordinator | auditor,
        "lab_handover.answer": (offered & of_the_organization) | (~offered & coordinator),
        "lab_handover.withdraw": (offered & coordinator) | (~offered & of_the_organization),
        "lab_project.list": registered | keeps | auditor,
        "lab_project.read": of_its_lab(registered | keeps | auditor),
        "lab_project.read_path": of_its_lab(keeps | auditor),
        "lab_project.keep": keeps & registered,
        "lab_project.edit": of_its_lab(keeps),
        "lab_project.move": of_its_lab(keeps),
        "lab_project.take_back": coordinator,
        "milestone.keep": keeps & registered,
        "milestone.remove": of_its_lab(keeps),
    }
)


def moves_open_to(user: Any, lab: LivingLab) -> list[Move]:
    """The moves of the lab that this person may make now. Buttons, guard and action all ask here."""
    return open_moves(lab, user, PARTS)


def project_moves_open_to(user: Any, project: LabProject) -> list[Move]:
    """The moves of a lab's project that this person may make now."""
    return open_moves(project, user, PROJECT_PARTS)
