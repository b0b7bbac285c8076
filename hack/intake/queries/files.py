"""The files of cases: whoever reads a case reads them."""

from typing import Any

from hack.files.queries import Hung, one_file_of
from hack.intake.queries.seeing import one_case


def one_case_file(key: str, file_key: str, viewer: Any) -> Hung | None:
    """The file of that case, if it is there and this person may see the case."""
    case = one_case(key, viewer)
    return None if case is None else one_file_of(case, file_key)


def one_case_file_once(key: str, file_key: str, viewer: Any) -> Hung | None:
    """As `one_case_file`, also if it was removed: who presses the button twice is told no wrong."""
    case = one_case(key, viewer)
    return None if case is None else one_file_of(case, file_key, removed_too=True)
