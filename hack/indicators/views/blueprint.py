"""The blueprint that all pages of the indicators are on."""

from flask import Blueprint

bp = Blueprint("indicators", __name__)
