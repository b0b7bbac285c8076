"""Words in what organisations ask for, in what sections say about it, and in data sets that are not out yet."""

from datetime import timedelta

from hack import clock, db
from hack.opendata.actions import (
    Outcome,
    answer_inquiry,
    ask_for_data,
    ask_sections,
    decide,
    draft_dataset,
    move_request,
    show_answer,
)
from hack.opendata.words import Obstacle, Says
from hack.working_days import working_day_after
from tests.whole.canaries.words import COMPANY, EVERYBODY, SECTION, Canaries
from tests.whole.town import Town


def plant_data(canaries: Canaries, town: Town) -> None:
    """Umi's requests: one that Michi's section was asked about and that is promised; one refused and shown; one withdrawn; and a draft."""
    cast, word = town.cast, canaries.word
    desk, inside, all_sides = COMPANY | {"mori"}, SECTION | {"mori"}, COMPANY | SECTION | {"mori"}
    due = working_day_after(clock.today(), 10)
    with db.transaction():
        asked = ask_for_data(
            by=cast.umi, title=f"灯台 {word('datatitle', all_sides)}", wanted=word("datawanted", all_sides),
            purpose=word("datapurpose", all_sides), open_to_all=True,
        )  # fmt: skip
        refused = ask_for_data(
            by=cast.umi, title=word("refusedtitle", desk), wanted=word("refusedwanted", desk), purpose="x",
            open_to_all=True,
        )  # fmt: skip
        gone = ask_for_data(by=cast.umi, title=word("gonetitle", desk), wanted="x", purpose="x")
    with db.transaction():
        (inquiry,) = ask_sections(
            asked, by=cast.mori, sections=[cast.roads], question=word("dataquestion", inside), due_on=due
        )
    with db.transaction():
        answer_inquiry(inquiry, by=cast.michi, says=Says.LATER, remark=word("dataremark", inside))
    day = clock.today() + timedelta(days=60)
    with db.transaction():
        decide(asked, Outcome("plan", word("datatold", all_sides), planned_on=day), by=cast.mori)
        told = word("refusedtold", desk)
        decide(refused, Outcome("refuse", told, obstacle=Obstacle.COST), by=cast.mori)
        move_request(gone, "withdraw", by=cast.umi, reason=word("gonereason", desk))
    with db.transaction():
        show_answer(
            refused, by=cast.mori, wording=word("publicquestion", EVERYBODY), answer=word("publicanswer", EVERYBODY),
            seen=refused.version,
        )  # fmt: skip
        draft = draft_dataset(
            by=cast.mori, section=cast.roads, title=word("datasettitle", inside | {"ken"}),
            description=word("datasettext", inside | {"ken"}), request=asked,
        )  # fmt: skip
    for request in (asked, refused, gone):
        canaries.at("one_datarequest", request)
    canaries.at("one_data_inquiry", inquiry)
    canaries.at("one_dataset", draft)
    canaries.places["need_with_data"] = canaries.places["one_need"]
