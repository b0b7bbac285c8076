"""The blueprint that all pages of needs are on."""

from flask import Blueprint

bp = Blueprint("needs", __name__, url_prefix="/needs")
