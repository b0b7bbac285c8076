"""Five hundred agreements with twenty outcomes in some, a hundred papers, and sittings with thirty of them."""

from datetime import timedelta
from typing import Any

from hack import clock
from hack.accounts.models import User
from hack.agreements.days import Precision
from hack.agreements.models import (
    Agreement,
    AgreementContact,
    AgreementKind,
    AgreementOutcome,
    AgreementParty,
    AgreementTerm,
    TermDeed,
    first_reminder,
)
from hack.deliberations.models import (
    Body,
    Paper,
    PaperReplacement,
    Ruling,
    RulingCondition,
    RulingCorrection,
    Sitting,
    SittingVersion,
    Tabling,
)
from hack.intake.models import Case, CaseKind, Concerned
from hack.pipeline.front import CaseStep
from tests.cast import Cast
from tests.whole.crowd.rows import first_of, many, thirds


def agree(officers: list[User]) -> None:
    """Agreements of every section and of every year, many of them near their end, and what came of them."""
    first = first_of(Agreement, Agreement.published)
    kinds = list(AgreementKind)

    def agreement(n: int, by: Any) -> dict[str, Any]:
        until = clock.today() + timedelta(days=n % 200)
        when = {"precision": Precision.MONTH, "year": 2000 + n % 26, "month": n % 12 + 1, "day": None}
        about = {"kind": kinds[n % len(kinds)], "name": f"協定{n}", "city_side": "横浜市", "section_id": by.section_id}
        term = {"until": until, "notice_days": 90, "remind_from": first_reminder(until, 90)}
        said = {
            "purpose": "渋滞を減らす。" * 9,
            "source_name": "協定書",
            "published": n % 5 > 0,
            "entered_by_id": by.id,
        }
        return about | when | term | said

    agreements = many(Agreement, 500, officers, agreement)
    many(
        AgreementParty,
        1500,
        agreements,
        lambda n, one: {"agreement_id": one.id, "place": n // 500, "name": f"会社{n}"},
    )
    at = thirds(first, agreements)

    def outcome(n: int, by: Any) -> dict[str, Any]:
        when = {"precision": Precision.YEAR, "year": 2020, "month": None, "day": None}
        return {"agreement_id": next(at).id, "told": "試した。" * 20, "by_id": by.id, **when}

    many(AgreementOutcome, 300, officers, outcome)
    chosen = [first, *agreements[:2]]

    def term(n: int, one: Any) -> dict[str, Any]:
        days = {"until_before": one.until, "until_after": clock.today() + timedelta(days=n)}
        return {"agreement_id": one.id, "deed": TermDeed.EXTENDED, "by_id": officers[0].id, "note": "確かめた。"} | days

    many(AgreementTerm, 60, chosen, term)
    about = {"party": "会社1", "office": "営業部", "phone": "045-000-0000", "by_id": officers[0].id}
    many(AgreementContact, 90, chosen, lambda n, one: {"agreement_id": one.id, "person": f"人{n}", **about})


def deliberate(cast: Cast) -> None:
    """Cases that concern Michi's section, each with its paper, before sittings of thirty papers."""
    mori, body, sitting = cast.mori, first_of(Body), first_of(Sitting)

    def case(n: int, by: Any) -> dict[str, Any]:
        about = {"kind": CaseKind.FREE, "number": f"F-2025-{n:04}", "title": f"案件{n}", "body": "内容" * 50}
        whose = {"organization_id": by.organization_id, "proposer_id": by.id, "step": CaseStep.TABLED}
        return about | whose | {"answer_due_on": clock.today(), "dialogue_due_on": clock.today()}

    cases = many(Case, 120, [cast.umi, cast.riku], case)
    many(Concerned, 120, cases, lambda _, one: {"case_id": one.id, "section_id": cast.roads.id, "by_id": mori.id})
    words = dict.fromkeys(("summary", "conditions", "replies", "options", "asked"), "付議書の文。" * 20)

    def paper(n: int, one: Any) -> dict[str, Any]:
        return {"case_id": one.id, "title": f"付議書{n}", "prepared_by_id": mori.id, **words}

    papers = many(Paper, 120, cases, paper)

    def day(n: int, by: Any) -> dict[str, Any]:
        return {"body_id": body.id, "held_on": clock.today() - timedelta(days=n), "called_by_id": by.id}

    sittings = [sitting, *many(Sitting, 60, [mori], day)]

    def item(n: int, one: Any) -> dict[str, Any]:
        ruled = {"ruling": Ruling.TAKEN_HOME, "said": "持ち帰る。", "ruled_at": clock.now(), "ruled_by_id": mori.id}
        where = {"sitting_id": sittings[n % 4 if n < 120 else n % len(sittings)].id, "paper_id": one.id}
        return where | {"place": n + 2, "tabled": {"title": f"付議書{n}", **words}, "tabled_by_id": mori.id} | ruled

    items = many(Tabling, 120, papers, item)
    at = [first_of(Tabling), *items]

    def condition(n: int, one: Any) -> dict[str, Any]:
        at, by, how = (clock.now(), mori.id, "確かめた。") if n % 2 else (None, None, "")
        about = {"tabling_id": one.id, "place": n, "words": f"条件{n}"}
        return about | {"met_at": at, "met_by_id": by, "met_how": how}

    many(RulingCondition, 600, at, condition)
    before = {"ruling": "proceed", "said": "進める。", "conditions": ["条件"]}
    kept = {"by_id": mori.id, "reason": "書きまちがえた。"}
    many(RulingCorrection, 300, at, lambda _, one: {"tabling_id": one.id, "before": before, **kept})
    said = {"before": {"title": "付議書", **words}, **kept}
    many(PaperReplacement, 300, at, lambda _, one: {"tabling_id": one.id, **said})
    was = {"by_id": mori.id, "before": {"minutes": "前の記録。" * 20}}
    many(SittingVersion, 300, sittings, lambda _, one: {"sitting_id": one.id, **was})
