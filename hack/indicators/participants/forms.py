"""What we ask about the terms of the strategy, and about those who are behind a number."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from hack.accounts.models import OrganizationKind, Place
from hack.forms import CreatingForm, EditingForm, SeenForm
from hack.forms.filters import Filter
from hack.forms.questions import DayField, NumberField, at_most, line, one_of
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.models import MOST, SOURCE, TEXT
from hack.indicators.participants.terms import Term

WITHIN = NumberRange(0, MOST, f"0から{MOST:,}までの数を入力してください。")
REASON = "訂正の理由"
WHY = "すでにある数(このサイトの記録も)を直すか取り消すときは、必ず入力します。訂正の記録に残ります。"


class TargetForm(EditingForm):
    """The aim of a term."""

    target = NumberField("目標", [Optional(), WITHIN], description="空にすると、目標を取り消します。")
    target_source = line("目標の出典", SOURCE, "目標を定めた文書の名前。", Optional())
    reason = line(REASON, SOURCE, WHY, Optional())

    def words(self, thing: Any) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in ("target", "target_source")}


class NewTermForm(CreatingForm):
    """A term after the strategy's four, with its aim."""

    year = SelectField(
        "年度",
        [InputRequired("年度を選んでください。")],
        coerce=lambda value: int(value) if value else None,
        description="4月1日から翌年の3月31日まで。",
    )
    target = NumberField("目標", [InputRequired("目標を入力してください。"), WITHIN])
    target_source = line(
        "目標の出典", SOURCE, "目標を定めた文書の名前。", InputRequired("目標の出典を入力してください。")
    )

    @classmethod
    def among(cls, terms: Sequence[Term]) -> "NewTermForm":
        """The form with these terms to choose from."""
        form = cls.from_request()
        form.year.choices = {"": "選んでください"} | {
            str(term.year): f"{term.fiscal_year}({term.era})" for term in terms
        }
        return form


class ActualForm(EditingForm):
    """How many there were in a term, by another source than the platform."""

    actual = NumberField(
        "実績", [Optional(), WITHIN], description="空にすると、手で入れた実績を取り消し、このサイトの記録に戻します。"
    )
    actual_of = SelectField("何を数えた数か", **one_of(Counted, "出典に書かれていない"))
    actual_on = DayField("いつの時点", [Optional()], description="この期の中の日。期末の数なら3月31日。")
    actual_source = line("実績の出典", SOURCE, "公表した文書、または数えた記録の名前。", Optional())
    reason = line(REASON, SOURCE, WHY, Optional())

    def words(self, thing: Any) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in ("actual", "actual_of", "actual_on", "actual_source")}


class OutlookForm(EditingForm):
    """What is to be done from here on."""

    outlook = TextAreaField(
        "今後の方向性",
        [at_most(TEXT)],
        description="だれでも読めます。届かせるために何をするか。",
        render_kw={"rows": 5},
    )


class MeasureForm(SeenForm):
    """What is compared with the aims: `seen` is the number of the choice that the person saw."""

    who = SelectField("目標と比べる数", [InputRequired("選んでください。")], **one_of(Counted))
    reason = line("選んだ理由", SOURCE, "だれでも読めます。", InputRequired("選んだ理由を入力してください。"))


class BehindFilter(Filter):
    """Behind which number somebody looks."""

    who = SelectField("数えるもの", **one_of(Counted, "団体数"))
    day = DayField("いつの時点", [Optional()])
    kind = SelectField("種類", **one_of(OrganizationKind, "すべて"))
    place = SelectField("市内外", **one_of(Place, "すべて"))
