"""Readers: who finds a paper, and that nobody else learns of it by any figure or order."""

import shutil

import pytest

from hack.search.index import IndexMissing
from tests.search.papers import NAMI, OFFICER, UMI, VISITOR, a_paper, found_by, keys


@pytest.fixture
def proposals(index):
    """One public need, and a proposal each of two companies that the officer of the section may read."""
    index.put(
        [
            a_paper("need", "防災の課題"),
            a_paper("umi", "防災の提案", noun="proposal", readers={"org:12", "section:5"}),
            a_paper("nami", "防災の提案", noun="proposal", readers={"org:13", "section:5"}),
            a_paper("nobody", "防災の下書き", noun="proposal", readers=()),
        ]
    )
    return index


@pytest.mark.parametrize(
    ("readers", "wanted", "counts"),
    [
        (VISITOR, {"need"}, {"need": 1}),
        (UMI, {"need", "umi"}, {"need": 1, "proposal": 1}),
        (NAMI, {"need", "nami"}, {"need": 1, "proposal": 1}),
        (OFFICER, {"need", "umi", "nami"}, {"need": 1, "proposal": 2}),
        ({"org:12"}, {"umi"}, {"proposal": 1}),
        ({"org:1"}, set(), {}),
        ({"org:12 section:5", "org"}, set(), {}),
        (set(), set(), {}),
    ],
)
@pytest.mark.parametrize("question", ["防災", "災", "「防災の」", "防災 宇宙"])
def test_everybody_finds_and_counts_only_what_they_may_read(proposals, question, readers, wanted, counts):
    found = found_by(proposals, question, readers)

    assert (set(keys(found)), found.total, found.counts_by_noun) == (wanted, len(wanted), counts)


def test_whether_a_question_is_loosened_depends_on_ones_own_papers_only(index):
    index.put([a_paper("1", "防災の課題"), a_paper("2", "防災ドローン", readers={"org:12"})])

    assert (found_by(index, "防災 ドローン", UMI).loosened, found_by(index, "防災 ドローン", NAMI).loosened) == (
        False,
        True,
    )


def test_papers_that_one_may_not_read_change_neither_scores_nor_order(proposals):
    before = {question: found_by(proposals, question, UMI).hits for question in ("防災 提案", "課題 提案", "提案")}

    proposals.put(
        [a_paper(f"x{number}", "提案 提案 提案", "課題", noun="proposal", readers={"org:13"}) for number in range(40)]
    )

    assert {question: found_by(proposals, question, UMI).hits for question in before} == before
    assert found_by(proposals, "提案", NAMI).total == 41


def test_a_visitor_does_not_even_touch_what_is_private(folder_index):
    folder_index.put([a_paper("need", "防災の課題"), a_paper("umi", "防災の提案", readers={"org:12"})])
    (folder,) = folder_index.place.folder.glob("built-*")
    shutil.rmtree(folder / "private")

    assert keys(found_by(folder_index, "防災", VISITOR)) == ["need"]
    with pytest.raises(IndexMissing):
        found_by(folder_index, "防災", UMI)


def test_private_words_lie_in_no_file_of_the_public_shelf(folder_index):
    folder_index.put([a_paper("secret", "zebrafish", "秘密", readers={"org:12"}), a_paper("open", "elephant")])
    (folder,) = folder_index.place.folder.glob("built-*")

    def words_in(shelf):
        files = [file.read_bytes() for file in (folder / shelf).iterdir() if file.is_file()]
        return {word for word in (b"zebrafish", b"elephant") if any(word in file for file in files)}

    assert (words_in("public"), words_in("private")) == ({b"elephant"}, {b"zebrafish"})


def test_a_paper_that_becomes_private_is_gone_for_everybody_else(proposals):
    proposals.put([a_paper("need", "防災の課題", readers={"officer"})])

    assert found_by(proposals, "課題", VISITOR).total == 0
    assert found_by(proposals, "課題", OFFICER).total == 1


def test_a_paper_that_is_published_is_found_once(proposals):
    proposals.put([a_paper("umi", "防災の提案", noun="proposal", readers={"public", "org:12", "section:5"})])

    assert keys(found_by(proposals, "提案", VISITOR)) == ["umi"]
    assert sorted(keys(found_by(proposals, "提案", OFFICER))) == ["nami", "umi"]


def test_a_paper_is_found_as_it_is_now(proposals):
    proposals.put([a_paper("need", "保育の課題")])
    proposals.put([a_paper("need", "介護の課題")])

    assert (
        keys(found_by(proposals, "介護")),
        keys(found_by(proposals, "保育")),
        keys(found_by(proposals, "防災")),
    ) == (
        ["need"],
        [],
        [],
    )
