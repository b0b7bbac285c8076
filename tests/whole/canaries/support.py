"""Words in the support that sections ask for."""

from hack import clock, db
from hack.needs.models import Need
from hack.support.actions import ask_for_support, finish_support, move_support, write_support_entry
from hack.support.models import SupportKind
from tests.whole.canaries.words import SECTION, Canaries
from tests.whole.places import Place
from tests.whole.town import Town


def plant_supports(canaries: Canaries, town: Town, need: Need) -> None:
    """What Michi's section asks for, as it was taken on and written down, what came of it, and why something was refused."""
    cast, readers = town.cast, SECTION | {"mori", "ken"}
    asked, told = canaries.word("support", readers), canaries.word("supportlog", readers)
    with db.transaction():
        support = ask_for_support(by=cast.michi, kind=SupportKind.UNCLEAR, title=f"灯台 {asked}", wish=asked, need=need)
        refused = ask_for_support(by=cast.michi, kind=SupportKind.STUCK, title="実証", wish="見てほしい。")
    with db.transaction():
        move_support(support, "take", by=cast.mori)
        move_support(support, "begin", by=cast.mori)
        write_support_entry(support, by=cast.mori, told=told, done_on=clock.today())
        move_support(refused, "decline", by=cast.mori, reason=canaries.word("supportreason", readers))
    with db.transaction():
        finish_support(support, by=cast.mori, result=canaries.word("supportresult", readers))
    canaries.at("one_support", support)
    canaries.at("one_support", refused)
    canaries.places["need_to_support"] = canaries.places["one_need"]
    canaries.places["next_question"] = [
        Place("", one.values | {"question": "trouble"}) for one in canaries.places["one_need"]
    ]
