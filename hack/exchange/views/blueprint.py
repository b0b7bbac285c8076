"""The blueprint that all tables hang on."""

from flask import Blueprint

bp = Blueprint("exchange", __name__, url_prefix="/exchange")
