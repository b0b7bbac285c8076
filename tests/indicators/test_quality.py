"""How well matching does, counted over quarters."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hack import clock, db
from hack.indicators.quarters import Quarter, last_quarters
from hack.indicators.queries import (
    Precision,
    Reached,
    Standing,
    after_fitting,
    after_publishing,
    precision,
    standing,
    verdicts,
)
from hack.matching.models import Verdict, VerdictReason
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.questions.models import Question
from hack.workgroups.models import Duty, Member, Side, Workgroup
from tests.cast import a_need, a_proposal, a_seed
from tests.matching.pairs import suggest

R = VerdictReason
NOW = Quarter(2026, 1)


@pytest.mark.parametrize(
    "day, is_",
    [
        (date(2026, 4, 1), (2026, 1)),
        (date(2026, 3, 31), (2025, 4)),
        (date(2026, 1, 1), (2025, 4)),
        (date(2026, 12, 31), (2026, 3)),
        (date(2026, 7, 1), (2026, 2)),
    ],
)
def test_in_which_quarter_a_day_lies(day, is_):
    quarter = Quarter.of(day)

    assert quarter == is_
    assert quarter.before.begins_at < quarter.begins_at <= clock.start_of(day)


def test_the_last_quarters_follow_each_other_and_have_names(stage):
    found = last_quarters(6)

    assert [one.label for one in found[:3]] == ["令和8年度 第1四半期", "令和7年度 第4四半期", "令和7年度 第3四半期"]
    assert found[0].begins_at == datetime(2026, 3, 31, 15, tzinfo=UTC)
    assert found == sorted(found, reverse=True) and len(set(found)) == 6
    assert Quarter(2019, 1).label == "令和元年度 第1四半期" and Quarter(2018, 4).label == "平成30年度 第4四半期"


@pytest.fixture
def quarters(stage):
    return last_quarters(8)


@pytest.fixture
def town(cast):
    """Two open needs, one of which nothing is suggested for; four seeds suggested for the other."""
    need, _bare = a_need(by=cast.michi), a_need(by=cast.midori)
    seeds = [a_seed(by=person) for person in (cast.umi, cast.umi, cast.riku, cast.kita)]
    suggest(*[(need, seed, 0.9 - at / 10) for at, seed in enumerate(seeds)])
    return need, seeds


def _said(need, seed, by, reason, place=None, at=None, withdrawn=False):
    with db.transaction():
        db.session.add(
            Verdict(
                need_id=need.id,
                seed_id=seed.id,
                by_id=by.id,
                fits=reason is R.RELEVANT,
                reason=reason,
                place=place,
                at=at or clock.now(),
                withdrawn_at=clock.now() if withdrawn else None,
            )
        )


def _asked(need, by, at):
    with db.transaction():
        asker = {"asker_id": by.id, "organization_id": by.organization_id}
        db.session.add(Question(need_id=need.id, asked="質問", asked_at=at, **asker))


def _joined(need, by, at):
    with db.transaction():
        group = Workgroup(need_id=need.id, opened_by_id=by.id, title="題名", capacity=9)
        db.session.add(group)
        db.session.flush()
        member = {"side": Side.PROPOSER, "duty": Duty.MEMBER}
        db.session.add(Member(workgroup_id=group.id, user_id=by.id, joined_at=at, **member))


def _only(found, quarter, nothing):
    """What there is for this quarter, after seeing that there is nothing for all others."""
    assert {one for when, one in found.items() if when != quarter} == {nothing}
    return found[quarter]


def test_precision_counts_what_the_city_said_of_first_fives_and_of_each_pair_the_last(cast, town, quarters):
    need, seeds = town
    earlier = clock.now() - timedelta(days=1)
    _said(need, seeds[0], cast.mori, R.OTHER_FIELD, place=1, at=earlier)
    _said(need, seeds[0], cast.michi, R.RELEVANT, place=1)
    _said(need, seeds[1], cast.michi, R.OTHER_PROBLEM, place=5)
    _said(need, seeds[2], cast.michi, R.COST, place=3)
    _said(need, seeds[3], cast.michi, R.RELEVANT, place=6)
    _said(need, seeds[2], cast.riku, R.RELEVANT, place=3)
    _said(need, seeds[3], cast.mori, R.RELEVANT, place=2, withdrawn=True)

    found = _only(precision(quarters), NOW, Precision())

    assert found == Precision(fit=1, unlike=1, otherwise=1, elsewhere=1)
    assert (found.judged, found.percent, Precision().percent) == (3, 33, None)


def test_verdicts_are_counted_by_quarter_side_and_reason(cast, town, quarters):
    need, seeds = town
    _said(need, seeds[0], cast.umi, R.CAPACITY)
    _said(need, seeds[0], cast.mori, R.RELEVANT)
    _said(need, seeds[1], cast.mori, R.RELEVANT, at=NOW.begins_at - timedelta(seconds=1))
    _said(need, seeds[2], cast.mori, R.RELEVANT, at=quarters[-1].begins_at - timedelta(seconds=1))

    assert verdicts(quarters).counts == {
        (NOW, False, R.CAPACITY): 1,
        (NOW, True, R.RELEVANT): 1,
        (NOW.before, True, R.RELEVANT): 1,
    }
    assert verdicts(quarters).of(True, [R.RELEVANT]) == 2
    assert verdicts(quarters).of(True, [R.RELEVANT], NOW) == 1


def test_what_stands_now_tells_judged_and_not_judged_apart(cast, town):
    need, seeds = town
    ended = a_need(by=cast.michi, step=NeedStep.ADOPTED)
    suggest((ended, seeds[0], 0.5))
    _said(need, seeds[0], cast.michi, R.KNOWN)
    _said(need, seeds[2], cast.riku, R.RELEVANT)

    assert standing() == Standing(needs=2, without=1, suggestions=4, judged=1, unjudged=3)


def test_the_first_contact_is_the_earliest_of_proposal_question_and_group(cast, town, quarters):
    need, _seeds = town
    asked, proposed, joined = (need.published_at + timedelta(days=number) for number in (4, 2, 3))
    _asked(need, cast.kita, asked)
    a_proposal(by=cast.umi, need=need, received_at=proposed)
    a_proposal(by=cast.riku, need=need, step=ProposalStep.DRAFT, received_at=None, number=None)
    _joined(need, cast.umi, joined)

    found = _only(after_publishing(quarters), NOW, Reached())

    assert found == Reached(all=2, reached=1, days=2.0, suggested=2, organizations=2)


def test_after_the_city_said_that_it_fits_only_what_came_later_counts(cast, town, quarters):
    need, seeds = town
    _said(need, seeds[0], cast.michi, R.RELEVANT)
    _said(need, seeds[1], cast.mori, R.RELEVANT, at=clock.now() + timedelta(hours=1))
    _said(need, seeds[2], cast.michi, R.RELEVANT)
    _said(need, seeds[3], cast.michi, R.RELEVANT)
    a_proposal(by=cast.umi, need=need, received_at=clock.now() + timedelta(days=3))
    _asked(need, cast.riku, clock.now() - timedelta(days=3))

    found = _only(after_fitting(quarters), NOW, Reached())

    assert (found.all, found.reached, found.days) == (2, 1, 3.0)


def test_the_page_is_the_coordinators_and_the_auditors_and_names_nobody(browser_of, cast, town):
    need, seeds = town
    _said(need, seeds[0], cast.michi, R.RELEVANT, place=1)
    told = {person: browser_of(person).visit("/matching/quality").main for person in (cast.mori, cast.ken)}

    assert told[cast.mori] == told[cast.ken]
    assert "100 %" in told[cast.mori] and "数え方" in told[cast.mori]
    for name in (need.title, seeds[0].title, cast.michi.name, cast.minato.name):
        assert name not in told[cast.ken]
    for person in (cast.michi, cast.umi, cast.kan):
        assert browser_of(person).client.get("/matching/quality").status_code == 403


def test_an_empty_town_has_a_page_too(browser_of, cast):
    main = browser_of(cast.mori).visit("/matching/quality").main

    assert "この2年に、市の職員の判断はありません。" in main and "この2年に公開したニーズはありません。" in main
