"""Whom a letter about a need reaches: all who own it, and nobody who is there no longer."""

import pytest

from hack import clock, db
from hack.accounts.models import User
from hack.consultations.models import Check, CheckKind, Consultation
from hack.needs.models import CoOwner
from hack.notices.letters import consultations, needs, proposals, questions, sites, support
from hack.notices.letters.facts import owners_of
from hack.pipeline.support import SupportStep
from hack.questions.models import Question
from hack.roles import Role
from hack.sites.models import Site, SiteCall, SiteKind, Ward
from hack.support.models import Support, SupportKind
from tests.cast import a_need, a_person, a_proposal


@pytest.fixture
def need(app, cast):
    """A need that Mori wrote for the roads section, which the resources section owns too."""
    need = a_need(by=cast.michi, author=cast.mori)
    with db.transaction():
        db.session.add(CoOwner(need_id=need.id, section_id=cast.resources.id, by_id=cast.mori.id))
    return need


def _names(letters, cast):
    known = {person.id: name for name, person in vars(cast).items() if isinstance(person, User)}
    return sorted(known[one.to_id] for one in letters)


@pytest.fixture
def told(app, cast):
    """`told(letter, thing)`: the names of those whom the letter about the thing reaches."""

    def tell(letter, thing):
        with app.app_context():
            return _names(letter(db.session.merge(thing)), cast)

    return tell


@pytest.mark.parametrize(
    "letter",
    [needs.need_approved, needs.need_returned, needs.need_published, needs.call_closed, needs.need_moved,
     needs.call_changed],
    ids=lambda letter: letter.__name__,
)  # fmt: skip
def test_every_letter_about_a_need_reaches_the_author_and_the_officers_of_all_its_sections(need, told, letter):
    assert told(letter, need) == ["michi", "midori", "mori"]


def test_what_comes_in_for_a_need_reaches_the_same_people(cast, need, told):
    proposal = a_proposal(by=cast.umi, need=need)
    question = Question(need_id=need.id, asker_id=cast.umi.id, organization_id=cast.minato.id, asked="x")
    site = _site(cast, need)
    with db.transaction():
        db.session.add_all([question, site])

    assert [told(proposals.proposal_arrived, proposal), told(questions.question_asked, question),
            told(sites.site_offered, site)] == [["michi", "midori", "mori"]] * 3  # fmt: skip


def test_an_author_who_has_gone_to_another_section_is_told_no_more(app, cast):
    need = a_need(by=cast.michi)
    with db.transaction():
        db.session.add(a_person("新任 者", "new@city.example", Role.OFFICER, section=cast.roads))
        db.session.get_one(User, cast.michi.id).section_id = cast.rivers.id

    with app.app_context():
        assert [one.email for one in owners_of(db.session.merge(need))] == ["new@city.example"]


def test_the_answer_to_an_offered_place_reaches_the_organisation_where_the_person_has_gone(cast, need, told):
    site = _site(cast, need)
    with db.transaction():
        db.session.add(site)
        db.session.get_one(User, cast.umi.id).active = False

    assert told(sites.site_moved, site) == ["sora"]


def test_what_came_of_support_reaches_the_section_where_the_asker_has_gone(cast, told):
    asked = _support(cast)
    with db.transaction():
        db.session.add_all([asked, a_person("x", "x@city.example", Role.OFFICER, section=cast.rivers)])
        db.session.get_one(User, cast.michi.id).section_id = cast.rivers.id
        db.session.get_one(User, cast.midori.id).section_id = cast.roads.id

    assert [told(support.support_taken, asked), told(support.support_ended, asked)] == [["midori"], ["midori"]]


def test_a_withdrawal_reaches_all_coordinators_where_the_one_who_had_it_has_gone(cast, told):
    asked = _support(cast)
    with db.transaction():
        db.session.add(asked)
        db.session.get_one(User, cast.mori.id).active = False
        kaji = db.session.get_one(User, cast.kaji.id)
        kaji.role, kaji.section_id = Role.COORDINATOR, None

    assert told(support.support_withdrawn, asked) == ["kaji"]


@pytest.mark.parametrize("kind, whose", [(CheckKind.OTHER, "道路局 河川企画課"), (CheckKind.PRIVACY, "個人情報")])
def test_a_reminder_of_a_check_says_what_is_asked_and_about_which_need(app, cast, need, kind, whose):
    about = Consultation(need=need, opened_by=cast.michi, title="内々の題名")
    facts = {"kind": kind, "name": "内々の名前", "section": cast.rivers, "due_on": clock.today(), "asked": "x"}
    check = Check(consultation=about, asked_by=cast.michi, **facts)
    with db.transaction():
        db.session.add_all([about, check])

    with app.app_context():
        (one,) = consultations.check_due(db.session.merge(check))
    assert one.subject == f"庁内合議({whose})の期限が近づいています: 交差点の交通量を人手によらず測りたい"


def _site(cast, need):
    call = SiteCall(need=need, wanted="x", capacity=1, until=clock.today(), by_id=cast.mori.id)
    said = {"name": "x", "ward": Ward.NAKA, "kind": SiteKind.SHOP, "description": "x", "contact": "x"}
    return Site(call=call, organization_id=cast.minato.id, by_id=cast.umi.id, **said)


def _support(cast):
    return Support(
        section=cast.roads, asked_by=cast.michi, taken_by=cast.mori, kind=SupportKind.UNCLEAR, title="x",
        wish="x", step=SupportStep.UNDER_WAY,
    )  # fmt: skip
