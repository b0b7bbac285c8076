"""The numbers of participants as tables that go out: how the terms stand, the growth by month, and who is behind a number."""

from collections.abc import Iterable, Sequence

from hack import clock
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.forecast import Point
from hack.indicators.participants.queries import Someone
from hack.indicators.participants.standing import Standing
from hack.tables import Sheet

TITLE = "参加者数"
TERMS = (
    *("期", "年度", "目標", "目標の出典", "実績", "実績の時点", "何の数か", "実績の出典", "差", "期末の見込み"),
    *("状況", "理由", "今後の方向性"),
)
GROWTH = ("時点", "団体数", "人数")
BEHIND = ("名前", "団体", "種類", "市内外", "参加した日")


def terms_sheet(stands: Iterable[Standing]) -> Sheet:
    """How the terms stand."""
    return Sheet("期ごと", TERMS, [_term(one) for one in stands])


def growth_sheet(organizations: Sequence[Point], persons: Sequence[Point]) -> Sheet:
    """The numbers at the ends of months, and today's; both for the same days."""
    rows = [
        (day.isoformat(), str(number), str(people))
        for (day, number), (_, people) in zip(organizations, persons, strict=True)
    ]
    return Sheet("月末ごと", GROWTH, rows)


def behind_sheet(those: Iterable[Someone], who: Counted) -> Sheet:
    """Who is behind a number."""
    rows = [
        (one.name, one.house, one.kind.label, one.place.label, clock.in_japan(one.since).date().isoformat())
        for one in those
    ]
    return Sheet(who.label, BEHIND, rows)


def _term(one: Standing) -> tuple[str, ...]:
    actual = one.actual
    what = "" if actual is None else actual.of.label if actual.of else "出典に書かれていない"
    return (
        one.term.label,
        one.term.fiscal_year,
        _number(one.target),
        one.target_source,
        _number(actual.number if actual else None),
        actual.day.isoformat() if actual else "",
        what,
        actual.source if actual else "",
        _number(one.gap),
        _number(one.expected),
        one.state.label,
        one.why,
        one.outlook,
    )


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
