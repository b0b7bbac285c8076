"""How what two texts have in common is put down: "傷んだ ~ 傷む" where they write it differently."""

BETWEEN = " ~ "  # between what the need writes and what the seed writes
ALIKE = "文字の並び"  # stands for all letters side by side
MEANING = "文章全体の意味"  # stands for what the texts mean as wholes
TELLING_MEANING = 0.05  # what it must add to a score to be a reason by itself
LEARNT = "これまでの判断"  # stands for what the city's people said of other pairs of the same need, and of this one
OTHERS = "そのほかの語"  # stands for all words that count and explain nothing to a person


def sides(term: str) -> tuple[str, str]:
    """What the need writes and what the seed writes."""
    mine, _, theirs = term.partition(BETWEEN)
    return mine, theirs or mine
