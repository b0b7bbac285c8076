"""The files of a working group, at the screen."""

import io
from dataclasses import replace

import pytest

from hack import db
from hack.errors import NotAllowed
from hack.files import store
from hack.files.sweeping import inventory
from hack.pipeline.workgroup import WorkgroupStep
from hack.web import uploads
from hack.workgroups.actions import leave
from hack.workgroups.views import files
from tests.cast import a_need
from tests.files.papers import GOOD
from tests.workgroups.words import a_workgroup


@pytest.fixture
def group(cast):
    people = (cast.michi, cast.umi, cast.riku)
    return a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.ACTIVE, people=people)


@pytest.fixture
def bring(browser_of, group):
    """`bring(person, name, content)`: the page after the person has sent a file to the group."""

    def send(person, name="図面.pdf", content=GOOD["a.pdf"], about="図面の案", again=1):
        page = browser_of(person).visit(f"/workgroups/{group.key}/files")
        hidden = {name: answer for name, answer in page.questions.items() if name in ("csrf_token", "once_key")}
        for _ in range(again):
            sent = hidden | {"about": about, "file": (io.BytesIO(content), name)}
            page._read(page.client.post(f"/workgroups/{group.key}/files", data=sent, follow_redirects=True))
        return page

    return send


def _file_of(page):
    return next(url for says, url in page.links.items() if says.startswith("図面"))


def test_a_member_brings_a_file_and_the_others_save_it(browser_of, bring, cast, group):
    page = bring(cast.umi)
    assert (page.status, "図面の案" in page.words, "海野 凪" in page.words) == (200, True, True)

    riku = browser_of(cast.riku).visit(f"/workgroups/{group.key}").follow("ファイル")
    answer = riku.client.get(_file_of(riku))

    assert (answer.status_code, answer.data, answer.content_type) == (200, GOOD["a.pdf"], "application/pdf")
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert "filename*=UTF-8''%E5%9B%B3%E9%9D%A2.pdf" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == ("nosniff", "no-store")


def test_a_form_that_is_sent_twice_keeps_one_file_and_no_content_without_a_row(bring, cast, group):
    page = bring(cast.umi, again=2)

    assert "全1個" in page.words.replace(" ", "")
    db.session.rollback()
    assert (inventory().kept, len(list(store.store().everything()))) == (1, 1)


def test_no_content_is_left_where_the_deed_failed(app, cast, bring, monkeypatch):
    def fails(*_args, **_more):
        raise NotAllowed("workgroup.add_file")

    monkeypatch.setattr(files, "add_group_file", fails)

    assert bring(cast.umi).status == 403
    assert list(store.store().everything()) == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("図面.pdf", GOOD["a.png"], "拡張子の示す種類と違います"),
        ("図面.exe", b"MZ", "この種類のファイルは受け付けられません"),
        ("図面.pdf", b"", "空です"),
    ],
)
def test_what_is_not_taken_is_said_at_the_field_and_the_words_stay(bring, cast, name, content, says):
    page = bring(cast.umi, name, content)

    assert (page.status, says in page.words, page.questions["about"]) == (422, True, "図面の案")
    assert list(store.store().everything()) == []


def test_a_file_that_is_too_large_is_refused_at_the_field_and_the_words_stay(bring, cast):
    store.connect(replace(store.store(), per_file=100_000))

    page = bring(cast.umi, content=b"%PDF-" + b"0" * 200_000)

    assert (page.status, "ファイルが大きすぎます" in page.words, page.questions["about"]) == (422, True, "図面の案")


def test_what_is_much_too_large_is_not_read_at_all(bring, cast, monkeypatch):
    monkeypatch.setattr(uploads, "BESIDES", 1_000)
    store.connect(replace(store.store(), per_file=10_000))

    page = bring(cast.umi, content=b"%PDF-" + b"0" * 100_000)

    assert (page.status, page.heading) == (413, "送られた内容が大きすぎます")


def test_pages_without_files_take_no_more_than_before(browser_of, bring, cast, group):
    page = browser_of(cast.mori).visit(f"/workgroups/{group.key}")
    large = {"reason": "0" * 2_200_000, "csrf_token": page.questions["csrf_token"]}

    assert page.client.post(f"/workgroups/{group.key}/moves", data=large).status_code == 413


def test_who_brought_a_file_takes_it_away_and_pressing_twice_does_no_harm(browser_of, bring, cast, group):
    page = bring(cast.umi)
    address = _file_of(page)
    asking = page.visit(f"{address}/removal")
    token = asking.questions["csrf_token"]
    page = asking.press("ファイルを削除する")

    assert "ファイルはまだありません" in page.words
    assert page.client.post(f"{address}/removal", data={"csrf_token": token}).status_code == 302
    assert page.client.get(address).status_code == 404


def test_the_secretariat_takes_a_file_away_with_a_reason_and_another_member_does_not(browser_of, bring, cast, group):
    address = _file_of(bring(cast.umi))

    assert browser_of(cast.riku).client.get(f"{address}/removal").status_code == 403
    page = browser_of(cast.mori).visit(f"{address}/removal").press("ファイルを削除する")
    assert (page.status, "理由を入力してください" in page.words) == (422, True)
    assert "ファイルを削除しました" in page.press("ファイルを削除する", 削除する理由="別の団体の資料").words


def test_who_has_left_and_who_was_never_in_finds_nothing(browser_of, bring, cast, group):
    address = _file_of(bring(cast.umi))
    with db.transaction():
        leave(group, by=cast.umi)

    for person in (cast.umi, cast.kita, cast.midori, cast.kan, cast.ken):
        client = browser_of(person).client
        assert {
            client.get(path).status_code for path in (address, f"{address}/removal", address.rsplit("/", 1)[0])
        } == {404}


def test_an_officer_of_the_section_reads_and_brings_nothing_without_being_a_member(browser_of, bring, cast, group):
    address = _file_of(bring(cast.umi))
    with db.transaction():
        leave(group, by=cast.michi)
    michi = browser_of(cast.michi).visit(f"/workgroups/{group.key}/files")

    assert (michi.client.get(address).status_code, "ファイルを置く" in michi.buttons) == (200, False)


def test_a_file_whose_content_is_missing_is_said_to_be(browser_of, bring, cast):
    page = bring(cast.umi)
    next(store.store().everything()).unlink()

    assert "ファイルの中身が見つかりません" in page.visit(_file_of(page)).words
