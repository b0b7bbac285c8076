"""The pages of this chapter."""

from flask import Blueprint

bp = Blueprint("home", __name__)
