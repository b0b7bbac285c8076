"""Words in consultations and their checks."""

from datetime import timedelta
from typing import Any

from hack import clock, db
from hack.consultations.actions import Ask, move_check, open_consultation, write_entry
from hack.consultations.models import CheckKind
from hack.needs.models import Need
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Readers
from tests.cast import a_proposal
from tests.whole.canaries.files import lay
from tests.whole.canaries.words import COMPANY, SECTION, Canaries
from tests.whole.town import Town


def plant_consultations(canaries: Canaries, town: Town, need: Need) -> None:
    """Michi asks Kaji's and Midori's sections about her need; Kaji's asks back, approves on a condition; and about a proposal
    she asks Midori's, who may then read of it what the section reads."""
    cast, word = town.cast, canaries.word
    read = {"questions": word("consulted", COMPANY | SECTION | {"mori", "midori"})}
    kept = {"confidential": word("keptback", COMPANY | {"mori"})}
    facts = {"by": cast.umi, "need": need, "step": ProposalStep.REVIEW}
    proposal = canaries.at("one_proposal", a_proposal(**facts, **read, **kept))
    hung = [
        lay(canaries, proposal, "consulted", COMPANY | SECTION | {"mori", "midori"}),
        lay(canaries, proposal, "keptback", COMPANY | {"mori"}, readers=Readers.SECRETARIAT),
    ]
    for about, asked in ((need, (cast.kaji, cast.midori)), (proposal, (cast.midori,))):
        noun = "need" if about is need else "proposal"
        everybody = SECTION | {"mori", "midori"} | ({"kaji"} if about is need else set())
        said, tomorrow = word(f"consult{noun}", everybody), clock.today() + timedelta(days=1)
        asks = [
            Ask(
                CheckKind.PRIVACY, one.section_id, word(f"asked{noun}{place}", SECTION | {"mori", asked_name}), tomorrow
            )
            for place, (one, asked_name) in enumerate(zip(asked, _names_of(town, asked), strict=True))
        ]
        with db.transaction():
            consultation = open_consultation(about=about, by=cast.michi, title=f"灯台 {said}", words=said, asks=asks)
        canaries.at("one_consultation", consultation)
        for one in hung:
            canaries.at("one_file_consulted_on", consultation, file_key=one.key)
        check = consultation.checks[0]
        for one in consultation.checks:
            canaries.at("one_check", one)
        doer, doers_name = asked[0], _names_of(town, asked[:1])[0]
        between = SECTION | {"mori", doers_name}
        with db.transaction():
            move_check(check, "take", by=doer)
            write_entry(check, by=doer, text=word(f"entry{noun}", between), move="query")
            write_entry(check, by=cast.michi, text=word(f"reply{noun}", between), move="answer")
            move_check(check, "approve_if", by=doer, reason=word(f"condition{noun}", everybody))


def _names_of(town: Town, people: tuple[Any, ...]) -> list[str]:
    return [name for person in people for name, one in town.everybody.items() if one is person]
