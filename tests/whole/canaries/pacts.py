"""Words in agreements that are not published, in papers that lie before the body, and in what was said there."""

from datetime import timedelta

from hack import clock, db
from hack.agreements.actions import conclude_agreement, extend_agreement
from hack.agreements.models import AgreementKind
from hack.deliberations.actions import correct_ruling, edit_sitting, meet_condition, rule_on_paper
from hack.deliberations.models import Ruling
from hack.intake.actions import move_case
from tests.agreements.words import a_contact, an_agreement, an_outcome
from tests.deliberations.words import WORDS, a_body, a_case, a_paper, a_sitting, tabled
from tests.whole.canaries.words import COMPANY, SECTION, Canaries
from tests.whole.places import Place
from tests.whole.town import Town


def plant_pacts(canaries: Canaries, town: Town) -> None:
    """Michi's section keeps an agreement to itself; a case of Umi's is laid before the body, taken home, ruled on, and agreed upon."""
    cast, word = town.cast, canaries.word
    keepers, inside = SECTION | {"mori", "ken"}, SECTION | {"mori"}
    told = {name: word(f"pact{name}", keepers) for name in ("name", "purpose", "notes", "outcome", "party")}
    parties = [f"灯台 {told['party']}"]
    facts = {name: f"灯台 {told[name]}" for name in ("name", "purpose", "notes")}
    agreement = canaries.at("one_agreement", an_agreement(by=cast.michi, parties=parties, published=False, **facts))
    outcome = an_outcome(agreement, by=cast.michi, told=told["outcome"])
    canaries.at("one_outcome", agreement, outcome_key=outcome.key)
    mine = SECTION | {"mori"}
    contact = {name: word(f"contact{name}", mine) for name in ("office", "person", "phone", "note")}
    someone = a_contact(agreement, by=cast.michi, **contact)
    canaries.at("kept_agreement", agreement)
    canaries.at("one_contact", agreement, contact_key=someone.key)
    canaries.at("agreement_of_contact", agreement, contact_key=someone.key)
    with db.transaction():
        until, note = clock.today() + timedelta(days=400), word("termnote", keepers)
        extend_agreement(agreement, by=cast.michi, until=until, note=note)

    canaries.at("one_body", a_body(by=cast.mori))
    asked = word("pactcase", COMPANY | inside)
    case = a_case(cast, title=f"灯台 {asked}", body=asked)
    for finder in ("one_case", "case_to_prepare", "case_of_agreement", "one_paper"):
        canaries.at(finder, case)
    paper = a_paper(case, by=cast.mori, **{name: word(f"paper{name}", inside) for name in WORDS})
    sittings = [a_sitting(by=cast.mori, held_on=clock.today()) for _ in range(2)]
    for sitting, ruling in zip(sittings, (Ruling.TAKEN_HOME, Ruling.CONDITIONAL), strict=True):
        item = tabled(paper, sitting, by=cast.mori)
        name = ruling.name.replace("_", "").lower()
        said, before, reason = (word(f"ruling{name}{part}", inside) for part in ("", "before", "reason"))
        on = [word(f"condition{name}", inside)] if ruling is Ruling.CONDITIONAL else []
        with db.transaction():
            rule_on_paper(paper, ruling, by=cast.mori, said=before, conditions=on)
            correct_ruling(paper, item, ruling, by=cast.mori, said=said, reason=reason, conditions=on)
        for condition in item.conditions:
            with db.transaction():
                meet_condition(condition, by=cast.mori, how=word("conditionmet", inside))
            canaries.at("one_condition", case, condition_key=condition.key)
        canaries.at("one_item", case, item_key=item.key)
        canaries.at("one_sitting", sitting)
        canaries.places.setdefault("one_place", []).append(Place("", {"key": sitting.key, "item_key": item.key}))
    with db.transaction():
        for _ in range(2):
            said = {name: word(f"{name}ofbody", {"mori"}) for name in ("minutes", "present", "others")}
            edit_sitting(sittings[0], by=cast.mori, seen=None, **said)
        move_case(case, "coordinate", by=cast.mori)
    with db.transaction():
        name = word("pactofcase", {"mori", "ken"})
        facts = {"kind": AgreementKind.PACT, "name": name, "city_side": "横浜市", "parties": ["港計測株式会社"]}
        canaries.at("one_agreement", conclude_agreement(case, by=cast.mori, **facts))
