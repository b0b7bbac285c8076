"""The blueprint that all pages of places are on."""

from flask import Blueprint

bp = Blueprint("sites", __name__)
