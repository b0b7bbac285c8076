"""Where the chapter's pages hang: without a prefix, since two of them belong to a need and to a proposal."""

from flask import Blueprint

bp = Blueprint("consultations", __name__)
