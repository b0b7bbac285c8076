"""What we ask of those who want data, and what requests are looked for."""

from typing import Any, Self

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from hack.forms import CreatingForm, EditingForm, Form, SeenForm
from hack.forms.filters import Filter
from hack.forms.questions import at_most, line, one_of
from hack.intake.models import Case
from hack.opendata.words import DataFormat, Rhythm
from hack.pipeline.datarequest import DataRequestStep

LONGEST = 2000
NOT_SAID = "(案件では述べられていません。)"


class What(Form):
    """Which data is wanted, and what for."""

    title = line(
        "どんなデータか(ひとことで)",
        80,
        "例: 公園のトイレと水飲み場の位置",
        InputRequired("どんなデータかを、ひとことで入力してください。"),
    )
    wanted = TextAreaField(
        "ほしい項目と範囲",
        [InputRequired("ほしい項目と範囲を入力してください。"), at_most(LONGEST)],
        description="どんな項目が、どの地域の、いつの分あればよいか。分かる範囲で構いません。",
        render_kw={"rows": 5},
    )
    purpose = TextAreaField(
        "使いみち",
        [InputRequired("使いみちを入力してください。"), at_most(LONGEST)],
        description="何のために使い、どんなサービスや研究にするか。市の中だけで読みます。",
        render_kw={"rows": 5},
    )


class Wish(What):
    """Besides: as what, how often, and whether question and answer may be shown."""

    format = SelectField("ほしい形式", **one_of(DataFormat, "どの形式でもよい"))
    rhythm = SelectField("ほしい更新の頻度", **one_of(Rhythm, "決めていない"))
    open_to_all = BooleanField(
        "団体の名前を出さずに、質問と回答を公開してよい",
        description="公開する文は事務局が書き、だれの依頼か分からない形にします。あとから変えられます。",
    )


class AskForm(Wish, CreatingForm):
    """A request that is made."""


class ChangeForm(Wish, EditingForm):
    """A request that says something else, as long as no section has been asked."""


class TakeOverForm(What, CreatingForm, SeenForm):
    """What of a case of the front goes into the request."""

    @classmethod
    def of(cls, case: Case) -> Self:
        """The form with what the case says, cut where it is too long."""
        purpose = "\n".join(part for part in (case.issue, case.offered) if part)
        said = {"title": case.title, "wanted": case.body[:LONGEST], "purpose": purpose[:LONGEST] or NOT_SAID}
        return cls.from_request(data=said | {"seen": case.version})


class AgreeForm(SeenForm):
    """Whether question and answer may be shown to everybody."""

    agrees = RadioField(
        "質問と回答の公開",
        [InputRequired("どちらかを選んでください。")],
        choices=[("yes", "団体の名前を出さなければ、公開してよい"), ("no", "公開しない")],
    )


class RequestFilter(Filter):
    """Where the requests stand, and whether they are late."""

    step = SelectField("段階", **one_of(DataRequestStep, "進んでいるもの"))
    late = BooleanField("期限を過ぎたもの")


class AnswerFilter(Filter):
    """Words in a public question or answer."""

    q = StringField("言葉", [Length(max=200)])


def text_of(form: Any) -> str:
    """What of the form is compared with what is there already."""
    return "\n".join(part for part in (form.title.data, form.wanted.data) if part)
