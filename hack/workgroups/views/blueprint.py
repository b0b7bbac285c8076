"""Where the chapter's pages hang: without a prefix, since one of them is a tab of the need's page."""

from flask import Blueprint

bp = Blueprint("workgroups", __name__)
