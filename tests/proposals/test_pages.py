"""The pages of proposals, as people at their screens meet them."""

import hashlib
import re

import pytest
from sqlalchemy import event, func, select

from hack import clock, db
from hack.needs.actions import move_need
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.actions import edit_proposal, move_proposal
from hack.proposals.models import Proposal, ProposalKind
from tests.cast import a_need, a_proposal, a_seed
from tests.proposals.words import IDEA, SOLUTION, TYPED, a_draft, handed_in

SECRET = "原価は1か所30万円です。"


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _count():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Proposal))


def _only():
    db.session.rollback()
    return db.session.scalars(select(Proposal)).one()


def test_a_company_drafts_sees_exactly_what_is_read_and_hands_in(browser_of, cast):
    need = a_need(by=cast.michi)

    page = browser_of(cast.umi).visit(f"/proposals/new?need={need.key}")
    assert need.problem in page.words and need.hoped in page.words
    page.press("下書きを保存する", **TYPED, 非公開を希望すること=SECRET)
    assert (page.status, page.heading, _only().step) == (200, IDEA["title"], ProposalStep.DRAFT)
    page.follow("提案する")
    preview = page.page.find(id="section").get_text(" ")
    assert all(answer in preview for answer in IDEA.values()) and SECRET not in preview
    page.press("提案する", 所管課が読む内容を確かめました="y")

    proposal = _only()
    assert (page.path, proposal.step) == (f"/proposals/{proposal.key}/receipt", ProposalStep.RECEIVED)
    assert "R8-0001" in page.main and "2026年5月12日(火) 12時00分" in page.main and proposal.digest in page.main


def test_nothing_is_handed_in_without_the_confirmation(browser_of, cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))

    page = browser_of(cast.umi).visit(f"/proposals/{proposal.key}/submit").press("提案する")

    assert (page.status, _only().step) == (422, ProposalStep.DRAFT)
    assert "チェックを入れてください" in page.main


def test_the_copy_of_the_text_has_the_seal_that_the_receipt_shows(browser_of, cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi), confidential=SECRET)

    page = browser_of(cast.umi).visit(f"/proposals/{proposal.key}/receipt")
    copy = browser_of(cast.michi).visit(f"/proposals/{proposal.key}/receipt/text").response

    assert hashlib.sha256(copy.data).hexdigest() == proposal.digest
    assert proposal.digest in page.main and SECRET not in copy.get_data(as_text=True)
    assert copy.headers["Content-Disposition"] == "attachment; filename=R8-0001-1.txt"


def test_a_draft_has_no_receipt(browser_of, cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))

    assert browser_of(cast.umi).visit(f"/proposals/{proposal.key}/receipt").status == 404


def test_the_draft_form_sent_twice_makes_one_draft(browser_of, cast):
    need = a_need(by=cast.michi)
    browser = browser_of(cast.umi).visit(f"/proposals/new?need={need.key}")
    sent = {name: value for name, value in browser.questions.items() if name != "q"} | {"title": "一度だけ"}

    answers = [browser.client.post(f"/proposals/new?need={need.key}", data=sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].location == answers[1].location
    assert _count() == 1


def test_the_button_pressed_twice_hands_in_once_and_shows_the_receipt_both_times(browser_of, cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    browser = browser_of(cast.umi).visit(f"/proposals/{proposal.key}/submit")
    sent = browser.questions | {"confirmed": "y"}

    answers = [browser.client.post(f"/proposals/{proposal.key}/submit", data=sent) for _ in range(2)]

    assert [answer.location for answer in answers] == [f"/proposals/{proposal.key}/receipt"] * 2
    assert _only().number == "R8-0001"


def test_a_seed_of_the_own_organisation_brings_its_text_and_a_rivals_does_not(browser_of, cast):
    need, own, rivals = a_need(by=cast.michi), a_seed(by=cast.sora), a_seed(by=cast.riku, title="丘のシーズ")
    browser = browser_of(cast.umi)

    page = browser.visit(f"/proposals/new?need={need.key}&seed={own.key}")
    brought = page.questions
    rival = browser_of(cast.umi).visit(f"/proposals/new?need={need.key}&seed={rivals.key}")

    assert (brought["summary"].strip(), brought["effect"].strip(), brought["seed"]) == (
        own.summary,
        own.solves,
        [own.key],
    )
    assert (rival.questions["summary"].strip(), rival.questions["seed"]) == ("", [""])
    assert "丘のシーズ" not in rival.main


def test_a_proposal_drawn_from_a_seed_knows_it(browser_of, cast):
    need, seed = a_need(by=cast.michi), a_seed(by=cast.umi)

    browser_of(cast.umi).visit(f"/proposals/new?need={need.key}&seed={seed.key}").press("下書きを保存する")

    assert _only().seed_id == seed.id


def test_a_draft_without_a_name_is_asked_for_one_and_nothing_typed_is_lost(browser_of, cast):
    need = a_need(by=cast.michi)

    page = (
        browser_of(cast.umi).visit(f"/proposals/new?need={need.key}").press("下書きを保存する", 要約="書きかけの要約")
    )

    assert (page.status, page.questions["summary"].strip()) == (422, "書きかけの要約")
    assert "提案名を入力してください。" in page.main


def test_a_call_for_trials_begins_with_the_questions_of_a_solution(browser_of, cast):
    ideas, trials = a_need(by=cast.michi), a_need(by=cast.michi, step=NeedStep.TRIALS_OPEN)
    browser = browser_of(cast.umi)

    assert "plan" not in browser.visit(f"/proposals/new?need={ideas.key}").questions
    assert "plan" in browser.visit(f"/proposals/new?need={trials.key}").questions
    assert "plan" in browser.visit(f"/proposals/new?need={ideas.key}&kind=solution").questions
    assert browser.visit(f"/proposals/new?need={ideas.key}&kind=nonsense").status == 200


def test_changing_an_idea_into_a_solution_leads_on_to_its_questions(browser_of, cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))

    page = browser_of(cast.umi).visit(f"/proposals/{proposal.key}/edit").press("保存する", 提案の種類="solution")

    assert page.path == f"/proposals/{proposal.key}/edit"
    assert "plan" in page.questions and "続けて答えてください" in page.main


def test_the_second_of_two_editors_keeps_what_was_typed_and_reads_the_others_words(browser_of, cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    page = browser_of(cast.umi).visit(f"/proposals/{proposal.key}/edit")
    with db.transaction():
        edit_proposal(proposal, by=cast.sora, seen=proposal.version, summary="空閑が先に書いた要約")

    page.press("保存する", 要約="海野が書いた要約")
    assert (page.status, page.questions["summary"].strip()) == (422, "海野が書いた要約")
    assert "空閑が先に書いた要約" in page.page.find(id="beside").get_text(" ")
    page.press("保存する")

    assert (page.status, _only().summary) == (200, "海野が書いた要約")


def test_what_is_missing_is_said_before_and_after_the_button(browser_of, cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi), effect="")

    page = browser_of(cast.umi).visit(f"/proposals/{proposal.key}/submit")
    assert "「ニーズのどこに効くか」を入力してください。" in page.main
    page.press("提案する", 所管課が読む内容を確かめました="y")

    assert (page.status, _only().step) == (422, ProposalStep.DRAFT)


def test_after_the_call_the_page_says_so_and_the_draft_stays(browser_of, cast):
    need = a_need(by=cast.michi)
    proposal = a_draft(by=cast.umi, need=need)
    with clock.stopped_at(clock.end_of(need.closes_on)):
        page = browser_of(cast.umi).visit(f"/proposals/{proposal.key}/submit")
        page.press("提案する", 所管課が読む内容を確かめました="y")

        assert page.status == 422
        assert "2026年6月11日の24時に締め切られました" in page.main and "下書きは残っています" in page.main
        assert page.visit(f"/proposals/{proposal.key}").status == 200

    assert _only().summary == IDEA["summary"]


def test_only_its_organisation_and_coordinators_read_the_confidential_part(browser_of, cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi), confidential=SECRET)

    shown = {
        name: SECRET in browser_of(getattr(cast, name)).visit(f"/proposals/{proposal.key}").words
        for name in ("umi", "sora", "mori", "michi")
    }

    assert shown == {"umi": True, "sora": True, "mori": True, "michi": False}
    assert "事務局だけが読む" not in browser_of(cast.michi).visit(f"/proposals/{proposal.key}").main


@pytest.mark.parametrize("somebody", ["riku", "kita", "kaji", "midori", "kan", "ken", None])
@pytest.mark.parametrize("page", ["", "/edit", "/submit", "/receipt", "/receipt/text"])
def test_somebody_elses_proposal_and_none_at_all_are_the_same_to_a_competitor(browser_of, cast, somebody, page):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi))
    browser = browser_of(getattr(cast, somebody) if somebody else None)
    assert browser_of(cast.umi).visit(f"/proposals/{proposal.key}").status == 200

    keys = (proposal.key, "z" * 12)
    answers = [browser.client.get(f"/proposals/{key}{page}") for key in keys]

    bodies = [
        re.sub(rf"[0-9a-f]{{16}}|csrf_token\" value=\"[^\"]+|{key}", "", answer.get_data(as_text=True))
        for answer, key in zip(answers, keys, strict=True)
    ]
    headers = [{k: v for k, v in answer.headers if k not in ("X-Request-Id", "Set-Cookie")} for answer in answers]
    assert answers[0].status_code == answers[1].status_code
    assert answers[0].status_code == (404 if somebody else answers[1].status_code) != 200
    assert bodies[0] == bodies[1]
    assert headers[0].keys() == headers[1].keys()


@pytest.mark.parametrize("deed", ["edit", "submit", "moves", "take-back"])
def test_a_competitor_does_nothing_to_somebody_elses_proposal(browser_of, cast, deed):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi))
    browser = browser_of(cast.riku).visit("/proposals/mine")
    token = browser.questions["csrf_token"]

    answer = browser.client.post(
        f"/proposals/{proposal.key}/{deed}", data={"csrf_token": token, "name": "withdraw", "reason": "x"}
    )

    assert (answer.status_code, _only().step) == (404, ProposalStep.RECEIVED)


@pytest.mark.parametrize(
    ("somebody", "status"),
    [
        ("mori", 200),
        ("michi", 200),
        ("kaji", 403),
        ("midori", 403),
        ("umi", 403),
        ("riku", 403),
        ("kan", 403),
        ("ken", 403),
    ],
)
def test_the_proposals_for_a_need_are_the_asking_sections_and_the_coordinators(browser_of, cast, somebody, status):
    need = a_need(by=cast.michi)
    a_proposal(by=cast.umi, need=need, title="港の提案")

    page = browser_of(getattr(cast, somebody)).visit(f"/needs/{need.key}/proposals")

    assert (page.status, "港の提案" in page.words) == (status, status == 200)


def test_no_public_page_of_a_need_changes_when_a_competitor_proposes(browser_of, cast):
    need = a_need(by=cast.michi)
    pages = [f"/needs/{need.key}", "/needs/", "/proposals/mine", f"/proposals/new?need={need.key}"]
    before = {path: browser_of(cast.riku).visit(path).main for path in pages}

    handed_in(by=cast.umi, need=need)

    assert {path: browser_of(cast.riku).visit(path).main for path in pages} == before


def test_the_query_and_its_answer_go_round(browser_of, cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi))
    mori, umi = browser_of(cast.mori), browser_of(cast.umi)

    mori.visit(f"/proposals/{proposal.key}").press("形式の確認を始める")
    assert mori.press("追加で照会する").status == 422
    mori.press("追加で照会する", 理由="精度の根拠を教えてください。")
    page = umi.visit(f"/proposals/{proposal.key}")
    assert "精度の根拠を教えてください。" in page.page.find(id="query").get_text(" ")
    page.follow("内容を直す").press("保存する", 実績="3市で誤差4%でした。")
    page.follow("照会に答える").press(
        "回答を出す", 照会への回答="実績に書き足しました。", 所管課が読む内容を確かめました="y"
    )

    words = mori.visit(f"/proposals/{proposal.key}").main
    assert _only().step is ProposalStep.SCREENING
    assert "3市で誤差4%でした。" in words and "実績に書き足しました。" in words


def test_a_receipt_stays_good_while_the_text_is_being_rewritten_after_a_query(browser_of, cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi))
    for name, reason in (("screen", ""), ("query", "根拠を教えてください。")):
        with db.transaction():
            move_proposal(proposal, name, by=cast.mori, reason=reason)
    with db.transaction():
        edit_proposal(proposal, by=cast.umi, seen=proposal.version, references="3市で誤差4%でした。")

    page = browser_of(cast.umi).visit(f"/proposals/{proposal.key}/receipt")

    assert proposal.digest in page.main and "3市で誤差4%でした。" not in page.main
    copy = page.visit(page.links["本文の控え(テキスト)を保存する"]).response
    assert hashlib.sha256(copy.data).hexdigest() == proposal.digest


def test_a_refusal_is_told_to_its_proposer_with_thanks_and_the_reason(browser_of, cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi))
    browser_of(cast.mori).visit(f"/proposals/{proposal.key}").press("見送る", 理由="似た方法をすでに試しているため。")

    told = browser_of(cast.umi).visit(f"/proposals/{proposal.key}").page.find(id="end").get_text(" ")

    assert "ありがとうございました" in told and "似た方法をすでに試しているため。" in told


def test_a_move_that_somebody_made_first_is_said_on_the_page(browser_of, cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi))
    page = browser_of(cast.mori).visit(f"/proposals/{proposal.key}")
    with db.transaction():
        move_proposal(proposal, "withdraw", by=cast.umi, reason="都合により")

    page.press("形式の確認を始める")

    assert (page.status, _only().step) == (422, ProposalStep.WITHDRAWN)
    assert "ほかの人が先に進めた" in page.main


def test_a_coordinator_takes_a_move_back_on_the_page(browser_of, cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi))
    page = browser_of(cast.mori).visit(f"/proposals/{proposal.key}").press("形式の確認を始める")

    assert page.press("取り消す").status == 422
    page.press("取り消す", 取り消す理由="押し間違えました。")

    assert (page.status, _only().step) == (200, ProposalStep.RECEIVED)


def test_an_organisation_withdraws_with_a_reason(browser_of, cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi))
    page = browser_of(cast.umi).visit(f"/proposals/{proposal.key}")

    assert page.press("辞退する").status == 422
    page.press("辞退する", 理由="体制が整わないため。")

    assert _only().step is ProposalStep.WITHDRAWN


def test_the_general_list_is_for_staff_and_can_be_narrowed_to_a_step(browser_of, cast):
    need = a_need(by=cast.michi)
    a_proposal(by=cast.umi, need=need, title="受付の提案")
    a_proposal(by=cast.riku, need=need, title="評価の提案", step=ProposalStep.REVIEW)
    a_proposal(by=cast.kita, need=a_need(by=cast.midori), title="よその提案")

    def titles(person, address=""):
        words = browser_of(person).visit(f"/proposals/{address}").main
        return [title for title in ("受付の提案", "評価の提案", "よその提案") if title in words]

    assert titles(cast.mori) == ["受付の提案", "評価の提案", "よその提案"]
    assert titles(cast.mori, "?step=review") == ["評価の提案"]
    assert titles(cast.mori, "?step=nonsense&page=-7") == ["受付の提案", "評価の提案", "よその提案"]
    assert titles(cast.michi) == ["受付の提案", "評価の提案"]
    assert titles(cast.kaji) == []
    assert browser_of(cast.umi).visit("/proposals/").path == "/proposals/mine"
    assert browser_of(cast.ken).visit("/proposals/").status == 403


@pytest.mark.parametrize(
    ("somebody", "path"),
    [
        ("mori", "/proposals/"),
        ("michi", "/proposals/"),
        ("umi", "/proposals/mine"),
        ("mori", "/needs/{need}/proposals"),
        ("umi", "/proposals/{proposal}"),
        ("mori", "/proposals/{proposal}"),
        ("umi", "/proposals/{proposal}/receipt"),
        ("umi", "/proposals/new?need={need}"),
        ("umi", "/proposals/{draft}/edit"),
        ("umi", "/proposals/{draft}/submit"),
    ],
)
def test_no_page_asks_the_database_more_than_twelve_times(browser_of, cast, somebody, path):
    need = a_need(by=cast.michi)
    for _ in range(4):
        for person in (cast.umi, cast.sora, cast.riku, cast.kita):
            a_proposal(by=person, need=a_need(by=cast.michi), seed_id=a_seed(by=person).id)
            a_proposal(by=person, need=need)
    proposal, draft = handed_in(by=cast.umi, need=need), a_draft(by=cast.umi, need=need, kind=ProposalKind.SOLUTION)
    for name, reason in (("screen", ""), ("query", "なぜ"), ("decline", "x"))[:2]:
        with db.transaction():
            move_proposal(proposal, name, by=cast.mori, reason=reason)
    address = path.format(need=need.key, proposal=proposal.key, draft=draft.key)
    browser = browser_of(getattr(cast, somebody))
    asked = []
    engine = db.session.get_bind()
    db.session.remove()

    def note(_connection, _cursor, statement, *_):
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert browser.visit(address).status == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)

    assert len(asked) <= 12, "\n".join(asked)


def test_a_solution_shows_all_its_answers_to_the_section(browser_of, cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi), kind=ProposalKind.SOLUTION)

    words = browser_of(cast.michi).visit(f"/proposals/{proposal.key}").main

    assert [answer for answer in SOLUTION.values() if answer not in words] == []


def test_what_a_need_says_after_it_was_taken_off_the_site_is_not_told_to_those_who_answered_it(browser_of, cast):
    need = a_need(by=cast.michi, step=NeedStep.IDEAS_CLOSED, title="橋の点検を早めたい")
    proposal = a_proposal(by=cast.umi, need=need)
    browser = browser_of(cast.umi)
    pages = [f"/proposals/{proposal.key}", f"/proposals/{proposal.key}/receipt", "/proposals/mine"]
    assert all("橋の点検を早めたい" in browser.visit(page).words for page in pages)

    with db.transaction():
        move_need(need, "hold", by=cast.mori, reason="予算の議論を待つため")
        need.title = "秘密の題名"

    assert [page for page in pages if "秘密の題名" in browser.visit(page).words] == []
    assert "公開されていないニーズ(公開前)" in browser.visit(pages[0]).main
