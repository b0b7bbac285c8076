"""Writing down what residents say, putting it together, and making a need of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import update

from hack import clock, db, outbox, passages
from hack.accounts.models import Section, User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import VoiceChanged, VoiceHeard, VoicesBecameNeed, VoicesGrouped
from hack.livinglabs.actions.labs import refuse_where_over
from hack.livinglabs.drafts import needs_first_words
from hack.livinglabs.models import LivingLab, Voice, VoiceState
from hack.livinglabs.personal import contacts_in
from hack.needs.actions import draft_need
from hack.needs.models import Need
from hack.policy import can

TEXT = frozenset(("heard_on", "theme", "said"))
ALREADY = "選んだ声の中に、もうニーズになったものがあります。選び直してください。"


def hear_voice(lab: LivingLab, *, heard_on: date, theme: str, said: str, by: User) -> Voice:
    """Write down what a resident said, without who it was.

    Raises NotAllowed, Overtaken (the lab has ended), RuleBroken (a day to come, or an e-mail address or telephone number in it).
    Records VoiceHeard.
    """
    if not can(by, "voice.keep", lab):
        raise NotAllowed("voice.keep")
    refuse_where_over(lab)
    _refuse_odd({"heard_on": heard_on, "theme": theme, "said": said})

    voice = Voice(livinglab_id=lab.id, heard_on=heard_on, theme=theme, said=said, by_id=by.id)
    db.session.add(voice)
    db.session.flush()
    outbox.record(VoiceHeard(voice.id), by=by)
    return voice


def edit_voice(voice: Voice, *, by: User, seen: int | None, **answers: Any) -> None:
    """Put right what was written down, as long as it has not become a need.

    Raises NotAllowed, Overtaken, RuleBroken (as `hear_voice`). Records VoiceChanged if anything is different.
    """
    if not can(by, "voice.edit", voice):
        raise NotAllowed("voice.edit")
    if strange := set(answers) - TEXT:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    if voice.state is VoiceState.NEED:
        raise Overtaken("この声は、もうニーズになりました。書き直せません。")
    passages.check_version(voice, seen)
    _refuse_odd({name: getattr(voice, name) for name in TEXT} | answers)

    for name, answer in answers.items():
        if getattr(voice, name) != answer:
            setattr(voice, name, answer)
    if voice in db.session.dirty:
        passages.keep_changes()
        outbox.record(VoiceChanged(voice.id), by=by)


def group_voices(lab: LivingLab, voices: Sequence[Voice], *, heading: str, by: User) -> None:
    """Put voices of the lab together under a heading; they stand at GROUPED.

    Raises NotAllowed, RuleBroken (none chosen, or a contact in the heading), Overtaken (one has become a need meanwhile).
    Records VoicesGrouped.
    """
    if not can(by, "voice.keep", lab):
        raise NotAllowed("voice.keep")
    _refuse_none(voices)
    refuse_contacts(heading, "heading")

    _change(lab, voices, state=VoiceState.GROUPED, heading=heading)
    outbox.record(VoicesGrouped(lab.id, len(voices)), by=by)


def make_need_of(lab: LivingLab, voices: Sequence[Voice], *, title: str, section: Section, by: User) -> Need:
    """Begin a need of `section` from voices of the lab: a draft whose background quotes them. Each voice becomes one need.

    Raises NotAllowed (as `draft_need` too), RuleBroken (none chosen), Overtaken (one has become a need meanwhile).
    Records NeedDrafted, VoicesBecameNeed.
    """
    if not can(by, "voice.make_need", lab):
        raise NotAllowed("voice.make_need")
    _refuse_none(voices)

    need = draft_need(section=section, by=by, title=title, **needs_first_words(lab, voices))
    _change(lab, voices, state=VoiceState.NEED, need_id=need.id)
    outbox.record(VoicesBecameNeed(lab.id, len(voices)), by=by)
    return need


def _change(lab: LivingLab, voices: Sequence[Voice], **values: Any) -> None:
    """Say this of all these voices in one statement, or of none of them."""
    numbers = [voice.id for voice in voices]
    changed = db.session.execute(
        update(Voice)
        .where(Voice.id.in_(numbers), Voice.livinglab_id == lab.id, Voice.need_id.is_(None))
        .values(version=Voice.version + 1, **values),
        execution_options={"synchronize_session": False},
    )
    if changed.rowcount != len(numbers):  # type: ignore[attr-defined]
        raise Overtaken(ALREADY)
    for voice in voices:
        db.session.refresh(voice)


def refuse_contacts(text: str, field: str) -> None:
    """Raise RuleBroken where the text tells how to reach a person."""
    if found := contacts_in(text):
        raise RuleBroken(f"連絡先と思われるもの({'、'.join(found[:3])})が含まれています。取り除いてください。", field)


def _refuse_none(voices: Sequence[Voice]) -> None:
    if not voices:
        raise RuleBroken("声を1つ以上選んでください。", "voices")


def _refuse_odd(answers: dict[str, Any]) -> None:
    if answers["heard_on"] > clock.today():
        raise RuleBroken("今日までの日付を入力してください。", "heard_on")
    for name in ("theme", "said"):
        refuse_contacts(answers[name], name)
