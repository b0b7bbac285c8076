"""Letters about agreements."""

from hack.agreements.models import Agreement
from hack.notices.queries import coordinators, officers_of
from hack.notices.writing import Draft, path_to, to_each
from hack.web.display import jdate


def agreement_term_near(agreement: Agreement) -> list[Draft]:
    """To the section that looks after it, or to the coordinators where none does: its term comes to its end."""
    people = officers_of(agreement.section) if agreement.section else coordinators()
    page = path_to("agreements.show", key=agreement.key)
    told = {"agreement": agreement.name if agreement.published else "", "day": jdate(agreement.until)}
    about = ("agreement", agreement.key)
    return to_each(people, "agreement_term_near", about=about, path=page, **told, renewal=agreement.renewal.value)
