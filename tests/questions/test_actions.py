"""Asking, answering and correcting: what is done, and what is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.accounts.models import User
from hack.errors import Incomplete, NotAllowed, Overtaken, RuleBroken
from hack.needs.models import Need
from hack.outbox import EventRecord
from hack.pipeline.need import NeedStep
from hack.pipeline.question import QuestionStep
from hack.questions import actions
from hack.questions.actions import answer_alone, ask, correct_answer, publish_answer, withdraw_question
from hack.questions.models import Correction, Question
from hack.questions.queries import answers_about, inside_questions, one_question
from tests.cast import a_need
from tests.questions.words import ANSWER, ASKED, WORDING, a_question, answered, answered_alone
from tests.together import together


def _names():
    return [row.name for row in db.session.scalars(select(EventRecord).order_by(EventRecord.id))]


def test_a_question_waits_for_its_answer(cast):
    question = a_question(a_need(by=cast.michi), by=cast.umi)

    assert (question.step, question.asked, question.number, question.organization) == (
        QuestionStep.ASKED,
        ASKED,
        None,
        cast.minato,
    )
    assert _names() == ["QuestionAsked"]


@pytest.mark.parametrize(
    ("step", "days", "taken"),
    [
        (NeedStep.IDEAS_OPEN, {}, True),
        (NeedStep.TRIALS_OPEN, {}, True),
        (NeedStep.IDEAS_COMING, {"opens_on": 3, "closes_on": 30}, True),
        (NeedStep.IDEAS_OPEN, {"questions_until": 0}, True),
        (NeedStep.IDEAS_OPEN, {"questions_until": -1}, False),
        (NeedStep.IDEAS_OPEN, {"closes_on": -1}, False),
        (NeedStep.IDEAS_CLOSED, {}, False),
        (NeedStep.ADOPTED, {}, False),
    ],
)
def test_questions_are_taken_while_the_call_is_announced_or_open_until_their_last_day(cast, step, days, taken):
    days = {name: clock.today() + timedelta(days=count) for name, count in days.items()}
    need = a_need(by=cast.michi, step=step, **days)

    if taken:
        assert a_question(need, by=cast.umi).key
    else:
        with pytest.raises(RuleBroken, match="質問"):
            a_question(need, by=cast.umi)
    assert len(db.session.scalars(select(Question)).all()) == int(taken)


def test_the_last_day_ends_at_midnight_in_japan_by_the_servers_clock(cast):
    need = a_need(by=cast.michi, questions_until=clock.today())
    end = clock.end_of(clock.today())
    with clock.stopped_at(end - timedelta(seconds=1)):
        a_question(need, by=cast.umi)
    with clock.stopped_at(end), pytest.raises(RuleBroken, match=r"2026年5月12日の24時に終わりました"):
        a_question(need, by=cast.umi)


def test_a_call_that_was_closed_meanwhile_takes_no_question_though_the_page_was_open(cast):
    need = a_need(by=cast.michi)
    with db.transaction():
        db.session.execute(Need.__table__.update().values(step=NeedStep.IDEAS_CLOSED.value))

    with pytest.raises(RuleBroken, match="受け付けていません"):
        a_question(need, by=cast.umi)


@pytest.mark.parametrize("who", ["michi", "mori", "kan", "ken"])
def test_only_organisations_ask(cast, who):
    need = a_need(by=cast.michi)
    with pytest.raises(NotAllowed), db.transaction():
        ask(need, by=getattr(cast, who), asked=ASKED)


def test_there_is_an_end_to_the_questions_that_wait(cast, monkeypatch):
    monkeypatch.setattr(actions, "MOST_WAITING", 2)
    need = a_need(by=cast.michi)
    first, _ = a_question(need, by=cast.umi), a_question(need, by=cast.sora)
    with pytest.raises(RuleBroken, match="2件まで"):
        a_question(need, by=cast.umi)
    a_question(need, by=cast.riku)
    answered(first, by=cast.michi)
    a_question(need, by=cast.umi)


def test_nobody_asks_about_an_internal_need(cast):
    with pytest.raises(NotAllowed):
        a_question(a_need(by=cast.michi, internal=True), by=cast.umi)


def test_answers_are_numbered_as_they_are_published_without_gaps(cast):
    need, other = a_need(by=cast.michi), a_need(by=cast.michi)
    first, second, third, fourth = [
        a_question(need, by=person) for person in (cast.umi, cast.riku, cast.kita, cast.umi)
    ]
    answered(third, by=cast.michi)
    answered_alone(second, by=cast.michi)
    with db.transaction():
        withdraw_question(first, by=cast.umi, reason="分かったため")
    answered(fourth, by=cast.mori)
    elsewhere = answered(a_question(other, by=cast.riku), by=cast.michi)

    assert [one.number for one in (first, second, third, fourth)] == [None, None, 1, 2]
    assert elsewhere.number == 1
    assert [(one.number, one.wording) for one in db.session.scalars(answers_about(need))] == [
        (1, WORDING),
        (2, WORDING),
    ]


def test_two_answers_at_once_get_two_numbers(cast):
    need = a_need(by=cast.michi)
    keys = [a_question(need, by=cast.umi).key for _ in range(4)]

    need_id, mori_id = need.id, cast.mori.id

    def publish():
        mori = db.session.get_one(User, mori_id)
        publish_answer(one_question(keys.pop(), mori), by=mori, wording=WORDING, answer=ANSWER)

    assert together(4, publish) == ["done"] * 4
    need = db.session.get_one(Need, need_id)
    assert [one.number for one in db.session.scalars(answers_about(need))] == [1, 2, 3, 4]


def test_a_question_is_answered_once(cast):
    question = answered(a_question(a_need(by=cast.michi), by=cast.umi), by=cast.michi)

    for again in (
        lambda: publish_answer(question, by=cast.mori, wording="x", answer="y"),
        lambda: answer_alone(question, "decline", by=cast.mori, reason="x"),
        lambda: withdraw_question(question, by=cast.umi, reason="x"),
    ):
        with pytest.raises(Overtaken), db.transaction():
            again()
    assert (question.wording, question.answer, question.number) == (WORDING, ANSWER, 1)


def test_an_answer_for_everybody_needs_a_wording_and_an_answer(cast):
    question = a_question(a_need(by=cast.michi), by=cast.umi)
    with pytest.raises(Incomplete) as broken, db.transaction():
        publish_answer(question, by=cast.michi, wording=" ", answer="")

    assert set(broken.value.missing) == {"wording", "answer"}
    assert question.step is QuestionStep.ASKED and question.number is None


def test_an_answer_for_the_asker_alone_owes_a_reason(cast):
    question = a_question(a_need(by=cast.michi), by=cast.umi)
    with pytest.raises(RuleBroken, match="理由"), db.transaction():
        answer_alone(question, "decline", by=cast.michi, reason=" ")

    answered_alone(question, by=cast.michi)
    assert question.step is QuestionStep.ANSWERED_ALONE


@pytest.mark.parametrize("who", ["umi", "riku", "kaji", "midori", "kan", "ken"])
def test_only_the_section_and_the_coordinators_answer_and_correct(cast, who):
    question, person = a_question(a_need(by=cast.michi), by=cast.umi), getattr(cast, who)
    for deed in (
        lambda: publish_answer(question, by=person, wording="x", answer="y"),
        lambda: answer_alone(question, "decline", by=person, reason="x"),
        lambda: correct_answer(question, by=person, wording="x", answer="y", note="z", seen=None),
    ):
        with pytest.raises(NotAllowed), db.transaction():
            deed()


def test_a_correction_keeps_what_was_said_before_and_says_why(cast):
    question = answered(a_question(a_need(by=cast.michi), by=cast.umi), by=cast.michi)
    with db.transaction():
        correct_answer(
            question, by=cast.mori, wording=WORDING, answer="いいえ。", note="確かめました。", seen=question.version
        )

    (correction,) = db.session.scalars(select(Correction)).all()
    assert (correction.note, correction.before, question.answer) == (
        "確かめました。",
        {"wording": WORDING, "answer": ANSWER},
        "いいえ。",
    )
    assert question.number == 1
    assert _names() == ["QuestionAsked", "QuestionMoved", "AnswerCorrected"]


def test_the_same_words_again_are_no_correction(cast):
    question = answered(a_question(a_need(by=cast.michi), by=cast.umi), by=cast.michi)
    with db.transaction():
        assert correct_answer(question, by=cast.mori, wording=WORDING, answer=ANSWER, note="x", seen=None) is None


def test_what_was_not_published_is_not_corrected(cast):
    question = a_question(a_need(by=cast.michi), by=cast.umi)
    with pytest.raises(Overtaken), db.transaction():
        correct_answer(question, by=cast.michi, wording="x", answer="y", note="z", seen=None)


def test_the_second_of_two_who_correct_at_once_is_told(cast):
    question = answered(a_question(a_need(by=cast.michi), by=cast.umi), by=cast.michi)
    seen = question.version
    with db.transaction():
        correct_answer(question, by=cast.mori, wording=WORDING, answer="一", note="x", seen=seen)
    with pytest.raises(Overtaken), db.transaction():
        correct_answer(question, by=cast.michi, wording=WORDING, answer="二", note="x", seen=seen)


def test_a_question_as_it_was_asked_is_seen_by_its_organisation_the_section_and_the_coordinators(cast):
    need = a_need(by=cast.michi)
    question = answered(a_question(need, by=cast.umi), by=cast.michi)
    sees = {
        person.name: (
            one_question(question.key, person) is not None,
            len(db.session.scalars(inside_questions(need, person)).all()),
        )
        for person in cast.people
    }

    inside = {cast.umi.name, cast.sora.name, cast.michi.name, cast.mori.name}
    assert sees == {p.name: (p.name in inside, int(p.name in inside)) for p in cast.people}
