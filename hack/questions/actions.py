"""Asking about a call, answering, correcting an answer. Every deed belongs inside the caller's transaction."""

from hack import clock, db, outbox, passages
from hack.accounts.models import User
from hack.errors import Incomplete, NotAllowed, Overtaken, RuleBroken
from hack.events import AnswerCorrected, QuestionAsked, QuestionMoved
from hack.needs.models import Need
from hack.passages import Passage, check_version, keep_changes
from hack.policy import can
from hack.questions.models import Correction, Question
from hack.questions.queries import how_many_waiting, last_day, newest_number, takes_questions
from hack.questions.rules import moves_open_to

MOST_WAITING = 30
"""How many questions of one organisation about one need may wait for their answers."""


def ask(need: Need, *, by: User, asked: str) -> Question:
    """Ask something about a need whose call is announced or open, on behalf of `by`'s organisation.

    Raises NotAllowed, RuleBroken (no questions are taken any more, by the server's clock, nothing is asked, or too many wait). The need's days
    stay as they are until the transaction ends. Records QuestionAsked.
    """
    if not can(by, "question.ask", need):
        raise NotAllowed("question.ask")
    db.session.refresh(need, with_for_update={"read": True, "of": Need})
    if not takes_questions(need):
        raise RuleBroken(closed_words(need))
    if not asked.strip():
        raise RuleBroken("質問を入力してください。", "asked")
    db.alone_with("questions", str(by.organization_id))
    if how_many_waiting(need, by) >= MOST_WAITING:
        raise RuleBroken(f"回答を待つ質問は{MOST_WAITING}件までです。回答をお待ちください。")

    question = Question(need_id=need.id, asker_id=by.id, organization_id=by.organization_id, asked=asked.strip())
    db.session.add(question)
    db.session.flush()
    outbox.record(QuestionAsked(question.id), by=by)
    return question


def closed_words(need: Need) -> str:
    """Why no question can be asked about the need at this moment, in words for the person."""
    day = last_day(need)
    if (need.step.open or need.coming) and day is not None:
        return f"質問の受付は{day.year}年{day.month}月{day.day}日の24時に終わりました。"
    return "このニーズの質問は、いま受け付けていません。"


def publish_answer(question: Question, *, by: User, wording: str, answer: str, seen: int | None = None) -> Passage:
    """Answer a question for everybody, with a wording of the question that does not tell who asked; it gets the next public number.

    Nobody else's answer about the need is numbered until the transaction ends, so that there is no gap. Raises NotAllowed,
    Overtaken (answered or withdrawn meanwhile), Incomplete (what is missing). Records QuestionMoved.
    """
    if not can(by, "question.answer", question):
        raise NotAllowed("question.answer")
    check_version(question, seen)
    _refuse_empty(wording, answer)
    if question.step is question.path.begins:
        db.alone_with("public answers", str(question.need_id))
        question.number = (newest_number(question.need) or 0) + 1
        question.wording, question.answer, question.published_at = wording.strip(), answer.strip(), clock.now()
        keep_changes()

    return _move(question, "answer", by=by, made_at="questions.answer")


def answer_alone(question: Question, move: str, *, by: User, reason: str, seen: int | None = None) -> Passage:
    """Answer the asker alone: that the answer is given in person (`answer_alone`), or that none can be given (`decline`).

    reason: what only the asker is told. Raises NotAllowed, RuleBroken (no reason), Overtaken. Records QuestionMoved.
    """
    if not can(by, "question.answer", question):
        raise NotAllowed("question.answer")
    return _move(question, move, by=by, reason=reason, seen=seen, made_at="questions.answer")


def correct_answer(
    question: Question, *, by: User, wording: str, answer: str, note: str, seen: int | None
) -> Correction | None:
    """Correct what everybody reads, and say for everybody why; None where nothing is different.

    Raises NotAllowed, Overtaken (corrected meanwhile, or not published), Incomplete (what is missing). Records AnswerCorrected.
    """
    if not can(by, "question.correct", question):
        raise NotAllowed("question.correct")
    check_version(question, seen)
    if not question.published:
        raise Overtaken("公開した回答だけを訂正できます。")
    _refuse_empty(wording, answer)
    before = {"wording": question.wording, "answer": question.answer}
    if before == {"wording": wording.strip(), "answer": answer.strip()}:
        return None
    if not note.strip():
        raise RuleBroken("訂正の内容と理由を入力してください。", "note")

    question.wording, question.answer = wording.strip(), answer.strip()
    keep_changes()
    correction = Correction(question_id=question.id, by_id=by.id, note=note.strip(), before=before)
    db.session.add(correction)
    db.session.flush()
    outbox.record(AnswerCorrected(question.id, correction.id), by=by)
    return correction


def withdraw_question(question: Question, *, by: User, reason: str, seen: int | None = None) -> Passage:
    """Take a question back that waits for its answer; raises as `passages.advance` does. Records QuestionMoved."""
    if not can(by, "question.move", question):
        raise NotAllowed("question.move")
    return _move(question, "withdraw", by=by, reason=reason, seen=seen)


def _move(
    question: Question, name: str, *, by: User, reason: str = "", seen: int | None = None, made_at: str = ""
) -> Passage:
    passage = passages.advance(
        question, name, among=moves_open_to(by, question), by=by, reason=reason, seen=seen, made_at=made_at
    )
    outbox.record(QuestionMoved(question.id, passage.start, passage.end, passage.move), by=by)
    return passage


def _refuse_empty(wording: str, answer: str) -> None:
    asks = {
        "wording": (wording, "公開する質問文を入力してください。"),
        "answer": (answer, "回答を入力してください。"),
    }
    if missing := {name: says for name, (text, says) in asks.items() if not text.strip()}:
        raise Incomplete("公開する質問と回答を確かめてください。", missing)
