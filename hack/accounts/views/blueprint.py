"""Where the chapter's pages hang: without a prefix, since they are the doors of the house."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
