"""What those who are asked in a consultation read of the proposal that it is about: its text, and the files beside it."""

from typing import Any

from hack.consultations.models import Consultation
from hack.consultations.queries.seeing import one_consultation
from hack.files.queries import Hung
from hack.proposals.models import Proposal, ProposalFile
from hack.proposals.queries import files_handed_in
from hack.proposals.rules import told_inside


def proposal_told(consultation: Consultation) -> Proposal | None:
    """The proposal that the consultation is about, while the sections may be told what it says: not while it is a draft again, or
    behind the seal of a call.
    """
    proposal = consultation.proposal
    return proposal if proposal is not None and told_inside(None, proposal) else None


def files_consulted_on(consultation: Consultation) -> list[ProposalFile]:
    """The files of the version that was handed in last, never one for the secretariat alone; none while it may not be told."""
    proposal = proposal_told(consultation)
    return files_handed_in(proposal) if proposal else []


def one_file_consulted_on(key: str, file_key: str, viewer: Any) -> Hung | None:
    """The one of `files_consulted_on` with that key, if this person may see the consultation."""
    consultation = one_consultation(key, viewer)
    if consultation is None:
        return None
    those = files_consulted_on(consultation)
    return next((Hung(one.file, consultation) for one in those if one.key == file_key), None)
