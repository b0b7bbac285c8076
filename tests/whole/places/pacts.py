"""Agreements with what came of them; and a case that lies before the body."""

from hack.agreements.models import Agreement, AgreementContact, AgreementOutcome
from hack.deliberations.models import Ruling, RulingCondition, Tabling
from hack.pipeline.front import CaseStep
from tests.agreements.words import a_contact, an_agreement, an_outcome
from tests.deliberations.words import a_body, a_case, a_paper, a_sitting, ruled, tabled
from tests.whole.places.place import Place, by_key_of
from tests.whole.town import Town


def enter_agreements(town: Town) -> dict[str, tuple[Agreement, AgreementOutcome]]:
    """Agreements that Michi's section looks after, in the public register and not, each with something that came of it."""
    michi = town.cast.michi
    entered = {
        "in the register": an_agreement(by=michi),
        "not published": an_agreement(by=michi, published=False, source_name=""),
    }
    return {says: (agreement, an_outcome(agreement, by=michi)) for says, agreement in entered.items()}


def enter_contact(town: Town) -> AgreementContact:
    """Whom to turn to about an agreement of Michi's section."""
    michi = town.cast.michi
    return a_contact(an_agreement(by=michi, name="連絡先のある協定"), by=michi)


def enter_ruling(town: Town) -> RulingCondition:
    """What is ruled on a condition about a case that Michi's section has in hand."""
    mori = town.cast.mori
    case = a_case(town.cast, step=CaseStep.CHECKING, section_id=town.cast.roads.id)
    item = ruled(a_paper(case, by=mori), Ruling.CONDITIONAL, by=mori, conditions=["広告を出さない。"])
    return item.conditions[0]


def enter_papers(town: Town) -> Tabling:
    """A paper about a case of Umi's that concerns Michi's section, which lies before a sitting to come."""
    mori = town.cast.mori
    a_body(by=mori)
    return tabled(a_paper(a_case(town.cast, step=CaseStep.CHECKING), by=mori), a_sitting(by=mori), by=mori)


def of_pacts(town: Town) -> dict[str, list[Place]]:
    """The addresses about all of them."""
    agreements, item = enter_agreements(town), enter_papers(town)
    contact, condition = enter_contact(town), enter_ruling(town)
    paper, sitting = item.paper, item.sitting
    with_contact = Place("agreement: contact", {"key": contact.agreement.key, "contact_key": contact.key})
    of_ruling = {"key": condition.tabling.paper.case.key, "condition_key": condition.key}
    with_outcome = [
        Place(f"agreement: {says}", {"key": one.key, "outcome_key": outcome.key})
        for says, (one, outcome) in agreements.items()
    ]
    return {
        "one_agreement": by_key_of("agreement", {says: one for says, (one, _) in agreements.items()}),
        "one_outcome": with_outcome,
        "agreement_with": with_outcome,
        "kept_agreement": by_key_of("agreement", {says: one for says, (one, _) in agreements.items()}),
        "one_contact": [with_contact],
        "agreement_of_contact": [with_contact],
        "one_condition": [Place("paper: ruled on a condition", of_ruling)],
        "one_paper": by_key_of("paper", {"lies before the body": paper.case}),
        "one_item": [Place("paper: lies before the body", {"key": paper.case.key, "item_key": item.key})],
        "one_sitting": by_key_of("sitting", {"to come": sitting}),
        "one_place": [Place("sitting: to come", {"key": sitting.key, "item_key": item.key})],
        "one_body": by_key_of("body", {"in force": sitting.body}),
    }
