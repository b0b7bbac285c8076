"""The register, and what came of the agreements in it, as tables."""

from collections.abc import Iterable

from hack.agreements.models import Agreement, AgreementOutcome
from hack.tables import Sheet
from hack.tables.cells import told

TITLE = "連携協定"
MOST = 10_000
"""How many agreements go out at most."""
HEADINGS = (
    *("種類", "名前", "相手方", "市の側", "担当する課", "締結した日", "締結した日の確かさ", "公表した日", "期間の最後の日"),
    *("自動更新", "終わった日", "いまの状態", "前の協定", "目的", "補足", "出典の文書名", "出典のアドレス"),
)  # fmt: skip
OUTCOMES = "協定の成果"
OUTCOME_HEADINGS = ("協定", "いつ", "日付の確かさ", "成果・できごと", "出典の文書名", "出典のアドレス")


def sheet_of_outcomes(outcomes: Iterable[AgreementOutcome]) -> Sheet:
    """What came of agreements, a row each, with the agreement's name."""
    rows = [
        [one.agreement.name, one.when.written, one.precision.label, one.told, one.source_name, one.source_url]
        for one in outcomes
    ]
    return Sheet(OUTCOMES, OUTCOME_HEADINGS, rows)


def sheet_of(agreements: Iterable[Agreement]) -> Sheet:
    """These agreements, a row each; a day that is not known exactly is told as far as it is."""
    return Sheet(TITLE, HEADINGS, [_row(one) for one in agreements])


def _row(one: Agreement) -> list[str]:
    former = one.follows.name if one.follows and one.follows.published else ""
    section = one.section.full_name if one.section else ""
    return [
        *(one.kind.label, one.name, "、".join(one.party_names), one.city_side, section),
        *(one.when.written, one.precision.label, told(one.announced_on), told(one.until)),
        *(one.renewal.label, told(one.ended_on), one.standing.label, former),
        *(one.purpose, one.notes, one.source_name, one.source_url),
    ]
