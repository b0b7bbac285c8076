"""What pages of earlier chapters are shown of this one: the numbers that were published about something."""

from flask import Flask

from hack.indicators.figures.models import PublishedFigure, Subject
from hack.indicators.figures.queries import figures


def install(app: Flask) -> None:
    """Give the templates of `app` `published_figures(subject)`: what was published about that (the value of a `Subject`); one query.

    templates/indicators/_figures.html draws it.
    """

    def published_figures(subject: str) -> list[PublishedFigure]:
        return figures(Subject(subject))

    app.add_template_global(published_figures)
