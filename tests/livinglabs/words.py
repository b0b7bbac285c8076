"""Labs, gatherings and voices, for the tests that are about them."""

from typing import Any

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.livinglabs.models import (
    Gathering,
    GatheringKind,
    HandoverSide,
    LabHandover,
    LabKind,
    LabMember,
    LabProject,
    LabProjectMember,
    LivingLab,
    MemberState,
    Voice,
)
from hack.pipeline.livinglab import LabStep
from hack.sites.models import Ward

TYPED = {
    "ラボの名前": "みなと坂リビングラボ",
    "種類": "living",
    "区": "minami",
    "テーマ": "空き家の活用\n見守り",
    "運営する人・団体": "みなと坂まちづくり協議会",
    "住民の参加のしかた": "毎回だれでも参加できます。",
}
"""What somebody types who applies for a lab."""
SAID = {
    "name": "みなと坂リビングラボ",
    "kind": LabKind.LIVING,
    "ward": Ward.MINAMI,
    "themes": "空き家の活用",
    "operator": "みなと坂まちづくり協議会",
}


def a_lab(*, by: User, **facts: Any) -> LivingLab:
    """A lab of `by`'s organisation (known from a source where there is none), at work unless said otherwise."""
    facts = SAID | {"organization_id": by.organization_id, "entered_by_id": by.id, "step": LabStep.ACTIVE} | facts
    if facts["organization_id"] is None:
        facts.setdefault("source", "2019年の記事")
    return keep(LivingLab(**facts))


def an_open_lab(*, by: User, **facts: Any) -> LivingLab:
    """An open lab that takes members."""
    return a_lab(by=by, **({"kind": LabKind.OPEN, "name": "介護オープンラボ", "joinable": True} | facts))


def a_voice(lab: LivingLab, *, by: User, **facts: Any) -> Voice:
    """A voice of the lab, new unless said otherwise."""
    facts = {"heard_on": clock.today(), "theme": "空き家", "said": "空き家を集まる場所にしたい。"} | facts
    return keep(Voice(livinglab_id=lab.id, by_id=by.id, **facts))


def a_gathering(lab: LivingLab, *, by: User, **facts: Any) -> Gathering:
    """A gathering of today, for everybody unless said otherwise."""
    facts = {"held_on": clock.today(), "kind": GatheringKind.TALK, "title": "第1回の対話", "place": "集会所"} | facts
    return keep(Gathering(livinglab_id=lab.id, by_id=by.id, **({"public": True} | facts)))


def a_member(lab: LivingLab, *, by: User, **facts: Any) -> LabMember:
    """That `by`'s organisation asks to join, unless said otherwise."""
    facts = {
        "part": "記録のソフト",
        "words": "一緒に試したい。",
        "state": MemberState.ASKED,
        "asked_by_id": by.id,
    } | facts
    return keep(LabMember(livinglab_id=lab.id, organization_id=by.organization_id, name=by.organization.name, **facts))


def a_handover(lab: LivingLab, *, of: Organization, by: User, **facts: Any) -> LabHandover:
    """That the secretariat offers the lab to `of`, unless said otherwise; it waits for its answer."""
    facts = {"side": HandoverSide.OFFER, "words": "引き継いでください。"} | facts
    return keep(LabHandover(livinglab_id=lab.id, organization_id=of.id, by_id=by.id, **facts))


def a_project(lab: LivingLab, *, by: User, partners: tuple[LabMember, ...] = (), **facts: Any) -> LabProject:
    """A project of the lab that is being prepared, unless said otherwise."""
    facts = {"title": "空き家を1日だけ開ける", "what": "一日だけ開けて、だれが来るかを見る。"} | facts
    project = keep(LabProject(livinglab_id=lab.id, by_id=by.id, **facts))
    with db.transaction():
        db.session.add_all(LabProjectMember(project_id=project.id, member_id=one.id) for one in partners)
    db.session.expire(project, ["partners"])
    return project


def keep(thing: Any) -> Any:
    with db.transaction():
        db.session.add(thing)
    return thing
