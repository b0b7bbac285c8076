"""What people are asked who sign in, come in, and look after their own account."""

from typing import Any, Self

from wtforms import BooleanField, EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired, ValidationError

from hack.accounts import passwords
from hack.accounts.forms.questions import address, new_password, once_more, person, position, telephone
from hack.forms import Form
from hack.forms.questions import at_most


class SignInForm(Form):
    """Who one is, and the proof; `next` is the page one came from."""

    email = EmailField("メールアドレス", [InputRequired("メールアドレスを入力してください。"), at_most(254)])
    password = PasswordField("パスワード", [InputRequired("パスワードを入力してください。"), at_most(1000)])
    next = HiddenField(validators=[at_most(2000)])


class NewPasswordForm(Form):
    """A new password, twice; `about` are the words that it must not contain."""

    about: tuple[str, ...] = ()
    password = new_password()
    again = once_more()

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
    password = new_password()
    again = once_more()


class JoinForm(NewPasswordForm):
    """What an invited person says to join."""

    name = person()
    phone = telephone()
    post = position()
    password = new_password()
    again = once_more()
    agreed = BooleanField("利用規約に同意します", [InputRequired("利用規約を読み、同意する場合は印を付けてください。")])


class AskResetForm(Form):
    """Where to send the link for a new password."""

    email = address("メールアドレス")


class ProfileForm(Form):
    """What a person says about oneself."""

    name = person()
    phone = telephone()
    post = position()
