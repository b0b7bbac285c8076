"""What letters say, and what they never say."""

import inspect
from datetime import timedelta
from pathlib import Path

import pytest
from jinja2 import meta
from sqlalchemy import String, Text

from hack import clock, db
from hack.accounts.models import Ticket, TicketKind, User
from hack.consultations.models import Check, CheckEntry, CheckKind, Consultation, EntryKind
from hack.evaluation.choices import Decision
from hack.needs.models import CoOwner
from hack.notices import letters
from hack.notices.occasions import OCCASIONS
from hack.notices.writing import letter_templates, plain, render
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.support import SupportStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.models import ProposalPartner
from hack.questions.models import Question
from hack.sites.models import Site, SiteCall, SiteKind, Ward
from hack.support.models import Support, SupportKind
from hack.workgroups.models import Charter, Discussion, Meeting, Member, Side, Task, Workgroup
from tests.cast import a_need, a_proposal, an_organization
from tests.evaluation.words import an_entry, an_evaluation, an_evaluator, decided

LATER = {"followed", "digest"}
"""Letters that a later chapter writes; its own tests read them."""
FOLDERS = sorted(path.name for path in Path("templates/mail").iterdir() if path.is_dir())
WRITERS = {
    name: writer
    for name, writer in inspect.getmembers(letters, inspect.isfunction)
    if writer.__module__ == letters.__name__ and not name.startswith("_")
}
PLACEHOLDERS = {
    "name",
    "about",
    "link",
    "need",
    "section",
    "number",
    "checked",
    "kind",
    "result",
    "day",
    "step",
    "refused",
    "hoped",
    "belonging",
    "ends_at",
    "published",
    "parts",
    "more",
    "site",
    "stop",
    "inviter",
    "accepted",
    "count",
    "decision",
    "door",
    "door_says",
}
SECRET = "ひみつのかなりあ"
MAY_BE_SAID = {"key", "number", "name", "email", "applicant_name", "applicant_email", "id", "step"}


def _fill(thing, *said):
    """Write the secret into every text of `thing` that is not said in letters."""
    for column in type(thing).__table__.columns:
        if type(column.type) in (String, Text) and column.name not in MAY_BE_SAID | set(said):
            setattr(thing, column.name, SECRET)
    return thing


@pytest.fixture
def papers(cast):
    """One of each thing that letters are about, every private text of it secret."""
    need = a_need(by=cast.michi)
    proposal = a_proposal(by=cast.umi, need=need)
    draft = a_proposal(by=cast.umi, need=need, step=ProposalStep.DRAFT)
    partner = ProposalPartner(
        proposal_id=draft.id, organization_id=cast.oka.id, part="x", invited_by_id=cast.sora.id, invited_at=clock.now()
    )
    inside = a_need(by=cast.michi, step=NeedStep.CHECKING)
    question = Question(need=need, asker=cast.umi, organization=cast.minato, asked="x")
    workgroup = Workgroup(
        need=need,
        opened_by=cast.mori,
        title="x",
        capacity=9,
        taken=2,
        step=WorkgroupStep.RECRUITING,
        opened_at=clock.now(),
        shown_at=clock.now(),
    )
    members = [
        Member(workgroup=workgroup, user=cast.umi, side=Side.PROPOSER, proposal=proposal),
        Member(workgroup=workgroup, user=cast.michi, side=Side.CITY),
    ]
    meeting = Meeting(workgroup=workgroup, title="x", starts_at=clock.now() + timedelta(hours=2), called_by=cast.mori)
    site = Site(
        call=SiteCall(need=need, wanted=SECRET, capacity=1, until=clock.today(), by_id=cast.michi.id),
        organization=cast.minato,
        by=cast.umi,
        name=SECRET,
        ward=Ward.NAKA,
        kind=SiteKind.SHOP,
    )
    consultation = Consultation(need=inside, proposal=proposal, opened_by=cast.michi, title="x")
    check = Check(
        consultation=consultation,
        kind=CheckKind.OTHER,
        name=SECRET,
        section=cast.rivers,
        owner=cast.kaji,
        due_on=clock.today(),
        asked=SECRET,
        asked_by=cast.michi,
        asked_at=clock.now(),
    )
    entry = CheckEntry(check=check, by=cast.kaji, kind=EntryKind.QUESTION, text=SECRET)
    applied = an_organization("申請中の会社", applicant_name="申 請子", applicant_email="shin@applied.example")
    ends_at = clock.now() + timedelta(days=7)
    invited = Ticket(kind=TicketKind.INVITATION, email="new@minato.example", name="新 人", ends_at=ends_at)
    invited.organization = cast.minato
    forgot = Ticket(kind=TicketKind.RESET, email=cast.umi.email, user=cast.umi, ends_at=ends_at)
    support = Support(
        section=cast.roads,
        need=inside,
        asked_by=cast.michi,
        taken_by=cast.mori,
        kind=SupportKind.UNCLEAR,
        title="x",
        wish="x",
        step=SupportStep.UNDER_WAY,
    )
    evaluation = an_evaluation(by=cast.michi, need=need, step=EvaluationStep.SCORING)
    entrant = an_entry(evaluation, by=cast.umi)
    asked = an_evaluator(evaluation, cast.kaji, entrant)
    decided(entrant, Decision.DECLINE, by=cast.michi, words=SECRET)
    charter = Charter(workgroup=workgroup, version=1, goal="x", written_by=cast.mori)
    task = Task(workgroup=workgroup, title="x", owner=members[0], made_by=cast.mori)
    discussion = Discussion(workgroup=workgroup, subject="x", opened_by=cast.mori)
    with db.transaction():
        owner = CoOwner(need_id=inside.id, section_id=cast.resources.id, by_id=cast.mori.id)
        things = [owner, site, question, support, need, inside, proposal, workgroup, meeting, applied]
        things += [consultation, check, entry, partner, evaluation, asked, entrant, charter, task, discussion]
        db.session.add_all([*things, *members, invited, forgot])
        for thing in things:
            _fill(thing, "title" if thing is need else "address" if thing is partner else "")
        cast.umi.phone = cast.umi.post = cast.michi.phone = cast.michi.post = SECRET
    return {
        "charter": charter,
        "task": task,
        "discussion": discussion,
        "organization": applied,
        "organization_suspended": cast.minato,
        "organization_resumed": cast.minato,
        "need": inside,
        "need_published": need,
        "need_shared": owner,
        "site": site,
        "call": need,
        "question": question,
        "proposal": proposal,
        "partner": partner,
        "proposals": need,
        "workgroup": workgroup,
        "member": members[0],
        "meeting": meeting,
        "minutes": meeting,
        "check": check,
        "check_entry": entry,
        "invitation": invited,
        "reset": forgot,
        "password": cast.umi,
        "support": support,
        "evaluation": evaluation,
        "evaluator": asked,
        "decision": entrant,
    }


def _written(app, papers, occasion):
    thing = papers.get(occasion) or papers[occasion.split("_")[0]]
    with app.app_context():
        thing = db.session.merge(thing, load=True)
        drafts = WRITERS[occasion](thing)
        bodies = [render(one.occasion, "body", **one.facts, link=f"https://hack.example{one.path}") for one in drafts]
        db.session.remove()
    return [(one, body) for one, body in zip(drafts, bodies, strict=True)]


def test_every_letter_has_its_templates_its_name_and_its_function():
    assert FOLDERS == sorted(OCCASIONS) == sorted([*WRITERS, *LATER])
    for folder in FOLDERS:
        assert {path.name for path in Path("templates/mail", folder).iterdir()} == {"subject.txt", "body.txt"}, folder


def test_templates_know_named_placeholders_only(app):
    with app.app_context():
        env = letter_templates()
        for path in sorted(Path("templates/mail").rglob("*.txt")):
            unknown = meta.find_undeclared_variables(env.parse(path.read_text())) - PLACEHOLDERS
            assert unknown == set(), path


@pytest.mark.parametrize("occasion", sorted(WRITERS))
def test_a_letter_carries_its_link_and_no_private_text(app, papers, occasion):
    written = _written(app, papers, occasion)

    assert written
    for one, body in written:
        told = one.subject + body + str(one.facts) + one.path
        assert SECRET not in told
        assert one.path.startswith("/") and f"\nhttps://hack.example{one.path}\n" in body
        assert one.subject and "\n" not in one.subject
        assert body.startswith(f"{one.facts['name']} 様\n\n")


@pytest.mark.parametrize("occasion", sorted(set(WRITERS) - {"invitation", "reset", "organization_verified"}))
def test_the_link_of_a_letter_opens_for_the_one_who_gets_it(app, browser_of, cast, papers, occasion):
    people = {person.id: person for person in cast.people} | {None: None}

    for one, _body in _written(app, papers, occasion):
        page = browser_of(people[one.to_id]).visit(one.path)
        assert (page.status, page.path) == (200, one.path), one.address


@pytest.mark.parametrize(
    ("occasion", "addresses"),
    [
        ("organization_applied", ["mori@city.example"]),
        ("organization_verified", ["shin@applied.example"]),
        ("organization_declined", ["shin@applied.example"]),
        ("invitation", ["new@minato.example"]),
        ("reset", ["umi@minato.example"]),
        ("password_changed", ["umi@minato.example"]),
        ("need_submitted", ["mori@city.example"]),
        ("need_approved", ["michi@city.example"]),
        ("need_returned", ["michi@city.example"]),
        ("need_published", ["michi@city.example", "mori@city.example"]),
        ("call_closed", ["michi@city.example"]),
        ("need_moved", ["michi@city.example"]),
        ("question_asked", ["michi@city.example"]),
        ("question_answered", ["umi@minato.example"]),
        ("proposal_received", ["umi@minato.example"]),
        ("proposal_renewed", ["umi@minato.example"]),
        ("proposal_announced", ["umi@minato.example"]),
        ("proposals_opened", ["michi@city.example"]),
        ("partner_invited", ["riku@oka.example"]),
        ("partner_answered", ["sora@minato.example"]),
        ("partner_left", ["sora@minato.example", "umi@minato.example"]),
        ("partner_removed", ["riku@oka.example"]),
        ("proposal_arrived", ["michi@city.example", "mori@city.example"]),
        ("proposal_queried", ["umi@minato.example"]),
        ("proposal_answered", ["mori@city.example"]),
        ("proposal_moved", ["umi@minato.example"]),
        ("proposal_withdrawn", ["michi@city.example", "mori@city.example"]),
        ("support_asked", ["mori@city.example"]),
        ("support_taken", ["michi@city.example"]),
        ("support_ended", ["michi@city.example"]),
        ("support_withdrawn", ["mori@city.example"]),
        ("workgroup_opened", ["michi@city.example", "umi@minato.example"]),
        ("workgroup_ended", ["michi@city.example", "umi@minato.example"]),
        ("member_joined", ["umi@minato.example", "mori@city.example"]),
        ("meeting_called", ["michi@city.example", "umi@minato.example"]),
        ("meeting_changed", ["michi@city.example", "umi@minato.example"]),
        ("minutes_kept", ["michi@city.example", "umi@minato.example"]),
        ("evaluator_invited", ["kaji@city.example"]),
        ("evaluator_answered", ["michi@city.example"]),
        ("evaluator_reminded", ["kaji@city.example"]),
        ("evaluation_moved", ["kaji@city.example", "michi@city.example", "mori@city.example"]),
        ("decision_told", ["umi@minato.example"]),
        ("decision_undone", ["umi@minato.example"]),
    ],
)
def test_a_letter_goes_to_these_people_and_nobody_else(app, papers, occasion, addresses):
    assert [one.address for one, _body in _written(app, papers, occasion)] == addresses


def test_people_of_an_organisation_are_told_that_it_is_suspended_but_not_those_who_left(app, papers):
    addresses = [one.address for one, _body in _written(app, papers, "organization_suspended")]

    assert addresses == ["umi@minato.example", "sora@minato.example"]


def test_nobody_is_invited_to_a_meeting_that_is_over_already(app, papers):
    with db.transaction():
        papers["meeting"].starts_at = clock.now() - timedelta(minutes=1)

    assert _written(app, papers, "meeting_called") == []
    assert len(_written(app, papers, "minutes_kept")) == 2


@pytest.mark.parametrize("step", [ProposalStep.DECLINED, ProposalStep.BROKEN_OFF, ProposalStep.REFERRED])
def test_a_refusal_is_said_kindly_and_its_reason_stands_on_the_page(app, papers, step):
    with db.transaction():
        papers["proposal"].step = step

    [(one, body)] = _written(app, papers, "proposal_moved")

    assert "ありがとうございました" in body
    assert f"「{step.label}」" in body
    assert "理由は提案のページに記しています。" in body
    assert step.label not in one.subject


@pytest.mark.parametrize("occasion", ["meeting_called", "meeting_changed", "minutes_kept"])
def test_a_letter_about_a_meeting_says_which_by_its_need_and_its_day(app, papers, occasion):
    need, day = papers["need_published"], "2026年5月12日(火)"

    for one, body in _written(app, papers, occasion):
        assert one.subject.startswith(day) and one.subject.endswith(need.title)
        assert f"ニーズ「{need.title}」" in body and day in body


def test_a_letter_about_a_step_of_a_proposal_says_which_and_where_it_stands(app, papers):
    number = papers["proposal"].number
    with db.transaction():
        papers["proposal"].step = ProposalStep.REVIEW

    [(one, body)] = _written(app, papers, "proposal_moved")

    assert one.subject == f"ご提案({number})は「{ProposalStep.REVIEW.label}」です"
    assert f"(受付番号 {number})は、いま「{ProposalStep.REVIEW.label}」" in body


def test_the_title_of_a_need_is_said_only_while_everybody_may_read_it(app, papers):
    need = papers["need_published"]
    [*_, (public, body)] = _written(app, papers, "call_closed")
    assert need.title in public.subject and need.title in body

    with db.transaction():
        need.step, need.title = NeedStep.WITHDRAWN, SECRET

    [(hidden, body)] = _written(app, papers, "call_closed")
    assert SECRET not in hidden.subject + body + str(hidden.facts)


def test_the_row_of_a_link_that_opens_something_does_not_hold_what_opens_it(app, papers):
    paths = [_written(app, papers, occasion)[0][0].path for occasion in ("invitation", "reset")]

    assert paths == [f"/accept/{papers['invitation'].key}", f"/reset/{papers['reset'].key}"]


@pytest.mark.parametrize(
    "name", ["海野\r\nBcc: riku@oka.example", "海野\u2028Bcc: riku@oka.example", "海野\x00\tBcc: riku@oka.example"]
)
def test_a_name_never_makes_a_line_of_its_own(name):
    assert plain(name) == "海野 Bcc: riku@oka.example"


def test_a_name_turns_no_other_words_round():
    assert plain("海野\u202e\u2066 凪\u2069\u202c") == "海野 凪"


def test_partners_are_told_what_was_decided_and_the_house_where_the_proposer_has_left(app, papers, cast):
    proposal = papers["decision"].proposal
    partner = ProposalPartner(
        proposal_id=proposal.id, organization_id=cast.oka.id, part="x", invited_by_id=cast.umi.id,
        accepted_at=clock.now(), accepted_by_id=cast.riku.id,
    )  # fmt: skip
    with db.transaction():
        db.session.add(partner)
    for occasion in ("decision_told", "decision_undone"):
        assert [one.address for one, _ in _written(app, papers, occasion)] == ["umi@minato.example", "riku@oka.example"]

    with db.transaction():
        db.session.get_one(User, cast.umi.id).active = False
    for occasion in ("decision_told", "decision_undone"):
        assert [one.address for one, _ in _written(app, papers, occasion)] == [
            "sora@minato.example",
            "riku@oka.example",
        ]


def test_who_left_the_asking_house_is_not_told_of_the_answer_but_the_house_is(app, papers, cast):
    with db.transaction():
        db.session.get_one(User, cast.umi.id).organization_id = cast.oka.id

    assert [one.address for one, _ in _written(app, papers, "question_answered")] == ["sora@minato.example"]


def test_markup_and_braces_in_a_name_stay_what_they_are(app, cast):
    with db.transaction():
        cast.umi.name = "<b>{{ link }}</b> & 'O''"

    [(one, body)] = _written(app, {"password": cast.umi}, "password_changed")

    assert body.startswith("<b>{{ link }}</b> & 'O'' 様\n")
    assert one.facts["name"] == cast.umi.name
