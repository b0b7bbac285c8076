"""What waits for one person, over all chapters."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.evaluation.choices import Answer
from hack.evaluation.models import Evaluator
from hack.exchange.models import ImportBatch
from hack.home.errands import ERRANDS
from hack.home.waiting import LABELS, waiting, waiting_by_kind
from hack.needs.models import Remark
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.models import ProposalPartner
from hack.rounds.actions import move_round, release_round
from hack.workgroups.models import Attendance, Charter, Confirmation, Presence, Task
from tests.cast import a_need, a_proposal
from tests.evaluation.words import an_evaluation, an_evaluator
from tests.rounds.words import a_round, another_coordinator, three_evaluators
from tests.workgroups.words import a_meeting, a_workgroup

HALF_A_YEAR = timedelta(days=180)


def _entered(thing):
    with db.transaction():
        db.session.add(thing)
    return thing


def _of(group, person):
    return next(member for member in group.members if member.user_id == person.id)


@pytest.fixture
def group(cast):
    """A group of Mori's with Umi in it, and what it asks of Umi: a task that is late, a charter, whether she comes."""
    need = a_need(by=cast.michi, step=NeedStep.WORKING)
    group = a_workgroup(by=cast.mori, need=need, step=WorkgroupStep.ACTIVE, people=(cast.umi,))
    day = clock.today() - timedelta(days=1)
    place = _of(group, cast.umi)
    _entered(Task(workgroup_id=group.id, title="見積もり", owner_id=place.id, made_by_id=cast.mori.id, due_on=day))
    a_meeting(group, by=cast.mori, title="第一回", starts_at=clock.now() + timedelta(days=3))
    _entered(Charter(workgroup_id=group.id, version=1, goal="測る", written_by_id=cast.mori.id))
    return group


def test_a_group_asks_its_members_alone(cast, group):
    kinds = waiting_by_kind(cast.umi)

    assert kinds == {"task": 1, "charter": 1, "meeting": 1}
    assert [(one.label, one.title, one.late) for one in waiting(cast.umi, 1, noun="task").rows] == [
        ("宿題", "見積もり", True)
    ]
    assert waiting_by_kind(cast.riku) == {} and waiting_by_kind(cast.sora) == {}


def test_what_was_answered_waits_no_more(cast, group):
    place = _of(group, cast.umi)
    task, charter = db.session.query(Task).one(), db.session.query(Charter).one()
    meeting = waiting(cast.umi, 1, noun="meeting").rows[0]
    assert meeting.keys["key"] == group.key
    _entered(Confirmation(charter_id=charter.id, member_id=place.id))
    found = a_meeting(group, by=cast.mori, title="第二回", starts_at=clock.now() + timedelta(days=9))
    _entered(Attendance(meeting_id=found.id, member_id=place.id, announced=Presence.PRESENT))

    assert waiting_by_kind(cast.umi) == {"task": 1, "meeting": 1}
    _entered(Charter(workgroup_id=group.id, version=2, goal="測って比べる", written_by_id=cast.mori.id))
    assert waiting_by_kind(cast.umi)["charter"] == 1 and task.due_on is not None


def test_a_remark_waits_for_the_section_and_once_answered_for_the_secretariat(cast):
    need = a_need(by=cast.michi, step=NeedStep.CHECKING)
    remark = _entered(Remark(need_id=need.id, text="数字で", by_id=cast.mori.id))

    assert waiting_by_kind(cast.michi) == {"remark": 1} and waiting_by_kind(cast.midori) == {}
    assert "remark" not in waiting_by_kind(cast.mori)
    with db.transaction():
        remark.answered = 1
    assert waiting_by_kind(cast.michi) == {} and waiting_by_kind(cast.mori)["remark"] == 1


def test_who_is_asked_to_evaluate_is_asked_for_an_answer_and_then_for_the_scores(cast):
    evaluation = an_evaluation(by=cast.michi, step=EvaluationStep.SCORING)
    place = _entered(Evaluator(evaluation_id=evaluation.id, user_id=cast.kaji.id, invited_by_id=cast.michi.id))

    assert waiting_by_kind(cast.kaji) == {"evaluator": 1}
    with db.transaction():
        place.answer = Answer.ACCEPTED
    assert waiting_by_kind(cast.kaji) == {"scores": 1}
    with db.transaction():
        place.declared_at = place.handed_in_at = clock.now()
    assert waiting_by_kind(cast.kaji) == {}


def test_an_invitation_waits_for_the_organization_that_is_asked_and_a_table_for_who_brought_it(cast):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi), step=ProposalStep.DRAFT)
    asked = {"proposal_id": proposal.id, "organization_id": cast.riku.organization_id, "invited_by_id": cast.umi.id}
    _entered(ProposalPartner(part="設置", **asked))
    _entered(ImportBatch(noun="seed", owner_id=cast.riku.id, name="表.csv", rows=[], unused=[]))

    assert waiting_by_kind(cast.riku) == {"partner": 1, "batch": 1}
    assert waiting_by_kind(cast.umi) == {"proposal": 1}


def test_the_longest_waiting_comes_first_over_all_chapters(browser_of, cast, group):
    a_proposal(by=cast.umi, need=group.need, title="前からの提案", step=ProposalStep.QUERIED)
    with db.transaction():
        old = db.session.query(Task).one()
        old.made_at = clock.now() - HALF_A_YEAR

    page = browser_of(cast.umi).visit("/home")

    titles = [one.get_text() for one in page.page.select(".turns__title a")]
    assert titles[0] == "見積もり" and set(titles) == {"見積もり", "前からの提案", group.title, "第一回"}
    assert "遅れ" in page.page.select_one(".turns__one").get_text()
    assert page.follow("見積もり").path.startswith(f"/workgroups/{group.key}/tasks/")
    assert len(page.visit("/home?kind=meeting").page.select(".turns__one")) == 1
    assert len(page.visit("/home?kind=rubbish").page.select(".turns__one")) == 4


def test_a_draft_of_who_evaluates_what_waits_for_the_secretariat_until_it_is_released_or_given_up(cast):
    evaluation, _entries = three_evaluators(cast)
    a_workgroup(by=cast.michi, need=evaluation.need)
    before = waiting_by_kind(cast.mori)
    of_proposals, of_groups = a_round(evaluation, by=cast.mori), a_round(None, by=cast.mori, evenly=True)
    drafts = waiting(cast.mori, 2, noun="round").rows

    assert "round" not in before and waiting_by_kind(cast.mori)["round"] == 2
    assert [(one.title, one.whose, one.does) for one in drafts] == [
        (evaluation.need.title, evaluation.section.full_name, "割り当てを確定する"),
        ("事務局の担当がいないワーキンググループ", "事務局", "割り当てを確定する"),
    ]
    assert [one.late for one in drafts] == [False, False]
    assert [waiting_by_kind(person).get("round") for person in (cast.michi, cast.kaji, cast.umi)] == [None] * 3
    with db.transaction():
        release_round(of_groups, by=cast.mori, seen=None)
        move_round(of_proposals, "discard", by=cast.mori, reason="数が変わった")
    assert "round" not in waiting_by_kind(cast.mori)


def test_a_draft_that_nobody_has_released_for_a_week_is_late(cast):
    evaluation, _entries = three_evaluators(cast)
    draft = a_round(evaluation, by=cast.mori)
    with db.transaction():
        draft.step_since = clock.now() - timedelta(days=8)

    assert [one.late for one in waiting(cast.mori, 1, noun="round").rows] == [True]


def test_who_has_a_conflict_with_a_proposal_is_not_told_of_the_draft(cast):
    evaluation, entries = three_evaluators(cast)
    a_round(evaluation, by=cast.mori)
    mona = another_coordinator()
    an_evaluator(evaluation, mona, *entries, but=entries[0])

    assert waiting_by_kind(mona).get("round") is None and waiting_by_kind(cast.mori)["round"] == 1


def test_nothing_waits_for_those_who_only_look_after_the_place(cast, group):
    assert waiting_by_kind(cast.kan) == waiting_by_kind(cast.ken) == {}


def test_every_errand_has_a_name(cast):
    assert set(ERRANDS) < set(LABELS)
