"""Where the chapter's pages hang."""

from flask import Blueprint

from hack.following import rules  # noqa: F401 (states who follows)

bp = Blueprint("following", __name__)
