"""Sample things for the parts of the face: just what a macro asks of them, no more."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum

from hack.indicators.participants.curve import Curve, curve
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.forecast import foresee
from hack.indicators.participants.standing import Actual, standing
from hack.indicators.participants.terms import TERMS
from hack.standing import Entry, Reached

LONG = "街区表示板の傷みぐあいを、走行中の公用車から撮った写真で見分けたい(髙﨑・辻󠄀地区、①〜②の2区間)"


@dataclass(frozen=True)
class Place:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Stage:
    value: str
    label: str
    public: bool = False
    ends: bool = False
    hoped: bool = False


@dataclass(frozen=True)
class Page:
    number: int
    pages: int
    total: int

    @property
    def first(self) -> int:
        return (self.number - 1) * 20 + 1

    @property
    def last(self) -> int:
        return min(self.number * 20, self.total)


@dataclass(frozen=True)
class Viewer:
    name: str
    belonging: str
    is_authenticated: bool = True


class Band(Enum):
    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"

    @property
    def label(self) -> str:
        return {"strong": "強い", "possible": "可能性あり", "weak": "弱い"}[self.value]


STAGES = [
    Stage("draft", "下書き"),
    Stage("checking", "事務局確認"),
    Stage("shaping", "課題深掘り"),
    Stage("ready", "公開準備"),
    Stage("ideas", "アイデア募集中", public=True),
    Stage("ideas_closed", "アイデア募集終了", public=True),
    Stage("working", "ワーキング中", public=True),
    Stage("solutions", "実証提案募集中", public=True),
    Stage("evaluating", "評価中", public=True),
    Stage("chosen", "候補者決定", public=True),
    Stage("trial", "実証中", public=True),
    Stage("verified", "効果検証済", public=True),
    Stage("adopted", "実装", public=True, ends=True, hoped=True),
]
ON_HOLD = Stage("on_hold", "保留")
NOTHING_FIT = Stage("no_award", "該当なし", public=True, ends=True)


def way_to(number: int) -> list[tuple[Stage, Reached]]:
    """The stages with how they stand to a thing at the stage of that number; the third was not passed through."""
    how = {True: Reached.PAST, False: Reached.AHEAD}
    way = [(stage, how[at < number]) for at, stage in enumerate(STAGES)]
    way[2], way[number] = (STAGES[2], Reached.SKIPPED), (STAGES[number], Reached.HERE)
    return way


def a_growth() -> Curve:
    """A growth that reaches two of four aims, with an actual entered by hand and what is expected of the last term."""
    grown = [(date(2023 + n // 12, n % 12 + 1, 28), 12 * n + n * n // 2) for n in range(2, 30)]
    today, forecast = grown[-1][0], foresee(grown)
    by_hand = Actual(180, date(2023, 3, 31), True, "資料", None, None)
    facts = {"who": Counted.ORGANIZATIONS, "forecast": forecast, "today": today}
    stands = [
        standing(term, target=250 * place, actual=by_hand if place == 1 else None, **facts)
        for place, term in enumerate(TERMS, 1)
    ]
    return curve(stands, grown, today)


def happenings() -> list[Entry]:
    at = datetime(2026, 11, 20, 14, 5, tzinfo=UTC)
    return [
        Entry(at.replace(day=22), "森 みどり(事務局)", "事務局確認", "公開準備", "公開準備へ進める"),
        Entry(
            at,
            "森 みどり(事務局)",
            "事務局確認",
            "課題深掘り",
            "深掘りに戻す",
            "現状の件数が書かれていません。\n年間の件数を教えてください。",
            True,
        ),
        Entry(at.replace(day=2), "海野 渚(道路局 管理課)", "下書き", "下書き"),
    ]
