"""What is asked of a person on no path: of every kind what there is to do, and what of it waits for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, Select, String, and_, cast, exists, literal, null, select
from sqlalchemy.orm import aliased

from hack import clock
from hack.accounts.models import Organization, Section
from hack.agreements.models import Agreement
from hack.agreements.queries import near_their_end, owed_by
from hack.desk.lanes import SECTION
from hack.evaluation.choices import Answer
from hack.evaluation.models import Evaluation, Evaluator
from hack.evaluation.queries import asked_of, has_a_share
from hack.exchange.models import ImportBatch
from hack.exchange.queries import waiting_batches
from hack.livinglabs.models import LabHandover, LabMember, LivingLab
from hack.livinglabs.queries import asking_to_join, handovers_waiting_for
from hack.livinglabs.queries.labs import run_by
from hack.needs.models import Need, Remark
from hack.needs.queries.remarks import remarks_visible_to
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.livinglab import LabStep
from hack.proposals.models import Proposal, ProposalPartner
from hack.proposals.queries import invitations_to
from hack.roles import Role
from hack.workgroups.models import Attendance, Charter, Confirmation, Meeting, Member, Task, Workgroup
from hack.workgroups.queries.groups import joined_by
from hack.workgroups.queries.tasks import OPEN_STATES

ENDED = [step for step in Workgroup.path.steps if step.ends]
NOBODYS = cast(literal(""), String)


@dataclass(frozen=True)
class Errand:
    """Something that is asked of a person on no path: what it is called, what there is to do, and the page where it is done.

    `within`: how that page calls the key of the thing that this one is in; "" where it stands alone.
    """

    noun: str
    label: str
    does: str
    endpoint: str
    rows: Callable[[Any], Select[Any]]
    within: str = ""
    own_key: str = "key"


def _columns(
    kind: Any, title: Any, whose: Any, since: Any, *, due: Any = None, within: Any = NOBODYS
) -> tuple[Any, ...]:
    """The columns that a lane of the board has but its noun, and the key of what the thing is in."""
    return (
        kind.id.label("id"),
        kind.key.label("key"),
        title.label("title"),
        whose.label("whose"),
        cast(null(), String).label("step"),
        since.label("since"),
        (cast(null(), Date) if due is None else due).label("due"),
        within.label("within"),
    )


def _remarks(viewer: Any) -> Select[Any]:
    """Open remarks: without an answer they wait for the need's sections, answered ones for the secretariat."""
    turn = Remark.answered > 0 if viewer.role is Role.COORDINATOR else Remark.answered == 0
    open_ones = select(*_columns(Remark, Need.title, SECTION, Remark.at, within=Need.key)).join(Remark.need)
    open_ones = open_ones.join(Need.section).join(Section.bureau)
    return open_ones.where(Remark.settled_at.is_(None), turn, remarks_visible_to(viewer))


def _places(viewer: Any, since: Any, *conditions: Any) -> Select[Any]:
    """The viewer's places in evaluations."""
    places = select(*_columns(Evaluation, Need.title, SECTION, since, due=Evaluation.due_on))
    places = places.join(Evaluation.need).join(Need.section).join(Section.bureau)
    places = places.join(Evaluator, and_(Evaluator.evaluation_id == Evaluation.id, Evaluator.user_id == viewer.id))
    return places.where(asked_of(viewer), *conditions)


def _asked_to_evaluate(viewer: Any) -> Select[Any]:
    going = Evaluation.step.in_((EvaluationStep.PREPARING, EvaluationStep.SCORING))
    return _places(viewer, Evaluator.invited_at, Evaluator.answer == Answer.INVITED, going)


def _to_score(viewer: Any) -> Select[Any]:
    owed = and_(Evaluator.answer == Answer.ACCEPTED, Evaluator.handed_in_at.is_(None), has_a_share())
    return _places(viewer, Evaluation.step_since, owed, Evaluation.step == EvaluationStep.SCORING)


def _tasks(viewer: Any) -> Select[Any]:
    own = select(*_columns(Task, Task.title, Workgroup.title, Task.made_at, due=Task.due_on, within=Workgroup.key))
    own = own.join(Task.owner).join(Task.workgroup)
    return own.where(Member.user_id == viewer.id, joined_by(viewer), Task.state.in_(OPEN_STATES))


def _charters(viewer: Any) -> Select[Any]:
    """The charters of the viewer's groups at work that the viewer has not confirmed as they are now."""
    later = aliased(Charter)
    newest = ~exists().where(later.workgroup_id == Charter.workgroup_id, later.version > Charter.version)
    mine = and_(Member.workgroup_id == Charter.workgroup_id, Member.user_id == viewer.id, Member.left_at.is_(None))
    confirmed = exists().where(Confirmation.charter_id == Charter.id, Confirmation.member_id == Member.id)
    owed = select(*_columns(Workgroup, Workgroup.title, NOBODYS, Charter.written_at)).join(Charter).join(Member, mine)
    return owed.where(newest, ~confirmed, Workgroup.step.not_in(ENDED))


def _meetings(viewer: Any) -> Select[Any]:
    """The coming meetings of the viewer's groups of which the viewer has not said whether they come."""
    mine = and_(Member.workgroup_id == Workgroup.id, Member.user_id == viewer.id, Member.left_at.is_(None))
    said = exists().where(
        Attendance.meeting_id == Meeting.id, Attendance.member_id == Member.id, Attendance.announced.is_not(None)
    )
    owed = select(*_columns(Meeting, Meeting.title, Workgroup.title, Meeting.changed_at, within=Workgroup.key))
    owed = owed.join(Meeting.workgroup).join(Member, mine)
    return owed.where(Meeting.starts_at >= clock.now(), ~said, Workgroup.step.not_in(ENDED))


def _invitations(viewer: Any) -> Select[Any]:
    """The invitations to make a proposal together; the organisation that invites stands for the need, which may be an internal one."""
    asked = invitations_to(viewer).order_by(None).with_only_columns(ProposalPartner.id)
    shown = select(*_columns(ProposalPartner, Organization.name, ProposalPartner.part, ProposalPartner.invited_at))
    shown = shown.join(ProposalPartner.proposal).join(Organization, Organization.id == Proposal.organization_id)
    return shown.where(ProposalPartner.id.in_(asked))


def _batches(viewer: Any) -> Select[Any]:
    shown = select(*_columns(ImportBatch, ImportBatch.name, NOBODYS, ImportBatch.at))
    return shown.where(waiting_batches(viewer))


def _agreements(viewer: Any) -> Select[Any]:
    """The agreements that the viewer has to see to and whose term comes to its end, or is over; one says how they go on in the register."""
    since, due = Agreement.remind_from, Agreement.until
    ending = select(*_columns(Agreement, Agreement.name, Agreement.city_side, since, due=due))
    return ending.where(near_their_end(), owed_by(viewer))


def _returned_labs(viewer: Any) -> Select[Any]:
    """The labs of the viewer's organisation that the secretariat has asked something about."""
    shown = select(*_columns(LivingLab, LivingLab.name, LivingLab.operator, LivingLab.step_since))
    return shown.where(LivingLab.step == LabStep.RETURNED, run_by(viewer))


def _asking_to_join(viewer: Any) -> Select[Any]:
    """Those who ask to join an open lab, for its own people; for a coordinator where nobody here runs it."""
    shown = select(*_columns(LabMember, LabMember.name, LivingLab.name, LabMember.since))
    return shown.join(LabMember.livinglab).where(asking_to_join(viewer))


def _handovers(viewer: Any) -> Select[Any]:
    """The labs that are offered to the viewer's organisation; for a coordinator those that organisations say are their own."""
    shown = select(*_columns(LabHandover, LivingLab.name, Organization.name, LabHandover.at))
    return shown.join(LabHandover.livinglab).join(LabHandover.organization).where(handovers_waiting_for(viewer))


# fmt: off
ERRANDS = {errand.noun: errand for errand in (
    Errand("remark", "指摘", "指摘を読んで対応する", "needs.remark", _remarks, "key", "remark_key"),
    Errand("evaluator", "評価の依頼", "引き受けるか答える", "evaluation.mine", _asked_to_evaluate),
    Errand("scores", "評価の提出", "評価を提出する", "evaluation.mine", _to_score),
    Errand("task", "宿題", "宿題を終える", "workgroups.show_task", _tasks, "key", "task_key"),
    Errand("charter", "設置要綱", "設置要綱を読んで確認する", "workgroups.charter", _charters),
    Errand("meeting", "会議の出欠", "出欠を答える", "workgroups.show_meeting", _meetings, "key", "meeting_key"),
    Errand("partner", "提案への招待", "招待に答える", "proposals.invitation", _invitations),
    Errand("agreement", "協定の期間", "続けるか終えるかを書く", "agreements.show", _agreements),
    Errand("returned_lab", "ラボの登録の照会", "直して出し直す", "livinglabs.show", _returned_labs),
    Errand("livinglab_member", "ラボへの参加の申込み", "受け入れるか答える", "livinglabs.asked", _asking_to_join),
    Errand("livinglab_handover", "ラボの引き継ぎ", "引き継ぐか答える", "livinglabs.handover", _handovers),
    Errand("batch", "表の取り込み", "取り込みを終える", "exchange.batch", _batches),
)}
# fmt: on
