"""Letters about agreements."""

from typing import Any

from hack.agreements.models import Agreement
from hack.notices.letters.facts import once_each
from hack.notices.queries import coordinators, officers_of
from hack.notices.writing import Draft, path_to, to_each
from hack.web.display import jdate


def agreement_term_near(agreement: Agreement) -> list[Draft]:
    """To the section that looks after it, or to the coordinators where none does, or nobody is left there: its term comes to its end."""
    people = officers_of(agreement.section) if agreement.section else []
    people = people or coordinators()
    return to_each(people, "agreement_term_near", **_term(agreement))


def agreement_term_over(agreement: Agreement) -> list[Draft]:
    """To the section that looks after it, and to the coordinators: its term is over, and nobody wrote how it goes on."""
    people = officers_of(agreement.section) if agreement.section else []
    return to_each(once_each([*people, *coordinators()]), "agreement_term_over", **_term(agreement))


def _term(agreement: Agreement) -> dict[str, Any]:
    page = path_to("agreements.show", key=agreement.key)
    told = {"agreement": agreement.name if agreement.published else "", "day": jdate(agreement.until)}
    return {"about": ("agreement", agreement.key), "path": page, **told, "renewal": agreement.renewal.value}
