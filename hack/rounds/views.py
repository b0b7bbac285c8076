"""The rounds: the list, a new one, the draft to look at and to change, its release, and taking it back."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.evaluation.models import Evaluation
from hack.forms import MoveForm, TakeBackForm
from hack.rounds.actions import (
    make_round,
    move_round,
    place_people,
    release_round,
    set_capacity,
    take_back_round,
    work_out_anew,
)
from hack.rounds.forms import GROUPS, AnewForm, CapacityForm, MatterForm, NewRoundForm, ReleaseForm
from hack.rounds.models import Carrier, Matter, Round
from hack.rounds.queries import (
    evaluations_to_allot,
    groups_without_secretariat,
    listed_rounds,
    one_carrier,
    one_matter,
    one_round,
    waiting_drafts,
)
from hack.rounds.rules import moves_open_to
from hack.rounds.sheet import sheet_of
from hack.standing import standing_of
from hack.web import done, made, may, page_number

bp = Blueprint("rounds", __name__, url_prefix="/rounds")
ROWS = 50
"""How many things a page of a round shows."""


@bp.get("/")
@may("round.index")
def index() -> Any:
    return render_template("rounds/index.html", page=db.page_of(listed_rounds(current_user), page_number()))


@bp.get("/new")
@may("round.create")
def new() -> Any:
    asked_for = request.args.get("evaluation", GROUPS)
    drafts = [one for one in waiting_drafts(current_user) if one.evaluation and one.evaluation.key == asked_for]
    if drafts:
        return redirect(url_for("rounds.show", key=drafts[0].key))
    return new_page({"subject": asked_for, "wanted": 2, "capacity": 10})


@bp.post("/new")
@may("round.create")
def make() -> Any:
    return new_page()


def new_page(defaults: dict[str, Any] | None = None) -> Any:
    """The page that asks what is given out; fresh with `defaults`, or else with what was sent."""
    evaluations = {one.key: one for one in evaluations_to_allot(current_user)}
    drafts = waiting_drafts(current_user)
    form = NewRoundForm.about(subjects_of(evaluations, drafts), data=defaults)

    def deed() -> Round:
        return make_round(
            evaluation=evaluations.get(form.subject.data),
            wanted=form.wanted.data or 1,
            capacity=form.capacity.data or 1,
            evenly=form.evenly.data,
            by=current_user,
        )

    if defaults is None and (key := made(form, deed)):
        flash("割り当て案を作りました。まだだれにも伝わっていません。", "success")
        return redirect(url_for("rounds.show", key=key))
    return render_template("rounds/new.html", form=form, drafts=drafts), 200 if defaults is not None else 422


def subjects_of(evaluations: dict[str, Evaluation], drafts: list[Round]) -> list[tuple[str, str]]:
    """What a round can be about now: groups that nobody of the secretariat is in, and evaluations that go on; not what a draft is about.

    Where a form was sent it is all of them, with a draft or not: the same form sent twice comes to the same round.
    """
    groups, sent = len(groups_without_secretariat()), request.method == "POST"
    taken = set() if sent else {one.evaluation.key if one.evaluation else GROUPS for one in drafts}
    named = [(key, f"{one.title}({one.section.full_name})") for key, one in evaluations.items()]
    first = [(GROUPS, f"事務局の担当がいないワーキンググループ({groups}件)")] if groups or sent else []
    return [(key, label) for key, label in (*first, *named) if key not in taken]


@bp.get("/<key>")
@may("round.read", one_round)
def show(round_: Round) -> Any:
    return show_round(round_)


def show_round(
    round_: Round,
    *,
    working_out: AnewForm | None = None,
    releasing: ReleaseForm | None = None,
    moving: MoveForm | None = None,
    taking_back: TakeBackForm | None = None,
    status: int = 200,
) -> Any:
    """The page of a round with its forms as they were refused, or fresh."""
    sheet = sheet_of(round_)
    seen: dict[str, Any] = {"formdata": None, "seen": round_.version}
    page = render_template(
        "rounds/show.html",
        round=round_,
        sheet=sheet,
        page=db.page_in(sheet.rows, page_number(), ROWS),
        working_out=working_out or AnewForm(**seen),
        releasing=releasing or ReleaseForm(**seen),
        moving=moving or MoveForm(**seen),
        taking_back=taking_back or TakeBackForm(**seen),
        moves=[move for move in moves_open_to(current_user, round_) if not move.made_at],
        standing=standing_of(round_),
        drafted=round_.step.editable,
    )
    return page, status


@bp.post("/<key>/anew")
@may("round.edit", one_round)
def anew(round_: Round) -> Any:
    form = AnewForm.from_request()
    if done(form, lambda: work_out_anew(round_, by=current_user, seen=form.version), round_):
        flash("計算し直しました。手で決めた組は、そのまま残っています。", "success")
        return redirect(url_for("rounds.show", key=round_.key))
    return show_round(round_, working_out=form, status=422)


@bp.post("/<key>/release")
@may("round.move", one_round)
def release(round_: Round) -> Any:
    form = ReleaseForm.from_request()
    if done(form, lambda: release_round(round_, by=current_user, seen=form.version), round_):
        flash("割り当てを確定しました。担当する人にメールが届きます。", "success")
        return redirect(url_for("rounds.show", key=round_.key))
    return show_round(round_, releasing=form, status=422)


@bp.post("/<key>/moves")
@may("round.move", one_round)
def move(round_: Round) -> Any:
    form = MoveForm.from_request()
    if done(form, lambda: move_round(round_, by=current_user, seen=form.version, **form.answers()), round_):
        flash(f"「{round_.step.label}」にしました。", "success")
        return redirect(url_for("rounds.show", key=round_.key))
    return show_round(round_, moving=form, status=422)


@bp.post("/<key>/take-back")
@may("round.take_back", one_round)
def take_back(round_: Round) -> Any:
    form = TakeBackForm.from_request()

    def deed() -> None:
        take_back_round(round_, by=current_user, reason=form.reason.data or "", seen=form.version)

    if done(form, deed, round_):
        flash("確定を取り消し、案に戻しました。", "success")
        return redirect(url_for("rounds.show", key=round_.key))
    return show_round(round_, taking_back=form, status=422)


@bp.get("/<key>/matters/<matter_key>")
@may("matter.edit", one_matter)
def matter(matter: Matter) -> Any:
    return matter_page(matter, MatterForm.of(matter))


@bp.post("/<key>/matters/<matter_key>")
@may("matter.edit", one_matter)
def keep_matter(matter: Matter) -> Any:
    form = MatterForm.of(matter)

    def deed() -> None:
        people = form.people.data or []
        place_people(matter, people=people, wishes=form.said(), by=current_user, seen=form.version)

    if done(form, deed, matter):
        flash("保存しました。見立ては、次に計算し直すときに使われます。", "success")
        return redirect(url_for("rounds.show", key=matter.round.key, _anchor=f"matter-{matter.key}"))
    return matter_page(matter, form, 422)


def matter_page(matter: Matter, form: MatterForm, status: int = 200) -> Any:
    """The page on which people are put to a thing by hand."""
    return render_template("rounds/matter.html", matter=matter, round=matter.round, form=form), status


@bp.get("/<key>/people/<carrier_key>")
@may("carrier.edit", one_carrier)
def carrier(carrier: Carrier) -> Any:
    form = CapacityForm.from_request(obj=carrier, seen=carrier.version)
    return carrier_page(carrier, form)


@bp.post("/<key>/people/<carrier_key>")
@may("carrier.edit", one_carrier)
def keep_carrier(carrier: Carrier) -> Any:
    form = CapacityForm.from_request()
    if done(
        form,
        lambda: set_capacity(carrier, capacity=form.capacity.data or 0, by=current_user, seen=form.version),
        carrier,
    ):
        flash("上限を保存しました。", "success")
        return redirect(url_for("rounds.show", key=carrier.round.key, _anchor="people"))
    return carrier_page(carrier, form, 422)


def carrier_page(carrier: Carrier, form: CapacityForm, status: int = 200) -> Any:
    """The page on which is said how much somebody carries, with what they carry now."""
    held = [one for one in carrier.round.matters if carrier.id in [placing.carrier_id for placing in one.placings]]
    return render_template("rounds/carrier.html", carrier=carrier, round=carrier.round, held=held, form=form), status
