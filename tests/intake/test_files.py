"""The files of cases: the organisation hangs them, whoever reads the case reads them."""

import io

import pytest
from sqlalchemy import select

from hack import db
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.files import store
from hack.files.actions import take_in
from hack.files.models import StoredFile
from hack.files.queries import Hung
from hack.intake.actions import (
    add_case_file,
    hand_over,
    merge_case,
    move_case,
    remove_case_file,
    sort_case,
    withdraw_inquiry,
)
from hack.intake.models import Case, CaseEntry
from hack.intake.queries import one_case_file
from hack.jobs import settle
from hack.notices.models import Letter
from hack.pipeline.front import CaseStep
from tests.files.papers import GOOD
from tests.intake.words import TYPED, a_case, an_inquiry
from tests.proposals.words import everybody
from tests.together import together


def hang(case, name="資料.pdf", *, by):
    """A file of `by`'s on the case."""
    with db.transaction():
        sent = take_in(io.BytesIO(GOOD["a.pdf"]), name)
        return Hung(add_case_file(case, *sent, by=by, about="写真と図"), case)


def readers_of(hung, cast):
    """Who gets the file by its address, by name."""
    people = everybody(cast)
    found = {n: one_case_file(hung.thing.key, hung.key, person) for n, person in people.items()}
    return {name for name, one in found.items() if one is not None}


def test_whoever_reads_the_case_reads_its_files_and_nobody_else(app, cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=CaseStep.TRIAGE)
    hung = hang(case, by=cast.sora)
    assert readers_of(hung, cast) == {"umi", "sora", "mori"}

    an_inquiry(case, cast.rivers, by=cast.mori)
    assert readers_of(hung, cast) == {"umi", "sora", "mori", "kaji"}

    with db.transaction():
        hand_over(case, cast.roads, by=cast.mori)
    assert readers_of(hung, cast) == {"umi", "sora", "mori", "kaji", "michi"}


def test_a_section_that_was_asked_by_mistake_reads_no_more_once_the_case_does_not_concern_it(app, cast):
    case = a_case(by=cast.umi, mori=cast.mori, step=CaseStep.TRIAGE)
    hung, said = hang(case, by=cast.sora), {"kind": case.kind, "counter": case.counter, "field": case.field}
    inquiry = an_inquiry(case, cast.rivers, by=cast.mori)
    with db.transaction():
        sort_case(case, by=cast.mori, sections=[], **said)
    assert readers_of(hung, cast) == {"umi", "sora", "mori", "kaji"}  # who is asked has to read it

    with db.transaction():
        withdraw_inquiry(inquiry, by=cast.mori, reason="課を間違えたため。")
        sort_case(case, by=cast.mori, sections=[], **said)

    assert readers_of(hung, cast) == {"umi", "sora", "mori"}


def test_a_merged_case_keeps_its_files_to_itself(app, cast):
    mine, rivals = a_case(by=cast.umi), a_case(by=cast.riku)
    umis, rikus = hang(mine, by=cast.umi), hang(rivals, by=cast.riku)
    with db.transaction():
        sort_case(mine, by=cast.mori, kind=mine.kind, counter=mine.counter, field=mine.field, sections=[cast.roads.id])
        merge_case(mine, rivals, by=cast.mori)

    assert readers_of(umis, cast) == {"umi", "sora", "mori", "michi"}
    assert readers_of(rikus, cast) == {"riku", "mori", "michi"}
    with pytest.raises(Overtaken, match="統合"):
        hang(mine, by=cast.umi)


def test_only_the_organisation_hangs_files_and_only_while_the_case_goes_on(app, cast):
    case = a_case(by=cast.umi)
    hung = hang(case, by=cast.umi)
    for person in (cast.mori, cast.michi, cast.riku):
        with pytest.raises(NotAllowed):
            hang(case, by=person)
    with db.transaction():
        move_case(case, "withdraw", by=cast.umi, reason="体制が変わったため。")

    with pytest.raises(Overtaken, match="取下げ"):
        hang(case, by=cast.umi)
    with pytest.raises(Overtaken, match="取下げ"), db.transaction():
        remove_case_file(hung, by=cast.sora)
    assert readers_of(hung, cast) == {"umi", "sora", "mori"}


def test_a_colleague_takes_a_file_away_and_the_secretariat_says_why(app, cast):
    case = a_case(by=cast.umi)
    one, other = hang(case, by=cast.umi), hang(case, "名簿.pdf", by=cast.umi)
    with db.transaction():
        remove_case_file(one, by=cast.sora)
        remove_case_file(one, by=cast.sora)
    with pytest.raises(RuleBroken, match="理由"), db.transaction():
        remove_case_file(other, by=cast.mori)
    with db.transaction():
        remove_case_file(other, by=cast.mori, reason="個人の名前があるため。")

    assert (readers_of(one, cast), readers_of(other, cast)) == (set(), set())
    assert other.file.removal_reason == "個人の名前があるため。"


def test_an_organisation_is_told_which_of_its_files_the_secretariat_took_away_and_why(app, cast):
    case = a_case(by=cast.umi)
    hung, due_on = hang(case, "名簿.pdf", by=cast.umi), case.due_on
    for _ in range(2):  # pressed twice
        with db.transaction():
            remove_case_file(hung, by=cast.mori, reason="個人の名前があるため。")
    settle(app)

    said = db.session.scalars(select(CaseEntry)).one()
    assert said.text == "添付ファイル(PDF)を1個、削除しました。\n理由: 個人の名前があるため。"
    told = db.session.scalars(select(Letter.address).where(Letter.occasion == "case_entry")).all()
    assert told == ["umi@minato.example"]
    assert (case.answered_at, case.due_on) == (None, due_on)  # the first answer is still owed


def test_whoever_looks_after_the_case_gets_a_letter_once_it_was_begun(app, cast):
    case = a_case(by=cast.umi)
    hang(case, by=cast.umi)
    settle(app)
    told = select(Letter.address).where(Letter.occasion == "case_file")
    assert db.session.scalars(told).all() == []

    with db.transaction():
        move_case(case, "triage", by=cast.mori)
    hang(case, by=cast.umi)
    settle(app)

    assert db.session.scalars(told).all() == ["mori@city.example"]


def test_a_file_and_the_end_of_its_case_at_once_leave_no_file_that_came_after(app, cast):
    case = a_case(by=cast.umi)
    number, person = case.id, cast.umi.id
    sent, turns = take_in(io.BytesIO(GOOD["a.pdf"]), "資料.pdf"), ["hang", "withdraw"]

    def either():
        case, umi = db.session.get_one(Case, number), db.session.get_one(User, person)
        if turns.pop() == "hang":
            add_case_file(case, *sent, by=umi)
        else:
            move_case(case, "withdraw", by=umi, reason="都合")

    came = together(2, either)
    kept = db.session.scalars(select(StoredFile)).all()
    assert (came, len(kept)) in ((["done", "done"], 1), (["Overtaken", "done"], 0))
    assert db.session.get_one(Case, number).step is CaseStep.WITHDRAWN


def test_two_of_the_secretariat_take_a_file_away_at_once_and_the_organisation_is_told_once(app, cast):
    case = a_case(by=cast.umi)
    hung = hang(case, by=cast.umi)
    number, file, person = case.id, hung.file.id, cast.mori.id

    def take():
        those = Hung(db.session.get_one(StoredFile, file), db.session.get_one(Case, number))
        remove_case_file(those, by=db.session.get_one(User, person), reason="個人の名前があるため。")

    assert together(2, take) == ["done", "done"]
    assert len(db.session.scalars(select(CaseEntry)).all()) == 1


# At the screen -------------------------------------------------------------------------------------------------------


def send(page, name="資料.pdf", content=GOOD["a.pdf"], **more):
    return page.press("ファイルを置く", ファイル=(io.BytesIO(content), name), **more)


def test_a_file_is_hung_right_after_handing_in_and_the_city_saves_it(browser_of, cast):
    page = browser_of(cast.umi).visit("/front/new?kind=free").press("出す", **TYPED)
    case_path = page.path.removesuffix("/receipt")
    page = send(page, 説明="写真と図")
    assert (page.status, page.path, "写真と図" in page.words) == (200, f"{case_path}/files", True)

    mori = browser_of(cast.mori).visit(case_path)
    answer = mori.client.get(mori.links["資料.pdf"])

    assert (answer.status_code, answer.data, answer.content_type) == (200, GOOD["a.pdf"], "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    for stranger in (cast.riku, cast.midori, cast.kan, cast.ken):
        assert browser_of(stranger).client.get(mori.links["資料.pdf"]).status_code == 404


def test_a_file_that_is_refused_at_the_receipt_loses_neither_the_case_nor_the_words(browser_of, cast):
    page = browser_of(cast.umi).visit("/front/new?kind=free").press("出す", **TYPED)
    case_path = page.path.removesuffix("/receipt")

    page = send(page, content=GOOD["a.png"], 説明="写真と図")

    assert (page.status, "種類と違います" in page.words, page.questions["about"]) == (422, True, "写真と図")
    assert list(store.store().everything()) == []
    assert browser_of(cast.mori).visit(case_path).status == 200


def test_a_file_is_taken_away_at_the_screen_and_pressing_twice_does_no_harm(browser_of, cast):
    case = a_case(by=cast.umi)
    hang(case, by=cast.umi)
    page = browser_of(cast.sora).visit(f"/front/cases/{case.key}").follow("ファイルを添える").follow("削除")
    address, token = page.path, page.questions["csrf_token"]

    assert "ファイルはまだありません" in page.press("ファイルを削除する").words
    assert page.client.post(address, data={"csrf_token": token}).status_code == 302


def test_a_case_that_has_ended_offers_no_way_to_hang_files(browser_of, cast):
    case = a_case(by=cast.umi)
    hang(case, by=cast.umi)
    with db.transaction():
        move_case(case, "withdraw", by=cast.umi, reason="体制が変わったため。")

    page = browser_of(cast.umi).visit(f"/front/cases/{case.key}")
    assert "資料.pdf" in page.main and "ファイルを添える" not in page.main
    page.visit(f"/front/cases/{case.key}/files")
    assert page.buttons == [] and "削除" not in page.main
    page.visit(f"/front/cases/{case.key}/receipt")
    assert "ファイルを置く" not in page.buttons
