"""Words in the cases of the front, in what is said inside the city about them, and in themes that are not published."""

from io import BytesIO
from typing import Any

from hack import clock, db
from hack.files.actions import take_in
from hack.files.queries import Hung
from hack.intake.actions import (
    add_case_file,
    answer_inquiry,
    decline_case,
    finish_case,
    hand_over,
    keep_grounds,
    merge_case,
    move_case,
    refuse_dates,
    remove_case_file,
    write_entry,
)
from hack.intake.models import Case, Condition, Refusal
from hack.intake.queries import slots_of
from hack.pipeline.front import CaseStep
from tests.intake.words import a_case, a_theme, an_inquiry, talked
from tests.whole.canaries.files import words_of_a_file
from tests.whole.canaries.words import COMPANY, SECTION, Canaries
from tests.whole.places import Place
from tests.whole.town import Town

TEXTS = ("body", "issue", "asked_of_city", "offered", "cost", "wished", "sections_named", "budget", "references")


def plant_cases(canaries: Canaries, town: Town) -> None:
    """What Umi hands in, what is asked of Michi's section and said inside about it; what was refused, and a rival's case that
    takes another of Umi's in.
    """
    cast, inside = town.cast, SECTION | {"mori"}
    both = COMPANY | inside
    said = {name: canaries.word(f"case{name.replace('_', '')}", both) for name in TEXTS}
    case = a_case(by=cast.umi, mori=cast.mori, step=CaseStep.SCHEDULING, title=canaries.word("casetitle", both), **said)
    canaries.places["one_slot"] = [Place("", {"key": case.key, "slot_key": slots_of(case)[0].key})]
    with db.transaction():
        refuse_dates(case, by=cast.umi, reason=canaries.word("caserefused", both))
    _hang(canaries, case, by=cast.umi, mori=cast.mori, readers=both)
    shared, internal = canaries.word("dialogueshared", both), canaries.word("dialogueinternal", inside)
    talked(case, mori=cast.mori, shared=shared, internal=internal, people=canaries.word("dialoguepeople", both))
    inquiry = an_inquiry(case, cast.roads, by=cast.mori, asked=canaries.word("inquiryasked", inside))
    with db.transaction():
        answer_inquiry(inquiry, by=cast.michi, answer=canaries.word("inquiryanswer", inside))
        keep_grounds(case, {Condition.ACROSS: canaries.word("ground", inside)}, by=cast.mori)
        write_entry(case, by=cast.mori, text=canaries.word("caseentry", both))
        write_entry(case, by=cast.mori, text=canaries.word("casenote", inside), internal=True)
        hand_over(case, cast.roads, by=cast.mori, words=canaries.word("casehandedover", both))
    ended = a_case(by=cast.umi, title=canaries.word("caseended", COMPANY | {"mori"}))
    with db.transaction():
        decline_case(
            ended,
            by=cast.mori,
            refused_for=Refusal.OTHER,
            reason=canaries.word("casedeclined", COMPANY | {"mori"}),
        )
    finished = a_case(by=cast.umi, mori=cast.mori, step=CaseStep.TRIAGE)
    with db.transaction():
        hand_over(finished, cast.roads, by=cast.mori)
        finish_case(finished, by=cast.michi, reason=canaries.word("caseresult", both))
    title = canaries.word("casemergedtitle", COMPANY | {"mori"})
    merged, into = (
        a_case(by=cast.umi, title=title),
        a_case(by=cast.riku, title=canaries.word("caserival", {"riku", "mori"})),
    )
    with db.transaction():
        merge_case(merged, into, by=cast.mori, reason=canaries.word("casemerged", COMPANY | {"mori"}))
    withdrawn = a_case(by=cast.umi, title=canaries.word("casewithdrawntitle", COMPANY | {"mori"}))
    with db.transaction():
        move_case(withdrawn, "withdraw", by=cast.umi, reason=canaries.word("casewithdrawn", COMPANY | {"mori"}))
    for one in (case, ended, finished, merged, into, withdrawn):
        canaries.at("one_case", one)
    _hang(canaries, into, by=cast.riku, mori=cast.mori, readers={"riku", "mori"})
    canaries.at("one_inquiry", inquiry)
    words = canaries.word("theme", inside)
    today = clock.today()
    canaries.at("one_theme", a_theme(cast.roads, by=cast.michi, published=False, text=words, opens_on=today))


def _hang(canaries: Canaries, case: Case, *, by: Any, mori: Any, readers: set[str]) -> None:
    """A file, and one that the secretariat has taken away."""
    noun = f"casefile{by.email.partition('@')[0]}"
    words, gone = words_of_a_file(canaries, noun, readers), words_of_a_file(canaries, f"{noun}gone", set())
    reason = canaries.word(f"{noun}reason", readers)
    for said in (words, gone):
        with db.transaction():
            sent = take_in(BytesIO(said["text"].encode()), f"{said['name']}.txt")
            file = add_case_file(case, *sent, by=by, about=said["about"])
        canaries.at("one_case_file", case, file_key=file.key)
    with db.transaction():
        remove_case_file(Hung(file, case), by=mori, reason=reason)
