"""What stands in the way of moves of a case, as later chapters know it: asked where a case is moved, said where its buttons are."""

from collections.abc import Callable, Mapping

from hack.intake.models import Case

Hindrance = Callable[[Case], Mapping[str, str]]

KNOWN: list[Hindrance] = []


def hinder(how: Hindrance) -> Hindrance:
    """Ask this too, from now on, what stands in the way: for each move, by name, the words why it cannot be made now."""
    KNOWN.append(how)
    return how


def hindrances(case: Case) -> dict[str, str]:
    """What stands in the way of the case's moves now, by the name of the move; moves that are free are not in it."""
    return {name: words for how in KNOWN for name, words in how(case).items()}
