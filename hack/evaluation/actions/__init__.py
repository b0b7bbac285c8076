"""What can be done with evaluations. Every deed belongs inside the caller's transaction."""

from hack.evaluation.actions.allotting import allot_entries, withdraw_allotment
from hack.evaluation.actions.deciding import clear_decision, prepare_decision
from hack.evaluation.actions.inviting import answer_invitation, invite_evaluator, remind_evaluator, withdraw_invitation
from hack.evaluation.actions.joint import conclude
from hack.evaluation.actions.moving import move_evaluation
from hack.evaluation.actions.releasing import release_decisions, undo_release
from hack.evaluation.actions.scoring import declare, hand_in, save_sheet
from hack.evaluation.actions.setting_up import change_evaluation, correct_criteria, open_evaluation, write_criteria

__all__ = [
    "allot_entries",
    "answer_invitation",
    "change_evaluation",
    "clear_decision",
    "conclude",
    "correct_criteria",
    "declare",
    "hand_in",
    "invite_evaluator",
    "move_evaluation",
    "open_evaluation",
    "prepare_decision",
    "release_decisions",
    "remind_evaluator",
    "save_sheet",
    "undo_release",
    "withdraw_allotment",
    "withdraw_invitation",
    "write_criteria",
]
