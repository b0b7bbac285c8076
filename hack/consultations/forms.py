"""What we ask of those who open a consultation, are asked in it, and write about a check."""

from collections.abc import Callable
from datetime import date
from typing import Any, Self

from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from hack.accounts.models import Section, User
from hack.consultations.actions import Ask
from hack.consultations.models import Check, CheckKind
from hack.consultations.queries import Side
from hack.errors import RuleBroken
from hack.forms import CreatingForm, EditingForm, SeenForm
from hack.forms.filters import Filter
from hack.forms.questions import DayField, at_most, line, one_of

MOST_LINKS = 10
LONGEST_LINK = 300
Find = Callable[[str], User | None]
PARTS = ("section_id", "name", "owner", "due_on", "asked", "links")


def addresses_in(text: str | None) -> list[str]:
    """The addresses of an answer, one on each line."""
    return [row.strip() for row in (text or "").splitlines() if row.strip()]


def only_addresses(_form: Any, field: Any) -> None:
    """Refuse what is no address of a page, and too many."""
    found = addresses_in(field.data)
    if len(found) > MOST_LINKS:
        raise ValidationError(f"アドレスは{MOST_LINKS}件までです。")
    for address in found:
        if not address.startswith(("https://", "http://")) or len(address.split()) > 1 or set(address) & set("<>\"'"):
            raise ValidationError("1行に一つ、http:// または https:// で始まるアドレスを入力してください。")
        if len(address) > LONGEST_LINK:
            raise ValidationError(f"アドレスは{LONGEST_LINK}字以内で入力してください。")


def _section(*asked: Any, of: str = "") -> SelectField:
    return SelectField(f"{of}確認する課", list(asked), coerce=lambda value: int(value) if value else None)


def _due(*asked: Any, of: str = "") -> DayField:
    return DayField(f"{of}いつまでに", list(asked), description="この日までに返事をもらう日。")


def _asked(*asked: Any, of: str = "") -> TextAreaField:
    hint, rows = "何を判断してほしいか。", {"rows": 4}
    return TextAreaField(f"{of}確認してほしいこと", [*asked, at_most(2000)], description=hint, render_kw=rows)


def _links(of: str = "") -> TextAreaField:
    return TextAreaField(
        f"{of}読んでほしいもの",
        [Optional(), at_most(3000), only_addresses],
        description="庁内の文書などのアドレスを、1行に一つ。ニーズ・提案の内容は、ここに書かなくても読めます。",
        render_kw={"rows": 2},
    )


def _owner(of: str = "") -> StringField:
    return StringField(
        f"{of}担当者のメールアドレス",
        [at_most(254)],
        description="その課のだれに頼むか決まっているときだけ。空欄なら、課の職員全員に知らせます。",
        render_kw={"autocomplete": "off"},
    )


def _name(*asked: Any, of: str = "") -> StringField:
    return line(f"{of}確認の名前", 40, "例: 景観、広報。", *asked)


def _fill_in(form: Any, sections: list[Section], before: str = "") -> None:
    choices = {"": "選んでください"} | {str(one.id): one.full_name for one in sections}
    form[f"{before}section_id"].choices = choices


def _ask(form: Any, kind: CheckKind, person_at: Find, before: str = "") -> Ask:
    """What a section is asked, from the questions whose names begin with `before`."""
    email, owner = form[f"{before}owner"].data, None
    if email:
        owner = person_at(email)
        if owner is None:
            raise RuleBroken("このメールアドレスの利用者は見つかりません。", f"{before}owner")
    name = form._fields.get(f"{before}name")
    return Ask(
        kind=kind,
        section_id=form[f"{before}section_id"].data,
        asked=form[f"{before}asked"].data,
        due_on=form[f"{before}due_on"].data,
        name=(name.data or "") if name is not None else "",
        owner=owner,
        links=addresses_in(form[f"{before}links"].data),
        question=before,
    )


class NewConsultationForm(CreatingForm):
    """A consultation with its checks; each kind of check is asked its questions once it is ticked."""

    title = line("合議の名前", 80, "庁内だけで使います。", InputRequired("合議の名前を入力してください。"))
    about = TextAreaField(
        "全員に伝えること",
        [at_most(2000)],
        description="背景や急ぐ理由など。依頼する課の全部が読みます。",
        render_kw={"rows": 3},
    )

    @classmethod
    def offering(cls, sections: list[Section], asked_last: dict[CheckKind, int], due_on: date, title: str) -> Self:
        """The form with these sections to choose from; what was chosen last, and the usual last day, stand in it."""
        said: dict[str, Any] = {"title": title}
        for kind in CheckKind:
            said[f"{kind.value}_due_on"] = due_on
            said[f"{kind.value}_section_id"] = asked_last.get(kind)
        form = cls.from_request(data=said)
        for kind in CheckKind:
            _fill_in(form, sections, f"{kind.value}_")
        return form

    @property
    def kinds(self) -> list[tuple[CheckKind, Any, list[Any]]]:
        """Each kind of check with its tick and its questions, in order."""
        return [
            (
                kind,
                self[f"{kind.value}_wanted"],
                [self[f"{kind.value}_{part}"] for part in PARTS if f"{kind.value}_{part}" in self],
            )
            for kind in CheckKind
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """What belongs to a kind that is not ticked is not asked."""
        super().validate(extra_validators)
        for _, tick, parts in self.kinds:
            for part in parts if not tick.data else ():
                part.errors = []
        return not any(field.errors for field in self)

    def asks(self, person_at: Find) -> list[Ask]:
        """What the sections are asked, of each kind that is ticked; RuleBroken where an owner is nobody we know."""
        return [_ask(self, kind, person_at, f"{kind.value}_") for kind, tick, _ in self.kinds if tick.data]


def _if_ticked(kind: CheckKind, message: str) -> Any:
    def check(form: Any, field: Any) -> None:
        if form[f"{kind.value}_wanted"].data and not field.data and not field.errors:
            raise ValidationError(message)

    return check


def _questions(kind: CheckKind) -> dict[str, Any]:
    """The questions about a check of this kind, by the end of their name; labelled with the kind, since there are as many of each."""
    of = f"{kind.label}: "
    asked = {
        "wanted": BooleanField(f"{kind.label}の確認を依頼する"),
        "section_id": _section(_if_ticked(kind, "確認する課を選んでください。"), of=of),
        "owner": _owner(of),
        "due_on": _due(_if_ticked(kind, "日付を入力してください。"), of=of),
        "asked": _asked(_if_ticked(kind, "確認してほしいことを入力してください。"), of=of),
        "links": _links(of),
    }
    if kind is CheckKind.OTHER:
        asked["name"] = _name(_if_ticked(kind, "確認の名前を入力してください。"), of=of)
    return asked


for _kind in CheckKind:
    for _part, _question in _questions(_kind).items():
        setattr(NewConsultationForm, f"{_kind.value}_{_part}", _question)


class AskForm(CreatingForm):
    """One more check in a consultation."""

    kind = SelectField("何の確認か", [InputRequired("何の確認かを選んでください。")], **one_of(CheckKind))
    name = _name()
    section_id = _section(InputRequired("確認する課を選んでください。"))
    owner = _owner()
    due_on = _due(InputRequired("日付を入力してください。"))
    asked = _asked(InputRequired("確認してほしいことを入力してください。"))
    links = _links()

    @classmethod
    def offering(cls, sections: list[Section], due_on: date) -> Self:
        """The form with these sections to choose from, and the usual last day."""
        form = cls.from_request(data={"due_on": due_on})
        _fill_in(form, sections)
        return form

    def validate_name(self, field: StringField) -> None:
        if self.kind.data is CheckKind.OTHER and not field.data:
            raise ValidationError("「その他」のときは、確認の名前を入力してください。")

    def ask(self, person_at: Find) -> Ask:
        """What the section is asked; RuleBroken where the owner is nobody we know."""
        return _ask(self, self.kind.data, person_at)


class CheckForm(EditingForm):
    """What may be changed of a check that is under way."""

    due_on = _due(InputRequired("日付を入力してください。"))
    asked = _asked(InputRequired("確認してほしいことを入力してください。"))
    links = _links()

    @classmethod
    def of(cls, check: Check) -> Self:
        """The form with what the check says now."""
        return cls.from_request(data=_words(check) | {"seen": check.version})

    def words(self, thing: Any) -> dict[str, Any]:
        return _words(thing)

    def answers(self) -> dict[str, Any]:
        return super().answers() | {"links": addresses_in(self.links.data)}


class EntryForm(CreatingForm):
    """Something to write about a check; the button says whether it hands the check over."""

    text = TextAreaField("書き込む内容", [at_most(4000)], render_kw={"rows": 4}, id="entry-text")
    move = HiddenField(default="")


class HandOverForm(SeenForm):
    """Who of the asked section looks after the check."""

    owner = SelectField("担当者", [InputRequired("担当者を選んでください。")], validate_choice=True)

    @classmethod
    def among(cls, officers: list[Any], **defaults: Any) -> Self:
        """The form with these people to choose from."""
        form = cls.from_request(**defaults)
        form.owner.choices = [("", "選んでください"), *((one.key, one.name) for one in officers)]
        return form


class CheckFilter(Filter):
    """On which side, under way or ended, of which kind, only what is late."""

    side = SelectField("どちら側か", choices={"": "すべて", "asked": "依頼された", "asking": "依頼した"}, default="")
    state = SelectField("状態", choices={"": "進行中", "ended": "終わったもの"}, default="")
    kind = SelectField("種類", **one_of(CheckKind, "すべて"))
    late = BooleanField("期限を過ぎたもの")

    def narrowed(self) -> dict[str, Any]:
        """What `queries.listed_checks` is narrowed to."""
        wanted = self.wanted()
        side = Side(wanted["side"]) if wanted.get("side") else None
        return {"side": side, "ended": wanted["state"] == "ended", "kind": wanted["kind"], "late": bool(wanted["late"])}


def _words(check: Check) -> dict[str, Any]:
    return {"due_on": check.due_on, "asked": check.asked, "links": "\n".join(check.links)}
