"""The blueprint that all pages of the help with writing are on."""

from flask import Blueprint

bp = Blueprint("advice", __name__, url_prefix="/advice")
