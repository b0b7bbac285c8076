"""What single letters say, and when they say nothing."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.accounts.models import User
from hack.notices.writing import plain
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import ProposalPartner
from tests.notices.papers import SECRET, written


def test_people_of_an_organisation_are_told_that_it_is_suspended_but_not_those_who_left(app, papers):
    addresses = [one.address for one, _body in written(app, papers, "organization_suspended")]

    assert addresses == ["umi@minato.example", "sora@minato.example"]


def test_nobody_is_written_to_about_the_day_and_place_of_a_meeting_that_is_over_already(app, papers):
    with db.transaction():
        papers["meeting"].starts_at = clock.now() - timedelta(minutes=1)

    assert written(app, papers, "meeting_called") == written(app, papers, "meeting_changed") == []
    assert len(written(app, papers, "minutes_kept")) == 2


@pytest.mark.parametrize("step", [ProposalStep.DECLINED, ProposalStep.BROKEN_OFF, ProposalStep.REFERRED])
def test_a_refusal_is_said_kindly_and_its_reason_stands_on_the_page(app, papers, step):
    with db.transaction():
        papers["proposal"].step = step

    [(one, body)] = written(app, papers, "proposal_moved")

    assert "ありがとうございました" in body
    assert f"「{step.label}」" in body
    assert "理由は提案のページに記しています。" in body
    assert step.label not in one.subject


@pytest.mark.parametrize("occasion", ["meeting_called", "meeting_changed", "minutes_kept"])
def test_a_letter_about_a_meeting_says_which_by_its_need_and_its_day(app, papers, occasion):
    need, day = papers["need_published"], "2026年5月12日(火)"

    for one, body in written(app, papers, occasion):
        assert one.subject.startswith(day) and one.subject.endswith(need.title)
        assert f"ニーズ「{need.title}」" in body and day in body


def test_a_letter_about_a_step_of_a_proposal_says_which_and_where_it_stands(app, papers):
    number = papers["proposal"].number
    with db.transaction():
        papers["proposal"].step = ProposalStep.REVIEW

    [(one, body)] = written(app, papers, "proposal_moved")

    assert one.subject == f"ご提案({number})は「{ProposalStep.REVIEW.label}」です"
    assert f"(受付番号 {number})は、いま「{ProposalStep.REVIEW.label}」" in body


def test_the_title_of_a_need_is_said_only_while_everybody_may_read_it(app, papers):
    need = papers["need_published"]
    [*_, (public, body)] = written(app, papers, "call_closed")
    assert need.title in public.subject and need.title in body

    with db.transaction():
        need.step, need.title = NeedStep.WITHDRAWN, SECRET

    [(hidden, body)] = written(app, papers, "call_closed")
    assert SECRET not in hidden.subject + body + str(hidden.facts)


def test_the_row_of_a_link_that_opens_something_does_not_hold_what_opens_it(app, papers):
    paths = [written(app, papers, occasion)[0][0].path for occasion in ("invitation", "reset")]

    assert paths == [f"/accept/{papers['invitation'].key}", f"/reset/{papers['reset'].key}"]


@pytest.mark.parametrize(
    "name", ["海野\r\nBcc: riku@oka.example", "海野\u2028Bcc: riku@oka.example", "海野\x00\tBcc: riku@oka.example"]
)
def test_a_name_never_makes_a_line_of_its_own(name):
    assert plain(name) == "海野 Bcc: riku@oka.example"


def test_markup_and_braces_in_a_name_stay_what_they_are(app, cast):
    with db.transaction():
        cast.umi.name = "<b>{{ link }}</b> & 'O''"

    [(one, body)] = written(app, {"password": cast.umi}, "password_changed")

    assert body.startswith("<b>{{ link }}</b> & 'O'' 様\n")
    assert one.facts["name"] == cast.umi.name


def test_a_name_turns_no_other_words_round():
    assert plain("海野\u202e\u2066 凪\u2069\u202c") == "海野 凪"


def _addresses(app, papers, occasion):
    return [one.address for one, _body in written(app, papers, occasion)]


@pytest.mark.parametrize("occasion", ["decision_told", "decision_undone"])
def test_partners_are_told_what_was_decided_and_the_house_where_the_proposer_has_left(app, papers, cast, occasion):
    proposal = papers["decision"].proposal
    joined = {"accepted_at": clock.now(), "accepted_by_id": cast.riku.id}
    about = {"proposal_id": proposal.id, "organization_id": cast.oka.id, "part": "x", "invited_by_id": cast.umi.id}
    with db.transaction():
        db.session.add(ProposalPartner(**about, **joined))
    assert _addresses(app, papers, occasion) == ["umi@minato.example", "riku@oka.example"]

    with db.transaction():
        db.session.get_one(User, cast.umi.id).active = False
    assert _addresses(app, papers, occasion) == ["sora@minato.example", "riku@oka.example"]


def test_who_left_the_asking_house_is_not_told_of_the_answer_but_the_house_is(app, papers, cast):
    with db.transaction():
        db.session.get_one(User, cast.umi.id).organization_id = cast.oka.id

    assert _addresses(app, papers, "question_answered") == ["sora@minato.example"]
