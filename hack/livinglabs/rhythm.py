"""How often a lab meets, as its own words tell it (開く頻度). Plain Python."""

WORDS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (31, ("毎月第",)),
    (366, ("12か月", "12ヶ月", "12カ月")),
    (14, ("隔週", "2週間", "2週に1", "月2回", "月に2")),
    (7, ("毎週", "週1", "週に1", "週2", "週に2")),
    (61, ("隔月", "2か月", "2ヶ月", "2カ月", "年6回")),
    (92, ("四半期", "季節", "3か月", "3ヶ月", "3カ月", "年4回", "年に4")),
    (122, ("4か月", "4ヶ月", "4カ月", "年3回", "年に3")),
    (183, ("半年", "6か月", "6ヶ月", "6カ月", "年2回", "年に2")),
    (366, ("毎年", "年1回", "年に1", "1年に")),
    (31, ("毎月", "月例", "月1", "月に1", "1か月", "1ヶ月", "1カ月")),
)
"""How many days lie between two gatherings where the words have one of these; the first that fits tells it."""
UNTOLD = 183
"""Where the words do not tell: half a year."""
PATIENCE = 2
"""So many times as long as its rhythm nobody wonders: one gathering may fall out."""
WIDE = {ord(str(figure)): chr(0xFF10 + figure) for figure in range(10)}
"""Figures as they are typed in Japanese width."""


def days_told(rhythm: str) -> int | None:
    """How many days lie between two gatherings by these words; None where they do not tell."""
    return next((days for days, words in rhythms() if any(word in rhythm for word in words)), None)


def days_of_patience(days: int | None) -> int:
    """After how many days without a gathering a lab is silent; `days`: its rhythm, None where it is not told."""
    return (days or UNTOLD) * PATIENCE


def rhythms() -> list[tuple[int, tuple[str, ...]]]:
    """The days with the words that tell them, in figures of either width, in the order in which they are looked for."""
    return [(days, (*words, *(word.translate(WIDE) for word in words if _has_figures(word)))) for days, words in WORDS]


def _has_figures(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
