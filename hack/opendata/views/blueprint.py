"""The blueprint that all pages of the open data desk are on."""

from flask import Blueprint

bp = Blueprint("opendata", __name__)
