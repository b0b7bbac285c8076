"""What we ask of those who look for something in the register of agreements."""

from typing import Any, Self

from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import Length

from hack.accounts.models import Section
from hack.agreements.models import AgreementKind
from hack.agreements.queries import NO_YEAR
from hack.forms.filters import Filter
from hack.forms.questions import one_of


class AgreementFilter(Filter):
    """Which agreements somebody looks for."""

    q = StringField("名前や目的の言葉", [Length(max=200)])
    kind = SelectField("種類", **one_of(AgreementKind, "すべての種類"))
    year = SelectField("締結した年", default="")
    party = StringField("相手方(一部でも)", [Length(max=80)])
    section = SelectField("担当する課", coerce=lambda value: int(value) if value else "", default="")
    due = BooleanField("期間の終わりが近いもの")

    @classmethod
    def offering(cls, years: list[str], sections: list[Section], keeps: bool) -> Self:
        """The filter with what the page's address asks for; keeps: whether the viewer looks after agreements."""
        form = cls.asked()
        figures = {year: f"{year}年" for year in years if year != NO_YEAR}
        form.year.choices = {"": "すべての年"} | figures | ({NO_YEAR: "不明"} if NO_YEAR in years else {})
        form.section.choices = {"": "すべての課"} | {str(one.id): one.full_name for one in sections}
        if not keeps:
            del form.due
        return form

    def narrowed(self) -> dict[str, Any]:
        """What `queries.listed_agreements` is narrowed to."""
        wanted = self.wanted()
        return {"words": wanted.pop("q")} | wanted
