"""A proposal and its files, for the sections that are asked about it: what they read, and what nobody reads yet."""

from datetime import date, timedelta

import pytest

from hack import clock, db
from hack.consultations.actions import Ask, move_check, open_consultation
from hack.consultations.models import CheckKind
from hack.errors import RuleBroken
from hack.pipeline.proposal import ProposalStep
from hack.proposals.actions import edit_proposal, take_back_proposal
from hack.proposals.models import Readers
from tests.cast import a_need, a_proposal
from tests.proposals.words import a_file_of, handed_in

FRIDAY = date(2026, 5, 22)


def an_ask(section):
    return Ask(kind=CheckKind.LEGAL, section_id=section.id, asked="確認", due_on=FRIDAY)


def consulted_on(proposal, cast, *, by):
    with db.transaction():
        return open_consultation(about=proposal, by=by, title="合議", asks=[an_ask(cast.rivers)])


def test_an_asked_section_saves_the_files_that_the_asking_section_reads(browser_of, cast):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi), step=ProposalStep.REVIEW)
    told = a_file_of(proposal, by=cast.umi)
    secret = a_file_of(proposal, by=cast.umi, name="原価.txt", readers=Readers.SECRETARIAT)
    consultation = consulted_on(proposal, cast, by=cast.michi)
    path = f"/consultations/{consultation.key}"

    page = browser_of(cast.kaji).visit(f"{path}/text")
    assert "計画.txt" in page.main and "原価" not in page.response.text
    assert page.client.get(page.links["計画.txt"]).get_data(as_text=True) == "計画"
    assert page.client.get(f"{path}/files/{secret.key}").status_code == 404
    for person in (cast.midori, cast.umi, cast.riku, cast.kan):
        assert browser_of(person).client.get(f"{path}/files/{told.key}").status_code == 404

    with db.transaction():
        move_check(consultation.checks[0], "withdraw", by=cast.michi, reason="要らなくなったため。")
    assert page.client.get(f"{path}/files/{told.key}").status_code == 404


def test_of_a_proposal_behind_the_seal_no_section_is_asked(browser_of, cast):
    need = a_need(by=cast.michi, sealed=True)
    proposal = handed_in(by=cast.umi, need=need, title="封をした提案")
    with pytest.raises(RuleBroken, match="締切の前"):
        consulted_on(proposal, cast, by=cast.mori)
    page = browser_of(cast.mori).visit(f"/proposals/{proposal.key}/consultations")
    assert page.status == 200 and "合議を始める" not in page.links

    with clock.stopped_at(clock.end_of(need.closes_on) + timedelta(minutes=1)):
        ask = Ask(
            kind=CheckKind.LEGAL, section_id=cast.rivers.id, asked="確認", due_on=clock.today() + timedelta(days=7)
        )
        with db.transaction():
            open_consultation(about=proposal, by=cast.mori, title="合議", asks=[ask])


def test_what_is_written_in_a_draft_again_is_read_by_no_section(browser_of, cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi), title="出した題")
    told = a_file_of(proposal, by=cast.umi)
    consultation = consulted_on(proposal, cast, by=cast.michi)
    with db.transaction():
        take_back_proposal(proposal, by=cast.mori, reason="出し直すため。")
        edit_proposal(proposal, by=cast.umi, seen=None, title="書きかけの題", summary="書きかけの要約")

    path = f"/consultations/{consultation.key}"
    for person in (cast.kaji, cast.michi):
        page = browser_of(person).visit(f"{path}/text")
        assert page.status == 200 and "いまは読めません" in page.main
        assert "書きかけ" not in page.response.text and "計画.txt" not in page.response.text
        assert page.client.get(f"{path}/files/{told.key}").status_code == 404
