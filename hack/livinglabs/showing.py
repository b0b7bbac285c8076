"""What pages of earlier chapters are shown of this one: from which labs' voices a need came."""

from flask import Flask
from flask_login import current_user

from hack.livinglabs.queries import labs_behind
from hack.needs.models import Need


def install(app: Flask) -> None:
    """Give the templates of `app` `voices_behind(need)`: key, name and number of voices of each lab behind it; one query."""

    def voices_behind(need: Need) -> list[tuple[str, str, int]]:
        return labs_behind(need, current_user)

    app.add_template_global(voices_behind)
