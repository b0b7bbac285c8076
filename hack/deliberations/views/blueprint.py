"""The blueprint that all pages of deliberations are on."""

from flask import Blueprint

bp = Blueprint("deliberations", __name__, url_prefix="/deliberations")
