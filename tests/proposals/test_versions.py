"""A proposal is changed until the deadline, and every version that was handed in stays proved."""

import hashlib
from datetime import timedelta

import pytest

from hack import clock, db
from hack.errors import RuleBroken
from hack.needs.actions import move_need
from hack.proposals.actions import copy_proposal, discard_changes, edit_proposal, submit_proposal
from hack.proposals.models import Readers
from hack.proposals.queries import versions_of
from hack.proposals.texts import working_text
from hack.search.papers import proposal_paper
from tests.cast import a_need
from tests.proposals.words import IDEA, a_draft, handed_in

SECRET = "原価は一台三万円"


def _rewritten(cast, need, **answers):
    proposal = handed_in(by=cast.umi, need=need)
    with db.transaction():
        edit_proposal(proposal, by=cast.sora, seen=proposal.version, **(answers or {"summary": "書き直した要約"}))
    return proposal


def test_an_unfinished_change_is_read_by_those_who_propose_alone(browser_of, cast):
    proposal = _rewritten(cast, a_need(by=cast.michi))

    assert (proposal.summary, working_text(proposal).summary) == (IDEA["summary"], "書き直した要約")
    for person in (cast.mori, cast.michi):
        assert "書き直" not in browser_of(person).visit(f"/proposals/{proposal.key}").main
    page = browser_of(cast.umi).visit(f"/proposals/{proposal.key}")
    assert "提出していない書き直しがあります" in page.main


def test_the_section_reads_the_last_version_and_every_version_can_be_proved(browser_of, cast):
    proposal = _rewritten(cast, a_need(by=cast.michi))
    page = browser_of(cast.umi).visit(f"/proposals/{proposal.key}/submit")
    page.press("差し替えて提出する", 所管課が読む内容を確かめました="y")

    assert "書き直した要約" in browser_of(cast.michi).visit(f"/proposals/{proposal.key}").main
    last, first = versions_of(proposal)
    assert [first.number, last.number] == [1, 2] and proposal.digest == last.digest != first.digest
    path = f"/proposals/{proposal.key}/receipt/text?version="
    texts = [browser_of(cast.umi).visit(f"{path}{n}").response.data for n in (1, 2)]
    assert [hashlib.sha256(text).hexdigest() for text in texts] == [first.digest, last.digest]
    assert [browser_of(cast.michi).visit(f"{path}{n}").status for n in (1, 2, 9)] == [404, 200, 404]
    assert "これまでの版" in browser_of(cast.umi).visit(f"/proposals/{proposal.key}/receipt").main


def test_nothing_is_changed_after_the_deadline(cast):
    need = a_need(by=cast.michi)
    proposal = _rewritten(cast, need)

    with (
        clock.stopped_at(clock.end_of(need.closes_on)),
        pytest.raises(RuleBroken, match="締め切られました"),
        db.transaction(),
    ):
        submit_proposal(proposal, by=cast.umi)
    with clock.stopped_at(clock.end_of(need.closes_on) - timedelta(seconds=1)), db.transaction():
        submit_proposal(proposal, by=cast.umi)

    assert proposal.summary == "書き直した要約"


def test_a_call_that_is_closed_early_takes_no_change(cast):
    need = a_need(by=cast.michi)
    proposal = _rewritten(cast, need)
    with db.transaction():
        move_need(need, "close_ideas_early", by=cast.mori, reason="十分に集まったため。")

    with pytest.raises(RuleBroken), db.transaction():
        submit_proposal(proposal, by=cast.umi)

    assert (proposal.summary, len(versions_of(proposal))) == (IDEA["summary"], 1)


def test_pressing_twice_hands_in_one_change(cast):
    proposal = _rewritten(cast, a_need(by=cast.michi))

    for _ in range(2):
        with db.transaction():
            submit_proposal(proposal, by=cast.umi)

    assert [version.number for version in versions_of(proposal)] == [2, 1]


def test_a_change_is_given_up(cast):
    proposal = _rewritten(cast, a_need(by=cast.michi))

    with db.transaction():
        discard_changes(proposal, by=cast.umi, seen=proposal.version)

    assert working_text(proposal).summary == IDEA["summary"]


def test_what_only_the_secretariat_reads_is_nowhere_for_the_section(browser_of, cast):
    levels = {"references": Readers.SECRETARIAT, "effect": Readers.PUBLIC}
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi), references=SECRET, levels=levels)

    def reads(person, page=""):
        return SECRET in browser_of(person).visit(f"/proposals/{proposal.key}{page}").response.get_data(as_text=True)

    pages = ("", "/receipt", "/receipt/text", "/receipt/text?whole=1")
    assert [reads(cast.michi, page) for page in pages] == [False] * 4
    assert [reads(cast.mori, page) for page in pages] == [True, False, False, True]
    assert [reads(cast.umi, page) for page in pages] == [True, False, False, True]
    assert SECRET not in proposal_paper(proposal).told


def test_a_hidden_summary_is_neither_listed_nor_searched(browser_of, cast):
    need = a_need(by=cast.michi)
    handed_in(by=cast.umi, need=need, summary=SECRET, levels={"summary": Readers.SECRETARIAT})

    listed = browser_of(cast.michi).visit(f"/needs/{need.key}/proposals").main
    assert IDEA["title"] in listed and SECRET not in listed
    assert IDEA["title"] not in browser_of(cast.michi).visit(f"/search?q={SECRET}").main
    assert "による交通量の自動計測" in browser_of(cast.michi).visit("/search?q=AIカメラ").main


def test_who_reads_what_is_chosen_beside_each_question(browser_of, cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    page = browser_of(cast.umi).visit(f"/proposals/{proposal.key}/edit")

    assert (page.questions["level_title"], page.questions["level_effect"]) == (["section"], ["section"])
    page.press("保存する", **{"「実績」を読む人": "secretariat", "「要約」を読む人": "public"})

    db.session.rollback()
    assert proposal.levels == {"references": "secretariat", "summary": "public"}
    refused = browser_of(cast.umi).visit(f"/proposals/{proposal.key}/edit")
    assert refused.press("保存する", **{"「提案名」を読む人": "secretariat"}).status == 422


def test_a_copy_has_the_same_answers_and_readers_for_another_need(browser_of, cast):
    need, other = a_need(by=cast.michi), a_need(by=cast.midori, title="ごみの量を測りたい")
    proposal = handed_in(by=cast.umi, need=need, references=SECRET, levels={"references": Readers.SECRETARIAT})

    page = (
        browser_of(cast.sora).visit(f"/proposals/{proposal.key}/copy").press("下書きを作る", 写す先のニーズ=other.key)
    )

    assert "写した下書きを作りました" in page.words and SECRET in page.main and "ごみの量を測りたい" in page.main
    with db.transaction():
        copy = copy_proposal(proposal, need=other, by=cast.umi)
    assert (copy.levels, copy.summary, copy.number, copy.partners) == (proposal.levels, proposal.summary, None, [])
