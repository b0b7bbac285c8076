"""What waits for one person, over all chapters: what stands on a path at this person's turn, and what is asked of the person besides."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Select, String, and_, cast, exists, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from hack import clock, db
from hack.accounts.models import Organization, Section
from hack.desk.lanes import BY_NOUN, LANES, SECTION
from hack.desk.queries import read, waiting_in
from hack.evaluation.choices import Answer
from hack.evaluation.models import Evaluation, Evaluator
from hack.evaluation.queries import asked_of
from hack.exchange.models import ImportBatch
from hack.exchange.queries import waiting_batches
from hack.needs.models import Need, Remark
from hack.needs.queries.remarks import remarks_visible_to
from hack.pipeline.evaluation import EvaluationStep
from hack.proposals.models import Proposal, ProposalPartner
from hack.proposals.queries import invitations_to
from hack.roles import Part, Role
from hack.workgroups.models import Attendance, Charter, Confirmation, Meeting, Member, Task, Workgroup
from hack.workgroups.queries.groups import joined_by
from hack.workgroups.queries.tasks import OPEN_STATES

PART_OF = {Role.PROPOSER: Part.PROPOSER, Role.OFFICER: Part.OFFICER, Role.COORDINATOR: Part.COORDINATOR}
"""The part that a role plays on the paths: whose turn makes something wait for the person."""
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


@dataclass(frozen=True)
class Waiting:
    """Something that waits for this person: where it is done, since when it waits, until when it is owed, whether that is over."""

    label: str
    title: str
    whose: str
    endpoint: str
    keys: dict[str, str]
    does: str
    since: datetime
    due: date | None
    late: bool


def _columns(
    kind: Any, title: Any, whose: Any, since: Any, *, due: Any = None, within: Any = NOBODYS
) -> tuple[Any, ...]:
    """The columns of a lane, and the key of what it is in."""
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
    owed = and_(Evaluator.answer == Answer.ACCEPTED, Evaluator.handed_in_at.is_(None))
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


# fmt: off
ERRANDS = {errand.noun: errand for errand in (
    Errand("remark", "指摘", "指摘を読んで対応する", "needs.remark", _remarks, "key", "remark_key"),
    Errand("evaluator", "評価の依頼", "引き受けるか答える", "evaluation.mine", _asked_to_evaluate),
    Errand("scores", "評価の提出", "評価を提出する", "evaluation.mine", _to_score),
    Errand("task", "宿題", "宿題を終える", "workgroups.show_task", _tasks, "key", "task_key"),
    Errand("charter", "設置要綱", "設置要綱を読んで確認する", "workgroups.charter", _charters),
    Errand("meeting", "会議の出欠", "出欠を答える", "workgroups.show_meeting", _meetings, "key", "meeting_key"),
    Errand("partner", "提案への招待", "招待に答える", "proposals.invitation", _invitations),
    Errand("batch", "表の取り込み", "取り込みを終える", "exchange.batch", _batches),
)}
# fmt: on
LABELS = {noun: lane.path.label for noun, lane in BY_NOUN.items()} | {e.noun: e.label for e in ERRANDS.values()}
"""Every kind of thing that can wait, as it is called, in the order of the page."""


def waiting_by_kind(viewer: Any) -> dict[str, int]:
    """How much of each kind waits for this person, by noun; only what there is, in the order of `LABELS`. One query."""
    if viewer.role not in PART_OF:
        return {}
    rows = union_all(*_everything(viewer)).subquery()
    counted: dict[str, int] = dict(db.session.execute(select(rows.c.noun, func.count()).group_by(rows.c.noun)).all())
    return {noun: counted[noun] for noun in LABELS if noun in counted}


def waiting(viewer: Any, total: int, *, noun: str = "", page: int = 1, size: int = 10) -> db.Page[Waiting]:
    """What waits for this person, of one kind or of all, the longest waiting first. One query; none where `total` is 0."""
    if not total:
        return db.Page([], 1, 0, size)
    number = db.nearest_page(page, total, size)
    rows = union_all(*_everything(viewer, noun)).subquery()
    chosen = select(rows).order_by(rows.c.since, rows.c.noun, rows.c.id).limit(size).offset((number - 1) * size)
    return db.Page([_waiting(row) for row in db.session.execute(chosen)], number, total, size)


def _everything(viewer: Any, noun: str = "") -> list[Select[Any]]:
    part = PART_OF[viewer.role]
    lanes = [
        waiting_in(lane, viewer, part, own=True).add_columns(NOBODYS.label("within"))
        for lane in LANES
        if noun in ("", lane.path.noun)
    ]
    return lanes + [
        select(literal(errand.noun).label("noun"), *errand.rows(viewer).subquery().c)
        for errand in ERRANDS.values()
        if noun in ("", errand.noun)
    ]


def _waiting(row: Any) -> Waiting:
    errand = ERRANDS.get(row.noun)
    if errand is None:
        one = read(row)
        keys = {"key": one.key}
        return Waiting(
            LABELS[row.noun], one.title, one.whose, one.lane.endpoint, keys, one.does, one.since, row.due, one.late
        )
    keys = {errand.within: row.within, errand.own_key: row.key} if errand.within else {"key": row.key}
    late = row.due is not None and row.due < clock.today()
    return Waiting(errand.label, row.title, row.whose, errand.endpoint, keys, errand.does, row.since, row.due, late)
