"""What we ask of those who keep the register of agreements."""

from typing import Any, ClassVar, Self

from wtforms import BooleanField, Field, SelectField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import TextInput

from hack.accounts.models import Section
from hack.agreements.days import When
from hack.agreements.models import LONGEST_NOTICE, MOST_PARTIES, Agreement, AgreementKind, Renewal
from hack.errors import RuleBroken
from hack.forms import CreatingForm, EditingForm, Form, SeenForm
from hack.forms.questions import (
    DayField,
    Group,
    Grouped,
    NumberField,
    at_most,
    in_one_line,
    line,
    one_of,
    text,
    web_page,
)


class WhenField(Field):
    """A day as far as it is known; its answer is a `When`."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return self.data.written if isinstance(self.data, When) else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = None
            self.data = When.read(valuelist[0])


def when_question(label: str) -> WhenField:
    """On which day, as far as it is known."""
    hint = "分かるところまで。例: 2020-07-31、2020-07、2020、2019年度。書かれていなければ空欄にします。"
    return WhenField(label, filters=[_or_unknown], description=hint, render_kw={"autocomplete": "off"})


def _or_unknown(answer: Any) -> Any:
    return answer if isinstance(answer, When) else When()


def names_in(answer: str | None) -> list[str]:
    """The names of an answer, one on each line, nobody twice."""
    return list(dict.fromkeys(name for name in map(in_one_line, (answer or "").splitlines()) if name))


def _names_that_fit(_form: Any, field: Any) -> None:
    names = names_in(field.data)
    if len(names) > MOST_PARTIES:
        raise ValidationError(f"相手方は{MOST_PARTIES}者までです。")
    if any(len(name) > 80 for name in names):
        raise ValidationError("一つの名前は80字以内で入力してください。")


class Questions(Grouped, Form):
    """What is said of an agreement."""

    kind = SelectField("種類", [InputRequired("種類を選んでください。")], **one_of(AgreementKind))
    name = line("名前", 160, "協定書にある名前。正式な名前が分からないときは、そのことを「補足」に書きます。", InputRequired("名前を入力してください。"))  # fmt: skip
    parties = TextAreaField(
        "相手方",
        [InputRequired("相手方を1者以上入力してください。"), at_most(2600), _names_that_fit],
        description="1行に1者。参加団体と同じ名前は、その団体のページにつながります。",
        render_kw={"rows": 4},
    )
    city_side = line("市の側", 80, "例: 横浜市、港南区。", InputRequired("市の側を入力してください。"))
    section_id = SelectField(
        "担当する課",
        coerce=lambda value: int(value) if value else None,
        description="選んだ課の職員も、この記録を書き換えられます。空欄なら事務局が担当します。",
    )
    signed = when_question("締結した日")
    announced_on = DayField("公表した日", [Optional()], description="市が公表した日が分かるとき。")
    until = DayField("期間の最後の日", [Optional()], description="協定に期間が書かれているとき。")
    renewal = SelectField("自動更新", **one_of(Renewal))
    notice_days = NumberField(
        "何日前に知らせるか",
        [InputRequired("日数を入力してください。"), NumberRange(1, LONGEST_NOTICE, f"1から{LONGEST_NOTICE}までの数を入力してください。")],
        description="期間の最後の日の何日前から、担当に知らせ、「やること」に出すか。",
    )  # fmt: skip
    ended_on = DayField("終わった日", [Optional()], description="もう終わった協定を登録するとき、その日。")
    purpose = text("目的", "何のための協定か。自分の言葉で短く書きます。", 4)
    notes = text("補足", "日付や名前の確かさなど、読む人が知っておくとよいこと。", 3)
    source_name = line("出典の文書名", 160, "例: 記者発表資料の題名。文書名かアドレスの、少なくとも一方。")
    source_url = web_page("出典のアドレス", "例: https://www.city.yokohama.lg.jp/…")
    published = BooleanField(
        "登録簿で公表する", description="印を付けるまでは、担当する課と事務局(と監査担当)だけが読めます。"
    )

    GROUPS: ClassVar[tuple[Group, ...]] = (
        Group("協定", "", ("kind", "name", "parties", "city_side", "section_id", "purpose")),
        Group("日付と期間", "書かれていない日は、推し量らずに空欄にします。", ("signed", "announced_on", "until", "renewal", "notice_days", "ended_on")),
        Group("出典と公表", "", ("source_name", "source_url", "notes", "published")),
    )  # fmt: skip

    @property
    def groups(self) -> list[tuple[str, str, list[Any]]]:
        """Title, lead and fields of each part, in order; without the question after the section where it is not asked."""
        return [(g.title, g.lead, [self[name] for name in g.questions if name in self]) for g in self.GROUPS]

    @classmethod
    def offering(cls, sections: list[Section] | None, **defaults: Any) -> Self:
        """The form with these sections to choose from; None: the section is not asked for."""
        form = cls.from_request(**defaults)
        if sections is None:
            del form.section_id
        else:
            form.section_id.choices = {"": "事務局"} | {str(one.id): one.full_name for one in sections}
        return form

    def answers(self) -> dict[str, Any]:
        told = super().answers()
        told["when"] = told.pop("signed")
        told["renewal"] = told["renewal"] or Renewal.UNKNOWN
        return told | {"parties": names_in(self.parties.data)}


class NewAgreementForm(Questions, CreatingForm):
    """An agreement that is entered."""


class ConcludingForm(NewAgreementForm, SeenForm):
    """An agreement that came of a case; it carries the version of the case as it was seen."""


class RenewalForm(NewAgreementForm, SeenForm):
    """An agreement that takes the place of another one; it carries the version of that one as it was seen."""

    former_ended_on = DayField(
        "前の協定の終わった日",
        [InputRequired("前の協定の終わった日を入力してください。")],
        description="前の協定は、この日で終わります。前の協定からこの協定へ、この協定から前の協定へたどれます。",
    )
    GROUPS = (*Questions.GROUPS, Group("前の協定", "", ("former_ended_on",)))

    @classmethod
    def offering(cls, sections: list[Section] | None, **defaults: Any) -> Self:
        form = super().offering(sections, **defaults)
        del form.ended_on
        return form


class AgreementForm(Questions, EditingForm):
    """An agreement of which something else is said; that it ended is written by a deed of its own."""

    until = DayField(
        "期間の最後の日",
        [Optional()],
        description="書きまちがいを直すとき。続けるときは、協定のページの「期間を延ばす」か「結び直す」から書きます。",
    )

    @classmethod
    def offering(cls, sections: list[Section] | None, **defaults: Any) -> Self:
        form = super().offering(sections, **defaults)
        del form.ended_on
        return form

    def words(self, thing: Agreement) -> dict[str, Any]:
        told = said_of(thing)
        return {name: told[name] for name in self._fields if name in told}

    def refuse(self, broken: RuleBroken, thing: Any = None) -> None:
        """Besides: the section that somebody else chose is told by its name."""
        super().refuse(broken, thing)
        if "section_id" in self.theirs:
            chosen = thing.section.full_name if thing.section else "事務局"
            self.theirs = {**self.theirs, "section_id": chosen}


def said_of(agreement: Agreement) -> dict[str, Any]:
    """What is said of the agreement, by the names of the questions."""
    same = {name: getattr(agreement, name) for name in Questions.__dict__ if hasattr(agreement, name)}
    return same | {"signed": agreement.when, "parties": "\n".join(agreement.party_names)}
