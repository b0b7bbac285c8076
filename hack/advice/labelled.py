"""One text as several answers: what stands before the first label, and what stands under each; nothing is lost or doubled."""

import re
from collections.abc import Sequence

FREE = ""
"""The name of what stands before the first label."""


def answers_in(told: str, labels: Sequence[str]) -> dict[str, str]:
    """What the text says before the first of these labels (FREE) and under each, in the order of `labels`; "" where nothing.

    A label stands at the beginning of a line, or right behind another: 【頻度・件数】年に50か所。 What is under it ends at the next of the labels; what
    stands under the same label twice is one answer. Any other 【…】 is only text.
    """
    found: dict[str, list[str]] = {name: [] for name in (FREE, *labels)}
    marks = list(_marks(labels).finditer(told)) if labels else []
    ends = [*(mark.start() for mark in marks), len(told)]
    found[FREE].append(told[: ends[0]])
    for mark, end in zip(marks, ends[1:], strict=True):
        found[mark["label"]].append(told[mark.end() : end])
    return {name: "\n".join(part.strip() for part in parts if part.strip()) for name, parts in found.items()}


def with_answer(told: str, labels: Sequence[str], name: str, answer: str) -> str:
    """The text with `answer` in the place of what it said under `name`; as it was where that is what it says already."""
    answers = answers_in(told, labels)
    if answers[name] == answer.strip():
        return told
    answers[name] = answer.strip()
    return "\n".join(f"【{label}】{said}" if label else said for label, said in answers.items() if said)


def without_labels(told: str, labels: Sequence[str]) -> str:
    """The text as a reader of sentences takes it: each answer begins a line, and the labels are no words of it."""
    return "\n".join(said for said in answers_in(told, labels).values() if said)


def _marks(labels: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=】))[ \t　]*【(?P<label>{'|'.join(map(re.escape, labels))})】", re.MULTILINE)
