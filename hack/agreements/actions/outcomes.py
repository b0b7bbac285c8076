"""Writing down what came of an agreement."""

from typing import Any

from hack import db, outbox
from hack.accounts.models import User
from hack.agreements.actions.register import AHEAD
from hack.agreements.days import When
from hack.agreements.models import Agreement, AgreementOutcome
from hack.errors import NotAllowed, RuleBroken
from hack.events import AgreementOutcomeChanged, AgreementOutcomeEntered, AgreementOutcomeRemoved
from hack.passages import check_version, keep_changes
from hack.policy import can

OUTCOME_FACTS = frozenset({"when", "told", "source_name", "source_url"})


def add_outcome(agreement: Agreement, *, by: User, **facts: Any) -> AgreementOutcome:
    """Write down something that came of an agreement. Raises NotAllowed, RuleBroken (a day ahead). Records AgreementOutcomeEntered."""
    if not can(by, "outcome.enter", agreement):
        raise NotAllowed("outcome.enter")
    outcome = AgreementOutcome(agreement_id=agreement.id, by_id=by.id)
    _tell(outcome, facts)
    db.session.add(outcome)
    db.session.flush()
    outbox.record(AgreementOutcomeEntered(outcome.id), by=by)
    return outcome


def edit_outcome(outcome: AgreementOutcome, *, by: User, seen: int | None, **facts: Any) -> None:
    """Put right what came of an agreement. Raises NotAllowed, Overtaken, RuleBroken. Records AgreementOutcomeChanged if anything is different."""
    if not can(by, "outcome.edit", outcome):
        raise NotAllowed("outcome.edit")
    check_version(outcome, seen)
    _tell(outcome, facts)
    if db.session.is_modified(outcome):
        keep_changes()
        outbox.record(AgreementOutcomeChanged(outcome.id), by=by)


def remove_outcome(outcome: AgreementOutcome, *, by: User) -> None:
    """Take out what was written down by mistake. Raises NotAllowed. Records AgreementOutcomeRemoved."""
    if not can(by, "outcome.remove", outcome.agreement):
        raise NotAllowed("outcome.remove")
    outbox.record(AgreementOutcomeRemoved(outcome.id, outcome.agreement_id), by=by)
    db.session.delete(outcome)
    keep_changes()


def _tell(outcome: AgreementOutcome, facts: dict[str, Any]) -> None:
    if strange := set(facts) - OUTCOME_FACTS:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    if facts.get("when", When()).ahead:
        raise RuleBroken(AHEAD, "when")
    for name, answer in facts.items():
        if getattr(outcome, name) != answer:
            setattr(outcome, name, answer)
