"""What pages of earlier chapters are shown of this one: whether a draft about an evaluation waits to be released."""

from flask import Flask
from flask_login import current_user

from hack.evaluation.models import Evaluation
from hack.policy import can
from hack.rounds.models import Round
from hack.rounds.queries import draft_seen


def install(app: Flask) -> None:
    """Give the templates of `app` `round_drafted(evaluation)`: the draft that the viewer may see, or None; one query, for coordinators."""

    def round_drafted(evaluation: Evaluation) -> Round | None:
        return draft_seen(evaluation, current_user) if can(current_user, "round.index") else None

    app.add_template_global(round_drafted)
