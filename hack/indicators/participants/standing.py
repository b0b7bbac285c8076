"""How a term of the strategy stands to its aim, in a word and with the reason to look at. Plain Python."""

from datetime import date
from typing import NamedTuple

from hack.indicators.participants.definition import Counted
from hack.indicators.participants.forecast import LEAST, Forecast
from hack.indicators.participants.terms import Term
from hack.labels import Labelled


class State(Labelled):
    """Where a term stands."""

    REACHED = "reached", "達成"
    EXPECTED = "expected", "見込み"
    BEHIND = "behind", "遅れ"
    UNRECORDED = "unrecorded", "未記録"
    OPEN = "open", "見込み不明"


class Actual(NamedTuple):
    """How many there were or are in a term, on which day, and where that comes from.

    of: what was counted; None where the source does not say. platform: how many this platform has kept; None for one before it.
    """

    number: int
    day: date
    by_hand: bool
    source: str
    of: Counted | None
    platform: int | None


class Standing(NamedTuple):
    """A term with its aim, what there was, what is expected at its end, and how that stands. Numbers are None where nothing is known.

    gap: how many more there are than aimed at; negative, how many are missing.
    """

    term: Term
    target: int | None
    target_source: str
    actual: Actual | None
    expected: int | None
    margin: tuple[int, int] | None
    gap: int | None
    state: State
    why: str
    outlook: str


def standing(
    term: Term,
    *,
    who: Counted,
    target: int | None,
    actual: Actual | None,
    forecast: Forecast | None,
    today: date,
    target_source: str = "",
    outlook: str = "",
) -> Standing:
    """How the term stands today. A forecast is made for terms that are not over."""
    ahead = forecast if forecast is not None and not term.is_over(today) else None
    expected = ahead.at(term.ends_on) if ahead else None
    margin = ahead.margin(term.ends_on) if ahead else None
    gap = actual.number - target if actual and target is not None else None
    state, why = _judged(term, who, target, actual, expected, ahead, today)
    return Standing(term, target, target_source, actual, expected, margin, gap, state, why, outlook)


def _judged(
    term: Term,
    who: Counted,
    target: int | None,
    actual: Actual | None,
    expected: int | None,
    forecast: Forecast | None,
    today: date,
) -> tuple[State, str]:
    unit = who.unit
    if target is None:
        return State.UNRECORDED, "目標が登録されていません。"
    if actual is not None and actual.number >= target:
        early = "" if term.is_over(today) else "期の途中で、"
        return State.REACHED, f"{early}目標の{target:,}に届きました。"
    if term.is_over(today):
        if actual is None:
            return State.UNRECORDED, "期末の数が、このサイトの記録にも、手で入れた実績にもありません。"
        return State.BEHIND, f"目標に{target - actual.number:,}{unit}足りませんでした。"
    if expected is None or forecast is None:
        return State.OPEN, f"見込みを計算するには、月末の数が{LEAST}つ(3か月分)必要です。"
    pace = f"いまの伸び(1か月に{forecast.per_month:+,.1f}{unit})が続くと、期末に{expected:,}{unit}の見込みです。"
    if expected >= target:
        return State.EXPECTED, pace
    return State.BEHIND, f"{pace}目標に{target - expected:,}{unit}足りません。"
