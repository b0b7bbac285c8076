"""The files of a proposal that those who are asked in a consultation read beside its text."""

from typing import Any

from hack.consultations.queries.seeing import one_consultation
from hack.files.queries import Hung
from hack.proposals.queries import files_handed_in


def one_file_consulted_on(key: str, file_key: str, viewer: Any) -> Hung | None:
    """The file of the proposal that the consultation is about, if this person may see the consultation: of the version that was
    handed in last, and never one for the secretariat alone.
    """
    consultation = one_consultation(key, viewer)
    if consultation is None or consultation.proposal is None:
        return None
    those = files_handed_in(consultation.proposal)
    return next((Hung(one.file, consultation) for one in those if one.key == file_key), None)
