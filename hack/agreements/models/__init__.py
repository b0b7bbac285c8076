"""The agreement (連携協定), what is kept with it, and what became of its term."""

from hack.agreements.models.agreement import (
    LONGEST_NOTICE,
    MOST_CONTACTS,
    MOST_PARTIES,
    USUAL_NOTICE,
    Agreement,
    AgreementContact,
    AgreementOutcome,
    AgreementParty,
    first_reminder,
)
from hack.agreements.models.terms import (
    AgreementSuccession,
    AgreementTerm,
)
from hack.agreements.models.words import (
    AgreementKind,
    Renewal,
    Standing,
    TermDeed,
)

__all__ = [
    "Agreement",
    "AgreementContact",
    "AgreementKind",
    "AgreementOutcome",
    "AgreementParty",
    "AgreementSuccession",
    "AgreementTerm",
    "LONGEST_NOTICE",
    "MOST_CONTACTS",
    "MOST_PARTIES",
    "Renewal",
    "Standing",
    "TermDeed",
    "USUAL_NOTICE",
    "first_reminder",
]
