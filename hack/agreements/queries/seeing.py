"""Which agreements are to be seen, and by whom, with what is kept beside them."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.agreements.models import (
    Agreement,
    AgreementContact,
    AgreementOutcome,
    AgreementParty,
)
from hack.intake.models import Case
from hack.intake.queries import one_case
from hack.roles import Role


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """What is published, for everybody; all for coordinators and auditors; for officers besides what their section looks after."""
    if viewer.role in (Role.COORDINATOR, Role.AUDITOR):
        return true()
    if viewer.role is Role.OFFICER:
        return or_(Agreement.published, Agreement.section_id == viewer.section_id)
    return Agreement.published.is_(True)


def one_agreement(key: str, viewer: Any) -> Agreement | None:
    """The agreement of that key, with its parties, if this person may see it."""
    return db.session.scalar(
        select(Agreement)
        .where(Agreement.key == key, visible_to(viewer))
        .options(joinedload(Agreement.section), selectinload(Agreement.parties).joinedload(AgreementParty.organization))
        .options(joinedload(Agreement.case).selectinload(Case.sections))
    )


def kept_agreement(key: str, viewer: Any) -> Agreement | None:
    """The agreement of that key with whom to turn to, for those who look after it; for nobody else is there such a page."""
    agreement = one_agreement(key, viewer)
    keeps = agreement is not None and (viewer.role is Role.COORDINATOR or _of_the_section(viewer, agreement))
    return agreement if keeps else None


def _of_the_section(viewer: Any, agreement: Agreement) -> bool:
    return viewer.role is Role.OFFICER and viewer.section_id == agreement.section_id


def one_contact(key: str, contact_key: str, viewer: Any) -> AgreementContact | None:
    """Whom to turn to about the agreement of that key, for those who look after it."""
    agreement = kept_agreement(key, viewer)
    found = (one for one in agreement.contacts if one.key == contact_key) if agreement else ()
    return next(iter(found), None)


def agreement_of_contact(key: str, contact_key: str, viewer: Any) -> Agreement | None:
    """The agreement of that key, for those who look after it, whether that contact is still written there or was taken out meanwhile."""
    return kept_agreement(key, viewer) if contact_key else None


def case_of_agreement(key: str, viewer: Any) -> Case | None:
    """The case of the front with that key, if this person may see it: what an agreement comes of."""
    return one_case(key, viewer)


def agreement_of(case: Case, viewer: Any) -> Agreement | None:
    """The agreement that came of a case, if this person may see it."""
    mine = select(Agreement).where(Agreement.case_id == case.id, visible_to(viewer))
    return db.session.scalar(mine.options(joinedload(Agreement.section), selectinload(Agreement.parties)))


def one_outcome(key: str, outcome_key: str, viewer: Any) -> AgreementOutcome | None:
    """What came of the agreement of that key, if this person may see the agreement."""
    return db.session.scalar(
        select(AgreementOutcome)
        .join(AgreementOutcome.agreement)
        .where(Agreement.key == key, AgreementOutcome.key == outcome_key, visible_to(viewer))
        .options(joinedload(AgreementOutcome.agreement))
    )


def agreement_with(key: str, outcome_key: str, viewer: Any) -> Agreement | None:
    """The agreement of that key, if this person may see it, whether that outcome is still written there or was taken out meanwhile."""
    return one_agreement(key, viewer) if outcome_key else None
