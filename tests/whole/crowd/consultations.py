"""Consultations with their checks."""

from datetime import timedelta
from typing import Any

from hack import clock, db
from hack.accounts.models import User
from hack.consultations.models import Check, CheckEntry, CheckKind, Consultation, EntryKind
from hack.pipeline.check import CheckStep
from hack.proposals.models import Proposal
from tests.whole.crowd.rows import first_of, many, thirds


def consult(officers: list[User], proposals: list[Proposal]) -> list[Check]:
    """Two hundred consultations with five checks each, of all sections, and twenty-five things said about each of the first checks."""
    first = first_of(Consultation, Consultation.proposal_id.is_not(None))
    first_check = first_of(Check, Check.consultation_id == first.id)
    about = thirds(db.session.get(Proposal, first.proposal_id), proposals)

    def consultation(n: int, by: Any) -> dict[str, Any]:
        proposal = next(about)
        facts = {"need_id": proposal.need_id, "proposal_id": proposal.id if n % 2 else None}
        return facts | {"opened_by_id": by.id, "title": f"合議{n}", "asked": 5}

    those = many(Consultation, 200, officers, consultation)
    kinds, steps = list(CheckKind), (CheckStep.REQUESTED, CheckStep.QUERIED, CheckStep.CONDITIONAL, CheckStep.CHECKING)

    def check(n: int, by: Any) -> dict[str, Any]:
        where = {
            "consultation_id": those[n % 200].id,
            "section_id": by.section_id,
            "asked_by_id": by.id,
            "owner_id": by.id,
        }
        facts = {"kind": kinds[n % 6], "name": "景観", "step": steps[n % 4], "outcome": "条件" * 50, "asked": "確認"}
        return (
            where | facts | {"due_on": clock.today() + timedelta(days=n % 30 - 10), "links": ["https://city.example/"]}
        )

    checks = many(Check, 1000, officers, check)
    written = [first_check, *checks[:20]]

    def entry(n: int, by: Any) -> dict[str, Any]:
        return {"check_id": written[n % len(written)].id, "by_id": by.id, "kind": EntryKind.NOTE, "text": "連絡"}

    many(CheckEntry, 25 * len(written), officers, entry)
    return checks
