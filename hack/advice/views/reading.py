"""A need read over before anybody else reads it: how complete it is, what is vague, what matching sees, what was there before."""

from typing import Any

from flask import render_template, request
from flask_login import current_user

from hack.advice.queries import needs_like, suggested_seeds
from hack.advice.questions import QUESTIONS
from hack.advice.reading import LABELS, Fullness, fullness_of, sentences_by_field, texts_of
from hack.advice.vague import vague_in
from hack.advice.views.blueprint import bp
from hack.advice.words import FEW, carrying
from hack.forms import TEXT
from hack.needs.answers import WHEN_OWED
from hack.needs.forms import NeedForm
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.web import may


@bp.get("/needs/<key>")
@may("advice.read", one_need)
def read(need: Need) -> str:
    texts = texts_of(need)
    words = _words(texts)
    return render_template(
        "advice/read.html",
        need=need,
        suggestions=suggested_seeds(need, current_user),
        alike=needs_like([word.surface for word in words], current_user, but=need),
        first=QUESTIONS[0],
        owed=WHEN_OWED,
        **_read_over(texts),
    )


@bp.post("/needs/<key>/unsaved")
@may("advice.read", one_need)
def unsaved(need: Need) -> str:
    """What is written in the form now, read over; nothing is kept of it."""
    form = NeedForm.from_request(obj=need)
    texts = {name: answer[:TEXT] if isinstance(answer := form[name].data, str) else answer for name in LABELS}
    template = "advice/_beside.html" if request.headers.get("X-Beside") else "advice/unsaved.html"
    return render_template(template, need=need, owed=WHEN_OWED, **_read_over(texts))


def _words(texts: dict[str, Any]) -> Any:
    told = "\n".join(said for name, _, said in sentences_by_field(texts) if name != "title")
    return carrying(texts.get("title") or "", told)


def _read_over(texts: dict[str, Any]) -> dict[str, Any]:
    said = fullness_of(texts)
    vague = [(label, found) for _, label, told in sentences_by_field(texts) for found in vague_in(told)]
    thin = [one for one in said if one.fullness is not Fullness.WRITTEN and one.part.question]
    words = _words(texts)
    return {"said": said, "thin": thin, "vague": vague, "words": words, "few": len(words) < FEW}
