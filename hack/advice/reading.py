"""How complete the text of a need is, field by field, in words; never a percentage."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hack.advice.labelled import without_labels
from hack.advice.questions import labels_of
from hack.advice.vague import has_figures
from hack.labels import Labelled

Check = Callable[[str], str]
_MEASURE = re.compile(
    r"どれだけ|時間|件数|割合|数量|人数|回数|台数|日数|費用|精度|正し|正確|早く|速く|すぐ|一目|一度に|自動|なくす|なくな|減ら|減る|増や|だれでも|誰でも|いつでも|夜間|休日"
)


class Fullness(Labelled):
    """How much a field says."""

    WRITTEN = "written", "書けています"
    THIN = "thin", "薄い"
    MISSING = "missing", "まだ"


def _at_least(letters: int) -> Check:
    return lambda told: "短く、読む人に様子が伝わりません。" if len(told) < letters else ""


def _in_figures(told: str) -> str:
    return "" if has_figures(told) else "数字がありません。件数・時間・人数のどれか1つでも書けますか。"


def _to_be_measured(told: str) -> str:
    if has_figures(told) or _MEASURE.search(told):
        return ""
    return "どうなれば解決かを確かめる言葉がありません。何が、どれだけ変わればよいですか。"


@dataclass(frozen=True)
class Part:
    """A field of a need as it is read over: what it is called, the question that asks for it (none: it is written in the form),
    what makes it thin, and what is said where it is missing.
    """

    field: str
    label: str
    question: str = ""
    checks: tuple[Check, ...] = ()
    missing: str = ""


# fmt: off
PARTS = (
    Part("title",      "題名", "", (_at_least(8),)),
    Part("problem",    "困っていること", "trouble", (_at_least(25),), "いちばん大事なところです。"),
    Part("present",    "いまの仕事の流れと量", "volume", (_at_least(20), _in_figures), "企業は、量が分からないと答えを考えられません。"),
    Part("background", "背景", "why", (_at_least(25),), "なぜいま取り組むのかが分かると、庁内でも話が通りやすくなります。"),
    Part("tried",      "これまでに試したこと", "tried", (), "なければ「まだ試していない」と書くと、同じ提案の行き違いを防げます。"),
    Part("hoped",      "期待する姿", "hoped", (_at_least(20), _to_be_measured), "やり方が分からなくても、どうなりたいかは書けます。"),
    Part("place",      "実証の場所", "place", (), "実証提案の募集までに決まれば間に合います。"),
    Part("offered",    "市が提供できるもの", "data", (), "過去の記録や画像があるだけでも、企業は動きやすくなります。"),
    Part("personal",   "個人情報", "conditions", (), "未定なら「未定」を選びます。"),
    Part("cost_share", "費用負担", "conditions", (), "未定なら「協議して決める」を選びます。"),
    Part("field",      "分野", "", (), "シーズとの照合と一覧に使われます。"),
    Part("pattern",    "参画パターン", "", (), "課題がまだ粗いなら1です。"),
    Part("criteria",   "評価の観点", "", (), "実証提案の募集までに決まれば間に合います。"),
    Part("contact",    "問い合わせ先", "", (), "募集を始めるまでに書きます。"),
)
# fmt: on
TOLD = ("title", "background", "present", "problem", "hoped", "tried", "technology", "expertise", "place", "offered")
"""The fields whose sentences are read, in reading order."""
LABELS = {part.field: part.label for part in PARTS} | {"technology": "求める技術の例", "expertise": "求める専門性"}


@dataclass(frozen=True)
class Said:
    """How much one part says, and what is wanting in it, in words."""

    part: Part
    fullness: Fullness
    wanting: str = ""


def texts_of(need: Any) -> dict[str, Any]:
    """What a need says now, by field: all that is read over."""
    return {name: getattr(need, name) for name in LABELS}


def fullness_of(texts: Mapping[str, Any]) -> list[Said]:
    """How much each part says, in the order of PARTS."""
    return [_said(part, texts.get(part.field)) for part in PARTS]


def _said(part: Part, told: Any) -> Said:
    if not told:
        return Said(part, Fullness.MISSING, part.missing)
    if part.checks:
        read = without_labels(told, labels_of(part.field))
        if wanting := [says for check in part.checks if (says := check(read))]:
            return Said(part, Fullness.THIN, " ".join(wanting))
    return Said(part, Fullness.WRITTEN)


def sentences_by_field(texts: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Field, what it is called, and its text without labels, of every part that is written in sentences and says something."""
    return [
        (name, LABELS[name], without_labels(told, labels_of(name))) for name in TOLD if (told := texts.get(name) or "")
    ]
