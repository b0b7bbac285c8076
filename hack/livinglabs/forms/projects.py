"""What we ask about a lab's projects."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from hack.forms import CreatingForm, EditingForm, Form
from hack.forms.questions import DayField, SelectMultipleField, at_most, line, text, web_page

NEED = re.compile(r"(?:https?://[^/\s]+)?/needs/([0-9a-z]{1,12})/?")


class ProjectQuestions(Form):
    """What is said of a project."""

    title = line("プロジェクトの名前", 80, "例: 空き家を1日だけ開ける", InputRequired("名前を入力してください。"))
    what = TextAreaField(
        "何をするか",
        [InputRequired("何をするかを入力してください。"), at_most(2000)],
        description="だれの、どんな困りごとに、何をするか。だれでも読めます。",
        render_kw={"rows": 4},
    )
    since = DayField("始まり", [Optional()], description="分からなければ空けておきます。")
    until = DayField("終わり", [Optional()], description="予定でも構いません。")
    partners = SelectMultipleField("一緒に取り組む団体", choices=[], description="ラボに参加している団体から選びます。")
    results = text("成果", "分かったこと、できたこと。うまくいかなかったことも書きます。", 4)
    need = StringField(
        "関わるニーズのアドレス",
        [Optional(), at_most(300)],
        description="ニーズのページのアドレスを貼ります。そのニーズを読める人にだけ、つながりが見えます。",
    )
    source = line("出典", 200, "公表された資料から書き写したときに書きます。", Optional())
    source_url = web_page("出典のアドレス", "あれば入れます。")

    def validate_need(self, field: StringField) -> None:
        if NEED.fullmatch(field.data or "") is None:
            raise ValidationError("ニーズのページのアドレス(/needs/ を含むもの)を入力してください。")

    def offer(self, members: Sequence[Any]) -> None:
        """Have these members to choose from; without the question where there are none."""
        if not members:
            del self.partners
            return
        self.partners.choices = {one.key: one.name for one in members}

    def chosen(self, members: Sequence[Any]) -> list[Any]:
        """Those of the members that were chosen."""
        keys = set(self.partners.data or ()) if "partners" in self else set()
        return [one for one in members if one.key in keys]

    @property
    def need_key(self) -> str:
        """The key of the need whose address was given; "" where there is none."""
        found = NEED.fullmatch(self.need.data or "")
        return found[1] if found else ""

    @property
    def said(self) -> dict[str, Any]:
        """The answers but for partners and need."""
        return {name: answer for name, answer in self.answers().items() if name not in ("partners", "need")}


class NewProjectForm(ProjectQuestions, CreatingForm):
    """A project that is written down."""


class ProjectForm(ProjectQuestions, EditingForm):
    """A project of which something else is said."""

    address_of: Callable[[Any], str] = staticmethod(lambda _project: "")
    """The address of a project's need, where the person who fills this in may read it; else nothing."""

    def words(self, thing: Any) -> dict[str, Any]:
        """Besides: the address of its need, and the names of its partners, where they are others than those chosen here."""
        kept = {name: getattr(thing, name) for name in self.said}
        address = self.address_of(thing)
        kept["need"] = self.need.data if address.endswith(f"/{self.need_key}") and self.need_key else address
        if "partners" in self:
            same = {one.key for one in thing.partners} == set(self.partners.data or ())
            names = "、".join(one.name for one in thing.partners)
            kept["partners"] = self.partners.data if same else names
        return kept
