"""The search page."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from hack.search import queries
from hack.search.facets import FACETS, chosen
from hack.search.papers import NOUNS
from hack.web import anyone_may, page_number

LONGEST = 800
"""Letters that the box of this page takes: as many as an address has room for."""
SHOWN = 200
"""Letters of a question that the box in the head of the page takes."""

bp = Blueprint("search", __name__, url_prefix="/search")


@bp.get("")
@anyone_may
def find() -> str:
    question = request.args.get("q", "")
    noun = request.args.get("noun", "")
    narrowed = chosen(request.args)
    answer = queries.find(question, current_user, noun=noun, facets=narrowed, page=page_number())
    return render_template(
        "search/find.html",
        search_words=question[:SHOWN],
        question=question[:LONGEST],
        longest=LONGEST,
        noun=noun if noun in NOUNS else "",
        nouns=NOUNS,
        facets=FACETS,
        wanted=narrowed,
        answer=answer,
    )
