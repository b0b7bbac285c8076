"""Saving a file of a proposal that is evaluated."""

from typing import Any

from hack.evaluation.queries import one_entry_file
from hack.evaluation.views.blueprint import bp
from hack.files.queries import Hung
from hack.files.serving import handed_out
from hack.web import may


@bp.get("/<key>/proposals/<proposal_key>/files/<file_key>")
@may("entry.read_file", one_entry_file)
def file(hung: Hung) -> Any:
    return handed_out(hung.file)
