"""Which needs are found, in which order."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hack import clock, db
from hack.accounts.models import Visitor
from hack.needs.models import Field
from hack.needs.queries import bureaus_with_needs, calls_due, listed_needs, open_needs
from hack.needs.stages import Stage, stages_for
from hack.pipeline.need import NeedStep
from tests.cast import a_need

S = NeedStep


def titles(statement):
    return [need.title for need in db.session.scalars(statement)]


@pytest.fixture
def needs(cast):
    """One need in every state that matters, by title."""
    day = clock.today()
    facts = {
        "draft": {"by": cast.michi, "step": S.DRAFT},
        "inside": {"by": cast.michi, "step": S.READY, "internal": True},
        "inside, called": {"by": cast.midori, "step": S.IDEAS_OPEN, "internal": True},
        "closes soon": {"by": cast.midori, "step": S.TRIALS_OPEN, "closes_on": day + timedelta(days=3)},
        "closes late": {"by": cast.michi, "step": S.IDEAS_OPEN, "closes_on": day + timedelta(days=40)},
        "begins tomorrow": {
            "by": cast.michi,
            "opens_on": day + timedelta(days=1),
            "closes_on": day + timedelta(days=50),
        },
        "over, not closed": {
            "by": cast.kaji,
            "opens_on": day - timedelta(days=9),
            "closes_on": day - timedelta(days=1),
        },
        "working": {"by": cast.midori, "step": S.WORKING, "field": Field.ENVIRONMENT},
        "adopted": {"by": cast.kaji, "step": S.ADOPTED, "published_at": clock.now() - timedelta(days=900)},
        "withdrawn": {"by": cast.michi, "step": S.WITHDRAWN, "published_at": clock.now()},
    }
    return {title: a_need(title=title, **those) for title, those in facts.items()}


PUBLIC = ["over, not closed", "closes soon", "closes late", "begins tomorrow", "working", "adopted"]


def test_outsiders_see_public_needs_alone_open_calls_first(needs, cast):
    for viewer in (Visitor(), cast.umi, cast.riku, cast.kan):
        assert titles(listed_needs(viewer)) == PUBLIC


def test_officers_see_besides_what_is_their_bureaus_and_what_the_city_shares(needs, cast):
    assert set(titles(listed_needs(cast.michi))) - set(PUBLIC) == {"draft", "inside", "inside, called", "withdrawn"}
    assert set(titles(listed_needs(cast.kaji))) - set(PUBLIC) == {"draft", "inside", "inside, called", "withdrawn"}
    assert set(titles(listed_needs(cast.midori))) - set(PUBLIC) == {"inside", "inside, called"}


def test_coordinators_and_auditors_see_every_need(needs, cast):
    assert set(titles(listed_needs(cast.mori))) == set(needs)
    assert set(titles(listed_needs(cast.ken))) == set(needs)


def test_the_list_is_narrowed_by_what_people_ask_for(needs, cast):
    assert titles(listed_needs(Visitor(), bureau="資源循環局")) == ["closes soon", "working"]
    assert titles(listed_needs(Visitor(), section=cast.rivers.id)) == ["over, not closed", "adopted"]
    assert titles(listed_needs(Visitor(), field=Field.ENVIRONMENT)) == ["working"]
    assert titles(listed_needs(Visitor(), step=S.TRIALS_OPEN)) == ["closes soon"]
    assert titles(listed_needs(Visitor(), stage=Stage.WORKING)) == ["working"]
    assert titles(listed_needs(Visitor(), stage=Stage.ENDED)) == ["adopted"]
    assert titles(listed_needs(Visitor(), stage=Stage.BEFORE)) == []
    assert titles(listed_needs(cast.michi, stage=Stage.BEFORE)) == ["inside", "draft"]


def test_all_words_must_be_in_the_title_and_signs_mean_themselves(needs, cast):
    a_need(by=cast.michi, title="達成率100%をめざす")

    assert titles(listed_needs(Visitor(), words="closes late")) == ["closes late"]
    assert titles(listed_needs(Visitor(), words="late　closes")) == ["closes late"]
    assert titles(listed_needs(Visitor(), words="closes never")) == []
    assert titles(listed_needs(Visitor(), words="0%")) == ["達成率100%をめざす"]
    assert titles(listed_needs(Visitor(), words="%")) == ["達成率100%をめざす"]


def test_open_needs_are_those_that_take_proposals_today(needs, cast):
    assert titles(open_needs(cast.umi)) == ["closes soon", "closes late"]
    assert [need.title for need in needs.values() if need.takes_proposals and need.public] == [
        "closes soon",
        "closes late",
    ]


def test_a_call_is_open_on_its_last_day_too(cast):
    a_need(by=cast.michi, title="きょうまで", closes_on=clock.today())

    assert titles(open_needs(cast.umi)) == ["きょうまで"]


def test_a_bureau_is_offered_only_where_the_viewer_may_see_a_need_of_it(cast):
    a_need(by=cast.midori, step=S.DRAFT)
    a_need(by=cast.michi)

    def names(viewer):
        return [bureau.name for bureau in bureaus_with_needs(viewer)]

    assert names(cast.umi) == ["道路局"]
    assert names(cast.midori) == names(cast.mori) == ["道路局", "資源循環局"]


def test_every_step_belongs_to_one_stage_and_only_insiders_look_for_the_unpublished(cast):
    steps = [step for stage in Stage for step in stage.steps]

    assert sorted(step.value for step in steps) == sorted(step.value for step in S)
    assert stages_for(cast.umi) == stages_for(Visitor()) == [
        Stage.OPEN, Stage.COMING, Stage.WORKING, Stage.ENDED,
    ]  # fmt: skip
    assert stages_for(cast.michi) == list(Stage)


def test_a_call_is_to_be_closed_from_24_00_in_japan_of_its_last_day(cast):
    need = a_need(by=cast.michi, closes_on=date(2026, 5, 20))
    last_second = datetime(2026, 5, 20, 14, 59, 59, tzinfo=UTC)

    with clock.stopped_at(last_second):
        assert calls_due() == []
        assert need.takes_proposals
    with clock.stopped_at(last_second + timedelta(seconds=1)):
        assert calls_due() == [need]
        assert not need.takes_proposals


def test_nothing_that_is_not_open_is_to_be_closed(cast):
    for step in (S.WORKING, S.IDEAS_CLOSED, S.ADOPTED):
        a_need(by=cast.michi, step=step, opens_on=date(2026, 1, 1), closes_on=date(2026, 2, 1))

    assert calls_due() == []
