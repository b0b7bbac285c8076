"""What we ask of those who open a consultation, or ask for one more check in it."""

from collections.abc import Callable
from datetime import date
from typing import Any, Self

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from hack.accounts.models import Section, User
from hack.asking.forms import due_question
from hack.consultations.actions import Ask
from hack.consultations.forms.questions import (
    addresses_in,
    asked_question,
    links_question,
    name_question,
    owner_question,
    section_question,
)
from hack.consultations.models import CheckKind
from hack.errors import RuleBroken
from hack.forms import CreatingForm
from hack.forms.questions import at_most, line, one_of

Find = Callable[[str], User | None]
PARTS = ("section_id", "name", "owner", "due_on", "asked", "links")


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
        "section_id": section_question(_if_ticked(kind, "確認する課を選んでください。"), of=of),
        "owner": owner_question(of),
        "due_on": due_question(_if_ticked(kind, "回答の期限を入力してください。"), of=of),
        "asked": asked_question(_if_ticked(kind, "確認してほしいことを入力してください。"), of=of),
        "links": links_question(of),
    }
    if kind is CheckKind.OTHER:
        asked["name"] = name_question(_if_ticked(kind, "確認の名前を入力してください。"), of=of)
    return asked


for _kind in CheckKind:
    for _part, _question in _questions(_kind).items():
        setattr(NewConsultationForm, f"{_kind.value}_{_part}", _question)


class AskForm(CreatingForm):
    """One more check in a consultation."""

    kind = SelectField("何の確認か", [InputRequired("何の確認かを選んでください。")], **one_of(CheckKind))
    name = name_question()
    section_id = section_question(InputRequired("確認する課を選んでください。"))
    owner = owner_question()
    due_on = due_question()
    asked = asked_question(InputRequired("確認してほしいことを入力してください。"))
    links = links_question()

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
