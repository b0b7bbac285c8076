"""The blueprint that all pages of labs are on."""

from flask import Blueprint

bp = Blueprint("livinglabs", __name__, url_prefix="/livinglabs")
