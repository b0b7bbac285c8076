"""What the demo data tells: real days, whole histories, every step occupied, and something left to do."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.accounts.models import Organization
from hack.demo.script import read_script
from hack.needs.models import Need
from hack.outbox import EventRecord
from hack.passages import passages_of
from hack.pipeline.member import MemberStep
from hack.pipeline.need import NeedStep as N
from hack.pipeline.proposal import ProposalStep as P
from hack.pipeline.workgroup import WorkgroupStep as W
from hack.proposals.models import Proposal
from hack.seeds.models import Seed
from hack.workgroups.models import Meeting, Workgroup


def all_of(kind):
    return list(db.session.scalars(select(kind).order_by(kind.id)))


def need_called(part):
    return db.session.scalars(select(Need).where(Need.title.contains(part))).one()


def days_of(thing):
    return [(p.end, p.happened_on.isoformat()) for p in passages_of(thing)]


@pytest.mark.parametrize("kind", [Need, Proposal, Workgroup, Organization])
def test_every_history_is_whole_and_in_order(played, kind):
    for thing in all_of(kind):
        steps = [thing.path.begins.value]
        moments = []
        for passage in passages_of(thing):
            assert passage.start == steps[-1]
            assert thing.step_since >= passage.at
            steps.append(passage.end)
            moments.append(passage.at)
        assert steps[-1] == thing.step.value
        assert moments == sorted(moments)


def test_the_events_are_kept_in_the_order_in_which_they_happened_and_verdicts_once_there_is_something_to_judge(played):
    events = all_of(EventRecord)
    judged = [event.name.startswith("Verdict") for event in events]
    lived, said = ([event.at for event in events if event.name.startswith("Verdict") is kind] for kind in (False, True))

    assert len(lived) > 500 and len(said) > 30
    assert judged == sorted(judged)
    assert (lived, said) == (sorted(lived), sorted(said))


def test_the_traffic_survey_has_its_real_days(played):
    need = need_called("交通量調査")

    assert (need.opens_on, need.closes_on) == (date(2024, 3, 5), date(2024, 4, 12))
    assert days_of(need) == [
        ("checking", "2024-03-05"),
        ("ready", "2024-03-05"),
        ("trials_open", "2024-03-05"),
        ("evaluating", "2024-04-13"),
        ("candidate", "2024-07-01"),
        ("trial", "2024-07-01"),
        ("verified", "2025-03-13"),
        ("adopted", "2025-04-01"),
    ]
    assert clock.in_japan(passages_of(need)[0].at).isoformat() == "2024-03-05T09:00:00+09:00"


def test_the_ways_of_counting_that_proved_exact_are_in_use_and_the_other_is_declined(played):
    ends = {
        proposal.proposer.organization.name: (proposal.step, days_of(proposal)[-1][1])
        for proposal in all_of(Proposal)
        if proposal.need is need_called("交通量調査")
    }
    declined = next(p for p in all_of(Proposal) if "ドライブレコーダー" in p.title)

    assert ends == {
        "岡谷エレクトロニクス株式会社": (P.ADOPTED, "2025-04-01"),
        "立山科学株式会社": (P.ADOPTED, "2025-04-01"),
        "Intelligence Design株式会社": (P.ADOPTED, "2025-04-01"),
        "三井住友海上火災保険株式会社": (P.DECLINED, "2025-04-01"),
    }
    assert "精度が十分ではありません" in passages_of(declined)[-1].reason


def _meetings(group):
    """The meetings of a group in the order of time."""
    return db.session.scalars(select(Meeting).where(Meeting.workgroup_id == group.id).order_by(Meeting.starts_at)).all()


def test_no_proposal_goes_on_where_its_need_has_ended(played):
    assert [p.title for p in all_of(Proposal) if p.need.step.ends and not p.step.ends] == []


def test_the_childrens_working_group_met_on_its_real_day(played):
    group = db.session.scalars(select(Workgroup).where(Workgroup.need_id == need_called("置き去り").id)).one()

    assert [clock.in_japan(meeting.starts_at).date() for meeting in _meetings(group)] == [date(2023, 9, 21)]
    assert group.step is W.TO_CALL
    assert len(group.members) == 6


def test_a_month_that_alone_is_known_is_said_to_be_so(played):
    trial = next(p for p in passages_of(need_called("マンホール")) if p.end == "trial")

    assert trial.happened_on == date(2023, 8, 1)
    assert "日は不明" in trial.reason


def test_needs_stand_at_every_step_that_a_visitor_should_see(played):
    wanted = {
        *(N.DRAFT, N.CHECKING, N.SHAPING, N.READY, N.IDEAS_OPEN, N.IDEAS_CLOSED, N.WORKING, N.TRIALS_OPEN),
        *(N.EVALUATING, N.CANDIDATE, N.TRIAL, N.VERIFIED, N.ADOPTED, N.ON_HOLD),
    }

    assert {need.step for need in all_of(Need)} == wanted


def test_proposals_stand_at_many_steps(played):
    wanted = {
        *(P.DRAFT, P.RECEIVED, P.SCREENING, P.QUERIED, P.REVIEW, P.INTERVIEW, P.INVITED, P.TRIAL, P.VERIFYING),
        *(P.CANDIDATE, P.NEGOTIATING, P.AGREED, P.BROKEN_OFF, P.ADOPTED, P.DECLINED, P.WITHDRAWN),
    }

    assert {proposal.step for proposal in all_of(Proposal)} == wanted


def test_a_proposal_of_today_is_drawn_from_its_seed(played):
    script = read_script()
    made_up = {name for act in script.acts if isinstance(act["on"], int) for name in act.get("proposals", ())}
    from_seeds = {script.proposal(name)["seed"] for name in made_up if "seed" in script.proposal(name)}

    assert {p.seed.title for p in all_of(Proposal) if p.seed} == {script.seed(name)["title"] for name in from_seeds}


def test_open_calls_take_proposals_for_weeks_to_come(played):
    calls = [need for need in all_of(Need) if need.step.open]

    assert len(calls) >= 10
    for need in calls:
        assert need.takes_proposals
        assert timedelta(days=20) <= need.closes_on - clock.today() <= timedelta(days=50)
        assert "見本" in need.notes


def test_one_need_stays_inside_the_city(played):
    assert [(need.step, need.public) for need in all_of(Need) if need.internal] == [(N.READY, False)]


def test_a_working_group_is_at_work_and_another_looks_for_members(played):
    at_work = db.session.scalars(select(Workgroup).where(Workgroup.title.contains("自治会町内会"))).one()

    assert at_work.step is W.ACTIVE
    assert {group.step for group in all_of(Workgroup)} == {W.FORMING, W.ACTIVE, W.RECRUITING, W.TO_CALL}
    assert [bool(meeting.minutes) for meeting in _meetings(at_work)] == [True, True, False]
    assert _meetings(at_work)[-1].starts_at > clock.now()
    assert at_work.taken == len(at_work.members) == 5


def test_applications_of_organizations_wait(played):
    waiting = [org.step for org in all_of(Organization) if org.step is not MemberStep.ACTIVE]

    assert waiting == [MemberStep.VERIFIED, MemberStep.APPLIED, MemberStep.APPLIED]


def test_seeds_are_in_the_catalogue_and_a_few_wait_to_be_confirmed_again(played):
    seeds = all_of(Seed)

    assert len(seeds) == len(read_script().seeds)
    assert all(seed.public and (seed.source_url or seed.title.endswith("(見本)")) for seed in seeds)
    assert len([seed for seed in seeds if seed.stale]) == 2
