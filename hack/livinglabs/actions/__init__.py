"""What can be done with labs, gatherings, voices and members; one file per subject. Every deed belongs inside the caller's transaction."""

from hack.livinglabs.actions.gatherings import edit_gathering, keep_gathering
from hack.livinglabs.actions.handovers import answer_handover, claim_lab, offer_lab, withdraw_handover
from hack.livinglabs.actions.labs import (
    check_lab,
    edit_lab,
    enter_lab,
    move_lab,
    register_lab,
    take_back_lab,
)
from hack.livinglabs.actions.members import answer_joining, ask_to_join, enter_member, leave_lab
from hack.livinglabs.actions.milestones import keep_milestone, remove_milestone
from hack.livinglabs.actions.projects import edit_project, keep_project, move_project, take_back_project
from hack.livinglabs.actions.voices import edit_voice, group_voices, hear_voice, make_need_of

__all__ = [
    "answer_handover",
    "answer_joining",
    "ask_to_join",
    "check_lab",
    "claim_lab",
    "edit_gathering",
    "edit_lab",
    "edit_project",
    "edit_voice",
    "enter_lab",
    "enter_member",
    "group_voices",
    "hear_voice",
    "keep_gathering",
    "keep_milestone",
    "keep_project",
    "leave_lab",
    "make_need_of",
    "move_lab",
    "move_project",
    "offer_lab",
    "register_lab",
    "remove_milestone",
    "take_back_lab",
    "take_back_project",
    "withdraw_handover",
]
