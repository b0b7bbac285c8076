"""Tables that come in: brought, checked, looked at, and made into drafts at the press of a button."""

from typing import Any

from flask import Response, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.errors import RuleBroken
from hack.exchange.actions import keep_batch, take_batch
from hack.exchange.asking import BY_NOUN, NEEDS, SEEDS, Asked
from hack.exchange.checking import check, drafts_of
from hack.exchange.forms import MOST_BYTES, TableForm, TakeForm
from hack.exchange.models import ImportBatch
from hack.exchange.queries import one_batch
from hack.exchange.views.answers import format_asked, saved
from hack.exchange.views.blueprint import bp
from hack.tables import read_table
from hack.web import done, made, may, page_number
from hack.web.uploads import takes_file

ON_A_PAGE = 50
LISTS = {"need": ("needs.index", "ニーズの一覧"), "seed": ("seeds.mine", "自分の団体のシーズ")}


@bp.get("/needs/import")
@may("need.import")
def import_needs() -> Any:
    return _ask(NEEDS, TableForm(formdata=None))


@bp.post("/needs/import")
@may("need.import")
@takes_file(lambda: MOST_BYTES)
def bring_needs() -> Any:
    return _bring(NEEDS)


@bp.get("/needs/template")
@may("need.import")
def template_of_needs() -> Response:
    return _template(NEEDS)


@bp.get("/seeds/import")
@may("seed.import")
def import_seeds() -> Any:
    return _ask(SEEDS, TableForm(formdata=None))


@bp.post("/seeds/import")
@may("seed.import")
@takes_file(lambda: MOST_BYTES)
def bring_seeds() -> Any:
    return _bring(SEEDS)


@bp.get("/seeds/template")
@may("seed.import")
def template_of_seeds() -> Response:
    return _template(SEEDS)


@bp.get("/batches/<key>")
@may("batch.read", one_batch)
def batch(batch: ImportBatch) -> Any:
    return _preview(batch, TakeForm(formdata=None))


@bp.post("/batches/<key>")
@may("batch.take", one_batch)
def take(batch: ImportBatch) -> Any:
    form, rows = TakeForm.from_request(), batch.rows
    right = [row for row in rows if not row["wrong"]]
    if len(right) < len(rows) and form.which.data != "right" and not batch.taken:
        form.form_errors.append("誤りのある行があります。ファイルを直すか、誤りのない行だけを登録してください。")
        return _preview(batch, form), 422
    chosen = [row for row in right if form.same_too.data or not row["same"]]
    try:
        drafts = [] if batch.taken else drafts_of(BY_NOUN[batch.noun], chosen, current_user)
    except RuleBroken as broken:
        form.refuse(broken)
        return _preview(batch, form), 422
    if done(form, lambda: take_batch(batch, drafts, by=current_user)):
        return redirect(url_for("exchange.batch", key=batch.key))
    return _preview(batch, form), 422


def _bring(asked: Asked) -> Any:
    form = TableForm.from_request()
    if not form.validate_on_submit():
        return _ask(asked, form), 422
    name = form.file.data.filename or ""
    try:
        rows, unused = check(asked, read_table(form.file.data.stream.read(), name), current_user)
    except RuleBroken as broken:
        form.refuse(RuleBroken(broken.message, "file"))
        return _ask(asked, form), 422

    def deed() -> ImportBatch:
        return keep_batch(noun=asked.noun, name=name, rows=rows, unused=unused, by=current_user)

    if key := made(form, deed):
        return redirect(url_for("exchange.batch", key=key))
    return _ask(asked, form), 422


def _ask(asked: Asked, form: TableForm) -> str:
    return render_template("exchange/bring.html", asked=asked, form=form, questions=asked.questions())


def _template(asked: Asked) -> Response:
    section = current_user.section.full_name if current_user.section else "道路局 企画課"
    return saved(asked.template(section), f"{asked.label}のひな形", format_asked())


def _preview(batch: ImportBatch, form: TakeForm) -> str:
    """What would be made, what is wrong, what is there already: wrong rows first."""
    rows = sorted(batch.rows, key=lambda row: (not row["wrong"], row["number"]))
    right = [row for row in rows if not row["wrong"]]
    endpoint, label = LISTS[batch.noun]
    return render_template(
        "exchange/batch.html",
        batch=batch,
        asked=BY_NOUN[batch.noun],
        form=form,
        page=db.page_in(rows, page_number(), ON_A_PAGE),
        wrong=len(rows) - len(right),
        same=sum(1 for row in right if row["same"]),
        fresh=sum(1 for row in right if not row["same"]),
        again=url_for(f"exchange.import_{batch.noun}s"),
        list_url=url_for(endpoint),
        list_label=label,
    )
