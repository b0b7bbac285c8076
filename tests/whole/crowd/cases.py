"""Around the front: cases at many steps, what is said and asked about the first of them, and themes."""

from datetime import timedelta
from typing import Any

from hack import clock
from hack.accounts.models import User
from hack.files.models import StoredFile
from hack.intake.models import Case, CaseEntry, CaseKind, Concerned, Dialogue, Inquiry, Slot, Theme
from hack.pipeline.front import CaseStep
from tests.whole.crowd.rows import first_of, many

STEPS = (CaseStep.RECEIVED, CaseStep.TRIAGE, CaseStep.SCHEDULING, CaseStep.CHECKING, CaseStep.WITHDRAWN)


def hand_in_many(cast: Any, officers: list[User], proposers: list[User]) -> list[Case]:
    """300 cases, every third of Umi's; 300 of everything that belongs to one, half of it to the first; 100 themes."""
    today, roads = clock.today(), cast.roads.id
    sections = [roads, *dict.fromkeys(officer.section_id for officer in officers)]

    def a_case(n: int, by: User) -> dict[str, Any]:
        whose = {"organization_id": by.organization_id, "proposer_id": by.id, "number": f"F-2020-{n:04d}"}
        days = {"answer_due_on": today, "dialogue_due_on": today, "due_on": today - timedelta(days=n % 9)}
        looked_after = {"taken_by_id": cast.mori.id if n % 2 else None, "section_id": roads if n % 5 == 3 else None}
        return {
            "title": f"案件{n}",
            "body": "橋の音",
            "kind": CaseKind.FREE,
            "step": STEPS[n % 5],
            **whose,
            **days,
        } | looked_after

    cases = many(Case, 300, [cast.umi, *proposers[:2]], a_case)
    theirs = [first_of(Case, Case.number.startswith("F-2026")), *cases[:1]]
    many(
        Concerned, 300, cases, lambda n, one: {"case_id": one.id, "section_id": sections[n % 2], "by_id": cast.mori.id}
    )
    many(CaseEntry, 300, theirs, lambda n, one: {
        "case_id": one.id, "by_id": officers[n % 60].id, "text": f"連絡{n}", "internal": n % 3 == 0
    })  # fmt: skip
    many(Dialogue, 80, theirs, lambda n, one: {
        "case_id": one.id, "by_id": officers[n % 60].id, "held_on": today, "shared": "話", "internal": "内"
    })  # fmt: skip
    many(Inquiry, 200, theirs, lambda n, one: {
        "case_id": one.id, "section_id": sections[n % len(sections)], "asked": "問い", "due_on": today, "asked_by_id": officers[n % 60].id
    })  # fmt: skip
    many(Slot, 5, theirs, lambda n, one: {
        "case_id": one.id, "by_id": cast.mori.id, "starts_at": clock.now() + timedelta(days=n + 1)
    })  # fmt: skip
    many(StoredFile, 40, theirs, lambda n, one: {
        "noun": "cases", "thing_id": one.id, "name": f"資料{n}.txt", "extension": "txt", "media_type": "text/plain",
        "size": 9, "digest": f"{n:064}", "stored_as": f"b{n:031}", "by_id": proposers[n % 2].id,
    })  # fmt: skip
    days = {"opens_on": today, "closes_on": today + timedelta(days=9), "published_at": clock.now()}
    many(Theme, 100, officers, lambda n, by: {
        "title": f"テーマ{n}", "text": "説明", "section_id": by.section_id, "made_by_id": by.id, **days
    })  # fmt: skip
    return cases
