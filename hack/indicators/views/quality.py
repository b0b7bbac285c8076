"""The page that says how well matching does."""

from flask import render_template

from hack.indicators import queries
from hack.indicators import rules as rules  # states who may look
from hack.indicators.quarters import last_quarters
from hack.indicators.views.blueprint import bp
from hack.matching.forms import AGAINST
from hack.matching.models import VerdictReason
from hack.web import may

QUARTERS = 8
"""How many are shown: two years."""


@bp.get("/matching/quality")
@may("quality.read")
def quality() -> str:
    quarters = last_quarters(QUARTERS)
    return render_template(
        "indicators/quality.html",
        quarters=quarters,
        precision=queries.precision(quarters),
        verdicts=queries.verdicts(quarters),
        standing=queries.standing(),
        published=queries.after_publishing(quarters),
        fitting=queries.after_fitting(quarters),
        fits=(VerdictReason.RELEVANT,),
        against=AGAINST,
        reasons=list(VerdictReason),
    )
