"""What we ask about a published number."""

import re
import unicodedata
from decimal import Decimal
from typing import Any, ClassVar

from wtforms import DecimalField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional, StopValidation

from hack.forms import CreatingForm, EditingForm, Form, SeenForm
from hack.forms.filters import Filter
from hack.forms.questions import DayField, at_most, line, one_of, web_page
from hack.indicators.figures.models import NOTE, SOURCE, UNIT, WHAT, Precision, Qualifier, Subject

CHOOSE = InputRequired("選んでください。")


class AmountField(DecimalField):
    """A number with at most two digits behind the point, in whatever width its figures are typed; says in Japanese, and once, what is wrong."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = unicodedata.normalize("NFKC", valuelist[0]).strip().replace(",", "") if valuelist else ""
        self.data = None
        if not typed:
            return
        if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,2})?", typed):
            raise ValueError("12桁まで、小数は2桁までの数字だけで入力してください。")
        self.data = Decimal(typed)

    def pre_validate(self, form: Any) -> None:
        if self.process_errors:
            raise StopValidation()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:.2f}".rstrip("0").rstrip(".") if self.data is not None else ""


class FigureQuestions(Form):
    """A number as a document tells it."""

    QUESTIONS: ClassVar = [
        "subject",
        "what",
        "value",
        "unit",
        "qualifier",
        "as_of",
        "precision",
        "source",
        "source_url",
        "note",
    ]

    subject = SelectField("何について", [CHOOSE], **one_of(Subject))
    what = line("何の数", WHAT, "文書の言葉で。例: 提案(累計)", InputRequired("何の数かを入力してください。"))
    value = AmountField("数の値", [InputRequired("数を入力してください。")], places=None)
    unit = line("単位", UNIT, "文書に単位がなければ空のままにします。例: 件", Optional())
    qualifier = SelectField(
        "数の確かさ", [CHOOSE], description="文書に「約」「以上」などとあれば選びます。", **one_of(Qualifier)
    )
    as_of = DayField(
        "いつの時点",
        [InputRequired("いつの時点の数かを入力してください。")],
        description="月や年度までしか分からないときは、その中の日を入れ、次の欄で選びます。",
    )
    precision = SelectField("時点の細かさ", [CHOOSE], **one_of(Precision))
    source = line("出典", SOURCE, "文書や記事の名前。", InputRequired("出典を入力してください。"))
    source_url = web_page("出典のアドレス", "ウェブで読めるときに入れます。")
    note = TextAreaField("注", [at_most(NOTE)], description="数え方の違いなど。", render_kw={"rows": 3})

    def answers(self) -> dict[str, Any]:
        """What the deeds take."""
        given = super().answers()
        texts = ("what", "unit", "source", "source_url", "note", "reason")
        return given | {name: given[name] or "" for name in texts if name in given} | {"value": float(given["value"])}


class NewFigureForm(FigureQuestions, CreatingForm):
    """A number that is entered."""


class FigureForm(FigureQuestions, EditingForm):
    """A number as it is put right."""

    reason = line("訂正の理由", 200, "何が違っていたか。履歴に残ります。", Optional())

    def words(self, thing: Any) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in self.QUESTIONS} | {"value": Decimal(str(thing.value))}


class RemoveFigureForm(SeenForm):
    """Why a number is withdrawn."""

    reason = line("取り下げる理由", 200, "履歴に残ります。", InputRequired("取り下げる理由を入力してください。"))


class FigureFilter(Filter):
    """Which numbers somebody looks for."""

    subject = SelectField("何について", **one_of(Subject, "すべて"))
