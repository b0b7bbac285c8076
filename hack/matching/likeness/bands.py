"""How well a need and a seed go together, in the words that people are told."""

from hack.labels import Labelled


class Band(Labelled):
    """How well a need and a seed go together; never a percentage."""

    STRONG = "strong", "強い"
    POSSIBLE = "possible", "可能性あり"
    WEAK = "weak", "弱い"
    NONE = "none", "なし"
