"""Around needs: owners, remarks, places, questions, support, suggestions."""

from datetime import timedelta
from typing import Any

from hack import clock
from hack.accounts.models import User
from hack.matching.likeness.bands import Band
from hack.matching.models import Run, Suggestion, Verdict, VerdictReason
from hack.needs.models import CoOwner, Need, Remark, RemarkAnswer
from hack.pipeline.need import NeedStep
from hack.pipeline.question import QuestionStep
from hack.pipeline.site import SiteStep
from hack.pipeline.support import SupportStep
from hack.questions.models import Correction, Question
from hack.seeds.models import Seed
from hack.sites.models import Site, SiteCall, SiteKind, Ward
from hack.support.models import SupportKind
from tests.whole.crowd.rows import first_of, many


def share(cast: Any, officers: list[User], need: Need, needs: list[Need], proposers: list[User]) -> None:
    """Two of three needs are owned with Michi's section or with another; hundreds of remarks, calls for places and offers."""
    roads = cast.roads.id
    many(CoOwner, 300, needs, lambda n, one: {"need_id": one.id, "by_id": cast.mori.id, "section_id": (
        roads if one.section_id != roads and n % 2 else officers[1].section_id
    )})  # fmt: skip
    first = first_of(Remark)
    on = (first.need_id, first_of(Need, Need.step == NeedStep.DRAFT).id, need.id)

    def remark(n: int, by: Any) -> dict[str, Any]:
        return {"need_id": on[n % 3], "field": ("", "hoped", "present")[n % 3], "text": f"指摘{n}", "by_id": by.id}

    remarks = many(Remark, 180, [cast.mori], remark)
    many(
        RemarkAnswer,
        360,
        remarks,
        lambda n, one: {"remark_id": one.id, "text": f"答え{n}", "by_id": officers[n % 60].id},
    )
    until = clock.today() + timedelta(days=5)

    def a_call(n: int, one: Any) -> dict[str, Any]:
        return {"need_id": one.id, "wanted": "場所", "capacity": 99, "until": until, "by_id": cast.mori.id}

    calls = [first_of(SiteCall), *many(SiteCall, 100, needs, a_call)]
    kept = {"name": "場所", "ward": Ward.NISHI, "kind": SiteKind.SHOP, "description": "広い", "contact": "係"}

    def a_site(n: int, by: Any) -> dict[str, Any]:
        steps = (SiteStep.OFFERED, SiteStep.TAKEN, SiteStep.DECLINED)
        whose = {"organization_id": by.organization_id, "by_id": by.id}
        return kept | whose | {"call_id": calls[n % 2 * (n % 50)].id, "step": steps[n % 3]}

    many(Site, 300, [cast.umi, *proposers[:20]], a_site)


def ask(need: Need, people: list[User], umi: User) -> None:
    """A hundred questions about the need, every second of them answered for everybody, and twice corrected."""

    def question(n: int, person: Any) -> dict[str, Any]:
        whose = {"asker_id": person.id, "organization_id": person.organization_id}
        said = {"step": QuestionStep.ASKED, "number": None, "wording": "", "answer": "", "published_at": None}
        if n % 2:
            said = {"step": QuestionStep.ANSWERED, "number": n + 1000, "wording": "質問", "answer": "回答"}
            said["published_at"] = clock.now()
        return {"need_id": need.id, "asked": f"質問{n}", **whose, **said}

    asked = many(Question, 100, [umi, *people], question)

    def correction(n: int, one: Any) -> dict[str, Any]:
        before = {"wording": "前", "answer": "前"}
        return {"question_id": one.id, "by_id": umi.id, "note": f"訂正{n}", "before": before}

    many(Correction, 200, asked, correction)


def a_support(n: int, by: Any, taker: Any, need: Need) -> dict[str, Any]:
    steps = (SupportStep.ASKED, SupportStep.UNDER_WAY, SupportStep.TAKEN)
    about = {
        "title": f"依頼{n}",
        "wish": "一緒に考えてほしい。",
        "kind": list(SupportKind)[n % 4],
        "step": steps[n % 3],
    }
    theirs = {"section_id": by.section_id, "need_id": need.id if by.section_id == need.section_id else None}
    return about | theirs | {"asked_by_id": by.id, "taken_by_id": taker.id if n % 3 else None}


def an_entry(n: int, by: Any, support: Any) -> dict[str, Any]:
    return {"support_id": support.id, "by_id": by.id, "done_on": clock.today(), "told": f"記録{n}", "hours": 1.5}


def match(officers: list[User], need: Need, seed: Seed, needs: list[Need], seeds: list[Seed]) -> None:
    run = many(Run, 1, [None], lambda *_: {"needs": 300, "seeds": 300, "settings": {}, "ended_at": clock.now()})[0]
    pairs = [*((need, one) for one in seeds), *((one, seed) for one in needs)]

    def suggestion(n: int, pair: Any) -> dict[str, Any]:
        reasons = [["交通量", 0.2, 0], ["交差点", 0.1, 1]]
        about = {"need_id": pair[0].id, "seed_id": pair[1].id, "run_id": run.id, "reasons": reasons}
        return about | {"score": 0.9 - n / 1000, "band": Band.STRONG, "learnt": 0.1, "city_band": Band.STRONG}

    def verdict(n: int, officer: Any) -> dict[str, Any]:
        about = {"need_id": need.id, "seed_id": seeds[n % 30].id, "by_id": officer.id, "fits": n % 2 == 0}
        return about | {"reason": VerdictReason.RELEVANT if n % 2 == 0 else VerdictReason.COST, "place": n % 10 + 1}

    many(Suggestion, len(pairs), pairs, suggestion)
    many(Verdict, 60, officers, verdict)
