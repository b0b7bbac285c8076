"""Consultations and their checks."""

from typing import Any

from hack import clock, db
from hack.consultations.models import Check, CheckKind, Consultation
from hack.needs.models import Need
from hack.pipeline.check import CheckStep
from tests.whole.town import Town


def a_consultation(town: Town, need: Need, proposal: Any = None) -> tuple[Consultation, Check, Check]:
    """A consultation of Michi's: about a need, asked of Kaji's section; about a proposal, asked of Midori's, and once of Kaji's."""
    cast, facts = town.cast, {"due_on": clock.today(), "asked": "確認", "asked_by_id": town.cast.michi.id}
    consultation = Consultation(need_id=need.id, proposal=proposal, opened_by_id=cast.michi.id, title="合議", asked=2)
    section, end = (cast.resources, CheckStep.WITHDRAWN) if proposal else (cast.rivers, CheckStep.APPROVED)
    with db.transaction():
        db.session.add(consultation)
        db.session.flush()
        facts |= {"consultation_id": consultation.id}
        checks = [
            Check(kind=CheckKind.PRIVACY, section_id=section.id, step=CheckStep.CHECKING, **facts),
            Check(kind=CheckKind.LEGAL, section_id=cast.rivers.id, step=end, **facts),
        ]
        db.session.add_all(checks)
    return consultation, *checks
