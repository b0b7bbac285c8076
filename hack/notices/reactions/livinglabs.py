"""What is written about labs, the voices in them, who joins, and who takes them over."""

from hack.events import (
    LabApplied,
    LabClaimed,
    LabHandoverAnswered,
    LabJoinAnswered,
    LabJoinAsked,
    LabMoved,
    LabOffered,
    VoicesBecameNeed,
)
from hack.livinglabs.models import LabHandover, LabMember, LivingLab
from hack.notices.letters import livinglabs
from hack.notices.reactions.keeping import written
from hack.outbox import Deed

UNTOLD = ("check", "withdraw")
"""Moves after which nobody has to do or to know anything that does not stand on the board."""


def write_about_lab_application(event: LabApplied) -> Deed | None:
    """The coordinators are told that a lab is to be checked."""
    return written(LivingLab, event.livinglab_id, livinglabs.livinglab_applied)


def write_about_lab(event: LabMoved) -> Deed | None:
    """The coordinators are told what is handed in again; the one who applied is told of everything that others decide."""
    if event.move in UNTOLD:
        return None
    write = livinglabs.livinglab_applied if event.move == "resubmit" else livinglabs.livinglab_moved
    return written(LivingLab, event.livinglab_id, write)


def write_about_voices(event: VoicesBecameNeed) -> Deed | None:
    """Those who run the lab are told that voices of it became a need."""
    return written(LivingLab, event.livinglab_id, livinglabs.voices_used)


def write_about_asking_to_join(event: LabJoinAsked) -> Deed | None:
    """Those who run an open lab are told that somebody asks to join."""
    return written(LabMember, event.livinglab_member_id, livinglabs.lab_join_asked)


def write_about_answer_to_join(event: LabJoinAnswered) -> Deed | None:
    """The one who asked is told that there is an answer."""
    return written(LabMember, event.livinglab_member_id, livinglabs.lab_join_answered)


def write_about_offered_lab(event: LabOffered) -> Deed | None:
    """The organisation is told that a lab is offered to it."""
    return written(LabHandover, event.livinglab_handover_id, livinglabs.lab_offered)


def write_about_claimed_lab(event: LabClaimed) -> Deed | None:
    """The coordinators are told that an organisation says that a lab is its own."""
    return written(LabHandover, event.livinglab_handover_id, livinglabs.lab_claimed)


def write_about_handover(event: LabHandoverAnswered) -> Deed | None:
    """Both sides are told that a lab was handed over; the one who began, that it was not."""
    return written(LabHandover, event.livinglab_handover_id, livinglabs.lab_handover_answered)
