"""What we ask about a check that is there: what is changed, written, who looks after it; and which ones are looked for."""

from typing import Any, Self

from wtforms import BooleanField, HiddenField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from hack.asking.forms import due_question
from hack.consultations.forms.questions import addresses_in, asked_question, links_question
from hack.consultations.models import Check, CheckKind
from hack.consultations.queries import Side
from hack.forms import CreatingForm, EditingForm, SeenForm
from hack.forms.filters import Filter
from hack.forms.questions import at_most, one_of


class CheckForm(EditingForm):
    """What may be changed of a check that is under way."""

    due_on = due_question()
    asked = asked_question(InputRequired("確認してほしいことを入力してください。"))
    links = links_question()

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
