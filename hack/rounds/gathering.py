"""What is known of the things and the people of a round: what each worked on before, conflicts, and what they carry elsewhere."""

from collections import defaultdict
from typing import Any

from sqlalchemy import func, select

from hack import db
from hack.accounts.models import Organization, Section, User
from hack.evaluation.choices import ConflictKind
from hack.evaluation.models import Allotment, Declaration, Entry, Evaluation, Evaluator
from hack.evaluation.queries import begun_pairs
from hack.evaluation.rules import known_conflict
from hack.needs.models import Need
from hack.passages import Passage
from hack.pipeline.evaluation import EvaluationStep
from hack.proposals.models import Proposal
from hack.rounds.clues import HANDLED, SAME_BUREAU, SAME_SECTION, Clue
from hack.rounds.models import Matter, Round
from hack.rounds.queries import AT_WORK
from hack.workgroups.models import Member, Side, Workgroup

NEEDS_READ = 20
"""How many of the newest needs of a section, or groups of a person, say what they worked on."""


def text_of(matter: Matter) -> str:
    """What a thing is about: of a proposal what the asking section reads, of a group its purpose and its need."""
    if matter.entry is not None:
        return f"{matter.entry.proposal.title}\n{matter.entry.proposal.text}"
    group = matter.workgroup
    return f"{group.title}\n{group.purpose}\n{_words(group.need)}" if group else ""


def _words(need: Any) -> str:
    return "\n".join((need.title, need.problem, need.hoped, need.technology))


def worked_on(people: list[User]) -> dict[int, str]:
    """What each person worked on before, as one text: the needs of their section, and those of the groups they were in. Two queries."""
    asked = (Need.title, Need.problem, Need.hoped, Need.technology)
    sections = {one.section_id for one in people if one.section_id}
    of_section: dict[int, list[str]] = defaultdict(list)
    for section_id, *words in db.session.execute(
        select(Need.section_id, *asked).where(Need.section_id.in_(sections)).order_by(Need.id.desc()).limit(1000)
    ):
        of_section[section_id].append("\n".join(words))
    of_person: dict[int, list[str]] = defaultdict(list)
    for user_id, purpose, *words in db.session.execute(
        select(Member.user_id, Workgroup.purpose, *asked)
        .join(Member.workgroup)
        .join(Workgroup.need)
        .where(Member.user_id.in_([one.id for one in people]))
        .order_by(Member.id.desc())
        .limit(1000)
    ):
        of_person[user_id].append("\n".join([purpose, *words]))
    return {
        one.id: "\n".join(of_section.get(one.section_id or 0, [])[:NEEDS_READ] + of_person[one.id][:NEEDS_READ])
        for one in people
    }


def standing_clues(round_: Round) -> dict[tuple[int, int], Clue]:
    """How people stand to things besides words, by (matter, carrier): section and bureau of who asks, or who took the need along its path."""
    if round_.evaluation is not None:
        near = {one.id: _nearness(one.user, round_.evaluation.need.section) for one in round_.carriers}
        return {(matter.id, one): clue for matter in round_.matters for one, clue in near.items()}
    needs = {matter.workgroup.need_id for matter in round_.matters if matter.workgroup}
    moved = (
        select(Passage.thing_id, Passage.by_id).where(Passage.noun == "need", Passage.thing_id.in_(needs)).distinct()
    )
    knows = {(need_id, by_id) for need_id, by_id in db.session.execute(moved)}
    handled = Clue(HANDLED, ["このニーズの手続きを進めたことがある"])
    return {
        (matter.id, one.id): handled
        for matter in round_.matters
        for one in round_.carriers
        if matter.workgroup and (matter.workgroup.need_id, one.user_id) in knows
    }


def _nearness(user: User, section: Section) -> Clue:
    if user.section is None:
        return Clue(0.0, [])
    if user.section_id == section.id:
        return Clue(SAME_SECTION, ["所管課の職員"])
    near = user.section.bureau_id == section.bureau_id
    return Clue(SAME_BUREAU, ["所管課と同じ局の職員"]) if near else Clue(0.0, [])


def barred_pairs(round_: Round) -> dict[tuple[int, int], str]:
    """Which people may not have which things, and why, by (matter, carrier)."""
    return _barred_from_proposals(round_) if round_.evaluation else _barred_from_groups(round_)


def _barred_from_proposals(round_: Round) -> dict[tuple[int, int], str]:
    evaluation = round_.evaluation
    places = {one.user_id: one for one in evaluation.evaluators} if evaluation else {}
    begun = begun_pairs(evaluation) if evaluation else set()
    barred = {}
    for matter in round_.matters:
        for one in round_.carriers:
            place, entry = places.get(one.user_id), matter.entry
            if place is None or entry is None:
                continue
            if place.stands_back_from(entry) or known_conflict(one.user, entry.proposal):
                barred[matter.id, one.id] = "利害関係がある"
            elif (place.id, entry.id) in begun:
                continue
            elif place.handed_in_at is not None:
                barred[matter.id, one.id] = "評価を提出済み"
            elif not one.user.is_active:
                barred[matter.id, one.id] = "利用停止中"
    return barred


def _barred_from_groups(round_: Round) -> dict[tuple[int, int], str]:
    """Who once declared a conflict towards an organisation does not look after a group that it is in."""
    people = {one.user_id: one for one in round_.carriers}
    declared: dict[int, set[int]] = defaultdict(set)
    for user_id, organization_id in db.session.execute(
        select(Evaluator.user_id, Proposal.organization_id)
        .select_from(Declaration)
        .join(Declaration.evaluator)
        .join(Declaration.entry)
        .join(Entry.proposal)
        .where(Evaluator.user_id.in_(people), Declaration.kind != ConflictKind.NONE)
    ):
        declared[user_id].add(organization_id)
    for user_id, organization_id in db.session.execute(
        select(User.id, Organization.id)
        .join(Organization, func.lower(Organization.applicant_email) == User.email)
        .where(User.id.in_(people))
    ):
        declared[user_id].add(organization_id)
    houses = _houses([matter.workgroup_id for matter in round_.matters if matter.workgroup_id])
    return {
        (matter.id, people[user_id].id): "構成員の団体との利害関係がある"
        for matter in round_.matters
        for user_id, organizations in declared.items()
        if organizations & houses[matter.workgroup_id or 0]
    }


def _houses(groups: list[int]) -> dict[int, set[int]]:
    """The organisations whose people are in each of these groups."""
    found: dict[int, set[int]] = defaultdict(set)
    members = select(Member.workgroup_id, User.organization_id).join(Member.user)
    for group_id, organization_id in db.session.execute(
        members.where(Member.workgroup_id.in_(groups), Member.left_at.is_(None), User.organization_id.is_not(None))
    ):
        found[group_id].add(int(organization_id or 0))
    return found


def carried_elsewhere(people: list[User], evaluation: Evaluation | None) -> dict[int, int]:
    """How much each person carries already: proposals allotted in other evaluations that go on, or groups at work for the secretariat."""
    numbers = [one.id for one in people]
    if evaluation is None:
        groups = select(Member.user_id, func.count()).join(Member.workgroup).where(
            Member.user_id.in_(numbers), Member.left_at.is_(None), Member.side == Side.SECRETARIAT,
            Workgroup.step.in_(AT_WORK),
        )  # fmt: skip
        return _counted(groups.group_by(Member.user_id))
    others = select(Evaluator.user_id, func.count()).join(Allotment, Allotment.evaluator_id == Evaluator.id)
    others = others.join(Evaluator.evaluation).where(
        Evaluator.user_id.in_(numbers), Evaluation.id != evaluation.id, Evaluator.handed_in_at.is_(None),
        Evaluation.step == EvaluationStep.SCORING,
    )  # fmt: skip
    return _counted(others.group_by(Evaluator.user_id))


def _counted(found: Any) -> dict[int, int]:
    counts: dict[int, int] = dict(db.session.execute(found).all())
    return counts
