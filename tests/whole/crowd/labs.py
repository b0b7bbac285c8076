"""Around labs: hundreds of them, and of gatherings, voices, members and milestones in one that is at work."""

from typing import Any

from hack import clock
from hack.livinglabs.models import (
    Finding,
    Gathering,
    GatheringKind,
    HandoverSide,
    HandoverState,
    LabCheck,
    LabHandover,
    LabKind,
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
from hack.pipeline.livinglab_project import ProjectStep
from hack.sites.models import Ward
from tests.whole.crowd.rows import first_of, many, thirds


def work_in_labs(cast: Any, needs: list[Need], proposers: list[Any]) -> list[Any]:
    """The labs; every third thing is of the first one at work."""
    lab = first_of(LivingLab, LivingLab.step == LabStep.ACTIVE, LivingLab.kind == LabKind.LIVING)
    open_lab = first_of(LivingLab, LivingLab.kind == LabKind.OPEN)
    sourced = first_of(LivingLab, LivingLab.source != "")
    steps, today = (
        (LabStep.ACTIVE, LabStep.REGISTERED, LabStep.APPLIED, LabStep.DORMANT, LabStep.RETURNED),
        clock.today(),
    )

    def a_lab(n: int, by: Any) -> dict[str, Any]:
        said = {"name": f"ラボ{n}", "kind": LabKind.LIVING, "ward": list(Ward)[n % 18], "themes": "空き家\n見守り"}
        return said | {
            "operator": "町内会",
            "organization_id": by.organization_id,
            "entered_by_id": by.id,
            "step": steps[n % 5],
        }

    labs = many(LivingLab, 200, [cast.umi, *proposers], a_lab)
    at_lab = thirds(lab, labs)

    def a_gathering(n: int, by: Any) -> dict[str, Any]:
        about = {"livinglab_id": next(at_lab).id, "held_on": today, "kind": list(GatheringKind)[n % 4], "by_id": by.id}
        return about | {"title": f"回{n}", "place": "集会所", "public": n % 2 == 0}

    def a_voice(n: int, by: Any) -> dict[str, Any]:
        about = {
            "livinglab_id": next(at_lab).id,
            "heard_on": today,
            "theme": "空き家",
            "said": f"声{n}",
            "by_id": by.id,
        }
        state = list(VoiceState)[n % 3]
        became = needs[n].id if state is VoiceState.NEED else None
        return about | {"state": state, "heading": "空き家", "need_id": became}

    def a_member(n: int, by: Any) -> dict[str, Any]:
        about = {"livinglab_id": open_lab.id, "name": f"団体{n}", "part": "役割", "state": MemberState.MEMBER}
        return about | {"organization_id": None}

    def a_milestone(n: int, by: Any) -> dict[str, Any]:
        about = {"livinglab_id": lab.id, "kind": MilestoneKind.PROJECT, "year": 2026, "happened_on": today}
        return about | {"words": f"取組{n}", "by_id": by.id}

    def a_check(n: int, by: Any) -> dict[str, Any]:
        found = {"residents": Finding.YES, "ward": Finding.YES, "theme": Finding.YES, "remark": f"確認{n}"}
        return found | {"livinglab_id": lab.id, "by_id": by.id}

    def a_handover(n: int, by: Any) -> dict[str, Any]:
        about = {"livinglab_id": sourced.id, "organization_id": by.organization_id, "side": HandoverSide.CLAIM}
        about |= {
            "state": HandoverState.DECLINED,
            "words": f"申し出{n}",
            "by_id": by.id,
            "answered_by_id": cast.mori.id,
        }
        return about | {"answered_at": clock.now()}

    def a_project(n: int, by: Any) -> dict[str, Any]:
        about = {"livinglab_id": lab.id, "title": f"プロジェクト{n}", "what": "試す", "by_id": by.id}
        return about | {"need_id": needs[n].id, "step": list(ProjectStep)[n % 3]}

    many(LabHandover, 60, [cast.umi, *proposers], a_handover)
    many(LabProject, 60, [cast.umi], a_project)
    many(Gathering, 200, [cast.umi], a_gathering)
    many(Voice, 300, [cast.umi], a_voice)
    many(LabMember, 100, [cast.umi], a_member)
    many(LabMilestone, 100, [cast.umi], a_milestone)
    many(LabCheck, 60, [cast.mori], a_check)
    return labs
