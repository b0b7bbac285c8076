"""What came of a case of the front: its agreement, and the page that concludes one."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import clock
from hack.agreements.actions import conclude_agreement
from hack.agreements.days import When
from hack.agreements.forms import ConcludingForm
from hack.agreements.queries import agreement_of, case_of_agreement
from hack.agreements.views.blueprint import bp
from hack.agreements.views.entering import sections_offered, usual_notice
from hack.intake.hindrances import hindrances
from hack.intake.models import Case
from hack.web import made, may


@bp.get("/agreements/cases/<key>")
@may("agreement.read_of_case", case_of_agreement)
def of_case(case: Case) -> Any:
    return render_template("agreements/of_case.html", case=case, agreement=agreement_of(case, current_user))


@bp.get("/agreements/cases/<key>/conclude")
@may("agreement.conclude", case_of_agreement)
def conclude(case: Case) -> Any:
    return _ask(case, _form(case))


@bp.post("/agreements/cases/<key>/conclude")
@may("agreement.conclude", case_of_agreement)
def keep_concluded(case: Case) -> Any:
    form = _form(case)
    if key := made(form, lambda: conclude_agreement(case, by=current_user, seen=form.version, **form.answers())):
        flash(f"協定を登録し、案件を「{case.step.label}」に進めました。", "success")
        return redirect(url_for("agreements.show", key=key))
    form.seen.data, form.seen.raw_data = case.version, None
    return _ask(case, form, 422)


def _form(case: Case) -> ConcludingForm:
    """The form with what the case tells of the agreement."""
    today = clock.today()
    said = {
        "name": f"「{case.title}」に関する連携協定",
        "parties": case.organization.name,
        "city_side": "横浜市",
        "section_id": case.section_id,
        "signed": When(today.year, today.month, today.day),
        "notice_days": usual_notice(),
        "renewal": "unknown",
        "seen": case.version,
    }
    return ConcludingForm.offering(sections_offered(), data=said)


def _ask(case: Case, form: ConcludingForm, status: int = 200) -> Any:
    in_the_way = hindrances(case).get("agree", "")
    return render_template("agreements/conclude.html", case=case, form=form, in_the_way=in_the_way), status
