"""Labs, their gatherings, voices, members and milestones."""

from typing import Any

from hack import clock
from hack.livinglabs.models import (
    Gathering,
    HandoverSide,
    LabHandover,
    LabMember,
    LabMilestone,
    LabProject,
    LivingLab,
    MemberState,
    MilestoneKind,
    Voice,
    VoiceState,
)
from hack.needs.models import Need
from hack.pipeline.livinglab import LabStep
from tests.livinglabs.words import a_gathering, a_handover, a_lab, a_member, a_project, a_voice, an_open_lab, keep
from tests.whole.places.place import Place, by_key_of
from tests.whole.town import Town


def enter_labs(town: Town, need: Need) -> dict[str, list[Place]]:
    """Umi's labs where they stand, what goes on in one of them (a voice of it became `need`), and who joins her open lab."""
    umi, riku, mori = town.cast.umi, town.cast.riku, town.cast.mori
    labs: dict[str, LivingLab] = {
        "applied": a_lab(by=umi, step=LabStep.APPLIED),
        "at work": a_lab(by=umi),
        "ended": a_lab(by=umi, step=LabStep.ENDED),
        "known from a source": a_lab(by=mori),
        "an open lab": an_open_lab(by=umi),
    }
    lab, open_lab = labs["at work"], labs["an open lab"]
    gatherings: dict[str, Gathering] = {
        "for everybody": a_gathering(lab, by=umi),
        "not public": a_gathering(lab, by=umi, public=False),
    }
    voices: dict[str, Voice] = {
        "new": a_voice(lab, by=umi),
        "became a need": a_voice(lab, by=umi, state=VoiceState.NEED, need_id=need.id),
    }
    members: dict[str, LabMember] = {
        "asks to join": a_member(open_lab, by=riku),
        "belongs to it": a_member(open_lab, by=town.cast.kita, state=MemberState.MEMBER),
    }
    handovers: dict[str, LabHandover] = {
        "offered to Umi's": a_handover(labs["known from a source"], of=town.cast.minato, by=mori),
        "Riku says it is his": a_handover(
            labs["known from a source"], of=town.cast.oka, by=riku, side=HandoverSide.CLAIM
        ),
    }
    projects: dict[str, LabProject] = {
        "of a lab at work": a_project(lab, by=umi, need_id=need.id),
        "of a lab that is applied for": a_project(labs["applied"], by=umi),
    }
    milestone: Any = LabMilestone(
        livinglab_id=lab.id,
        kind=MilestoneKind.PROJECT,
        year=2026,
        happened_on=clock.today(),
        words="実験",
        by_id=umi.id,
    )
    return {
        "one_lab": by_key_of("lab", labs),
        "one_gathering": by_key_of("gathering", gatherings),
        "one_voice": by_key_of("voice", voices),
        "one_lab_member": by_key_of("lab member", members),
        "one_handover": by_key_of("lab handover", handovers),
        "one_project": by_key_of("lab project", projects),
        "one_milestone_once": [
            Place("milestone: of a lab at work", {"key": lab.key, "milestone_key": keep(milestone).key})
        ],
    }
