"""Why a need and a seed go together: the words that make the score, and how far they may be trusted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

import numpy as np

from hack import text
from hack.matching.bands import Band
from hack.matching.documents import Document, units_of
from hack.matching.space import Space

MEANING = " ~ "  # between two words that mean the same
ALIKE = "(文字の並び)"  # stands for all letters side by side
COMMON = 0.05  # a word in more than this share of the documents (and in more than two) says little
# Words that never explain a match to a person, in Sudachi's normal forms.
_HOLLOW = """
こと もの ため とき ところ ほう なか うち
事 物 者 場 市 量 型 化 性 用 為 時 所 方 中 上 下 内 外 前 後 間 際 点 面 度 回 件 割 分 他 訳 筈 様 人
年 月 日 年度 箇月 箇所 今 今後 現在 近年 以上 以下 以外 全て 一部 一つ 各 多く 場合 必要
技術 作業 業務 取組 取り組み 対応 実施 活用 利用 提供 実現 支援 課題 解決 可能 状況 状態 内容 方法 程度 結果 対象 関係 多い 少ない 大きい 小さい 高い 低い 良い 悪い
新しい 古い 早い 掛かる 掛ける 行う 行く 来る 図る 進む 進める 出る 出す 入る 入れる 付く 付ける
得る 作る 使う 用いる 持つ 分かる 思う 考える 見る 取る 受ける 与える 合う 合わせる 続く 続ける
よる 始める 始まる 求める 目指す 基づく 因る 依る 於く 関する 対する 応じる 通じる 含む 示す 呼ぶ 言う
置く 向ける 増える 減る 減らす 変わる
"""
HOLLOW = frozenset(_HOLLOW.split())

QUANTILES = (0.85, 0.96, 0.99)  # of all scores: where weak, possible and strong begin
LEAST = (0.03, 0.05, 0.08)  # what they must be in any case


class Reason(NamedTuple):
    """A word that both texts have, or two that mean the same (服薬 ~ 薬), and its share of the score.

    `long` if its parts are reasons too, `rare` if few documents have it.
    """

    term: str
    share: float
    noun: bool = False
    long: bool = False
    rare: bool = False


class Background(NamedTuple):
    """The scores from which a pair stands out among all that might be paired."""

    weak: float
    possible: float
    strong: float

    @classmethod
    def of(cls, scores: np.ndarray) -> Self:
        """The limits that a distribution of scores sets, nearly all of pairs that do not belong together.

        scores: of any shape, zeros included. With few scores the top ones are all there is: least values hold then.
        """
        if scores.size == 0:
            return cls(*LEAST)
        return cls(*np.maximum(np.quantile(scores, QUANTILES), LEAST).tolist())


def reasons(need: Document, seed: Document, space: Space) -> list[Reason]:
    """What makes up the score of a need and a seed, largest share first; the shares add up to it within 1e-6."""
    units = units_of(need, title=1), units_of(seed, title=1)
    names = _names(units, "words", space) | _names(units, "groups", space)
    both = space.row_of_need(*_read(need)).multiply(space.row_of_seed(*_read(seed))).tocoo()
    shares: dict[str, float] = defaultdict(float)
    rare: set[str] = set()
    for column, share in zip(both.col.tolist(), both.data.tolist(), strict=True):
        term = names.get(column, ALIKE)
        shares[term] += share
        if column in names and space.share_having(column) <= max(COMMON, 2.5 / max(space.size, 1)):
            rare.add(term)
    nouns = {unit.term for side in units for unit in side if unit.noun}
    longs = {unit.term for side in units for unit in side if unit.long}
    found = [
        Reason(
            term, share, noun=term in nouns or MEANING in term, long=term in longs, rare=term in rare and term != ALIKE
        )
        for term, share in shares.items()
    ]
    return sorted(found, key=lambda reason: (-reason.share, reason.term))


def shown(reasons: Iterable[Reason], count: int = 6) -> list[Reason]:
    """The reasons that a person is shown, at most `count`: nouns and compounds first, nothing hollow, no parts twice."""
    telling = [reason for reason in reasons if reason.term != ALIKE and reason.term not in HOLLOW]
    compounds = [reason.term for reason in telling if reason.long]
    whole = [reason for reason in telling if not any(reason.term in term and reason.term != term for term in compounds)]
    return sorted(whole, key=lambda reason: (not reason.noun, -reason.share, reason.term))[:count]


def band(score: float, reasons: Sequence[Reason], background: Background) -> Band:
    """How far a pair stands out and is borne out: a high score without telling words is no more than a weak hint."""
    telling = sum(reason.rare for reason in shown(reasons, count=len(reasons)))
    if score >= background.strong and telling >= 2:
        return Band.STRONG
    if score >= background.possible and telling >= 1:
        return Band.POSSIBLE
    if score >= background.weak and shown(reasons):
        return Band.WEAK
    return Band.NONE


def _read(document: Document) -> tuple[str, str]:
    return document.get("title") or "", document.get("text") or ""


def _names(units: Sequence[Sequence[text.Span]], part: str, space: Space) -> dict[int, str]:
    """What to call the columns of a part in which both sides meet: the word that both have, or one of each side."""
    mine, theirs = (_terms_by_column(side, part, space) for side in units)
    names = {}
    for column in mine.keys() & theirs.keys():
        same = [term for term in mine[column] if term in theirs[column]]
        names[column] = same[0] if same else f"{mine[column][0]}{MEANING}{theirs[column][0]}"
    return names


def _terms_by_column(units: Sequence[text.Span], part: str, space: Space) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for unit in units:
        for key in [unit.term] if part == "words" else map(str, unit.groups):
            found[space.column(part, key)].append(unit.term)
    return found
