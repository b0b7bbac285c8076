"""The questions about a check that are asked wherever one is: labelled with its kind where there are several (`of`)."""

from typing import Any

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Optional, ValidationError

from hack.forms.questions import at_most, line

MOST_LINKS = 10
LONGEST_LINK = 300


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


def section_question(*asked: Any, of: str = "") -> SelectField:
    """Which section is asked."""
    return SelectField(f"{of}確認する課", list(asked), coerce=lambda value: int(value) if value else None)


def asked_question(*asked: Any, of: str = "") -> TextAreaField:
    """What is to be looked at."""
    hint, rows = "何を判断してほしいか。", {"rows": 4}
    return TextAreaField(f"{of}確認してほしいこと", [*asked, at_most(2000)], description=hint, render_kw=rows)


def links_question(of: str = "") -> TextAreaField:
    """What is to be read besides."""
    return TextAreaField(
        f"{of}読んでほしいもの",
        [Optional(), at_most(3000), only_addresses],
        description="庁内の文書などのアドレスを、1行に一つ。ニーズ・提案の内容は、ここに書かなくても読めます。",
        render_kw={"rows": 2},
    )


def owner_question(of: str = "") -> StringField:
    """Who of the section is to look after it."""
    return StringField(
        f"{of}担当者のメールアドレス",
        [at_most(254)],
        description="その課のだれに頼むか決まっているときだけ。空欄なら、課の職員全員に知らせます。",
        render_kw={"autocomplete": "off"},
    )


def name_question(*asked: Any, of: str = "") -> StringField:
    """What a check of another kind is called."""
    return line(f"{of}確認の名前", 40, "例: 景観、広報。", *asked)
