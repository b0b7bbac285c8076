"""What pages of earlier chapters are shown of this one: whether the viewer follows what they are about."""

from collections.abc import Mapping

from flask import Flask
from flask_login import current_user

from hack.following.models import Follow, Kind, written
from hack.following.queries import follow_of


def install(app: Flask) -> None:
    """Give the templates of `app` `followed(kind, thing, noun, facets)`: the viewer's follow of it, or None; one query, for those signed in."""

    def followed(kind: str, thing: str, noun: str = "", facets: Mapping[str, str] | None = None) -> Follow | None:
        if not current_user.is_authenticated:
            return None
        return follow_of(current_user, Kind(kind), thing, noun, written(facets or {}))

    app.add_template_global(followed)
