"""What a proposal is asked, and the text that is sealed."""

import hashlib

import pytest

from hack.forms import Form
from hack.proposals.forms.writing import ProposalAnswers
from hack.proposals.models import Proposal, ProposalKind, Readers
from hack.proposals.questions import (
    BY_NAME,
    QUESTIONS,
    WHO,
    answers_from_seed,
    asked_of,
    missing_answers,
    read_by,
)
from hack.proposals.texts import digest_of, text_handed_in
from hack.seeds.models import CostBand, Seed
from tests.proposals.words import IDEA, SOLUTION


def _proposal(kind=ProposalKind.IDEA, **answers):
    empty = {question.name: "" for question in QUESTIONS} | {"joins_workgroup": True, "people": None}
    return Proposal(kind=kind, **(empty | answers))


def test_an_idea_is_asked_little_and_a_solution_more():
    idea, solution = ([q.name for q in asked_of(kind)] for kind in ProposalKind)

    assert idea == [
        "title", "summary", "technology", "effect", "references", "joins_workgroup", "people", "questions"
    ]  # fmt: skip
    assert solution == [*idea, "plan", "measures", "team", "asked_of_city", "cost", "safety"]


def test_every_question_is_a_column_and_a_field_and_says_who_reads_the_answer():
    fields = {name for name, field in vars(ProposalAnswers).items() if hasattr(field, "field_class")}
    chosen = {f"level_{question.name}" for question in QUESTIONS if len(question.choices) > 1}

    assert fields - {"kind"} - chosen == set(BY_NAME) <= set(Proposal.__table__.columns.keys())
    assert chosen == {name for name in fields if name.startswith("level_")}
    assert issubclass(ProposalAnswers, Form)
    fixed = [question for question in QUESTIONS if len(question.choices) == 1]
    assert all(WHO[question.choices[0]] in question.explained for question in fixed)


def test_what_is_owed_depends_on_the_kind():
    assert missing_answers(_proposal(**IDEA)) == {}
    assert missing_answers(_proposal(ProposalKind.SOLUTION, **SOLUTION)) == {}
    assert set(missing_answers(_proposal(ProposalKind.SOLUTION, **IDEA))) == set(SOLUTION) - set(IDEA)
    assert missing_answers(_proposal(**IDEA | {"effect": "  "})) == {
        "effect": "「ニーズのどこに効くか」を入力してください。"
    }


def test_the_confidential_part_is_not_among_what_the_section_reads():
    proposal = _proposal(**IDEA, confidential="原価は30万円")

    assert ("非公開を希望すること", "原価は30万円") in read_by(proposal, Readers.SECRETARIAT)
    assert "原価は30万円" not in str(read_by(proposal)) + text_handed_in(proposal) + proposal.text


def test_the_seal_is_the_sha_256_of_the_text_and_changes_with_every_letter():
    proposal = _proposal(**IDEA, people=3)
    sealed = digest_of(proposal)

    assert sealed == hashlib.sha256(text_handed_in(proposal).encode("utf-8")).hexdigest()
    assert "■ 参加できる人数\n3人\n" in text_handed_in(proposal)
    proposal.summary += "。"
    assert digest_of(proposal) != sealed


@pytest.mark.parametrize("name", [q.name for q in asked_of(ProposalKind.SOLUTION) if q.most >= 80])
def test_every_answer_that_the_section_reads_is_under_the_seal(name):
    proposal = _proposal(ProposalKind.SOLUTION, **SOLUTION)
    before = digest_of(proposal)

    setattr(proposal, name, "違う答え" if name != "joins_workgroup" else False)

    assert digest_of(proposal) != before


def test_the_kind_of_the_proposal_is_under_the_seal():
    assert digest_of(_proposal(ProposalKind.IDEA, **IDEA)) != digest_of(_proposal(ProposalKind.SOLUTION, **IDEA))


def test_a_seed_brings_its_text_along_cut_to_what_is_asked():
    seed = Seed(
        title="画像認識による交通量計測", summary="映像から数えます。" * 30, solves="調査", technology="画像認識", wish="",
        references="", requires="電源", security="映像は保存しない", cost_band=CostBand.UNDER_1M,
    )  # fmt: skip

    assert answers_from_seed(seed) == {
        "title": "画像認識による交通量計測",
        "summary": ("映像から数えます。" * 30)[:200],
        "technology": "画像認識",
        "effect": "調査",
        "asked_of_city": "電源",
        "cost": "年間の概算費用帯: 100万円未満",
        "safety": "映像は保存しない",
    }


def test_what_is_searched_is_what_the_section_reads():
    answers = {name: name for name in ("summary", "technology", "effect", "references", "plan", "measures")}

    assert _proposal(**answers).text == "summary\ntechnology\neffect\nreferences"
    assert _proposal(ProposalKind.SOLUTION, **answers).text.endswith("references\nplan\nmeasures")
