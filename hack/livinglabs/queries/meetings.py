"""Which gatherings and voices are to be seen, and by whom; and who has joined an open lab."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from hack import clock, db
from hack.livinglabs.models import Gathering, LabMember, LivingLab, MemberState, Voice, VoiceState
from hack.livinglabs.queries.labs import GOING_ON, REGISTERED, run_by, visible_to
from hack.needs.models import Need
from hack.roles import Role
from hack.sites.models import Ward

BACK = timedelta(days=92)
MOST_IN_CALENDAR = 500
MOST_VOICES = 50
"""How many voices are offered at once to be put together or made a need of."""


# Gatherings ----------------------------------------------------------------------------------------------------------


def gatherings_visible_to(viewer: Any) -> ColumnElement[bool]:
    """The public ones of labs in the register for everybody; the others for the lab's own people, coordinators and auditors."""
    if viewer.role in (Role.COORDINATOR, Role.AUDITOR):
        return true()
    for_all = and_(Gathering.public, Gathering.livinglab.has(REGISTERED))
    if viewer.role is Role.PROPOSER:
        return or_(for_all, Gathering.livinglab.has(run_by(viewer)))
    return for_all


def gatherings_of(lab: LivingLab, viewer: Any) -> Select[Any]:
    """The lab's gatherings that this person may see, the latest day first, for `db.page_of`."""
    mine = select(Gathering).where(Gathering.livinglab_id == lab.id, gatherings_visible_to(viewer))
    return mine.order_by(Gathering.held_on.desc(), Gathering.id.desc())


def coming_gatherings(*, lab: LivingLab | None = None) -> Select[Any]:
    """The gatherings of today and to come that are for everybody, of one lab or all, the next first; none of labs that have ended."""
    return _for_everybody(clock.today(), lab)


def gatherings_in_calendar(lab: LivingLab | None = None) -> list[Gathering]:
    """What a calendar program is told: those for everybody of the last months and all to come, at most MOST_IN_CALENDAR."""
    since = clock.today() - BACK
    return list(db.session.scalars(_for_everybody(since, lab).limit(MOST_IN_CALENDAR)))


def _for_everybody(since: date, lab: LivingLab | None) -> Select[Any]:
    told = select(Gathering).join(Gathering.livinglab).where(Gathering.public, Gathering.held_on >= since)
    told = told.where(LivingLab.step.in_(GOING_ON), true() if lab is None else LivingLab.id == lab.id)
    return told.options(contains_eager(Gathering.livinglab)).order_by(Gathering.held_on, Gathering.id)


def one_gathering(key: str, viewer: Any) -> Gathering | None:
    """The gathering with that key, if this person may see it."""
    chosen = select(Gathering).where(Gathering.key == key, gatherings_visible_to(viewer))
    return db.session.scalar(chosen.options(joinedload(Gathering.livinglab)))


# Voices --------------------------------------------------------------------------------------------------------------


def voices_visible_to(viewer: Any) -> ColumnElement[bool]:
    """Those of labs in the register for the city's people; those of their own labs for an organisation's; none for anybody else."""
    if viewer.role in (Role.COORDINATOR, Role.AUDITOR):
        return true()
    if viewer.role is Role.OFFICER:
        return Voice.livinglab.has(REGISTERED)
    return Voice.livinglab.has(run_by(viewer)) if viewer.role is Role.PROPOSER else false()


def _with_names(statement: Select[Any]) -> Select[Any]:
    need = joinedload(Voice.need).options(joinedload(Need.section), selectinload(Need.co_owners))
    return statement.options(joinedload(Voice.livinglab), need)


def listed_voices(
    viewer: Any,
    *,
    lab: LivingLab | None = None,
    state: VoiceState | None = None,
    ward: Ward | None = None,
    words: str | None = None,
) -> Select[Any]:
    """The voices that this person may see, for `db.page_of`: new ones first, then those put together, each by heading and day."""
    listed = select(Voice).where(voices_visible_to(viewer))
    if lab is not None:
        listed = listed.where(Voice.livinglab_id == lab.id)
    if state is not None:
        listed = listed.where(Voice.state == state)
    if ward is not None:
        listed = listed.where(Voice.livinglab.has(LivingLab.ward == ward))
    for word in (words or "").split()[:10]:
        texts = (Voice.said, Voice.theme, Voice.heading)
        listed = listed.where(or_(*[text.icontains(word, autoescape=True) for text in texts]))
    order = case({state.value: number for number, state in enumerate(VoiceState)}, value=Voice.state)
    return _with_names(listed).order_by(order, Voice.heading, Voice.heard_on.desc(), Voice.id.desc())


def voices_to_use(lab: LivingLab, first: VoiceState) -> list[Voice]:
    """The lab's voices that have not become a need, those that stand at `first` before the others, at most MOST_VOICES."""
    mine = select(Voice).where(Voice.livinglab_id == lab.id, Voice.state != VoiceState.NEED)
    by_heading = (Voice.state != first, Voice.heading, Voice.heard_on.desc(), Voice.id.desc())
    return list(db.session.scalars(mine.order_by(*by_heading).limit(MOST_VOICES)))


def one_voice(key: str, viewer: Any) -> Voice | None:
    """The voice with that key, if this person may see it."""
    return db.session.scalar(_with_names(select(Voice).where(Voice.key == key, voices_visible_to(viewer))))


def counts_of_voices(lab: LivingLab) -> dict[VoiceState, int]:
    """How many voices of the lab stand where; every state is there."""
    counted = select(Voice.state, func.count()).where(Voice.livinglab_id == lab.id).group_by(Voice.state)
    found: dict[VoiceState, int] = dict(db.session.execute(counted).all())
    return {state: found.get(state, 0) for state in VoiceState}


def labs_behind(need: Need, viewer: Any) -> list[tuple[str, str, int]]:
    """Key and name of each lab whose residents' voices became that need, and how many voices; only labs that this person may see."""
    counted = select(LivingLab.key, LivingLab.name, func.count()).join(Voice, Voice.livinglab_id == LivingLab.id)
    counted = counted.where(Voice.need_id == need.id, visible_to(viewer))
    grouped = counted.group_by(LivingLab.id, LivingLab.key, LivingLab.name).order_by(LivingLab.id)
    return [(key, name, count) for key, name, count in db.session.execute(grouped)]


# Members of open labs ------------------------------------------------------------------------------------------------


def members_visible_to(viewer: Any) -> ColumnElement[bool]:
    """Who belongs to a lab in the register, for everybody; who asks to or did, for those on both sides and coordinators."""
    if viewer.role in (Role.COORDINATOR, Role.AUDITOR):
        return true()
    for_all = and_(LabMember.state == MemberState.MEMBER, LabMember.livinglab.has(REGISTERED))
    if viewer.role is Role.PROPOSER:
        own = LabMember.organization_id == viewer.organization_id
        return or_(for_all, own, LabMember.livinglab.has(run_by(viewer)))
    return for_all


def members_of(lab: LivingLab, viewer: Any) -> Select[Any]:
    """Who stands to the open lab how, as far as this person may see it: those who ask first, then its members."""
    mine = select(LabMember).where(LabMember.livinglab_id == lab.id, members_visible_to(viewer))
    order = case({state.value: number for number, state in enumerate(MemberState)}, value=LabMember.state)
    return mine.options(joinedload(LabMember.organization)).order_by(order, LabMember.id)


def one_lab_member(key: str, viewer: Any) -> LabMember | None:
    """The membership with that key, if this person may see it."""
    chosen = select(LabMember).where(LabMember.key == key, members_visible_to(viewer))
    return db.session.scalar(chosen.options(joinedload(LabMember.livinglab)))


def memberships_of(viewer: Any) -> Select[Any]:
    """How the viewer's organisation stands to the open labs that it asked to join, those it is in first, for `db.page_of`."""
    mine = select(LabMember).where(LabMember.organization_id == viewer.organization_id)
    mine = mine.where(LabMember.livinglab.has(visible_to(viewer))).options(joinedload(LabMember.livinglab))
    first = (MemberState.MEMBER, MemberState.ASKED, MemberState.DECLINED, MemberState.LEFT)
    order = case({state.value: number for number, state in enumerate(first)}, value=LabMember.state)
    return mine.order_by(order, LabMember.id)


def asking_to_join(viewer: Any) -> ColumnElement[bool]:
    """Those who wait for this person's answer: at the own organisation's labs; for a coordinator at labs that nobody here runs."""
    asked = LabMember.state == MemberState.ASKED
    if viewer.role is Role.COORDINATOR:
        return and_(asked, LabMember.livinglab.has(LivingLab.organization_id.is_(None)))
    return and_(asked, LabMember.livinglab.has(run_by(viewer))) if viewer.role is Role.PROPOSER else false()
