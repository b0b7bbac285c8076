"""Words in labs: what stands in them before they are registered, and what is not for everybody afterwards."""

from hack import clock, db
from hack.livinglabs.actions import (
    answer_handover,
    answer_joining,
    ask_to_join,
    check_lab,
    claim_lab,
    enter_lab,
    hear_voice,
    keep_gathering,
    make_need_of,
    move_lab,
    offer_lab,
    register_lab,
)
from hack.livinglabs.models import Finding, GatheringKind
from tests.livinglabs.words import SAID, a_project, an_open_lab
from tests.whole.canaries.words import BUREAU, COMPANY, OFFICERS, Canaries
from tests.whole.town import Town


def plant_labs(canaries: Canaries, town: Town) -> None:
    """Umi's lab that is applied for, one that is at work with a gathering, voices and a need, and who asks to join her open lab."""
    cast, word = town.cast, canaries.word
    kept, inside = COMPANY | {"mori", "ken"}, OFFICERS | COMPANY | {"mori", "ken"}
    found = {"residents": Finding.YES, "ward": Finding.YES, "theme": Finding.YES}
    name = word("appliedlab", kept)
    with db.transaction():
        applied = register_lab(by=cast.umi, **SAID | {"name": f"灯台 {name}", "outline": name})
        lab = register_lab(by=cast.umi, **SAID, field_words=word("labfield", inside))
        for one in (applied, lab):
            move_lab(one, "check", by=cast.mori)
        check_lab(applied, "return", remark=word("labcheck", kept), by=cast.mori, **found)
        check_lab(lab, "register", by=cast.mori, **found)
        move_lab(lab, "start", by=cast.umi)
        record = word("gathering", kept)
        about = {"held_on": clock.today(), "kind": GatheringKind.TALK, "title": record, "place": record}
        gathering = keep_gathering(lab, by=cast.umi, public=False, record=record, **about)
        words = ("夜の道を明るく", word("voice", inside))  # what becomes a need is quoted in it
        voices = [hear_voice(lab, heard_on=clock.today(), theme="道", said=said, by=cast.umi) for said in words]
        title = word("voiceneed", BUREAU | {"mori", "ken"})
        need = make_need_of(lab, voices[:1], title=f"灯台 {title}", section=cast.roads, by=cast.michi)
    hidden = word("labproject", kept)
    projects = (
        a_project(applied, by=cast.umi, title=hidden, what=hidden),
        a_project(lab, by=cast.mori, need_id=need.id),
    )
    open_lab = an_open_lab(by=cast.umi)
    with db.transaction():
        part = word("labpart", COMPANY | {"riku", "mori", "ken"})
        asked = ask_to_join(open_lab, part=part, words=word("labwords", COMPANY | {"mori"}), by=cast.riku)
        joined = ask_to_join(open_lab, part="灯台", words="参加したい", by=cast.kita)
        answer = word("labanswer", COMPANY | {"kita", "mori", "ken"})
        answer_joining(joined, True, answer=answer, by=cast.sora)
        # A lab from a source: what is said while it is handed over is for both sides; so is a need behind a project.
        answered = word("handanswer", {"riku", "mori", "ken"})
        sourced = enter_lab(by=cast.mori, **SAID, source="記事", source_url="")
        move_lab(sourced, "check", by=cast.mori)
        check_lab(sourced, "register", by=cast.mori, **found)
        offered = offer_lab(sourced, cast.minato, words=word("handover", COMPANY | {"mori", "ken"}), by=cast.mori)
        claimed = claim_lab(sourced, words=word("labclaim", {"riku", "mori", "ken"}), by=cast.riku)
        answer_handover(claimed, False, answer=answered, by=cast.mori)
    for one in (offered, claimed):
        canaries.at("one_handover", one)
    for one in projects:
        canaries.at("one_project", one)
    for one in (applied, lab, open_lab, sourced):
        canaries.at("one_lab", one)
    canaries.at("one_gathering", gathering)
    for one in voices:
        canaries.at("one_voice", one)
    for one in (asked, joined):
        canaries.at("one_lab_member", one)
