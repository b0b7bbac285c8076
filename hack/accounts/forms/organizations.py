"""What an organisation says about itself, and what organisations are looked for by."""

from typing import Any, Self

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField, URLField
from wtforms.validators import InputRequired, Optional, Regexp

from hack.accounts.forms.questions import KANA, address, in_full_kana, telephone
from hack.accounts.models import IN_CITY, OrganizationKind, Place
from hack.forms import EditingForm, Form
from hack.forms.filters import Filter
from hack.forms.questions import at_most, one_of
from hack.pipeline.member import MemberStep


def _in_city(value: Any) -> Any:
    """Whether it is in the city, from what is kept or from what is answered."""
    return value if value in IN_CITY.values() else IN_CITY[Place(value)]


def _place(*places: Place) -> RadioField:
    asked = [InputRequired("市内か市外かを選んでください。")]
    return RadioField("市内・市外", asked, choices={place.value: place.label for place in places}, coerce=_in_city)


class AboutOrganization(Form):
    """What an organisation says about itself: questions that the application and the later change share."""

    name = StringField("団体名", [InputRequired("団体名を入力してください。"), at_most(80)])
    kana = StringField(
        "団体名(カナ)",
        [InputRequired("団体名の読みをカナで入力してください。"), at_most(120), KANA],
        filters=[in_full_kana],
    )
    kind = RadioField(
        "種別",
        [InputRequired("種別を選んでください。")],
        choices=OrganizationKind.choices(),
        coerce=OrganizationKind,
    )
    in_city = _place(Place.INSIDE, Place.OUTSIDE)
    address = StringField("所在地", [at_most(120)], description="本社や主な拠点の住所")
    url = URLField(
        "ウェブサイト",
        [
            Optional(),
            at_most(200),
            Regexp(r"^https?://[^\s/]+\.[^\s]+$", message="https:// から始まるアドレスを入力してください。"),
        ],
    )
    strengths = TextAreaField("得意分野", [at_most(400)], description="技術や製品、得意とする分野。公開されます。")
    record = TextAreaField(
        "市との実績", [at_most(2000)], description="これまでの協定、実証、受託など。事務局だけが読みます。"
    )


class ApplicationForm(AboutOrganization):
    """What an organisation answers to take part."""

    applicant_name = StringField(
        "担当者のお名前",
        [InputRequired("担当者のお名前を入力してください。"), at_most(40)],
        render_kw={"autocomplete": "name"},
    )
    applicant_email = address("担当者のメールアドレス", description="ここに招待状を送ります。")
    applicant_phone = telephone()
    agreed = BooleanField("利用規約に同意します", [InputRequired("利用規約を読み、同意する場合は印を付けてください。")])

    def answers(self) -> dict[str, Any]:
        """The answers without the consent: without it there is no application."""
        return {name: answer for name, answer in super().answers().items() if name != "agreed"}


class OrganizationForm(AboutOrganization, EditingForm):
    """What an organisation says about itself, changed; the secretariat may leave open whether it is in the city."""

    in_city = _place(*Place)

    @classmethod
    def showing(cls, organization: Any, *, verified_too: bool) -> Self:
        """The form with the organisation's facts; what the secretariat has checked only where `verified_too`."""
        form = cls.from_request(obj=organization, seen=organization.version)
        if not verified_too:
            del form.name, form.kind, form.in_city
        return form


class OrganizationFilter(Filter):
    """Which organisations somebody looks for."""

    q = StringField("団体名・カナ", [at_most(80)])
    kind = SelectField("種別", **one_of(OrganizationKind, "すべて"))
    in_city = SelectField("所在地", **one_of(Place, "すべて"))
    step = SelectField("段階", **one_of(MemberStep, "すべて"))
