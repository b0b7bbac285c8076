"""The search page."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from hack.search import queries
from hack.search.papers import NOUNS
from hack.web import anyone_may, page_number

bp = Blueprint("search", __name__, url_prefix="/search")


@bp.get("")
@anyone_may
def find() -> str:
    question = request.args.get("q", "")
    noun = request.args.get("noun", "")
    answer = queries.find(question, current_user, noun=noun, page=page_number())
    return render_template(
        "search/find.html", search_words=question[:200], noun=noun if noun in NOUNS else "", nouns=NOUNS, answer=answer
    )
