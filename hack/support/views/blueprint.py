"""The blueprint that all pages of support are on."""

from flask import Blueprint

bp = Blueprint("support", __name__)
