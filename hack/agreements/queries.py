"""Which agreements are to be seen, and by whom; and of whose end people are to be told."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import clock, db
from hack.accounts.models import TAKING_PART, Bureau, Organization, Section
from hack.agreements.models import (
    Agreement,
    AgreementContact,
    AgreementKind,
    AgreementOutcome,
    AgreementParty,
    AgreementSuccession,
    AgreementTerm,
)
from hack.intake.models import Case
from hack.intake.queries import one_case
from hack.roles import Role

TOLD_FOR = 31
"""For how many days after the end of a term people are still told that it is over."""
NO_YEAR = "unknown"
"""What stands for agreements of which no source tells when they were concluded, where a year is asked for."""


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


def follower_of(agreement: Agreement) -> int | None:
    """The row number of the agreement that took its place, if one did."""
    mine = select(AgreementSuccession.follower_id).where(AgreementSuccession.former_id == agreement.id)
    return db.session.scalar(mine)


def beside(agreement: Agreement, viewer: Any) -> tuple[Agreement | None, Agreement | None]:
    """The agreement whose place it took, and the one that took its own place, as far as this person may see them."""
    link = AgreementSuccession
    there = or_(
        and_(link.follower_id == agreement.id, link.former_id == Agreement.id),
        and_(link.former_id == agreement.id, link.follower_id == Agreement.id),
    )
    found = db.session.execute(select(Agreement, link.former_id).join(link, there).where(visible_to(viewer))).all()
    before = next((one for one, former in found if former == one.id), None)
    return before, next((one for one, former in found if former == agreement.id), None)


def terms_of(agreement: Agreement) -> list[AgreementTerm]:
    """What became of its term, the last first; at most a hundred."""
    mine = select(AgreementTerm).where(AgreementTerm.agreement_id == agreement.id)
    return list(
        db.session.scalars(mine.options(joinedload(AgreementTerm.by)).order_by(AgreementTerm.id.desc()).limit(100))
    )


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


def near_their_end() -> ColumnElement[bool]:
    """The agreements of which somebody has to see how they go on: `Agreement.near_its_end`, for lists."""
    return and_(Agreement.remind_from <= clock.now(), Agreement.ended_on.is_(None))


def kept_by(viewer: Any) -> ColumnElement[bool]:
    """The agreements that this officer's section looks after; for a coordinator those that no section does; for others none."""
    if viewer.role is Role.COORDINATOR:
        return Agreement.section_id.is_(None)
    return Agreement.section_id == viewer.section_id if viewer.role is Role.OFFICER else false()


def agreements_to_remind_of() -> list[Agreement]:
    """The agreements whose term comes to its end, and of whose end, as it is now, nobody was told yet."""
    untold = or_(Agreement.warned_for.is_(None), Agreement.warned_for != Agreement.until)
    due = select(Agreement).where(near_their_end(), Agreement.until >= clock.today(), untold)
    return list(db.session.scalars(due.order_by(Agreement.id)))


def past_their_end() -> ColumnElement[bool]:
    """The agreements whose term is over, and of which nobody has written how they go on: `Agreement.past_its_end`, for lists."""
    return and_(Agreement.until < clock.today(), Agreement.ended_on.is_(None))


def owed_by(viewer: Any) -> ColumnElement[bool]:
    """The agreements that this person has to see to: what is kept by them; for a coordinator besides what is past its end, whoever keeps it."""
    mine = kept_by(viewer)
    return or_(mine, past_their_end()) if viewer.role is Role.COORDINATOR else mine


def count_past_their_end(viewer: Any) -> int:
    """How many agreements that this person has to see to are past their end."""
    return db.session.scalar(select(func.count(Agreement.id)).where(past_their_end(), owed_by(viewer))) or 0


def agreements_past_their_end() -> list[Agreement]:
    """The agreements whose term came to its end within the last month, and of which, for that end, nobody was told yet.

    What was over long before it was entered is seen on the board alone.
    """
    lately = Agreement.until >= clock.today() - timedelta(days=TOLD_FOR)
    untold = or_(Agreement.told_over_for.is_(None), Agreement.told_over_for != Agreement.until)
    return list(db.session.scalars(select(Agreement).where(past_their_end(), lately, untold).order_by(Agreement.id)))
