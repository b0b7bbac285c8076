"""The files of a proposal, for the sections that are asked about it."""

from hack import clock, db
from hack.consultations.actions import Ask, move_check, open_consultation
from hack.consultations.models import CheckKind
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Readers
from hack.working_days import working_day_after
from tests.cast import a_need, a_proposal
from tests.proposals.words import a_file_of


def test_an_asked_section_saves_the_files_that_the_asking_section_reads(browser_of, cast):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi), step=ProposalStep.REVIEW)
    told = a_file_of(proposal, by=cast.umi)
    secret = a_file_of(proposal, by=cast.umi, name="原価.txt", readers=Readers.SECRETARIAT)
    ask = Ask(kind=CheckKind.LEGAL, section_id=cast.rivers.id, asked="確認", due_on=working_day_after(clock.today(), 5))
    with db.transaction():
        consultation = open_consultation(about=proposal, by=cast.michi, title="合議", asks=[ask])
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
