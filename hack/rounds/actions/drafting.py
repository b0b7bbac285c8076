"""Working a draft out: for the first time, and anew."""

from sqlalchemy import select

from hack import db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.evaluation.actions.allotting import refuse_outside_scoring
from hack.evaluation.models import Evaluation
from hack.evaluation.queries import all_entries, allotted_pairs, begun_pairs
from hack.events import RoundMade
from hack.lazy import lazily
from hack.policy import can
from hack.roles import Role
from hack.rounds import clues, gathering
from hack.rounds.actions.writing import keep, refuse_fixed
from hack.rounds.clues import Clue
from hack.rounds.models import OWN_WORD, Carrier, Matter, Placing, Round, RoundKind
from hack.rounds.queries import MOST, draft_of, groups_without_secretariat, unconcerned

allot = lazily("hack.rounds.allotting:allot")
IN_CONFLICT = "この評価には、あなたに利害関係のある提案が含まれています。ほかのコーディネーターに任せてください。"


def make_round(*, evaluation: Evaluation | None, wanted: int, capacity: int, by: User, evenly: bool = False) -> Round:
    """Work out who carries what, as a draft: an evaluation's proposals and its evaluators, or the groups that nobody of the
    secretariat is in and the coordinators.

    wanted: how many people each thing is given (a group always one). capacity: how many things a person carries at most; for
    coordinators with the groups that they have. evenly: no clue counts, only how many each one carries.
    Raises NotAllowed, Overtaken (nobody scores now), RuleBroken (there is a draft already, nothing or nobody to begin with, no
    clue at all, or a conflict of `by`). Records RoundMade.
    """
    if not can(by, "round.create"):
        raise NotAllowed("round.create")
    db.alone_with("round", str(evaluation.id) if evaluation else "")
    if draft_of(evaluation) is not None:
        raise RuleBroken("すでに案があります。その案を直すか、破棄してから作ってください。", "subject")
    kind = RoundKind.EVALUATORS if evaluation else RoundKind.COORDINATORS
    round_ = Round(
        kind=kind, evaluation=evaluation, made_by_id=by.id, wanted=wanted if evaluation else 1, evenly=evenly
    )
    db.session.add(round_)
    _take_up(round_, capacity, by)
    _work_out(round_)
    outbox.record(RoundMade(round_.id), by=by)
    return round_


def work_out_anew(round_: Round, *, by: User, seen: int | None) -> None:
    """Work the draft out again with the things, people, conflicts and limits of now; what was put by hand stays with
    who may still have it.

    Raises NotAllowed, Overtaken (changed meanwhile, or no draft any more), RuleBroken as `make_round`. Records RoundChanged.
    """
    if not can(by, "round.edit", round_):
        raise NotAllowed("round.edit")
    refuse_fixed(round_, seen)
    usual = max((one.capacity for one in round_.carriers), default=1)
    _take_up(round_, usual, by)
    _work_out(round_)
    keep(round_, by=by)


def _take_up(round_: Round, capacity: int, by: User) -> None:
    """Have the round hold the things and people that there are now; who is in it already keeps the own limit."""
    things, people = _things(round_, by), _people(round_)
    if not things:
        raise RuleBroken("割り当てる案件がありません。", "subject")
    if not people:
        lacking = "利害関係を申告した評価者が、まだいません。" if round_.evaluation else "コーディネーターがいません。"
        raise RuleBroken(lacking, "subject")
    elsewhere = gathering.carried_elsewhere(people, round_.evaluation)
    there = {one.user_id for one in round_.carriers}
    for person in people:
        if person.id not in there:
            carried = 0 if round_.evaluation else elsewhere.get(person.id, 0)
            round_.carriers.append(Carrier(user=person, user_id=person.id, capacity=max(0, capacity - carried)))
    known = {(one.entry_id, one.workgroup_id) for one in round_.matters}
    round_.matters.extend(one for one in things if (one.entry_id, one.workgroup_id) not in known)
    _let_go(round_, {person.id for person in people}, {(one.entry_id, one.workgroup_id) for one in things})
    for one in round_.carriers:
        one.elsewhere = elsewhere.get(one.user_id, 0)
    db.session.flush()


def _let_go(round_: Round, people: set[int], things: set[tuple[int | None, int | None]]) -> None:
    """Take those out of the round that are no longer to be given out, or do not take part any more."""
    gone = [one for one in round_.carriers if one.user_id not in people]
    for matter in list(round_.matters):
        if (matter.entry_id, matter.workgroup_id) not in things:
            round_.matters.remove(matter)
            continue
        matter.placings[:] = [one for one in matter.placings if one.carrier not in gone]
    db.session.flush()
    for one in gone:
        round_.carriers.remove(one)


def _things(round_: Round, by: User) -> list[Matter]:
    if round_.evaluation is None:
        return [Matter(workgroup=group, workgroup_id=group.id) for group in groups_without_secretariat()]
    free = select(Evaluation.id).where(Evaluation.id == round_.evaluation.id, unconcerned(by))
    if db.session.scalar(free) is None:
        raise RuleBroken(IN_CONFLICT, "subject")
    refuse_outside_scoring(round_.evaluation)
    return [Matter(entry=entry, entry_id=entry.id) for entry in all_entries(round_.evaluation) if not entry.gone]


def _people(round_: Round) -> list[User]:
    if round_.evaluation is not None:
        return [one.user for one in round_.evaluation.taking_part if one.declared_at is not None]
    found = select(User).where(User.role == Role.COORDINATOR, User.active).order_by(User.id).limit(MOST)
    return list(db.session.scalars(found))


def _work_out(round_: Round) -> None:
    """Write down what each person is to each thing, and who carries what."""
    _tell_prospects(round_)
    _keep_what_stands(round_)
    matters, carriers = round_.matters, round_.carriers
    standing = [{one.carrier_id for one in matter.placings} for matter in matters]
    kept = [[one.id in those for one in carriers] for those in standing]
    found = allot(
        [[_number(one.value) for one in matter.prospects] for matter in matters],
        [round_.wanted] * len(matters),
        [one.capacity for one in carriers],
        kept,
    )
    for matter, row in zip(matters, found.chosen, strict=True):
        there = {one.carrier_id: one for one in matter.placings}
        chosen = [carrier.id for carrier, takes in zip(carriers, row, strict=True) if takes]
        matter.placings[:] = [there.get(one) or Placing(carrier_id=one) for one in chosen]
    db.session.flush()
    for matter in matters:
        db.session.expire(matter, ["placings"])


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _keep_what_stands(round_: Round) -> None:
    """What is begun stays with whom it is; so does what was released before or put by hand, unless the person may not have it any more."""
    evaluation = round_.evaluation
    begun = _in_it(round_, begun_pairs(evaluation)) if evaluation else set()
    released = _in_it(round_, allotted_pairs(evaluation)) if evaluation else set()
    for matter in round_.matters:
        barred = {one.carrier_id for one in matter.prospects if one.value is None}
        stand = {one.carrier_id for one in matter.placings if one.stands}
        stand |= {carrier_id for matter_id, carrier_id in released if matter_id == matter.id}
        stand = stand - barred | {carrier_id for matter_id, carrier_id in begun if matter_id == matter.id}
        matter.placings[:] = [one for one in matter.placings if one.carrier_id in stand]
        there = {one.carrier_id: one for one in matter.placings}
        for carrier_id in sorted(stand):
            if carrier_id in there:
                there[carrier_id].stands = True
            else:
                matter.placings.append(Placing(carrier_id=carrier_id, stands=True))
    db.session.flush()


def _in_it(round_: Round, pairs: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """These pairs of an evaluator and a proposal as (matter, carrier), as far as both are in the round."""
    places = {one.id: one.user_id for one in round_.evaluation.evaluators} if round_.evaluation else {}
    carriers = {one.user_id: one.id for one in round_.carriers}
    matters = {one.entry_id: one.id for one in round_.matters}
    both = ((matters.get(entry_id), carriers.get(places.get(place_id, 0))) for place_id, entry_id in pairs)
    return {(matter_id, carrier_id) for matter_id, carrier_id in both if matter_id and carrier_id}


def _tell_prospects(round_: Round) -> None:
    """Write down for each thing what each person is worth to it and why."""
    texts = gathering.worked_on([one.user for one in round_.carriers])
    alike = clues.likeness(
        [gathering.text_of(one) for one in round_.matters], [texts[one.user_id] for one in round_.carriers]
    )
    beside, barred = gathering.standing_clues(round_), gathering.barred_pairs(round_)
    for matter, row in zip(round_.matters, alike, strict=True):
        matter.told = [
            _told(
                matter, carrier, barred.get((matter.id, carrier.id)), words, beside.get((matter.id, carrier.id)), round_
            )
            for carrier, words in zip(round_.carriers, row, strict=True)
        ]


def _told(
    matter: Matter, carrier: Carrier, barred: str | None, words: Clue, beside: Clue | None, round_: Round
) -> list[object]:
    wish = matter.wishes.get(carrier.key)
    if barred is not None or wish == 0:
        return [carrier.id, None, [barred or OWN_WORD]]
    if round_.evenly:
        return [carrier.id, 1.0, ["件数を均等にする"]]
    wished = Clue(wish * clues.WISH, [f"事務局の見立て: {wish}"]) if wish else Clue(0.0, [])
    return [carrier.id, *clues.together(wished, beside or Clue(0.0, []), words)]
