"""The numbers of participants, and who is behind one, as files."""

from collections.abc import Sequence

from flask import Response, request
from flask_login import current_user

from hack import clock, db, outbox
from hack.events import Exported
from hack.indicators.participants.counting import history
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.forms import BehindFilter
from hack.indicators.participants.queries import (
    AT_FIRST,
    behind,
    behind_number,
    foreseen,
    growth,
    kept_terms,
    newest_measure,
    standings,
)
from hack.indicators.participants.sheets import TITLE, behind_sheet, growth_sheet, terms_sheet
from hack.indicators.views.blueprint import bp
from hack.tables import Format, Sheet, as_csv, as_excel
from hack.web import may
from hack.web.uploads import attachment


@bp.get("/participants/table")
@may("participants.export")
def participants_table() -> Response:
    measure, past, kept = newest_measure(), history(), kept_terms()
    who = measure.who if measure else AT_FIRST
    grown = {one: growth(one, past) for one in Counted}
    forecast, _ = foreseen(who, grown[who], kept)
    sheets = [
        terms_sheet(standings(who, past, forecast, kept)),
        growth_sheet(grown[Counted.ORGANIZATIONS], grown[Counted.PERSONS]),
    ]
    if request.args.get("part") == "growth":
        sheets.reverse()
    return _sent(TITLE, sheets)


@bp.get("/participants/list/table")
@may("participants.list")
def behind_table() -> Response:
    asked = BehindFilter.asked().wanted()
    who, day = asked["who"] or Counted.ORGANIZATIONS, min(asked["day"] or clock.today(), clock.today())
    those = behind(behind_number(day, who, asked["kind"], asked["place"]), who, current_user)
    return _sent(f"参加者の一覧({who.label}、{day:%Y%m%d})", [behind_sheet(those, who)])


def _sent(title: str, sheets: Sequence[Sheet]) -> Response:
    """The file that is asked for: all sheets as Excel, the first as CSV. Records Exported."""
    format = Format.XLSX if request.args.get("as") == Format.XLSX.value else Format.CSV
    content = as_excel(sheets) if format is Format.XLSX else as_csv(sheets[0])
    answer = Response(content, content_type=format.media_type)
    answer.headers["Content-Disposition"] = attachment(f"{title}_{clock.today():%Y%m%d}.{format.value}")
    with db.transaction():
        outbox.record(Exported(title, len(list(sheets[0].rows)), format.value, ""), by=current_user)
    return answer
