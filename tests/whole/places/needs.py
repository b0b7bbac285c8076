"""Needs, who owns them, what is remarked on them, questions, places for trials."""

from typing import Any

from hack import clock, db
from hack.needs.models import CoOwner, Need, Remark
from hack.passages import Passage
from hack.pipeline.need import NeedStep
from hack.pipeline.question import QuestionStep
from hack.pipeline.site import SiteStep
from hack.questions.models import Question
from hack.sites.models import Site, SiteCall, SiteKind, Ward
from tests.cast import a_need
from tests.whole.town import Town


def enter_needs(town: Town) -> dict[str, Need]:
    states = {
        "a draft": {"step": NeedStep.DRAFT},
        "internal, being made ready": {"step": NeedStep.READY, "internal": True},
        "internal, its call is open": {"internal": True},
        "its call is open": {},
        "at its end": {"step": NeedStep.ADOPTED},
        "withdrawn": {"step": NeedStep.WITHDRAWN},
        "shaped, owned with Midori's section": {"step": NeedStep.SHAPING},
    }
    return {says: a_need(by=town.cast.michi, **facts) for says, facts in states.items()}


def share(town: Town, need: Need) -> tuple[CoOwner, Remark]:
    """That Midori's section owns the need too, and what Mori remarks on it."""
    owner = CoOwner(need_id=need.id, section_id=town.cast.resources.id, by_id=town.cast.mori.id)
    remark = Remark(need_id=need.id, field="hoped", text="数字で", by_id=town.cast.mori.id)
    with db.transaction():
        db.session.add_all([owner, remark])
    return owner, remark


def enter_sites(town: Town, need: Need) -> dict[str, Site]:
    """A place that Umi offers, and one of hers that is taken."""
    umi, words = town.cast.umi, {"ward": Ward.NAKA, "kind": SiteKind.SHOP, "description": "広場", "contact": "係"}
    call = SiteCall(
        need_id=need.id, wanted="場所", capacity=200, taken=1, until=clock.today(), by_id=town.cast.michi.id
    )
    sites = {
        says: Site(call=call, organization_id=umi.organization_id, by_id=umi.id, name=says, step=step, **words)
        for says, step in (("offered", SiteStep.OFFERED), ("taken", SiteStep.TAKEN))
    }
    with db.transaction():
        db.session.add_all(sites.values())
    return sites


def enter_questions(town: Town, need: Need) -> dict[str, Question]:
    """Umi's questions about that need, at every step."""
    umi, now = town.cast.umi, clock.now()
    said = {"number": 1, "wording": "公開の質問", "answer": "回答", "published_at": now}
    states: dict[str, dict[str, Any]] = {
        "waits for its answer": {},
        "answered for everybody": said | {"step": QuestionStep.ANSWERED},
        "answered for the asker alone": {"step": QuestionStep.ANSWERED_ALONE},
        "withdrawn": {"step": QuestionStep.WITHDRAWN},
    }
    rows = {
        says: Question(need_id=need.id, asker_id=umi.id, organization_id=umi.organization_id, asked="質問", **facts)
        for says, facts in states.items()
    }
    with db.transaction():
        db.session.add_all(rows.values())
    for row in (rows["answered for the asker alone"], rows["withdrawn"]):
        with db.transaction():
            db.session.add(
                Passage(
                    noun="question", thing_id=row.id, at=now, happened_on=clock.today(), by_id=umi.id, start="asked",
                    end=row.step.value, move="decline" if row.step is QuestionStep.ANSWERED_ALONE else "withdraw",
                    reason="そのため",
                )
            )  # fmt: skip
    return rows
