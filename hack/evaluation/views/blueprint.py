"""Where the chapter's pages hang."""

from flask import Blueprint

bp = Blueprint("evaluation", __name__, url_prefix="/evaluation")
