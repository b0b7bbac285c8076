"""Where the chapter's pages hang: without a prefix, since some of them are a tab of the need's page."""

from flask import Blueprint

bp = Blueprint("questions", __name__)
