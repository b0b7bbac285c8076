"""Agreements (連携協定), as they are searched."""

from sqlalchemy.orm import joinedload, selectinload

from hack.agreements.models import Agreement, AgreementOutcome, AgreementParty
from hack.agreements.queries import visible_to
from hack.search.index import Paper
from hack.search.papers.noun import Noun, bureau_of, joined, section_named
from hack.search.papers.readers import AUDITOR, COORDINATOR, EVERYBODY, of_section


def agreement_paper(agreement: Agreement) -> Paper:
    """What the register says of it and of what came of it; nothing of the case that it came of."""
    readers = {EVERYBODY}
    if not agreement.published:
        readers = {COORDINATOR, AUDITOR} | ({of_section(agreement.section_id)} if agreement.section_id else set())
    kept_by = agreement.section.full_name if agreement.section else ""
    told = (agreement.notes, *(outcome.told for outcome in agreement.outcomes))
    return Paper(
        "agreement",
        agreement.key,
        agreement.name,
        "\n".join(part for part in told if part),
        agreement.changed_at,
        frozenset(readers),
        facets={"agreement": agreement.kind.value, "bureau": bureau_of(agreement.section)},
        summary=agreement.purpose,
        organization="\n".join(agreement.party_names),
        section="\n".join(part for part in (agreement.city_side, kept_by) if part),
    )


AGREEMENT = Noun(
    name="agreement",
    label="連携協定",
    thing=Agreement,
    load=(joinedload(Agreement.section), selectinload(Agreement.parties), selectinload(Agreement.outcomes)),
    paper=agreement_paper,
    visible_to=visible_to,
    endpoint="agreements.show",
    title=Agreement.name,
    told=(
        *(Agreement.purpose, Agreement.notes),
        joined(AgreementOutcome.told, AgreementOutcome.agreement_id == Agreement.id),
        *(Agreement.city_side, section_named(Agreement.section_id)),
        joined(AgreementParty.name, AgreementParty.agreement_id == Agreement.id),
    ),
)
