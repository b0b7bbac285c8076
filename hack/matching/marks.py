"""Where the words of a suggestion stand in a text."""

from hack import text

Parts = list[tuple[str, bool]]
BETWEEN = " ~ "


def marked(told: str, words: list[str]) -> Parts:
    """The text in parts, in order and complete: (part, whether it is one of `words`). "薬 ~ 服薬" marks both."""
    wanted = {one for word in words for one in word.split(BETWEEN)}
    parts: Parts = []
    at = 0
    for span in sorted(text.spans(told), key=lambda span: (span.start, -span.end)):
        if span.term in wanted and span.start >= at:
            parts += [(told[at : span.start], False), (told[span.start : span.end], True)]
            at = span.end
    parts.append((told[at:], False))
    return [(part, mark) for part, mark in parts if part]
