"""What is written about agreements."""

from hack.agreements.models import Agreement
from hack.events import AgreementTermNear, AgreementTermOver
from hack.notices.letters import agreements
from hack.notices.reactions.keeping import written
from hack.outbox import Deed


def write_about_term(event: AgreementTermNear) -> Deed | None:
    """Whoever looks after an agreement is told that its term comes to its end."""
    return written(Agreement, event.agreement_id, agreements.agreement_term_near)


def write_about_term_over(event: AgreementTermOver) -> Deed | None:
    """Whoever looks after an agreement, and the secretariat, are told that its term is over."""
    return written(Agreement, event.agreement_id, agreements.agreement_term_over)
