"""Who may do what with evaluations: those who lead them, those who score, and those who stand back from a proposal."""

from typing import Any

from sqlalchemy import exists, select

from hack import db, policy
from hack.accounts.models import User
from hack.accounts.rules import coordinator, staff
from hack.evaluation.choices import Answer, ConflictKind, Decision
from hack.evaluation.models import Declaration, Entry, Evaluation, Evaluator
from hack.files.rules import of_its_thing
from hack.needs.rules import RULES as NEED_RULES
from hack.needs.rules import of_an_owning_section
from hack.passages import open_moves
from hack.pipeline import Move
from hack.pipeline.evaluation import EvaluationStep as S
from hack.pipeline.proposal import PATH as PROPOSAL_PATH
from hack.policy import Rule
from hack.proposals.models import Proposal
from hack.proposals.rules import withhold
from hack.roles import Part, Role

TOGETHER = (S.JOINT, S.DECIDING, S.RELEASED)
"""Where the scores of all lie open to those who evaluate."""
READING = (S.SCORING, S.JOINT, S.DECIDING)
"""Where evaluators read the proposals."""


def place_of(user: Any, evaluation: Evaluation) -> Evaluator | None:
    """This person's place among those who were asked to evaluate; None for everybody else."""
    return next((one for one in evaluation.evaluators if one.user_id == user.id), None)


def known_conflict(user: User, proposal: Proposal) -> bool:
    """Whether the platform itself knows that the person belongs to an organisation that makes the proposal, or applied in its name."""
    houses = proposal.houses
    return user.organization_id in [house.id for house in houses] or user.email in [
        house.applicant_email.lower() for house in houses if house.applicant_email
    ]


def may_evaluate(user: User) -> bool:
    """Whether somebody can be asked: an officer of any section, or a coordinator, whose account is in use."""
    return user.is_active and user.role in (Role.OFFICER, Role.COORDINATOR)


@Rule
def of_the_asking_section(user: Any, need: Any) -> bool:
    """Works in the section that asks for proposals."""
    return of_an_owning_section(user, need)


@Rule
def asked(user: Any, evaluation: Evaluation) -> bool:
    """Was asked to evaluate, and has not declined."""
    place = place_of(user, evaluation)
    return place is not None and place.asked


@Rule
def taking_part(user: Any, evaluation: Evaluation) -> bool:
    """Evaluates, and has declared of every proposal how they stand to it."""
    place = place_of(user, evaluation)
    return place is not None and place.answer is Answer.ACCEPTED and place.declared_at is not None


@Rule
def chair(user: Any, evaluation: Evaluation) -> bool:
    """Leads the evaluation."""
    return user.id is not None and user.id == evaluation.chair_id


@Rule
def lies_open(_user: Any, evaluation: Evaluation) -> bool:
    """Each one's own scores are closed, so that all may be looked at together."""
    return evaluation.step in TOGETHER


@Rule
def being_read(_user: Any, evaluation: Evaluation) -> bool:
    """The evaluators are at it, each alone or together."""
    return evaluation.step in READING


@Rule
def has_decisions(_user: Any, evaluation: Evaluation) -> bool:
    """Decisions are prepared or told."""
    return evaluation.step in (S.DECIDING, S.RELEASED)


@Rule
def stands_back(user: Any, entry: Entry) -> bool:
    """Has a conflict with this proposal, declared or known."""
    place = place_of(user, entry.evaluation)
    return (place is not None and place.stands_back_from(entry)) or known_conflict(user, entry.proposal)


@Rule
def scores(user: Any, entry: Entry) -> bool:
    """The proposal is this person's to score: no conflict, and allotted where proposals are allotted."""
    place = place_of(user, entry.evaluation)
    return place is not None and place.scores(entry)


def of_its_evaluation(rule: Rule) -> Rule:
    """The same truth, asked of a proposal that is evaluated, or of an evaluator."""
    return Rule(lambda user, entry: rule(user, entry.evaluation), f"{rule.name} of its evaluation")


owner = Rule(lambda user, evaluation: of_an_owning_section(user, evaluation.need), "of_the_asking_section")
leads = owner | coordinator
confers = (leads | (taking_part & being_read)) & lies_open
reads_sheet = of_its_evaluation(taking_part & being_read) & ~stands_back & scores
confers_about = of_its_evaluation(confers) & ~stands_back
PARTS = {Part.OFFICER: owner, Part.COORDINATOR: coordinator}

# At which step something is done is asked by the deeds: somebody who was a moment too late keeps what was typed.
RULES = policy.state(
    {
        "criteria.read": NEED_RULES["need.read"],
        "evaluation.index": staff,
        "evaluation.create": of_the_asking_section | coordinator,
        "evaluation.read": leads,
        "evaluation.edit": leads,
        "evaluation.move": leads,
        "evaluation.take_part": asked,
        "evaluator.invite": leads,
        "evaluator.withdraw": of_its_evaluation(leads),
        "sheet.read": reads_sheet,
        "sheet.write": reads_sheet,
        "joint.read": confers,
        "joint.read_names": chair & confers,
        "entry.confer": confers_about,
        "entry.read_file": of_its_thing(reads_sheet | confers_about),
        "entry.conclude": of_its_evaluation(leads & lies_open) & ~stands_back,
        "entry.allot": coordinator,
        "entry.decide": of_its_evaluation(leads & has_decisions) & ~stands_back,
        "decision.read": leads & has_decisions,
        "decision.release": leads & has_decisions,
        "decision.undo": coordinator & has_decisions,
    }
)


def moves_open_to(user: Any, evaluation: Evaluation) -> list[Move]:
    """The moves of the evaluation that this person may make now. Buttons, guard and action all ask here."""
    return open_moves(evaluation, user, PARTS)


# At the proposal's own page ------------------------------------------------------------------------------------------

DECIDED_HERE = frozenset(decision.value for decision in Decision) - {Decision.INTERVIEW.value}
"""The proposal's moves that nobody makes alone while it is evaluated; an interview may be part of the evaluation."""
UNDER_EVALUATION = (
    "この提案は評価中です。決定は評価の画面で準備し、準備した人とは別の人が公表します"
    "(評価を取りやめると、この画面から進められます)。"
)
IN_CONFLICT = "あなたには利害関係があるため、この提案を進めたり、公表日を記したりできません。ほかの人に任せてください。"


def kept_from(user: Any, proposal: Proposal) -> dict[str, str]:
    """What this person may not do at the proposal's page, and why: anything with a conflict; a decision while it is evaluated.

    Who declared a conflict stays away from it for good, whatever became of the evaluation. One query, for the city's people alone.
    """
    if user.role not in (Role.OFFICER, Role.COORDINATOR):
        return {}
    declared = exists().where(
        Declaration.entry_id == Entry.id, Declaration.kind != ConflictKind.NONE,
        Declaration.evaluator_id == Evaluator.id, Evaluator.user_id == user.id,
    )  # fmt: skip
    found = select(Evaluation.step, declared).join(Entry, Entry.evaluation_id == Evaluation.id)
    rows = db.session.execute(found.where(Entry.proposal_id == proposal.id)).all()
    if any(barred for _, barred in rows):
        every = [*(move.name for move in PROPOSAL_PATH.moves), "announce", "take_back"]
        return dict.fromkeys(every, IN_CONFLICT)
    return dict.fromkeys(DECIDED_HERE, UNDER_EVALUATION) if any(step in READING for step, _ in rows) else {}


withhold(kept_from)
