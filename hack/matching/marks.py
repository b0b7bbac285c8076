"""Where the words of a suggestion stand in the texts of a need and a seed."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from hack import text
from hack.matching.likeness.documents import written
from hack.matching.likeness.wording import sides

Parts = list[tuple[str, bool]]

NEED_TEXT = (
    ("背景", "background"),
    ("いまの仕事の流れと量", "present"),
    ("困っていること", "problem"),
    ("期待する姿", "hoped"),
    ("これまでに試したこと", "tried"),
    ("求める技術の例", "technology"),
    ("求める専門性", "expertise"),
    ("実証の場所", "place"),
    ("市が提供できるもの", "offered"),
)
SEED_TEXT = (
    ("一文の要約", "summary"),
    ("解ける課題", "solves"),
    ("使っている技術", "technology"),
    ("実績", "references"),
    ("必要なデータ・環境", "requires"),
    ("市で実証したいこと", "wish"),
)
"""What `Need.text` and `Seed.text` are put together from, and what each part is called."""


def terms_of(words: Iterable[str], texts: Iterable[str]) -> set[str]:
    """The terms that the words of a suggestion are of: 傷む for "傷んだ ~ 傷む", as these texts have it."""
    wanted = {text.normal(side) for word in words for side in sides(word)}
    return {each.word.term for told in texts for each in written(told) if each.plain in wanted}


def marked(told: str, terms: Collection[str]) -> Parts:
    """The text in parts, in order and complete: (part, whether it is one of the terms, in whatever form it stands there)."""
    parts: Parts = []
    at = 0
    for each in sorted(written(told), key=lambda each: (each.word.start, -each.word.until)):
        if each.word.term in terms and each.word.start >= at:
            parts += [(told[at : each.word.start], False), (told[each.word.start : each.word.until], True)]
            at = each.word.until
    parts.append((told[at:], False))
    return [(part, mark) for part, mark in parts if part]


def marked_text(thing: Any, names: Sequence[tuple[str, str]], terms: Collection[str]) -> list[tuple[str, Parts]]:
    """The text of a need or a seed, each part that is not empty under its name: (name, the marked part)."""
    return [(name, marked(told, terms)) for name, answer in names if (told := getattr(thing, answer))]
