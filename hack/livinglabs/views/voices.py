"""What residents say: of all labs for the city's people, and of one lab; put together, and made a need of."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import clock, db
from hack.livinglabs.actions import edit_voice, group_voices, hear_voice, make_need_of
from hack.livinglabs.forms import GroupForm, HearForm, NeedOfVoicesForm, StateFilter, VoiceFilter, VoiceForm
from hack.livinglabs.models import LivingLab, Voice, VoiceState
from hack.livinglabs.queries import counts_of_voices, listed_voices, one_lab, one_voice, voices_to_use
from hack.livinglabs.views.blueprint import bp
from hack.needs.models import Need
from hack.needs.queries import own_sections
from hack.web import done, made, may, page_number


@bp.get("/voices")
@may("voice.index")
def all_voices() -> Any:
    form = VoiceFilter.asked()
    wanted = form.wanted()
    page = db.page_of(listed_voices(current_user, words=wanted.pop("q"), **wanted), page_number())
    return render_template("livinglabs/all_voices.html", form=form, page=page)


@bp.get("/<key>/voices")
@may("voice.list", one_lab)
def voices(lab: LivingLab) -> Any:
    return _list(lab)


@bp.get("/<key>/voices/new")
@may("voice.keep", one_lab)
def new_voice(lab: LivingLab) -> Any:
    return _hear(lab, HearForm.from_request(data={"heard_on": clock.today()}))


@bp.post("/<key>/voices/new")
@may("voice.keep", one_lab)
def add_voice(lab: LivingLab) -> Any:
    form = HearForm.from_request()
    if made(form, lambda: hear_voice(lab, by=current_user, **form.answers())):
        flash("市民の声を書き留めました。", "success")
        return redirect(url_for("livinglabs.voices", key=lab.key))
    return _hear(lab, form, 422)


@bp.get("/voices/<key>/edit")
@may("voice.edit", one_voice)
def change_voice(voice: Voice) -> Any:
    form = VoiceForm.from_request(obj=voice, seen=voice.version)
    return render_template("livinglabs/voice.html", lab=voice.livinglab, form=form, voice=voice)


@bp.post("/voices/<key>/edit")
@may("voice.edit", one_voice)
def write_voice(voice: Voice) -> Any:
    form = VoiceForm.from_request(obj=voice)
    if done(form, lambda: edit_voice(voice, by=current_user, seen=form.version, **form.answers()), voice):
        flash("保存しました。", "success")
        return redirect(url_for("livinglabs.voices", key=voice.livinglab.key))
    return render_template("livinglabs/voice.html", lab=voice.livinglab, form=form, voice=voice), 422


@bp.post("/<key>/voices/group")
@may("voice.keep", one_lab)
def group(lab: LivingLab) -> Any:
    form, there = GroupForm.from_request(), voices_to_use(lab, VoiceState.NEW)
    form.offer(there)
    if done(form, lambda: group_voices(lab, form.chosen(there), heading=form.heading.data or "", by=current_user)):
        flash(f"「{form.heading.data}」にまとめました。", "success")
        return redirect(url_for("livinglabs.voices", key=lab.key))
    return _list(lab, grouping=form, status=422)


@bp.get("/<key>/voices/need")
@may("voice.make_need", one_lab)
def choose_for_need(lab: LivingLab) -> Any:
    there, heading = voices_to_use(lab, VoiceState.GROUPED), request.args.get("heading", "")
    chosen = [voice.key for voice in there if heading and voice.heading == heading]
    form = NeedOfVoicesForm.offering(there, own_sections(current_user), voices=chosen, title=heading)
    return _choose(lab, form, there)


@bp.post("/<key>/voices/need")
@may("voice.make_need", one_lab)
def make_need(lab: LivingLab) -> Any:
    there, sections = voices_to_use(lab, VoiceState.GROUPED), own_sections(current_user)
    form = NeedOfVoicesForm.offering(there, sections)

    def deed() -> Need:
        number = form.section.data if "section" in form else sections[0].id
        section = next(one for one in sections if one.id == number)
        return make_need_of(lab, form.chosen(there), title=form.title.data or "", section=section, by=current_user)

    if key := made(form, deed):
        flash("ニーズの下書きができました。続きを書いてください。", "success")
        return redirect(url_for("needs.show", key=key))
    return _choose(lab, form, there, 422)


def _list(lab: LivingLab, *, grouping: GroupForm | None = None, status: int = 200) -> Any:
    form = StateFilter.asked()
    listed, at = (
        listed_voices(current_user, lab=lab, **form.wanted()),
        request.args.get("at", "") if "page" not in request.args else "",
    )
    page = db.page_of(listed, db.page_showing(listed, at) if at else page_number())
    if grouping is None:
        grouping = GroupForm(formdata=None)
        grouping.offer(voices_to_use(lab, VoiceState.NEW))
    counts = [(state.label, count) for state, count in counts_of_voices(lab).items()]
    shown = render_template("livinglabs/voices.html", lab=lab, form=form, page=page, grouping=grouping, counts=counts)
    return shown, status


def _hear(lab: LivingLab, form: HearForm, status: int = 200) -> Any:
    return render_template("livinglabs/voice.html", lab=lab, form=form, voice=None), status


def _choose(lab: LivingLab, form: NeedOfVoicesForm, there: list[Voice], status: int = 200) -> Any:
    return render_template("livinglabs/need.html", lab=lab, form=form, there=there), status
