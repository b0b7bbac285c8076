"""The pictures of every door: the front, the files of a proposal, what is laid before the city's body, agreements, open data, living
labs, and the numbers.
"""

from hack.deliberations.models import Paper
from hack.intake.models import Case
from hack.livinglabs.models import HandoverSide, HandoverState, LabHandover, LivingLab
from hack.opendata.models import DataRequest
from hack.pipeline.datarequest import DataRequestStep
from hack.pipeline.front import CaseStep
from hack.proposals.models import Proposal, ProposalFile
from scripts.pictures import SECRETARIAT, Picture, of_team, officer_of, one, person_of, seen_by


def case() -> tuple[str, str]:
    """A case that sections are asked about, for the secretariat."""
    return SECRETARIAT, f"/front/cases/{one(Case, Case.step == CaseStep.CHECKING).key}"


def paper() -> tuple[str, str]:
    """A paper that the body has ruled on."""
    found = one(Paper, Paper.case.has(Case.step == CaseStep.STARTED))
    return SECRETARIAT, f"/deliberations/cases/{found.case.key}"


def data_request() -> tuple[str, str]:
    """A request of which one section has answered and another has not."""
    return SECRETARIAT, f"/opendata/requests/{one(DataRequest, DataRequest.step == DataRequestStep.ASKED).key}"


def lab() -> tuple[str, str]:
    """A lab with gatherings, for who runs it."""
    found = one(LivingLab, LivingLab.field_words != "")
    return person_of(found.organization_id), f"/livinglabs/{found.key}"


def proposal_with_file() -> tuple[str, str]:
    """A proposal that was handed in with a file, for the section that reads it."""
    proposal = one(Proposal, Proposal.id == one(ProposalFile).proposal_id)
    return officer_of(proposal.need), f"/proposals/{proposal.key}"


def handover(side: HandoverSide) -> tuple[str, str]:
    """A lab that somebody is to take over and that waits for an answer, for who owes it."""
    found = one(LabHandover, LabHandover.state == HandoverState.OPEN, LabHandover.side == side)
    return person_of(found.organization_id) if found.offered else SECRETARIAT, f"/livinglabs/handovers/{found.key}"


# fmt: off
PICTURES = (
    Picture("front-doors",  seen_by("", "/front/"), height=1070),
    Picture("case",         case, height=1120),
    Picture("paper",        paper, top="main .panel", height=1210, width=880),
    Picture("ruling-corrected", paper, top="#rulings", height=500, width=880),
    Picture("proposal-files", of_team("/proposals/{}/files"), height=1390),
    Picture("proposal-file-read", proposal_with_file, top="#section", height=970, width=880),
    Picture("lab-offered",  lambda: handover(HandoverSide.OFFER), height=1400),
    Picture("lab-claimed",  lambda: handover(HandoverSide.CLAIM), height=1400),
    Picture("agreements",   seen_by("", "/agreements/"), height=1240),
    Picture("catalogue",    seen_by("", "/opendata/"), height=985),
    Picture("data-request", data_request, height=1700),
    Picture("labs",         seen_by("", "/livinglabs/"), height=1150),
    Picture("lab",          lab, height=1400),
    Picture("participants", seen_by("", "/participants"), top="#growth", height=920, width=880),
    Picture("figures",      seen_by("", "/figures"), height=1240),
)
# fmt: on
