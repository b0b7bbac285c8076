"""Requests for support, for the tests that are about them."""

from typing import Any

from hack import db
from hack.accounts.models import User
from hack.pipeline.support import SupportStep
from hack.support.models import Support, SupportKind
from tests.cast import Cast

TAKEN = (SupportStep.TAKEN, SupportStep.UNDER_WAY, SupportStep.DONE)


def a_support(cast: Cast, *, by: User | None = None, **facts: Any) -> Support:
    """A request of Michi's section (or of `by`'s), asked unless said otherwise; where somebody must have taken it on, Mori has."""
    asker = by or cast.michi
    facts = {
        "title": "窓口の待ち時間",
        "wish": "どこから手を付ければよいか、一緒に考えてほしい。",
        "kind": SupportKind.UNCLEAR,
        "section_id": asker.section_id,
        "asked_by": asker,
        "step": SupportStep.ASKED,
    } | facts
    if facts["step"] in TAKEN:
        facts.setdefault("taken_by", cast.mori)
    if facts["step"] is SupportStep.DONE:
        facts.setdefault("result", "受付の順番を替える。")
    support = Support(**facts)
    with db.transaction():
        db.session.add(support)
    return support
