"""What we ask of a section that wants support, and of the coordinator who gives it."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from wtforms import BooleanField, DecimalField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from hack import clock
from hack.forms import CreatingForm, EditingForm, Form
from hack.forms.filters import Filter
from hack.forms.questions import DayField, at_most, line, one_of
from hack.pipeline.support import SupportStep
from hack.support.models import SupportKind

KINDS = [(kind.value, kind.label) for kind in SupportKind]


class Wish(Form):
    """What a section asks for."""

    kind = RadioField(
        "いま、どこで困っていますか",
        [InputRequired("いちばん近いものを選んでください。")],
        choices=KINDS,
        coerce=lambda value: SupportKind(value) if value else None,
    )
    title = line(
        "ひとことで", 80, "例: 窓口の待ち時間の、どこに手を付ければよいか", InputRequired("ひとことで書いてください。")
    )
    wish = TextAreaField(
        "頼みたいこと",
        [InputRequired("頼みたいことを書いてください。"), at_most(2000)],
        description="いまの様子と、一緒に考えてほしいこと。まとまっていなくて構いません。課と事務局だけが読みます。",
    )
    wished_until = DayField(
        "いつまでに", [Optional()], description="予算の要求や会議の日など、間に合わせたい日があれば入れます。"
    )

    def validate_wished_until(self, field: DayField) -> None:
        if field.data is None or field.data == field.object_data:
            return
        if field.data < clock.today():
            raise ValidationError("今日か、それより後の日を入力してください。")


class AskForm(Wish, CreatingForm):
    """A request that is made."""


class ChangeForm(Wish, EditingForm):
    """A request that says something else, as long as nobody has taken it on."""


class HoursField(DecimalField):
    """A number of hours, in whatever width its figures are typed; says in Japanese what is wrong."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = unicodedata.normalize("NFKC", valuelist[0]).strip() if valuelist else ""
        if not typed:
            self.data = None
            return
        if not re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,6})?", typed):
            self.data = None
            raise ValueError("数字で入力してください。例: 1.5")
        self.data = Decimal(typed)


class EntryForm(CreatingForm):
    """What was done."""

    done_on = DayField("した日", [InputRequired("した日を入力してください。")])
    told = TextAreaField(
        "したこと",
        [InputRequired("したことを書いてください。"), at_most(4000)],
        description="話したこと、調べたこと、次にすること。依頼した課も読みます。",
        render_kw={"rows": 4},
    )
    hours = HoursField("かけた時間(時間)", [Optional()], places=1, description="分かれば。例: 1.5")

    def validate_hours(self, field: DecimalField) -> None:
        if field.data is not None and not Decimal("0.1") <= field.data <= 200:
            raise ValidationError("0.1から200までの数で入力してください。")

    def validate_done_on(self, field: DayField) -> None:
        if field.data is not None and field.data > clock.today():
            raise ValidationError("今日までの日付を入力してください。")


class FinishForm(EditingForm):
    """What came of it."""

    result = TextAreaField(
        "結果",
        [InputRequired("結果を書いてください。"), at_most(4000)],
        description="分かったこと、決まったこと、課がこれからすること。依頼した課が読みます。",
        render_kw={"rows": 8},
    )


class TakeOverForm(Form):
    """The button that makes somebody else's request one's own."""


class SupportFilter(Filter):
    """Where the requests stand, of which kind, and whose."""

    step = SelectField("段階", **one_of(SupportStep, "続いているもの"))
    kind = SelectField("困っていること", **one_of(SupportKind, "すべて"))
    own = BooleanField("自分が引き受けたもの")

    @classmethod
    def for_viewer(cls, viewer: Any, takes: bool) -> "SupportFilter":
        """The filter as the address has it; without the question about one's own where the viewer takes nothing on."""
        form = cls.asked()
        if not takes:
            del form.own
        return form
