"""The register, what it is asked by, and what came of the agreements in it."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.accounts.models import TAKING_PART, Bureau, Organization, Section
from hack.agreements.models import (
    Agreement,
    AgreementKind,
    AgreementOutcome,
    AgreementParty,
)
from hack.agreements.queries.seeing import visible_to
from hack.agreements.queries.terms import near_their_end

NO_YEAR = "unknown"
"""What stands for agreements of which no source tells when they were concluded, where a year is asked for."""


def listed_agreements(
    viewer: Any,
    *,
    words: str | None = None,
    kind: AgreementKind | None = None,
    year: str | None = None,
    party: str | None = None,
    section: int | None = None,
    due: bool | None = None,
) -> Select[Any]:
    """The agreements that this person may see, for `db.page_of`: the last concluded first, those of no known day at the end.

    words: parts of the name, the purpose, the notes, or the sides' names, all of which must be there. year: in figures, or NO_YEAR.
    party: part of a name on the other side. section: its row number. due: only those whose term comes to its end.
    """
    found = select(Agreement).where(visible_to(viewer))
    found = found.options(joinedload(Agreement.section), selectinload(Agreement.parties))
    found = found.options(joinedload(Agreement.follows))
    for word in (words or "").split()[:10]:
        said = (Agreement.name, Agreement.purpose, Agreement.notes, Agreement.city_side)
        found = found.where(or_(*(part.icontains(word, autoescape=True) for part in said), _with_party(word)))
    if kind is not None:
        found = found.where(Agreement.kind == kind)
    if year is not None:
        found = found.where(Agreement.year.is_(None) if year == NO_YEAR else Agreement.year == int(year))
    if party:
        found = found.where(_with_party(party))
    if section is not None:
        found = found.where(Agreement.section_id == section)
    if due:
        found = found.where(near_their_end())
    newest = (part.desc().nulls_last() for part in (Agreement.year, Agreement.month, Agreement.day))
    return found.order_by(*newest, Agreement.id.desc())


def _with_party(words: str) -> ColumnElement[bool]:
    named = AgreementParty.name.icontains(words, autoescape=True)
    return exists().where(AgreementParty.agreement_id == Agreement.id, named)


def years_of_agreements(viewer: Any) -> list[str]:
    """The years in which agreements that this person may see were concluded, the last first; NO_YEAR at the end where some are of none."""
    years = db.session.scalars(select(Agreement.year).where(visible_to(viewer)).distinct())
    known = set(years)
    figures = [str(year) for year in sorted((year for year in known if year is not None), reverse=True)]
    return figures + [NO_YEAR] * (None in known)


def sections_of_agreements(viewer: Any) -> list[Section]:
    """The sections that look after agreements that this person may see, in the order of the bureaus."""
    keeping = select(Agreement.section_id).where(visible_to(viewer), Agreement.section_id.is_not(None))
    found = select(Section).join(Section.bureau).where(Section.id.in_(keeping)).order_by(Bureau.id, Section.id)
    return list(db.session.scalars(found))


def outcomes_of(agreement: Agreement) -> Select[Any]:
    """What came of the agreement, the newest first; what has no known day at the end."""
    newest = (p.desc().nulls_last() for p in (AgreementOutcome.year, AgreementOutcome.month, AgreementOutcome.day))
    mine = select(AgreementOutcome).where(AgreementOutcome.agreement_id == agreement.id)
    return mine.order_by(*newest, AgreementOutcome.id.desc())


def outcomes_of_listed(agreements: Select[Any]) -> Select[Any]:
    """What came of these agreements, each with its agreement, those of one agreement together, the oldest first."""
    listed = agreements.with_only_columns(Agreement.id).order_by(None)
    found = select(AgreementOutcome).where(AgreementOutcome.agreement_id.in_(listed))
    oldest = (AgreementOutcome.year, AgreementOutcome.month, AgreementOutcome.day, AgreementOutcome.id)
    return found.options(joinedload(AgreementOutcome.agreement)).order_by(AgreementOutcome.agreement_id.desc(), *oldest)


def organizations_called(names: list[str]) -> dict[str, int]:
    """The row number of the organisation that takes part under just this name, by name; names that two share are left out."""
    found: dict[str, list[int]] = {}
    taking_part = select(Organization.name, Organization.id).where(Organization.step.in_(TAKING_PART))
    for name, number in db.session.execute(taking_part.where(Organization.name.in_(names))):
        found.setdefault(name, []).append(number)
    return {name: numbers[0] for name, numbers in found.items() if len(numbers) == 1}
