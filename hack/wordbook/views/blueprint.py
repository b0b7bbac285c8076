"""The blueprint that all pages of the wordbook are on."""

from flask import Blueprint

bp = Blueprint("wordbook", __name__, url_prefix="/wordbook")
