"""The board: everything that is on its way, on every path, that the viewer may see."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import aliased

from hack import clock, db
from hack.accounts.models import Bureau, Organization, Section
from hack.accounts.queries import visible_to as organizations_visible_to
from hack.consultations.models import Check, Consultation
from hack.consultations.queries import NAMED, checks_visible_to, waiting_for
from hack.evaluation.models import Evaluation
from hack.evaluation.queries import led_by as evaluations_led_by
from hack.needs.models import Need
from hack.needs.queries import owned_by
from hack.needs.queries import visible_to as needs_visible_to
from hack.pipeline import Move, Path
from hack.pipeline.check import CheckStep
from hack.proposals.models import Proposal
from hack.proposals.queries import visible_to as proposals_visible_to
from hack.questions.models import Question
from hack.questions.queries import visible_to as questions_visible_to
from hack.roles import Part
from hack.sites.models import Site, SiteCall
from hack.sites.queries import visible_to as sites_visible_to
from hack.standing import is_late, words_for
from hack.support.models import Support
from hack.support.queries import visible_to as supports_visible_to
from hack.workgroups.models import Workgroup
from hack.workgroups.queries import visible_to as workgroups_visible_to

VisibleTo = Callable[[Any], ColumnElement[bool]]
SECTION = Bureau.name + " " + Section.name


@dataclass(frozen=True)
class Lane:
    """One path on the board: its things, what they are called, whose they are, and the page that shows one.

    `own` says which of them wait for this very person when it is the turn of the person's part. `due` is the last day of each,
    where that and not the path says when it is late.
    """

    thing: Any
    title: Any
    whose: Any
    visible_to: VisibleTo
    own: VisibleTo
    endpoint: str
    joins: tuple[Any, ...]
    due: Any = None

    @property
    def path(self) -> Path:
        path: Path = self.thing.path
        return path


def _of_the_section(viewer: Any) -> ColumnElement[bool]:
    return owned_by(viewer) if viewer.section_id else true()


def _of_the_organization(viewer: Any) -> ColumnElement[bool]:
    return Organization.id == viewer.organization_id if viewer.organization_id else true()


def _of_the_section_or_organization(viewer: Any) -> ColumnElement[bool]:
    return and_(_of_the_section(viewer), _of_the_organization(viewer))


def _asked_or_taken_by(viewer: Any) -> ColumnElement[bool]:
    """Requests of the viewer's section; for a coordinator those that nobody has taken on, and the viewer's own."""
    if viewer.section_id:
        return Support.section_id == viewer.section_id
    return or_(Support.taken_by_id.is_(None), Support.taken_by_id == viewer.id)


ASKED, ASKED_BUREAU = aliased(Section), aliased(Bureau)
HOLDER = case((Check.step == CheckStep.QUERIED, SECTION), else_=ASKED_BUREAU.name + " " + ASKED.name)
"""The section that a check waits for."""
NEED_JOINS = (Need.section, Section.bureau)
# fmt: off
LANES = (
    Lane(Need, Need.title, SECTION, needs_visible_to, _of_the_section, "needs.show", NEED_JOINS),
    Lane(Question, Need.title, SECTION, questions_visible_to, _of_the_section, "questions.show", (Question.need, *NEED_JOINS)),
    Lane(Proposal, Proposal.title, Organization.name, proposals_visible_to, _of_the_organization, "proposals.show", (Proposal.organization,)),
    Lane(Workgroup, Workgroup.title, SECTION, workgroups_visible_to, _of_the_section, "workgroups.show", (Workgroup.need, *NEED_JOINS)),
    Lane(Site, Site.name, Organization.name, sites_visible_to, _of_the_section_or_organization, "sites.show", (Site.organization, Site.call, SiteCall.need)),
    Lane(Support, Support.title, SECTION, supports_visible_to, _asked_or_taken_by, "support.show", (Support.section, Section.bureau)),
    Lane(Check, NAMED + ": " + Consultation.title, HOLDER, checks_visible_to, waiting_for, "consultations.show_check", (
        Check.consultation, Consultation.need, *NEED_JOINS, Check.section.of_type(ASKED), ASKED.bureau.of_type(ASKED_BUREAU)), due=Check.due_on),
    Lane(Evaluation, Need.title, SECTION, evaluations_led_by, _of_the_section, "evaluation.show", (Evaluation.need, *NEED_JOINS)),
    Lane(Organization, Organization.name, Organization.name, organizations_visible_to, _of_the_organization, "accounts.organization", ()),
)
# fmt: on
BY_NOUN = {lane.path.noun: lane for lane in LANES}


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a move: what it is, where it stands since when, whose turn it is, and whether it is late."""

    lane: Lane
    key: str
    title: str
    whose: str
    step: Any
    since: datetime
    turn: str
    late: bool
    does: str
    """What there is to do, as the button says it."""


def board(
    viewer: Any,
    *,
    noun: str | None = None,
    part: Part | None = None,
    late: bool = False,
    own: bool = False,
    page: int = 1,
    size: int = 20,
) -> db.Page[Waiting]:
    """What waits for a move and may be seen by `viewer`, the longest waiting first. Two queries.

    noun: only that path (as in `LANES`); part: only what waits for that part; late: only what
    has waited longer than its path allows; own: only what waits for this very person's section or organisation.
    What only waits for a date is left out unless `part` is the clock.
    """
    lanes = [lane for lane in LANES if not noun or lane.path.noun == noun]
    if not lanes:
        return db.Page([], 1, 0, size)
    rows = union_all(*[waiting_in(lane, viewer, part, late=late, own=own) for lane in lanes]).subquery()
    total = db.session.scalar(select(func.count()).select_from(rows)) or 0
    number = max(1, min(page, max(1, -(-total // size))))
    found = db.session.execute(
        select(rows).order_by(rows.c.since, rows.c.noun, rows.c.id).limit(size).offset((number - 1) * size)
    )
    return db.Page([read(row) for row in found], number, total, size)


def counts(viewer: Any, part: Part | None = None) -> dict[str, int]:
    """How many things of each path wait for a move (of `part`), by noun; every noun is there. One query."""
    rows = union_all(*[waiting_in(lane, viewer, part) for lane in LANES]).subquery()
    counted: dict[str, int] = dict(db.session.execute(select(rows.c.noun, func.count()).group_by(rows.c.noun)).all())
    return {noun: counted.get(noun, 0) for noun in BY_NOUN}


def waiting_in(
    lane: Lane, viewer: Any, part: Part | None = None, *, late: bool = False, own: bool = False
) -> Select[Any]:
    """What waits in one lane, for unions: noun, id, key, title, whose, step, since, due; narrowed as in `board`."""
    kind = lane.thing
    chosen = select(
        literal(lane.path.noun).label("noun"),
        kind.id.label("id"),
        kind.key.label("key"),
        lane.title.label("title"),
        lane.whose.label("whose"),
        type_coerce(kind.step, String).label("step"),
        kind.step_since.label("since"),
        (cast(null(), Date) if lane.due is None else lane.due).label("due"),
    ).where(lane.visible_to(viewer), kind.step.in_(_steps(lane.path, part)))
    for joined in lane.joins:
        chosen = chosen.join(joined)
    if own:
        chosen = chosen.where(lane.own(viewer))
    return chosen.where(_late(lane)) if late else chosen


def _steps(path: Path, part: Part | None) -> list[Any]:
    """The steps at which a move is awaited, of `part` if one is given."""
    turns = [(step, path.turn(step)) for step in path.steps]
    return [step for step, move in turns if move is not None and _awaits(move, part)]


def _awaits(move: Move, part: Part | None) -> bool:
    return move.awaited is part if part is not None else move.awaited is not Part.CLOCK


def _late(lane: Lane) -> ColumnElement[bool]:
    if lane.due is not None:
        return lane.due < clock.today()
    waits: dict[int, list[Any]] = {}
    for step in lane.path.steps:
        move = lane.path.turn(step)
        if move is not None and move.days:
            waits.setdefault(move.days, []).append(step)
    kind = lane.thing
    return or_(
        false(),
        *[
            and_(kind.step.in_(steps), kind.step_since < clock.now() - timedelta(days=days))
            for days, steps in waits.items()
        ],
    )


def read(row: Any) -> Waiting:
    """A row of `waiting_in` in words."""
    lane = BY_NOUN[row.noun]
    step = type(lane.path.begins)(row.step)
    move = lane.path.turn(step)
    if move is None:
        raise LookupError(f"nothing is awaited at {step}")
    late = is_late(move, row.since) if row.due is None else row.due < clock.today()
    return Waiting(lane, row.key, row.title, row.whose, step, row.since, words_for(move), late, move.label)
