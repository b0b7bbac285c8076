"""What we ask about gatherings, voices, and bodies that join an open lab."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from hack.forms import CreatingForm, EditingForm, Form
from hack.forms.filters import Filter
from hack.forms.questions import DayField, NumberField, SelectMultipleField, at_most, line, one_of
from hack.livinglabs.models import GatheringKind, VoiceState
from hack.sites.models import Ward

LONGEST_LABEL = 90


class GatheringQuestions(Form):
    """What is said of a gathering."""

    title = line("題", 80, "例: 空き家を子どもの居場所にするには", InputRequired("題を入力してください。"))
    held_on = DayField("開催日", [InputRequired("開催日を入力してください。")])
    kind = SelectField("種類", [InputRequired("種類を選んでください。")], **one_of(GatheringKind))
    place = line("場所", 120, "例: みなと坂地区センター")
    online = BooleanField("オンラインで開く")
    people = NumberField("参加した人数", [Optional()], description="開いたあとに、分かれば入れます。")
    record = TextAreaField(
        "記録",
        [at_most(4000)],
        description="話したこと、決まったこと。参加した人の名前や連絡先は書きません。",
        render_kw={"rows": 6},
    )
    public = BooleanField(
        "公開する", description="印を付けると、だれでも読めます。付けないと、運営する人と事務局だけが読みます。"
    )

    def validate_people(self, field: NumberField) -> None:
        if field.data is not None and not 1 <= field.data <= 100_000:
            raise ValidationError("1から100,000までの数で入力してください。")


class NewGatheringForm(GatheringQuestions, CreatingForm):
    """A gathering that is announced or written down."""


class GatheringForm(GatheringQuestions, EditingForm):
    """A gathering of which something else is said."""


class VoiceQuestions(Form):
    """What a resident said."""

    heard_on = DayField("聞いた日", [InputRequired("聞いた日を入力してください。")])
    theme = line("テーマ", 60, "例: 空き家", InputRequired("テーマを入力してください。"))
    said = TextAreaField(
        "声の内容",
        [InputRequired("声の内容を入力してください。"), at_most(1000)],
        description="だれの声か分からないように書きます。名前、住所、電話番号、メールアドレスは入れません。",
        render_kw={"rows": 4},
    )


class HearForm(VoiceQuestions, CreatingForm):
    """A voice that is written down."""


class VoiceForm(VoiceQuestions, EditingForm):
    """A voice that is put right."""


class ChoosingVoices(Form):
    """Some of a lab's voices."""

    voices = SelectMultipleField("声", choices=[])

    def offer(self, voices: list[Any]) -> None:
        """Have these voices to choose from."""
        self.voices.choices = {voice.key: _named(voice) for voice in voices}

    def chosen(self, voices: list[Any]) -> list[Any]:
        """Those of the voices that were chosen."""
        keys = set(self.voices.data or ())
        return [voice for voice in voices if voice.key in keys]


class GroupForm(ChoosingVoices):
    """Voices that are put together."""

    heading = line(
        "まとまりの名前", 60, "例: 空き家を集まる場所に", InputRequired("まとまりの名前を入力してください。")
    )


class NeedOfVoicesForm(ChoosingVoices, CreatingForm):
    """Voices that become a need."""

    title = line("ニーズの題名", 80, "例: 空き家を子どもの居場所にしたい", InputRequired("題名を入力してください。"))
    section = SelectField(
        "所管課",
        [InputRequired("所管課を選んでください。")],
        coerce=lambda value: int(value) if value else None,
        description="このニーズを持つ課です。",
    )

    @classmethod
    def offering(cls, there: list[Any], sections: list[Any], **chosen: Any) -> "NeedOfVoicesForm":
        """The form with these voices and sections to choose from; without the question where there is only one section."""
        form = cls.from_request(data=chosen)
        form.offer(there)
        form.section.choices = {"": "選んでください"} | {section.id: section.full_name for section in sections}
        if len(sections) == 1:
            del form.section
        return form


class VoiceFilter(Filter):
    """Which voices somebody looks for."""

    q = line("ことば", 100, "")
    ward = SelectField("区", **one_of(Ward, "すべて"))
    state = SelectField("状態", **one_of(VoiceState, "すべて"))


class StateFilter(Filter):
    """Which of a lab's voices somebody looks for."""

    state = SelectField("状態", **one_of(VoiceState, "すべて"))


class JoinForm(CreatingForm):
    """An organisation that asks to join an open lab."""

    part = line(
        "ラボでの役割",
        120,
        "受け入れられると公開されます。例: 介護の記録のソフトをつくる",
        InputRequired("役割を入力してください。"),
    )
    words = TextAreaField(
        "参加したい理由",
        [InputRequired("参加したい理由を入力してください。"), at_most(1000)],
        description="運営する人と事務局だけが読みます。",
        render_kw={"rows": 4},
    )


class AnswerJoiningForm(Form):
    """What the lab's people say to an organisation that asks."""

    accept = RadioField(
        "返事", [InputRequired("どちらかを選んでください。")], choices={"yes": "受け入れる", "no": "見送る"}
    )
    answer = TextAreaField(
        "伝えること",
        [at_most(1000)],
        description="見送るときは、理由を書きます。申し込んだ団体が読みます。",
        render_kw={"rows": 3},
    )


class MemberForm(CreatingForm):
    """A body that is known to belong to an open lab."""

    name = line("団体の名前", 80, "", InputRequired("団体の名前を入力してください。"))
    part = line("ラボでの役割", 120, "例: 総合ICT企業", InputRequired("役割を入力してください。"))


class LeaveForm(Form):
    """The button that leaves an open lab."""


def _named(voice: Any) -> str:
    words = " ".join(voice.said.split())
    short = words if len(words) <= LONGEST_LABEL else f"{words[:LONGEST_LABEL]}…"
    return f"{voice.heading or voice.theme}: {short}"
