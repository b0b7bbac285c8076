"""The kinds of question that are asked of people who join and look after their accounts."""

import re
import unicodedata
from typing import Any

from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import Email, EqualTo, InputRequired, Optional, Regexp

from hack.accounts.emails import plain
from hack.forms import tidy
from hack.forms.questions import at_most

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


def address(label: str, **more: Any) -> EmailField:
    """The address of a mailbox; kept in the form in which it is compared."""
    asked = [InputRequired("メールアドレスを入力してください。"), at_most(254)]
    asked.append(Email("メールアドレスの形を確かめてください(例 name@example.jp)。"))
    return EmailField(label, asked, filters=[tidy, lambda text: plain(text) if text else text], **more)


def person(label: str = "お名前") -> StringField:
    """The name of a person."""
    return StringField(
        label, [InputRequired("お名前を入力してください。"), at_most(40)], render_kw={"autocomplete": "name"}
    )


def telephone() -> StringField:
    """A telephone number, however it is typed."""
    return StringField("電話番号", [Optional(), PHONE], filters=[in_plain_digits], render_kw={"autocomplete": "tel"})


def position() -> StringField:
    """Where in the house somebody works, and as what."""
    return StringField("部署・役職", [at_most(60)], render_kw={"autocomplete": "organization-title"})


def new_password() -> PasswordField:
    """A password that is chosen."""
    return PasswordField(
        "新しいパスワード",
        [InputRequired("新しいパスワードを入力してください。"), at_most(1000)],
        description="15文字以上。日本語や空白も使えます。記号や数字をまぜる決まりはありません。貼り付けもできます。",
        render_kw={"autocomplete": "new-password"},
    )


def once_more() -> PasswordField:
    """The same password, typed once more."""
    asked = InputRequired("同じパスワードをもう一度入力してください。")
    same = EqualTo("password", "2つのパスワードが違います。同じものを入力してください。")
    return PasswordField("新しいパスワード(確認)", [asked, same], render_kw={"autocomplete": "new-password"})
