"""Many presses at the same moment, each a request of its own on a connection of its own: one thing comes of them."""

import io
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier, Semaphore
from typing import Any, NamedTuple
from urllib.parse import urljoin

import pytest
from sqlalchemy import func, select

from hack import db
from hack.accounts.actions import invite
from hack.accounts.models import User
from hack.accounts.tickets import path_of, sealed
from hack.evaluation.choices import Decision
from hack.evaluation.models import Evaluation, Release
from hack.evaluation.queries import all_entries
from hack.exchange.models import ImportBatch
from hack.livinglabs.models import LabMember, LivingLab
from hack.needs.models import Need
from hack.opendata.models import DataRequest, DataSet
from hack.outbox import EventRecord
from hack.passages import Passage
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.site import SiteStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.actions import invite_partner
from hack.proposals.models import Proposal, ProposalPartner
from hack.questions.models import Question
from hack.roles import Role
from hack.sites.models import Site, SiteCall
from hack.support.models import Support
from hack.workgroups.actions import open_discussion
from hack.workgroups.models import Post
from tests.browser import Browser
from tests.cast import PASSWORD, Cast, a_need
from tests.evaluation.words import a_sheet, an_entry, an_evaluation, an_evaluator, decided
from tests.livinglabs.words import TYPED as LAB
from tests.livinglabs.words import a_lab, a_voice, an_open_lab
from tests.proposals.words import TYPED, a_draft
from tests.questions.words import a_question
from tests.sites.words import a_call, a_site
from tests.workgroups.words import a_workgroup

FIFTY = 50
AT_ONE_TIME = 12
"""How many of them are with the database at one moment: the connections that one server has are a few more."""


class Press(NamedTuple):
    """Who presses which button where, with which answers; what there is one of afterwards, and which event tells of it once."""

    person: User
    page: str
    button: str
    answers: dict[str, str]
    kind: type[Any]
    event: str


def _need(cast: Cast, _app: Any) -> Press:
    return Press(cast.michi, "/needs/new", "下書きを保存", {"題名": "交通量"}, Need, "NeedDrafted")


def _draft(cast: Cast, _app: Any) -> Press:
    page = f"/proposals/new?need={a_need(by=cast.michi).key}"
    return Press(cast.umi, page, "下書きを保存", TYPED, Proposal, "ProposalDrafted")


def _handing_in(cast: Cast, _app: Any) -> Press:
    draft = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    return Press(cast.umi, f"/proposals/{draft.key}/submit", "提案する", {"確か": "y"}, Passage, "ProposalMoved")


def _question(cast: Cast, _app: Any) -> Press:
    page = f"/needs/{a_need(by=cast.michi).key}/questions/new"
    return Press(cast.umi, page, "質問を送る", {"質問": "いつですか。"}, Question, "QuestionAsked")


def _support(cast: Cast, _app: Any) -> Press:
    answers = {"いま": "stuck", "ひとことで": "止まった実証", "頼みたいこと": "進め方を見てほしい。"}
    return Press(cast.michi, "/support/new", "支援を頼む", answers, Support, "SupportAsked")


def _post(cast: Cast, _app: Any) -> Press:
    group = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.ACTIVE, people=(cast.umi,))
    with db.transaction():
        talk = open_discussion(group, by=cast.michi, subject="場所", words="どこで")
        db.session.delete(db.session.scalars(select(Post)).one())
    page = f"/workgroups/{group.key}/talk/{talk.key}"
    return Press(cast.umi, page, "発言する", {"発言": "駅前で。"}, Post, "PostWritten")


def _import(cast: Cast, app: Any) -> Press:
    page = Browser(app, cast.michi).visit("/exchange/needs/import")
    hidden = {name: answer for name, answer in page.questions.items() if name in ("csrf_token", "once_key")}
    table = io.BytesIO("題名\n交通量\n".encode())
    page.client.post("/exchange/needs/import", data=hidden | {"file": (table, "表.csv")})
    batch = db.session.scalars(select(ImportBatch)).one()
    return Press(cast.michi, f"/exchange/batches/{batch.key}", "下書きとして登録する", {}, Need, "Imported")


def _data(cast: Cast, _app: Any) -> Press:
    answers = {"どんなデータか": "交通量", "ほしい項目と範囲": "台数", "使いみち": "研究"}
    return Press(cast.umi, "/opendata/requests/new", "依頼する", answers, DataRequest, "DataRequestMade")


def _dataset(cast: Cast, _app: Any) -> Press:
    return Press(
        cast.michi, "/opendata/sets/new", "下書きを保存する", {"データセット名": "交通量"}, DataSet, "DataSetDrafted"
    )


def _site(cast: Cast, _app: Any) -> Press:
    call = a_call(a_need(by=cast.michi), by=cast.michi)
    answers = {
        "場所の名前": "みなと保育園", "区": "naka", "場所の種類": "nursery", "どんな場所か": "入口が2つ", "連絡先": "園長"
    }  # fmt: skip
    return Press(cast.umi, f"/needs/{call.need.key}/sites/new", "申し出る", answers, Site, "SiteOffered")


def _partner(cast: Cast, _app: Any) -> Press:
    draft = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    answers = {"団体を選ぶ": cast.oka.key, "担うこと": "設置"}
    return Press(cast.umi, f"/proposals/{draft.key}/partners/new", "招待", answers, ProposalPartner, "PartnerInvited")


def _lab(cast: Cast, _app: Any) -> Press:
    return Press(cast.umi, "/livinglabs/new", "登録を申請する", LAB, LivingLab, "LabApplied")


def _joining(cast: Cast, _app: Any) -> Press:
    page = f"/livinglabs/{an_open_lab(by=cast.umi).key}/members/join"
    return Press(cast.riku, page, "申し込む", {"役割": "分析", "理由": "試したい。"}, LabMember, "LabJoinAsked")


ONCE: dict[str, Callable[[Cast, Any], Press]] = {
    "a need's draft": _need,
    "a proposal's draft": _draft,
    "handing a proposal in": _handing_in,
    "a question": _question,
    "a request for support": _support,
    "a post in a group": _post,
    "taking a table over": _import,
    "a place that is offered": _site,
    "inviting a partner": _partner,
    "a request for data": _data,
    "a data set": _dataset,
    "a lab that is applied for": _lab,
    "asking to join an open lab": _joining,
}


@pytest.mark.parametrize("what", ONCE)
def test_a_form_that_is_sent_fifty_times_at_once_makes_one(app, cast, what):
    press = ONCE[what](cast, app)
    answers = all_at_once([filled(app, press.person, press.page, press.button, **press.answers)] * FIFTY)

    assert Counter(status for status, _, _ in answers) == {302: FIFTY}
    assert len({where for _, where, _ in answers}) == 1
    assert (count(press.kind), told(press.event)) == (1, 1)


def _decided(cast: Cast) -> Evaluation:
    """An evaluation of two proposals with prepared decisions, that waits for a second person."""
    evaluation = an_evaluation(by=cast.michi, step=EvaluationStep.DECIDING)
    for person, decision in ((cast.umi, Decision.CHOOSE), (cast.riku, Decision.DECLINE)):
        decided(an_entry(evaluation, by=person), decision, by=cast.michi)
    return evaluation


def test_decisions_released_fifty_times_at_once_are_released_once(app, cast):
    evaluation = _decided(cast)
    sent = filled(app, cast.mori, f"/evaluation/{evaluation.key}/release", "決定を公表する", 確かめました="y")

    answers = all_at_once([sent] * FIFTY)

    assert Counter(status for status, _, _ in answers) == {302: 1, 422: FIFTY - 1}
    assert (count(Release), told("DecisionsReleased"), told("ProposalMoved")) == (1, 1, 2)
    steps = {entry.proposal.step for entry in all_entries(db.session.scalars(select(Evaluation)).one())}
    assert steps == {ProposalStep.CANDIDATE, ProposalStep.DECLINED}


def test_of_two_people_who_release_at_once_one_does_and_one_reads_that_it_is_done(app, cast):
    evaluation, page = _decided(cast), "/evaluation/{}/release"
    two = [cast.mori, another(cast)]
    sent = [filled(app, one, page.format(evaluation.key), "決定を公表する", 確かめました="y") for one in two]

    answers = all_at_once(sent)

    assert sorted(status for status, _, _ in answers) == [302, 422]
    assert (count(Release), told("ProposalMoved")) == (1, 2)


def test_two_evaluators_who_hand_in_at_once_close_the_scoring_once(app, cast):
    evaluation = an_evaluation(by=cast.michi, step=EvaluationStep.SCORING)
    entry = an_entry(evaluation, by=cast.umi)
    for person in (cast.kaji, cast.midori):
        a_sheet(an_evaluator(evaluation, person, entry), entry, 3, 3, 3)
    page = f"/evaluation/{evaluation.key}/mine"

    answers = all_at_once([filled(app, one, page, "評価を提出する") for one in (cast.kaji, cast.midori)])

    assert [status for status, _, _ in answers] == [302, 302]
    assert db.session.scalars(select(Evaluation)).one().step is EvaluationStep.JOINT
    assert (told("SheetsHandedIn"), told("EvaluationMoved")) == (2, 1)


def test_of_two_who_answer_a_question_at_once_one_is_read_by_all_and_the_others_words_stay(app, cast):
    question = a_question(a_need(by=cast.michi), by=cast.umi)
    page, words = (
        f"/questions/{question.key}/answer",
        {cast.michi: "道野の長い回答です。", cast.mori: "森の長い回答です。"},
    )
    sent = [filled(app, one, page, "回答する", 公開する回答=answer) for one, answer in words.items()]

    answers = all_at_once(sent)

    assert sorted(status for status, _, _ in answers) == [302, 422]
    kept = db.session.scalars(select(Question)).one().answer
    [refused] = [text for status, _, text in answers if status == 422]
    assert kept in words.values() and all(answer in refused for answer in words.values())
    assert told("QuestionMoved") == 1


def test_never_more_places_are_taken_than_are_looked_for(app, cast):
    call = a_call(a_need(by=cast.michi), by=cast.michi, capacity=2)
    sites = [a_site(call, by=(cast.umi, cast.riku, cast.kita)[number % 3]) for number in range(12)]
    who = (cast.michi, cast.mori)
    sent = [filled(app, who[n % 2], f"/sites/{site.key}", "採用する") for n, site in enumerate(sites)]

    answers = all_at_once(sent)

    assert Counter(status for status, _, _ in answers) == {302: 2, 422: 10}
    taken = select(func.count()).select_from(Site).where(Site.step == SiteStep.TAKEN)
    assert (db.session.scalar(taken), db.session.scalars(select(SiteCall)).one().taken) == (2, 2)


def test_of_six_who_make_a_need_of_one_voice_at_once_one_does(app, cast):
    lab = a_lab(by=cast.umi)
    voice = a_voice(lab, by=cast.umi)
    who = (cast.michi, cast.kaji, cast.midori)
    page, said = f"/livinglabs/{lab.key}/voices/need", {"声": [voice.key], "題名": "居場所"}

    answers = all_at_once([filled(app, who[n % 3], page, "ニーズの下書きを作る", **said) for n in range(6)])

    assert Counter(status for status, _, _ in answers) == {302: 1, 422: 5}
    assert (count(Need), told("VoicesBecameNeed")) == (1, 1)


def test_an_invitation_to_a_proposal_is_accepted_once(app, cast):
    draft = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    with db.transaction():
        partner = invite_partner(draft, by=cast.umi, part="設置", organization=cast.oka)
    sent = filled(app, cast.riku, f"/proposals/invitations/{partner.key}", "一緒に提案する")

    answers = all_at_once([sent] * FIFTY)

    assert {status for status, _, _ in answers} <= {302, 403, 404, 422}
    assert Counter(status for status, _, _ in answers)[302] == 1
    assert (count(ProposalPartner), told("PartnerAccepted")) == (1, 1)


def test_an_invitation_to_the_platform_is_accepted_once(app, cast):
    with db.transaction():
        ticket = invite(
            email="nami@minato.example", name="波 並", role=Role.PROPOSER, organization=cast.minato, by=cast.umi
        )
    page = sealed(path_of(ticket), "x" * 40)
    secret = {"新しいパスワード": PASSWORD, "新しいパスワード(確認)": PASSWORD}
    sent = filled(app, None, page, "登録する", **secret, お名前="波 並", 利用規約に同意します="y")

    answers = all_at_once([sent] * 6)

    assert Counter(status for status, _, _ in answers)[302] == 1
    people = select(func.count()).select_from(User).where(User.email == "nami@minato.example")
    assert (db.session.scalar(people), told("PersonJoined")) == (1, 1)


# How -------------------------------------------------------------------------------------------------------------------

Sent = Callable[[], tuple[int, str, str]]


def filled(app: Any, person: User | None, page: str, button: str, **answers: str) -> Sent:
    """A form filled in and not sent yet; calling it sends it in a browser of its own, and says how it was answered."""
    browser = Browser(app, person).visit(page)
    assert browser.status == 200, browser.main
    form, pressed = browser._button(button)
    data = browser._filled(form) | {browser._question(form, label): answer for label, answer in answers.items()}
    if pressed.get("name"):
        data[str(pressed["name"])] = pressed.get("value", "")
    where = urljoin(browser.path, str(pressed.get("formaction") or form.get("action") or browser.path))
    cookie = browser.client.get_cookie("hack")

    def send() -> tuple[int, str, str]:
        client = app.test_client()
        client.set_cookie("hack", cookie.value if cookie else "")
        answer = client.post(where, data=data)
        return answer.status_code, answer.location or "", answer.get_data(as_text=True)

    return send


def all_at_once(sends: list[Sent]) -> list[tuple[int, str, str]]:
    """Send them all at the same moment, each in a thread of its own with this moment's clock; the answers in order."""
    db.session.remove()
    gate, room = Barrier(len(sends)), Semaphore(AT_ONE_TIME)

    def one(context: Any, send: Sent) -> tuple[int, str, str]:
        gate.wait()
        with room:
            return context.run(send)  # type: ignore[no-any-return]

    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(one, [copy_context() for _ in sends], sends))


def count(kind: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0


def told(event: str) -> int:
    """How often that event was recorded."""
    return db.session.scalar(select(func.count()).select_from(EventRecord).where(EventRecord.name == event)) or 0


def another(cast: Cast) -> User:
    """Another coordinator."""
    person = User(
        name="最上 並", email="mona@city.example", role=Role.COORDINATOR, password_hash=cast.mori.password_hash
    )
    with db.transaction():
        db.session.add(person)
    return person
