"""Agreements, for the tests that are about them."""

from typing import Any

from hack import db
from hack.accounts.models import User
from hack.agreements.actions import add_contact, add_outcome, enter_agreement
from hack.agreements.days import When
from hack.agreements.models import Agreement, AgreementContact, AgreementKind, AgreementOutcome

TYPED = {
    "種類": "cooperation",
    "名前": "港の交通に関する連携協定",
    "相手方": "港計測株式会社\n浜大学",
    "市の側": "横浜市",
    "目的": "港のまわりの渋滞を減らす。",
    "締結した日": "2025-04",
    "出典の文書名": "協定書",
}


def an_agreement(*, by: User, **facts: Any) -> Agreement:
    """An agreement of the city with 港計測, in the public register unless said otherwise."""
    facts = {
        "kind": AgreementKind.COOPERATION,
        "name": "港の交通に関する連携協定",
        "parties": ["港計測株式会社"],
        "city_side": "横浜市",
        "purpose": "港のまわりの渋滞を減らす。",
        "when": When(2025, 4),
        "source_name": "協定書",
        "published": True,
    } | facts
    with db.transaction():
        return enter_agreement(by=by, **facts)


def an_outcome(agreement: Agreement, *, by: User, **facts: Any) -> AgreementOutcome:
    """Something that came of it."""
    facts = {"when": When(2026, 3), "told": "二つの交差点で試した。", "source_name": "報告書"} | facts
    with db.transaction():
        return add_outcome(agreement, by=by, **facts)


def a_contact(agreement: Agreement, *, by: User, **facts: Any) -> AgreementContact:
    """Somebody at 港計測 to turn to."""
    facts = {"party": "港計測株式会社", "office": "営業部", "email": "pact@minato.example"} | facts
    with db.transaction():
        return add_contact(agreement, by=by, **facts)
