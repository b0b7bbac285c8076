"""Labs, how they were checked, what is held in them, what residents say, who belongs to them, and what they did."""

from hack.livinglabs.models.handovers import LabHandover
from hack.livinglabs.models.labs import LabCheck, LivingLab
from hack.livinglabs.models.meetings import Gathering, LabMember, LabMilestone, Voice
from hack.livinglabs.models.projects import LabProject, LabProjectMember
from hack.livinglabs.models.words import (
    Basis,
    Finding,
    GatheringKind,
    HandoverSide,
    HandoverState,
    LabKind,
    Lead,
    MemberState,
    MilestoneKind,
    VoiceState,
)

__all__ = [
    "Basis",
    "Finding",
    "Gathering",
    "GatheringKind",
    "HandoverSide",
    "HandoverState",
    "LabCheck",
    "LabHandover",
    "LabKind",
    "LabMember",
    "LabMilestone",
    "LabProject",
    "LabProjectMember",
    "Lead",
    "LivingLab",
    "MemberState",
    "MilestoneKind",
    "Voice",
    "VoiceState",
]
