"""Saving a file of the proposal that a consultation is about."""

from typing import Any

from hack.consultations.queries.files import one_file_consulted_on
from hack.consultations.views.blueprint import bp
from hack.files.queries import Hung
from hack.files.serving import handed_out
from hack.web import may


@bp.get("/consultations/<key>/files/<file_key>")
@may("consultation.read_file", one_file_consulted_on)
def file(hung: Hung) -> Any:
    return handed_out(hung.file)
