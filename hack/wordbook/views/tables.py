"""The words as a table that goes out, and words that come in as one."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import clock, db, outbox
from hack.errors import RuleBroken
from hack.events import Exported
from hack.tables import Format, as_csv, as_excel, read_table
from hack.web import done, may
from hack.web.uploads import attachment, takes_file
from hack.wordbook.forms import MOST_BYTES, TableForm
from hack.wordbook.queries import listed_entries
from hack.wordbook.sheets import MOST_ROWS, TITLE, read_rows, sheet_of, take_rows
from hack.wordbook.views.blueprint import bp


@bp.get("/table")
@may("wordbook.read")
def table() -> Response:
    sheet = sheet_of(db.session.scalars(listed_entries(current_user)))
    format = Format.XLSX if request.args.get("as") == Format.XLSX.value else Format.CSV
    content = as_excel([sheet]) if format is Format.XLSX else as_csv(sheet)
    answer = Response(content, content_type=format.media_type)
    answer.headers["Content-Disposition"] = attachment(f"{TITLE}_{clock.today():%Y%m%d}.{format.value}")
    with db.transaction():
        outbox.record(Exported(TITLE, len(list(sheet.rows)), format.value, ""), by=current_user)
    return answer


@bp.get("/import")
@may("wordbook.edit")
def bring() -> Any:
    return _ask(TableForm(formdata=None))


@bp.post("/import")
@may("wordbook.edit")
@takes_file(lambda: MOST_BYTES)
def take() -> Any:
    form, added = TableForm.from_request(), 0
    if not form.validate_on_submit():
        return _ask(form), 422
    try:
        wanted = read_rows(read_table(form.file.data.stream.read(), form.file.data.filename or ""))
    except RuleBroken as broken:
        form.refuse(RuleBroken(broken.message, "file"))
        return _ask(form), 422

    def deed() -> None:
        nonlocal added
        added = take_rows(wanted, by=current_user)

    if not done(form, deed):
        return _ask(form), 422
    same = len(wanted) - added
    flash(
        f"{added}件を下書きに加えました。"
        + (f"{same}件は、同じ言葉がもうあるので、読みとメモも変えずに飛ばしました。" if same else ""),
        "success",
    )
    return redirect(url_for("wordbook.draft"))


def _ask(form: TableForm) -> str:
    return render_template("wordbook/bring.html", form=form, most=MOST_ROWS)
