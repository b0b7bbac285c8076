"""What we ask of those who work out who carries what."""

from typing import Any, Self

from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired, NumberRange

from hack.evaluation.forms.making import form_with
from hack.forms import CreatingForm, EditingForm, SeenForm
from hack.forms.questions import NumberField, SelectMultipleField
from hack.rounds.models import Matter
from hack.rounds.sheet import sheet_of

GROUPS = "groups"
WISHES = {"": "―", "3": "3 とくに向いている", "2": "2 向いている", "1": "1 やや向いている", "0": "任せない"}


def _bounded(least: int, most: int) -> list[Any]:
    within = f"{least}から{most}までの数で入力してください。"
    return [InputRequired("数字で入力してください。"), NumberRange(least, most, within)]


class NewRoundForm(CreatingForm):
    """What is given out, to how many each, and how much one carries."""

    subject = SelectField("何を割り当てるか", [InputRequired("割り当てるものを選んでください。")])
    wanted = NumberField(
        "1件あたりの人数", _bounded(1, 10), description="提案を評価する人の数。ワーキンググループでは、いつも1人です。"
    )
    capacity = NumberField(
        "一人が持つ上限",
        _bounded(1, 100),
        description="あとから人ごとに変えられます。ワーキンググループでは、いま持っているグループも数えます。",
    )
    evenly = BooleanField(
        "件数を均等にする", description="言葉や所属の手がかりを使わず、利害関係と上限だけを見て、同じ件数ずつにします。"
    )

    @classmethod
    def about(cls, subjects: list[tuple[str, str]], **defaults: Any) -> Self:
        """The form with these to choose from."""
        form = cls.from_request(**defaults)
        form.subject.choices = subjects
        return form


class MatterForm(EditingForm):
    """Who carries a thing, and what speaks for or against each one."""

    people = SelectMultipleField("担当する人")

    @classmethod
    def of(cls, matter: Matter, **sent: Any) -> Self:
        """The form with the people of the round, the best for the thing first, as it stands unless something was sent."""
        loads = {one.carrier.id: one for one in sheet_of(matter.round).loads}
        worth = {one.carrier_id: one for one in matter.prospects}
        order = sorted(matter.round.carriers, key=lambda one: _rank(worth.get(one.id)))
        fields = {
            f"wish_{one.key}": SelectField(f"{one.user.name}さんの見立て", choices=WISHES, default="") for one in order
        }
        now = {"people": [one.carrier.key for one in matter.placings], "seen": matter.round.version}
        now |= {f"wish_{key}": str(wish) for key, wish in matter.wishes.items()}
        form: Self = form_with(cls, fields).from_request(data=now, **sent)
        form.people.choices = [(one.key, _named(one, loads[one.id].count, worth.get(one.id))) for one in order]
        return form

    @property
    def wishes(self) -> list[Any]:
        """The questions about each person."""
        return [part for part in self if part.name.startswith("wish_")]

    def said(self) -> dict[str, int | None]:
        """What was thought of each person, by the carrier's key."""
        return {part.name.removeprefix("wish_"): int(part.data) if part.data else None for part in self.wishes}

    def words(self, thing: Any) -> dict[str, Any]:
        """Who carries it now by name, and what is thought of each in words; where it is the same as here, as it stands here."""
        now = [one.carrier for one in thing.placings]
        same = {one.key for one in now} == set(self.people.data or [])
        told: dict[str, Any] = {"people": self.people.data if same else "、".join(one.user.name for one in now)}
        for part in self.wishes:
            wish = str(thing.wishes.get(part.name.removeprefix("wish_"), ""))
            told[part.name] = part.data if wish == (part.data or "") else WISHES[wish]
        return told


def _rank(prospect: Any) -> tuple[bool, float]:
    if prospect is None:
        return (True, 0.0)
    return (prospect.value is None, -(prospect.value or 0.0))


def _named(carrier: Any, load: int, prospect: Any) -> str:
    why = "・".join(prospect.because) if prospect else ""
    barred = "任せられません: " if prospect is not None and prospect.value is None else ""
    return f"{carrier.user.name}({carrier.user.belonging}) {load}/{carrier.capacity}件 {barred}{why}".strip()


class CapacityForm(EditingForm):
    """How much somebody carries at most."""

    capacity = NumberField("一人が持つ上限", _bounded(0, 100), description="この案の中で持つ件数です。")


class ReleaseForm(SeenForm):
    """The button that makes a draft real."""


class AnewForm(SeenForm):
    """The button that works a draft out anew."""
