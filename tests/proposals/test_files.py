"""The files of proposals: who brings them, who reads them, and what stays with a version."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hack import clock, db
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.files import store
from hack.files.actions import remove_file, take_in
from hack.files.models import StoredFile
from hack.files.sweeping import inventory, sweep
from hack.outbox import EventRecord
from hack.pipeline.proposal import ProposalStep
from hack.proposals.actions import (
    accept_part,
    add_proposal_file,
    copy_proposal,
    discard_changes,
    edit_proposal,
    invite_partner,
    leave_out_file,
    leave_proposal,
    move_proposal,
    submit_proposal,
    take_back_proposal,
)
from hack.proposals.models import Proposal, ProposalFile, Readers
from hack.proposals.queries import (
    files_handed_in,
    files_left_out,
    files_of_version,
    files_to_hand_in,
    frozen_and_removed,
    one_proposal_file,
    versions_of,
)
from hack.proposals.queries.files import MOST
from hack.proposals.texts import seal, written
from tests.cast import a_need
from tests.files.papers import GOOD
from tests.proposals.words import a_draft, everybody
from tests.together import together

SECTION, SECRET = Readers.SECTION, Readers.SECRETARIAT


@pytest.fixture
def draft(app, cast):
    return a_draft(by=cast.umi, need=a_need(by=cast.michi))


def hang(proposal, name="計画.pdf", *, by, readers=SECTION, about=""):
    """A file of `by`'s on the proposal."""
    with db.transaction():
        sent = take_in(io.BytesIO(GOOD["a.pdf"] + name.encode()), name)
        file = add_proposal_file(proposal, *sent, by=by, readers=readers, about=about)
    return db.session.scalars(select(ProposalFile).where(ProposalFile.file_id == file.id)).one()


def drop(hung, *, by):
    with db.transaction():
        leave_out_file(hung, by=by)


def submit(proposal, by, **how):
    with db.transaction():
        submit_proposal(proposal, by=by, **how)


def names(those):
    return [one.file.name for one in those]


def readers_of(hung, people):
    """Who gets the file by its address, by name."""
    found = {n: one_proposal_file(hung.proposal.key, hung.key, person) for n, person in people.items()}
    return {name for name, one in found.items() if one is not None}


# Who reads it --------------------------------------------------------------------------------------------------------


def test_a_file_is_read_by_whoever_reads_its_text_and_only_once_it_is_handed_in(cast, draft):
    open_one, secret = hang(draft, by=cast.umi), hang(draft, "原価.pdf", by=cast.sora, readers=SECRET)
    people = everybody(cast)
    assert readers_of(open_one, people) == readers_of(secret, people) == {"umi", "sora"}

    submit(draft, cast.umi)

    assert readers_of(open_one, people) == {"umi", "sora", "mori", "michi"}
    assert readers_of(secret, people) == {"umi", "sora", "mori"}


def test_behind_a_seal_the_section_does_not_learn_of_a_file(cast):
    need = a_need(by=cast.michi, sealed=True)
    proposal = a_draft(by=cast.umi, need=need)
    hung = hang(proposal, by=cast.umi)
    submit(proposal, cast.umi)
    people = everybody(cast)

    assert readers_of(hung, people) == {"umi", "sora", "mori"}
    with clock.stopped_at(clock.end_of(need.closes_on) + timedelta(minutes=1)):
        assert readers_of(hung, people) == {"umi", "sora", "mori", "michi"}


def test_no_file_is_ever_public(cast, draft):
    with pytest.raises(TypeError), db.transaction():
        add_proposal_file(draft, *take_in(io.BytesIO(GOOD["a.pdf"]), "a.pdf"), by=cast.umi, readers=Readers.PUBLIC)
    hung = hang(draft, by=cast.umi)
    with pytest.raises(IntegrityError), db.transaction():
        hung.readers = Readers.PUBLIC


def test_a_partner_brings_files_and_reads_none_after_leaving_and_they_stay(cast, draft):
    with db.transaction():
        partner = invite_partner(draft, by=cast.umi, part="測る", organization=cast.oka)
    with pytest.raises(NotAllowed):
        hang(draft, by=cast.riku)
    with db.transaction():
        accept_part(partner, by=cast.riku)
    hung = hang(draft, "丘の図面.pdf", by=cast.riku)
    assert hung.file.organization_id == cast.oka.id
    submit(draft, cast.umi)
    assert readers_of(hung, everybody(cast)) == {"umi", "sora", "riku", "mori", "michi"}

    with db.transaction():
        leave_proposal(partner, by=cast.riku, reason="体制が変わったため。")

    assert readers_of(hung, everybody(cast)) == {"umi", "sora", "mori", "michi"}


def test_the_section_and_the_secretariat_bring_and_leave_out_nothing(cast, draft):
    hung = hang(draft, by=cast.umi)
    submit(draft, cast.umi)

    for person in (cast.michi, cast.mori, cast.riku):
        with pytest.raises(NotAllowed):
            hang(draft, by=person)
        with pytest.raises(NotAllowed):
            drop(hung, by=person)


# What stays with a version -------------------------------------------------------------------------------------------


def test_what_was_handed_in_stays_with_its_version_and_a_later_one_has_others(cast, draft):
    first = hang(draft, "一.pdf", by=cast.umi)
    both = hang(draft, "両方.pdf", by=cast.umi)
    submit(draft, cast.umi)
    drop(first, by=cast.umi)
    hang(draft, "二.pdf", by=cast.sora)

    assert names(files_handed_in(draft)) == ["一.pdf", "両方.pdf"]
    assert names(files_to_hand_in(draft)) == ["両方.pdf", "二.pdf"]
    assert draft.unfinished is not None
    submit(draft, cast.umi)

    assert [names(files_of_version(draft, number)) for number in (1, 2)] == [
        ["一.pdf", "両方.pdf"],
        ["両方.pdf", "二.pdf"],
    ]
    assert (first.first_version, first.last_version, both.last_version) == (1, 1, None)
    assert readers_of(first, everybody(cast)) == {"umi", "sora", "mori"}  # as the text of that version
    assert (draft.unfinished, frozen_and_removed(), inventory().missing) == (None, 0, 0)


def test_a_file_that_was_left_out_is_never_swept_away(cast, draft):
    first = hang(draft, by=cast.umi)
    submit(draft, cast.umi)
    drop(first, by=cast.umi)
    submit(draft, cast.umi)

    with clock.stopped_at(clock.now() + timedelta(days=400)):
        sweep()

    assert store.store().place_of(first.file.stored_as).is_file()
    assert len(versions_of(draft)) == 2


def test_a_file_that_was_never_handed_in_is_removed_for_good(cast, draft):
    hung = hang(draft, by=cast.umi)
    drop(hung, by=cast.sora)
    drop(hung, by=cast.sora)  # pressed twice

    assert (hung.file.removed_at is not None, names(files_to_hand_in(draft))) == (True, [])
    assert readers_of(hung, everybody(cast)) == set()
    recorded = db.session.scalars(select(EventRecord.name).where(EventRecord.name.like("File%"))).all()
    assert recorded == ["FileAdded", "FileRemoved"]


def test_giving_up_the_changes_brings_back_what_was_left_out_and_removes_what_is_new(cast, draft):
    kept = hang(draft, "元.pdf", by=cast.umi)
    submit(draft, cast.umi)
    drop(kept, by=cast.umi)
    new = hang(draft, "新.pdf", by=cast.umi)
    assert names(files_left_out(draft)) == ["元.pdf"]
    recorded = set(db.session.scalars(select(EventRecord.name)))
    assert "FileLeftOut" in recorded and "FileRemoved" not in recorded

    with db.transaction():
        discard_changes(draft, by=cast.umi)

    assert names(files_to_hand_in(draft)) == names(files_handed_in(draft)) == ["元.pdf"]
    assert new.file.removed_at is not None and draft.unfinished is None


def test_files_and_text_wait_together_and_neither_makes_the_other_forgotten(cast, draft):
    hang(draft, "元.pdf", by=cast.umi)
    before = draft.summary
    submit(draft, cast.umi)
    new = hang(draft, "新.pdf", by=cast.umi)
    with db.transaction():
        edit_proposal(draft, by=cast.umi, seen=None, summary="直した。")
        edit_proposal(draft, by=cast.umi, seen=None, summary=before)
    assert draft.unfinished is not None  # the new file waits still

    drop(new, by=cast.umi)

    assert draft.unfinished is None


def test_the_seals_prove_the_files_to_those_who_may_know_of_them(cast, draft):
    hung, secret = hang(draft, by=cast.umi), hang(draft, "原価.pdf", by=cast.umi, readers=SECRET)
    submit(draft, cast.umi)

    version = versions_of(draft)[0]
    told, whole = written(version.text), written(version.text, whole=True)
    assert "計画.pdf" in told and hung.file.digest in told
    assert "原価.pdf" not in told and secret.file.digest not in told
    assert "原価.pdf" in whole and secret.file.digest in whole
    assert (seal(told), seal(whole)) == (version.digest, version.whole_digest)


def test_a_secret_file_changes_nothing_that_the_section_can_compare(cast, draft):
    submit(draft, cast.umi)
    before = versions_of(draft)[0]
    hang(draft, "原価.pdf", by=cast.umi, readers=SECRET)
    submit(draft, cast.umi)

    after = versions_of(draft)[0]
    assert after.number == 2 and after.digest == before.digest and after.whole_digest != before.whole_digest


def test_what_is_handed_in_is_what_was_seen(cast, draft):
    seen = draft.version
    hang(draft, by=cast.sora)

    with pytest.raises(Overtaken):
        submit(draft, cast.umi, seen=seen)


# When ----------------------------------------------------------------------------------------------------------------


def test_nothing_is_brought_or_left_out_once_the_check_has_begun_and_a_query_opens_it_again(cast, draft):
    hung = hang(draft, by=cast.umi)
    submit(draft, cast.umi)
    with db.transaction():
        move_proposal(draft, "screen", by=cast.mori)
    with pytest.raises(Overtaken, match="形式確認"):
        hang(draft, "あと.pdf", by=cast.umi)
    with pytest.raises(Overtaken, match="形式確認"):
        drop(hung, by=cast.umi)
    assert hung.held and hung.left_out_at is None

    with db.transaction():
        move_proposal(draft, "query", by=cast.mori, reason="図面を出してください。")
    hang(draft, "図面.pdf", by=cast.umi)
    submit(draft, cast.umi, answer="添えました。")

    assert names(files_handed_in(draft)) == ["計画.pdf", "図面.pdf"]
    assert versions_of(draft)[0].number == 2


def test_in_a_draft_again_the_next_version_begins_with_the_files_of_the_last(cast, draft):
    hung = hang(draft, by=cast.umi)
    submit(draft, cast.umi)
    with db.transaction():
        take_back_proposal(draft, by=cast.mori, reason="団体の頼みで。")
    assert draft.step is ProposalStep.DRAFT
    assert readers_of(hung, everybody(cast)) == {"umi", "sora"}

    submit(draft, cast.umi)

    assert names(files_of_version(draft, 1)) == names(files_handed_in(draft)) == ["計画.pdf"]


def test_a_copy_has_no_files(cast, draft):
    hang(draft, by=cast.umi)
    other = a_need(by=cast.michi)
    with db.transaction():
        copied = copy_proposal(draft, need=other, by=cast.umi)

    assert files_to_hand_in(copied) == []


def test_only_the_files_of_the_next_version_count_and_the_room_is_the_organisations(cast, draft):
    store.connect(replace(store.store(), per_thing=2))
    first = hang(draft, "一.pdf", by=cast.umi)
    hang(draft, "二.pdf", by=cast.umi)
    with pytest.raises(RuleBroken, match="2個まで"):
        hang(draft, "三.pdf", by=cast.umi)
    submit(draft, cast.umi)
    drop(first, by=cast.umi)
    hang(draft, "三.pdf", by=cast.umi)

    store.connect(replace(store.store(), per_thing=9, per_organization=70))
    with pytest.raises(RuleBroken, match="団体で使える容量"):
        hang(draft, "四.pdf", by=cast.umi)


def test_a_version_has_no_more_files_than_its_words_name_whatever_the_settings_say(cast, draft):
    store.connect(replace(store.store(), per_thing=500))
    with db.transaction():
        for number in range(MOST):
            about = {
                "noun": "proposal",
                "thing_id": draft.id,
                "name": "x.txt",
                "extension": "txt",
                "by_id": cast.umi.id,
            }
            content = {"media_type": "text/plain", "size": 1, "digest": "x", "stored_as": f"{number:032x}"}
            db.session.add(ProposalFile(proposal=draft, file=StoredFile(**about, **content), readers=SECTION))

    with pytest.raises(RuleBroken, match="100個まで"):
        hang(draft, by=cast.umi)


def test_a_draft_again_says_how_a_file_that_was_left_out_comes_back(browser_of, cast, draft):
    hung = hang(draft, by=cast.umi)
    submit(draft, cast.umi)
    with db.transaction():
        take_back_proposal(draft, by=cast.mori, reason="団体の頼みで。")
    drop(hung, by=cast.umi)

    page = browser_of(cast.umi).visit(f"/proposals/{draft.key}/files")
    assert "もう一度置いてください" in page.main and "書き直しを取りやめる" not in page.main


def test_of_many_at_once_as_many_are_taken_as_the_next_version_may_have(cast, draft):
    store.connect(replace(store.store(), per_thing=2))
    sent = [take_in(io.BytesIO(GOOD["a.pdf"]), f"{number}.pdf") for number in range(4)]
    number, person = draft.id, cast.umi.id

    def bring():
        proposal, umi = db.session.get_one(Proposal, number), db.session.get_one(User, person)
        add_proposal_file(proposal, *sent.pop(), by=umi, readers=SECTION)

    assert together(4, bring) == ["RuleBroken", "RuleBroken", "done", "done"]
    assert len(files_to_hand_in(db.session.get_one(Proposal, number))) == 2


def test_a_file_and_a_hand_in_at_once_leave_nothing_half_handed_in(cast, draft):
    number, person = draft.id, cast.umi.id
    sent, turns = take_in(io.BytesIO(GOOD["a.pdf"]), "計画.pdf"), ["bring", "submit"]

    def either():
        proposal, umi = db.session.get_one(Proposal, number), db.session.get_one(User, person)
        if turns.pop() == "bring":
            add_proposal_file(proposal, *sent, by=umi, readers=SECTION)
        else:
            submit_proposal(proposal, by=umi)

    assert together(2, either).count("done") >= 1
    proposal = db.session.get_one(Proposal, number)
    version = next(iter(versions_of(proposal)), None)
    named = [one["name"] for one in version.text.get("files", [])] if version else []
    assert named == names(files_handed_in(proposal))
    assert (proposal.unfinished is not None) == (
        files_to_hand_in(proposal) != files_handed_in(proposal) and version is not None
    )


def test_a_file_that_is_brought_while_the_changes_are_given_up_is_whole_or_gone(cast, draft):
    first = hang(draft, "元.pdf", by=cast.umi)
    submit(draft, cast.umi)
    drop(first, by=cast.umi)
    number, person = draft.id, cast.umi.id
    sent, turns = take_in(io.BytesIO(GOOD["a.pdf"]), "計画.pdf"), ["bring", "discard"]

    def either():
        proposal, umi = db.session.get_one(Proposal, number), db.session.get_one(User, person)
        if turns.pop() == "bring":
            add_proposal_file(proposal, *sent, by=umi, readers=SECTION)
        else:
            discard_changes(proposal, by=umi)

    came = together(2, either)
    proposal = db.session.get_one(Proposal, number)
    assert came in (["done", "done"], ["Overtaken", "done"])
    assert (proposal.unfinished is not None) == (names(files_to_hand_in(proposal)) != ["元.pdf"])
    assert not [one for one in files_to_hand_in(proposal) if one.file.removed_at is not None]


def test_the_check_of_an_installation_sees_a_version_that_lost_a_file(cast, draft):
    hung = hang(draft, by=cast.umi)
    submit(draft, cast.umi)
    with db.transaction():
        remove_file(hung.file, by=cast.umi)  # past the proposal's own deed

    assert frozen_and_removed() == 1


# At the screen -------------------------------------------------------------------------------------------------------


def send(page, name="計画.pdf", content=GOOD["a.pdf"], readers="section", **more):
    return page.press("ファイルを置く", ファイル=(io.BytesIO(content), name), ファイルを読む人=readers, **more)


def test_a_company_hangs_two_files_and_each_reader_finds_what_is_for_them(browser_of, cast, draft):
    page = browser_of(cast.umi).visit(f"/proposals/{draft.key}").follow("添付ファイル")
    page = send(send(page, 説明="実証の計画"), "原価.pdf", GOOD["a.pdf"] + b"x", "secretariat")
    assert (page.status, "全2個" in page.words.replace(" ", ""), "実証の計画" in page.words) == (200, True, True)
    page.follow("確かめて提出する")
    assert "計画.pdf" in page.main and "原価.pdf" in page.main
    page.press("提案する", 所管課が読む内容を確かめました="y")
    assert "計画.pdf" in page.main and "原価.pdf" in page.main

    for where in (f"/proposals/{draft.key}", f"/proposals/{draft.key}/receipt"):
        michi, mori = (browser_of(person).visit(where) for person in (cast.michi, cast.mori))
        assert "計画.pdf" in michi.main and "原価" not in michi.response.text
        assert "計画.pdf" in mori.main and "原価.pdf" in mori.main
    answer = michi.client.get(michi.links["計画.pdf"])
    assert (answer.status_code, answer.data, answer.content_type) == (200, GOOD["a.pdf"], "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == ("nosniff", "no-store")
    secret = mori.links["原価.pdf"]
    statuses = {
        name: browser_of(getattr(cast, name)).client.get(secret).status_code for name in ("michi", "riku", "kan")
    }
    assert statuses == {"michi": 404, "riku": 404, "kan": 404}
    assert mori.client.get(secret).status_code == 200
    assert michi.visit(f"/proposals/{draft.key}/files").status == 403
    assert browser_of(cast.riku).visit(f"/proposals/{draft.key}/files").status == 404


@pytest.mark.parametrize(
    ("name", "content", "readers", "says"),
    [
        ("計画.pdf", GOOD["a.png"], "section", "拡張子の示す種類と違います"),
        ("計画.exe", b"MZ", "section", "この種類のファイルは受け付けられません"),
        ("計画.pdf", GOOD["a.pdf"], "", "ファイルを読む人を選んでください"),
    ],
)
def test_a_refusal_is_said_at_the_field_and_what_was_typed_stays(browser_of, cast, draft, name, content, readers, says):
    page = browser_of(cast.umi).visit(f"/proposals/{draft.key}/files")
    page = send(page, name, content, readers or [], 説明="実証の計画")

    assert (page.status, says in page.words, page.questions["about"]) == (422, True, "実証の計画")
    assert page.questions.get("readers", []) == ([readers] if readers else [])
    assert list(store.store().everything()) == []


def test_nobody_is_asked_to_publish_a_file(browser_of, cast, draft):
    page = browser_of(cast.umi).visit(f"/proposals/{draft.key}/files")
    page = send(page, readers="public")

    assert (page.status, db.session.scalars(select(StoredFile)).all()) == (422, [])


def test_a_disk_that_fails_loses_nothing(browser_of, cast, draft):
    page = browser_of(cast.umi).visit(f"/proposals/{draft.key}/files")
    folder = store.store().folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file lies where the folder should be")

    page = send(page, 説明="実証の計画")

    assert (page.status, "いまファイルを保存できません" in page.words, page.questions["about"]) == (
        422,
        True,
        "実証の計画",
    )
    assert files_to_hand_in(draft) == []


def test_a_file_is_left_out_of_the_next_version_and_the_page_says_that_it_stays(browser_of, cast, draft):
    hang(draft, by=cast.umi)
    submit(draft, cast.umi)
    page = browser_of(cast.sora).visit(f"/proposals/{draft.key}/files").follow("外す")
    assert "これまでに提出した版には残ります" in page.main

    page = page.press("次の版から外す")

    assert "次の版から外すファイル" in page.main and "計画.pdf" in page.main
    page.visit(f"/proposals/{draft.key}")
    assert "提出していない書き直しがあります" in page.main and "計画.pdf" in page.main
    page.press("書き直しを取りやめる")
    assert "提出していない書き直しがあります" not in page.main


def test_the_text_of_the_receipt_names_the_files(browser_of, cast, draft):
    hang(draft, by=cast.umi, about="実証の計画")
    hang(draft, "原価.pdf", by=cast.umi, readers=SECRET)
    submit(draft, cast.umi)

    told = browser_of(cast.michi).visit(f"/proposals/{draft.key}/receipt/text?whole=1").response.text
    whole = browser_of(cast.mori).visit(f"/proposals/{draft.key}/receipt/text?whole=1").response.text

    assert "■ 添付ファイル\n計画.pdf(" in told and "実証の計画" in told and "原価" not in told
    assert "原価.pdf(" in whole


def test_a_file_that_is_left_out_and_brought_again_makes_a_new_version(cast, draft):
    first = hang(draft, by=cast.umi)
    submit(draft, cast.umi)
    drop(first, by=cast.umi)
    again = hang(draft, by=cast.sora)
    submit(draft, cast.umi)

    assert (first.last_version, again.first_version, draft.unfinished) == (1, 2, None)
