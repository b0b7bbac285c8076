"""Cases of the front at the steps that matter, their dates and inquiries, and themes."""

from hack import db
from hack.intake.actions import hand_over
from hack.intake.models import Case, Inquiry, Slot, Theme
from hack.intake.queries import slots_of
from hack.pipeline.front import CaseStep
from tests.intake.words import a_case, a_theme, an_inquiry
from tests.whole.town import Town


def enter_cases(town: Town) -> dict[str, Case]:
    """Cases of Umi's: one that nobody has looked at, one whose dates are offered, one in the hands of Michi's section."""
    cast = town.cast
    cases = {
        "received": a_case(by=cast.umi),
        "its dates are offered": a_case(by=cast.umi, mori=cast.mori, step=CaseStep.SCHEDULING),
        "handed over to Michi's section": a_case(by=cast.umi, mori=cast.mori, step=CaseStep.CHECKING),
    }
    with db.transaction():
        hand_over(cases["handed over to Michi's section"], cast.roads, by=cast.mori, words="どうぞ")
    return cases


def enter_slot(cases: dict[str, Case]) -> tuple[Case, Slot]:
    """A case with one of the times that are offered about it."""
    case = cases["its dates are offered"]
    return case, slots_of(case)[0]


def enter_inquiries(town: Town) -> dict[str, Inquiry]:
    """What Michi's section is asked about another case."""
    case = a_case(by=town.cast.umi, mori=town.cast.mori, step=CaseStep.CHECKING)
    return {"asked of Michi's section": an_inquiry(case, town.cast.roads, by=town.cast.mori)}


def enter_themes(town: Town) -> dict[str, Theme]:
    """A theme of Michi's section that is published, and a draft of it."""
    cast = town.cast
    return {
        "published": a_theme(cast.roads, by=cast.michi),
        "a draft": a_theme(cast.roads, by=cast.michi, published=False),
    }
