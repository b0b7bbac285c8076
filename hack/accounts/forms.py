"""What is asked of people who join, sign in and look after their accounts."""

import re
import unicodedata
from typing import Any, Self

from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    URLField,
)
from wtforms.validators import Email, EqualTo, InputRequired, Optional, Regexp, ValidationError

from hack.accounts import passwords
from hack.accounts.emails import plain
from hack.accounts.models import IN_CITY, OrganizationKind, Place, Section
from hack.forms import CreatingForm, EditingForm, Form, tidy
from hack.forms.filters import Filter
from hack.forms.questions import at_most, one_of
from hack.pipeline.member import MemberStep
from hack.roles import Role

PHONE = Regexp(re.compile(r"^[0-9+()\- ]{8,20}$"), message="数字とハイフンで入力してください(例 045-000-0000)。")
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc"), "-")
"""Every sign that is typed for a hyphen, the long vowel mark of kana too; by number, since most look alike."""
KANA = Regexp(
    re.compile("^[\u30a1-\u30fa\u30fb\u30fc 0-9A-Za-z]+$"),
    message="カナで入力してください(例 ミナトケイソク)。漢字・ひらがな・記号は使えません。英字と数字は使えます。",
)


def in_plain_digits(number: str | None) -> str | None:
    """A telephone number with full-width digits and every kind of dash made plain."""
    return unicodedata.normalize("NFKC", number or "").translate(DASHES).strip()


def in_full_kana(reading: str | None) -> str | None:
    """A reading in full-width kana with plain letters, digits and single spaces, however it was typed."""
    return " ".join(unicodedata.normalize("NFKC", reading or "").split())


def _in_city(value: Any) -> Any:
    """Whether it is in the city, from what is kept or from what is answered."""
    return value if value in IN_CITY.values() else IN_CITY[Place(value)]


def _place(*places: Place) -> RadioField:
    asked = [InputRequired("市内か市外かを選んでください。")]
    return RadioField("市内・市外", asked, choices={place.value: place.label for place in places}, coerce=_in_city)


def _address(label: str, **more: Any) -> EmailField:
    asked = [InputRequired("メールアドレスを入力してください。"), at_most(254)]
    asked.append(Email("メールアドレスの形を確かめてください(例 name@example.jp)。"))
    return EmailField(label, asked, filters=[tidy, lambda text: plain(text) if text else text], **more)


def _person(label: str = "お名前") -> StringField:
    return StringField(
        label, [InputRequired("お名前を入力してください。"), at_most(40)], render_kw={"autocomplete": "name"}
    )


def _phone() -> StringField:
    return StringField("電話番号", [Optional(), PHONE], filters=[in_plain_digits], render_kw={"autocomplete": "tel"})


def _post() -> StringField:
    return StringField("部署・役職", [at_most(60)], render_kw={"autocomplete": "organization-title"})


def _new_password() -> PasswordField:
    return PasswordField(
        "新しいパスワード",
        [InputRequired("新しいパスワードを入力してください。"), at_most(1000)],
        description="15文字以上。日本語や空白も使えます。記号や数字をまぜる決まりはありません。貼り付けもできます。",
        render_kw={"autocomplete": "new-password"},
    )


def _once_more() -> PasswordField:
    asked = InputRequired("同じパスワードをもう一度入力してください。")
    same = EqualTo("password", "2つのパスワードが違います。同じものを入力してください。")
    return PasswordField("新しいパスワード(確認)", [asked, same], render_kw={"autocomplete": "new-password"})


class SignInForm(Form):
    """Who one is, and the proof; `next` is the page one came from."""

    email = EmailField("メールアドレス", [InputRequired("メールアドレスを入力してください。"), at_most(254)])
    password = PasswordField("パスワード", [InputRequired("パスワードを入力してください。"), at_most(1000)])
    next = HiddenField(validators=[at_most(2000)])


class NewPasswordForm(Form):
    """A new password, twice; `about` are the words that it must not contain."""

    about: tuple[str, ...] = ()
    password = _new_password()
    again = _once_more()

    @classmethod
    def about_person(cls, *words: str, **defaults: Any) -> Self:
        """The form for somebody whose names and addresses (`words`) the password must not contain."""
        form = cls.from_request(**defaults)
        form.about = words
        return form

    def validate_password(self, field: PasswordField) -> None:
        name = getattr(self, "name", None)
        problem = passwords.weakness(field.data or "", (*self.about, name.data or "" if name else ""))
        if problem:
            raise ValidationError(problem)


class ChangePasswordForm(NewPasswordForm):
    """A new password, asked together with the present one."""

    current = PasswordField("いまのパスワード", [InputRequired("いまのパスワードを入力してください。"), at_most(1000)])
    password = _new_password()
    again = _once_more()


class JoinForm(NewPasswordForm):
    """What an invited person says to join."""

    name = _person()
    phone = _phone()
    post = _post()
    password = _new_password()
    again = _once_more()
    agreed = BooleanField("利用規約に同意します", [InputRequired("利用規約を読み、同意する場合は印を付けてください。")])


class AskResetForm(Form):
    """Where to send the link for a new password."""

    email = _address("メールアドレス")


class ProfileForm(Form):
    """What a person says about oneself."""

    name = _person()
    phone = _phone()
    post = _post()


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
    applicant_email = _address("担当者のメールアドレス", description="ここに招待状を送ります。")
    applicant_phone = _phone()
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


def _section(asked: Any) -> SelectField:
    return SelectField("所属する課", [asked], coerce=lambda value: int(value) if value else None)


class InvitationForm(CreatingForm):
    """Whom to invite; where to is asked of those who may choose."""

    email = _address("招待する方のメールアドレス")
    name = _person("招待する方のお名前")
    role = RadioField("役割", [InputRequired("役割を選んでください。")], coerce=Role)
    section_id = _section(Optional())

    @staticmethod
    def offering(roles: tuple[Role, ...], sections: list[Section]) -> "InvitationForm":
        """The form with the roles and sections to choose from; a question with only one answer is not asked."""
        form = (OfficerInvitationForm if roles == (Role.OFFICER,) else InvitationForm).from_request()
        if len(roles) < 2:
            del form.role
        else:
            form.role.choices = {role.value: role.label for role in roles}
        if Role.OFFICER not in roles:
            del form.section_id
        else:
            form.section_id.choices = {"": "選んでください"} | {str(one.id): one.full_name for one in sections}
        return form


class OfficerInvitationForm(InvitationForm):
    """Whom to invite to which section, where somebody invites officers alone."""

    section_id = _section(InputRequired("所属する課を選んでください。"))


class OrganizationFilter(Filter):
    """Which organisations somebody looks for."""

    q = StringField("団体名・カナ", [at_most(80)])
    kind = SelectField("種別", **one_of(OrganizationKind, "すべて"))
    in_city = SelectField("所在地", **one_of(Place, "すべて"))
    step = SelectField("段階", **one_of(MemberStep, "すべて"))
