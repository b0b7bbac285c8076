"""What we ask of those who prepare a paper, lay it before a sitting, or look for one."""

from typing import Any, Self

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from hack.deliberations.models import Sitting
from hack.deliberations.queries import PaperState
from hack.forms import CreatingForm, EditingForm, Form, SeenForm
from hack.forms.filters import Filter
from hack.forms.questions import at_most, line, one_of
from hack.web.display import jdate


def _words(label: str, hint: str, message: str = "", rows: int = 5) -> TextAreaField:
    needed = [InputRequired(message)] if message else []
    return TextAreaField(label, [*needed, at_most(4000)], description=hint, render_kw={"rows": rows})


class PaperQuestions(Form):
    """What a paper says."""

    title = line("件名", 120, "", InputRequired("件名を入力してください。"))
    summary = _words("概要", "案件の内容をもとに、短く書き直します。", "概要を入力してください。", 8)
    conditions = _words("付議の条件と根拠", "どの条件に、なぜあてはまるか。", "付議の条件と根拠を入力してください。", 4)
    replies = _words("各課の見解", "庁内への確認で届いた回答。", rows=6)
    options = _words("選べる方針", "進める場合、進めない場合、それぞれの得失。", "選べる方針を入力してください。")
    asked = _words("決めてほしいこと", "会議で何を決めるか。", "決めてほしいことを入力してください。", 3)


class NewPaperForm(PaperQuestions, CreatingForm, SeenForm):
    """A paper that is prepared; it carries the version of the case as it was seen."""


class PaperForm(PaperQuestions, EditingForm):
    """A paper that says something else."""


def _day(sitting: Sitting) -> str:
    return jdate(sitting.held_on) + (f" {sitting.begins:%H:%M}" if sitting.begins else "")


class TableForm(CreatingForm, SeenForm):
    """Before which sitting a paper is laid."""

    sitting = RadioField("どの会議に付議するか", [InputRequired("会議を選んでください。")])

    @classmethod
    def among(cls, sittings: list[Sitting], **defaults: Any) -> Self:
        """The form with these sittings to choose from."""
        form = cls.from_request(**defaults)
        form.sitting.choices = [
            (one.key, f"{_day(one)} {one.body.name}" + (f"({one.place})" if one.place else "")) for one in sittings
        ]
        return form


class ReplacingForm(PaperQuestions, EditingForm):
    """A paper that is replaced before its sitting begins, and why."""

    reason = line(
        "差し替える理由", 400, "関係する課と事務局が読みます。", InputRequired("差し替える理由を入力してください。")
    )


class PaperFilter(Filter):
    """How far the papers have come."""

    state = SelectField("方針", **one_of(PaperState, "すべて"))
