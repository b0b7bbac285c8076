"""Why a need and a seed go together: the words that make the score, and how far they may be trusted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Self

import numpy as np

from hack.matching.bands import Band
from hack.matching.documents import Document, Written, written
from hack.matching.space import GROUPS, WORDS, Space
from hack.matching.wording import ALIKE, BETWEEN, sides

COMMON = 0.05  # a word in more than this share of the documents (and in more than two) says little
# Words that never explain a match to a person, in Sudachi's normal forms: they fit nearly everything, or say when, where
# and how much. They count in the score all the same.
_HOLLOW = """
こと もの ため とき ところ ほう なか うち
事 物 者 場 市 区 町 県 国 都 府 量 型 化 性 用 為 時 所 方 中 上 下 内 外 前 後 間 際 点 面 度 回 件 割 分 他 訳 筈 様 人 部 力 側 目 数 台 体 手 形
年 月 日 年度 箇月 箇所 今 今後 現在 近年 以上 以下 以外 全て 一部 一つ 各 多く 場合 必要 一度 一回 毎日 毎年 毎回 普段 最近 最初 最後 同時 近く 各地
横浜 横浜市 神奈川 神奈川県 市内 市役所 役所 市民 社会 地域 現場 場所 実際 様子 具合 流れ 中心 全体 範囲 分野 立場 三者 令和 平成 当日 途中 時間
技術 作業 業務 取組 取り組み 対応 実施 活用 利用 使用 提供 実現 支援 課題 解決 可能 状況 状態 内容 方法 程度 結果 対象 関係 関連 効果 成果 変化 想定 用意 設置
情報 データ ai システム サービス ツール デジタル 機能 仕組み 仕方 手段 手助け 手間 労力 知恵 協力 参加 機会 提案 募集 実証 検証 事業 活動 団体 企業 会社 株式 株式会社 職員 社員 困り事 作り
調査 計画 研究 作成 管理 確保 経験 特徴 方式 利用者 住民 行政 組織 連携 運営 次元 km
多い 少ない 大きい 小さい 高い 低い 良い 悪い 長い 短い 速い 遅い 軽い 重い 若い 近い 遠い 新しい 古い 早い 簡単 手軽 便利 大変 困難 重要 大切 十分 無い 有る 同じ 違う
掛かる 掛ける 行う 行く 来る 図る 進む 進める 出る 出す 入る 入れる 付く 付ける 得る 作る 使う 用いる 持つ 分かる 思う 考える 見る 見える 見せる 取る 受ける 与える 合う 合わせる 続く 続ける
よる 始める 始まる 求める 目指す 基づく 因る 依る 於く 関する 対する 応じる 通じる 含む 含める 示す 呼ぶ 言う 置く 向ける 増える 増やす 減る 減らす 変わる 変える 替える 代わる
確かめる 知る 知らせる 届く 届ける 集める 集まる 探す 調べる 見付ける 見付かる 纏める 纏まる 試す 要る 書く 読む 聞く 話す 答える 応える 開く 開ける 働く 生まれる 加わる 加える 支える 分ける 限る 設ける
済む 済ませる 無くす 無くなる 助ける 手伝う 掴む 選ぶ 決める 決まる 残る 残す 生かす 広がる 広げる 繋がる 繋げる 繋ぐ 困る 高める 高まる 保つ 守る 送る 戻す 戻る 替わる 役立つ 役立てる なくす 広い 頼る 足りる 難しい
"""
HOLLOW = frozenset(_HOLLOW.split())

QUANTILES = (0.85, 0.96, 0.99)  # of all scores: where weak, possible and strong begin
LEAST = (0.03, 0.05, 0.08)  # what they must be in any case


class Reason(NamedTuple):
    """What both texts say, as it stands in them (傷んだ ~ 傷む where they write it differently), and its share of the score.

    `long` if its parts are reasons too, `rare` if few documents have it, `hollow` if it explains nothing to a person.
    """

    term: str
    share: float
    noun: bool = False
    long: bool = False
    rare: bool = False
    hollow: bool = False


LETTERS_ALIKE = Reason(ALIKE, 0.0, hollow=True)


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
    told = [written(each.get("title") or "") + written(each.get("text") or "") for each in (need, seed)]
    meetings = _meetings(told, WORDS, space) | _meetings(told, GROUPS, space)
    both = space.row_of_need(*_read(need)).multiply(space.row_of_seed(*_read(seed))).tocoo()
    found: dict[str, Reason] = {}
    for column, share in zip(both.col.tolist(), both.data.tolist(), strict=True):
        here = meetings.get(column, LETTERS_ALIKE)
        before = found.get(here.term, here)
        found[here.term] = before._replace(
            share=before.share + share, rare=before.rare or here.rare, hollow=before.hollow or here.hollow
        )
    return sorted(found.values(), key=lambda reason: (-reason.share, reason.term))


def shown(reasons: Iterable[Reason], count: int = 6) -> list[Reason]:
    """The reasons that a person is shown, at most `count`: nouns and compounds first, nothing hollow, no parts twice."""
    telling = [reason for reason in reasons if not reason.hollow]
    whole = [
        reason for reason in telling if not any(_covers(other.term, reason.term) for other in telling if other.noun)
    ]
    once: dict[str, Reason] = {}
    for reason in sorted(whole, key=lambda reason: (not reason.noun, -reason.share, reason.term)):
        once.setdefault(sides(reason.term)[0], reason)
    return list(once.values())[:count]


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


def _meetings(told: Sequence[Sequence[Written]], part: str, space: Space) -> dict[int, Reason]:
    """For each column of a part in which both texts meet: the reason that it is, without a share as yet."""
    mine, theirs = (_by_column(side, part, space) for side in told)
    often = max(COMMON, 2.5 / max(space.size, 1))
    return {
        column: _reason(mine[column], theirs[column], rare=space.share_having(column) <= often)
        for column in mine.keys() & theirs.keys()
    }


def _by_column(side: Sequence[Written], part: str, space: Space) -> dict[int, list[Written]]:
    found: dict[int, list[Written]] = defaultdict(list)
    for each in side:
        for key in [each.word.term] if part == WORDS else map(str, each.word.groups):
            found[space.column(part, key)].append(each)
    return found


def _reason(mine: Sequence[Written], theirs: Sequence[Written], *, rare: bool) -> Reason:
    """What to call that these words meet: as both texts write it, or else the same word as either writes it, or any two."""
    ways: tuple[Callable[[Written], str], ...] = (lambda each: each.plain, lambda each: each.word.term, lambda each: "")
    one, other = next(pair for way in ways if (pair := _first_with_the_same(mine, theirs, way)))
    return Reason(
        one.surface if one.plain == other.plain else BETWEEN.join((one.surface, other.surface)),
        share=0.0,
        noun=one.word.noun and other.word.noun,
        long=one.word.long or other.word.long,
        rare=rare,
        hollow=any(_is_hollow(each, side) for each, side in ((one, mine), (other, theirs))),
    )


def _first_with_the_same(
    mine: Sequence[Written], theirs: Sequence[Written], way: Callable[[Written], str]
) -> tuple[Written, Written] | None:
    there = {way(each): each for each in reversed(theirs)}
    return next(((each, there[way(each)]) for each in mine if way(each) in there), None)


def _is_hollow(one: Written, side: Sequence[Written]) -> bool:
    """Does the word explain nothing: one that fits everything, or a single letter that only stands within longer words?"""
    return one.word.term in HOLLOW or (len(one.plain) == 1 and not any(each.alone for each in side))


def _covers(longer: str, term: str) -> bool:
    """Is the term on each side a piece of what is shown anyway?"""
    return all(piece in whole and piece != whole for piece, whole in zip(sides(term), sides(longer), strict=True))
