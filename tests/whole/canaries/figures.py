"""What a published number said before it was put right, and why."""

from hack import db
from hack.indicators.figures.actions import correct_figure
from tests.indicators.words import a_figure
from tests.whole.canaries.words import OFFICERS, Canaries
from tests.whole.town import Town


def plant_figures(canaries: Canaries, town: Town) -> None:
    """A number that was put right: its history is for the city's own people."""
    mori, readers = town.cast.mori, OFFICERS | {"mori", "kan", "ken"}
    was, why = (canaries.word(f"figure{name}", readers) for name in ("was", "why"))
    figure = a_figure(by=mori, note=was)
    answers = {name: getattr(figure, name) for name in ("source", "as_of", "precision")}
    with db.transaction():
        correct_figure(figure, by=mori, seen=figure.version, reason=why, note="数え直した", value=801.0, **answers)
    canaries.at("one_figure", figure)
    canaries.at("figure_ever", figure)
