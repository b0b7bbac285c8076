"""The blueprint that all pages of the front are on."""

from flask import Blueprint

bp = Blueprint("intake", __name__, url_prefix="/front")
