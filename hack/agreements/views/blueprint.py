"""The blueprint that all pages of the register are on."""

from flask import Blueprint

bp = Blueprint("agreements", __name__)
