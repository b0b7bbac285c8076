"""The files that an evaluator reads beside a proposal's text."""

from typing import Any

from hack.evaluation.queries.entries import one_entry
from hack.evaluation.texts import readable_files
from hack.files.queries import Hung


def one_entry_file(key: str, proposal_key: str, file_key: str, viewer: Any) -> Hung | None:
    """The file of the proposal in that evaluation, for those who may see the proposal there and have no conflict with it."""
    entry = one_entry(key, proposal_key, viewer)
    those = [] if entry is None else readable_files(entry.proposal)
    return next((Hung(one.file, entry) for one in those if one.key == file_key), None)
