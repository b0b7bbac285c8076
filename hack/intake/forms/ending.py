"""What we ask of whoever brings a case to an end, or gives it into other hands."""

from typing import Any, Self

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from hack.accounts.models import Section
from hack.forms import TEXT, CreatingForm, SeenForm
from hack.forms.filters import Filter
from hack.forms.questions import at_most, line, one_of, text
from hack.intake.models import Case, Refusal


def _section() -> SelectField:
    return SelectField(
        "所管課", [InputRequired("課を選んでください。")], coerce=lambda value: int(value) if value else None
    )


def _fill_in(form: Any, sections: list[Section]) -> None:
    form.section.choices = [("", "選んでください"), *((str(one.id), one.full_name) for one in sections)]


class HandOverForm(SeenForm):
    """Which section has the case in hand from now on."""

    section = _section()
    words = TextAreaField(
        "引継ぎにあたって伝えること", [at_most(1000)], description="提案者と課の両方が読みます。", render_kw={"rows": 4}
    )

    @classmethod
    def among(cls, sections: list[Section], seen: int) -> Self:
        """The form with these sections to choose from."""
        form = cls.from_request(data={"seen": seen})
        _fill_in(form, sections)
        return form


class NeedForm(CreatingForm):
    """What the need that a case becomes begins with."""

    section = _section()
    title = line("ニーズの題名", 80, "", InputRequired("題名を入力してください。"))
    problem = text(
        "困っていること", "公開されると、だれでも読みます。提案者の名前や、提案者だけの工夫は消してください。", 6
    )
    hoped = text("期待する姿", "解決すると、だれがどうなるか。", 4)
    notes = text("庁内だけのメモ", "市の職員だけが読みます。もとの案件の番号が入っています。", 3)

    @classmethod
    def of(cls, case: Case, sections: list[Section]) -> Self:
        """The form with what the case says, and these sections to choose from."""
        said = {
            "title": case.title,
            "problem": case.issue or case.body,
            "notes": f"もとの共創フロント案件: {case.number}",
        }
        form = cls.from_request(data=said)
        _fill_in(form, sections)
        return form

    def need(self) -> dict[str, Any]:
        """The answers as a need has them."""
        return {name: self[name].data or "" for name in ("title", "problem", "hoped", "notes")}


class SeedForm(CreatingForm):
    """The button that begins a seed for the proposer's organisation."""


class DeclineForm(SeenForm):
    """Why nothing comes of the case."""

    refused_for = SelectField(
        "実現しない理由の区分", [InputRequired("理由の区分を選んでください。")], **one_of(Refusal)
    )
    reason = TextAreaField(
        "提案者に伝える理由",
        [InputRequired("提案者に伝える理由を入力してください。"), at_most(TEXT)],
        description="どこを検討し、なぜ難しいのか。どうなれば進められるかも書けると、次につながります。",
        render_kw={"rows": 6},
    )


class TellForm(SeenForm):
    """What the proposer is told at the end."""

    reason = TextAreaField(
        "提案者に伝えること",
        [InputRequired("提案者に伝えることを入力してください。"), at_most(TEXT)],
        description="提案者・関係する課・事務局が読みます。",
        render_kw={"rows": 6},
    )


class LookForm(Filter):
    """The case into which another is merged, looked for by its number, title or organisation."""

    q = line("番号・件名・団体", 80, "例: F-2026-0001")


class MergeForm(SeenForm):
    """Into which case this one is merged."""

    into = StringField("統合先", [InputRequired("統合先の案件を選んでください。")])
    reason = TextAreaField(
        "提案者に伝えること",
        [at_most(1000)],
        description="例: 同じ場所での取組なので、まとめて検討します。ほかの提案者の名前は書きません。",
        render_kw={"rows": 3},
    )
