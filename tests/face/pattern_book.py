"""The pattern book: every part of the face with sample words, under the headers that the platform sends.

`python -m tests.face.pattern_book` serves it on http://127.0.0.1:5099/ to look at.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import Flask, abort, flash, redirect, render_template, request
from flask_wtf import CSRFProtect, FlaskForm
from jinja2 import ChoiceLoader, FileSystemLoader
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FieldList,
    FileField,
    FormField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.fields import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from tests.face.samples import (
    LONG,
    NOTHING_FIT,
    ON_HOLD,
    STAGES,
    Band,
    Page,
    Place,
    Viewer,
    a_growth,
    happenings,
    way_to,
)

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
STRICT = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
WARDS = [
    Choice("tsuzuki", "都筑区"),
    Choice("hodogaya", "保土ケ谷区"),
    Choice("naka", "中区"),
    Choice("minami", "南区"),
]
KINDS = [Choice("idea", "アイデア"), Choice("solution", "ソリューション")]
FIELDS = [Choice("disaster", "防災"), Choice("care", "福祉・介護"), Choice("roads", "道路・河川")]


class Contact(PlainForm):
    section = StringField("所管課", [InputRequired("所管課を入力してください。")])
    phone = StringField("内線", [Length(max=10)])


class EveryQuestion(FlaskForm):
    """One field of every kind that the chapters use."""

    name = HiddenField()
    title = StringField("提案名", [InputRequired("提案名を入力してください。"), Length(max=80)])
    summary = TextAreaField("概要", [InputRequired("概要を入力してください。"), Length(max=400)])
    ward = SelectField("実証したい区", choices=[Choice("", "選んでください"), *WARDS])
    kind = RadioField("種類", [InputRequired("種類を選んでください。")], choices=KINDS)
    fields = SelectMultipleField("分野", choices=FIELDS)
    begins = DateField("始めたい日", [Optional()])
    mail = EmailField("連絡先メールアドレス", [InputRequired("メールアドレスを入力してください。")])
    word = PasswordField("パスワード", description="15文字以上。空白も使えます。")
    people = IntegerField("参加人数", [Optional(), NumberRange(1, 100, "1から100までの数を入力してください。")])
    paper = FileField("資料", description="PDF、20MBまで")
    contacts = FieldList(FormField(Contact, "連絡先 1"), "庁内の連絡先", min_entries=1)
    agreed = BooleanField("募集要項を読み、内容に同意します", [InputRequired("同意が必要です。")])


def jdate(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日({'月火水木金土日'[day.weekday()]})"


def jtime(moment: datetime) -> str:
    return f"{jdate(moment)} {moment.hour}時{moment.minute:02d}分"


def viewer() -> Viewer | None:
    if "visitor" in request.args:
        return None
    return Viewer("別の人" if "reader" in request.args else "海野 渚", "道路局 管理課")


def pattern_book() -> Flask:
    """The small app that shows the face."""
    book = Flask(__name__, static_folder=str(ROOT / "static"), template_folder=str(ROOT / "templates"))
    book.config.update(SECRET_KEY="only for looking", TESTING=True)
    book.jinja_loader = ChoiceLoader([FileSystemLoader(ROOT / "templates"), FileSystemLoader(HERE / "templates")])
    book.jinja_env.filters.update(jdate=jdate, jtime=jtime, ago=lambda _: "3日前")
    CSRFProtect(book)

    @book.context_processor
    def frame() -> dict[str, object]:
        labels = ["ニーズ", "シーズ", "提案", "共創フロント", "ワーキング", "実証", "リビングラボ", "事例", "指標"]
        return {
            "navigation": [Place(label, f"/?{i}", i == 0) for i, label in enumerate(labels)],
            "footer_links": [
                Place(label, "/") for label in ("使い方", "利用規約", "個人情報の取扱い", "アクセシビリティ方針")
            ],
            "viewer": viewer(),
            "search_url": "/",
            "sign_in_url": "/",
            "my_page_url": "/",
            "sign_out_url": "/forms",
            "demo": True,
        }

    @book.after_request
    def strict(answer):
        answer.headers["Content-Security-Policy"] = STRICT
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer

    @book.get("/")
    def parts() -> str:
        flash("ニーズを公開しました。", "success")
        flash("事務局が内容を確認しています。", "info")
        flash("締切まであと2日です。", "warning")
        flash("ほかの人が先に内容を変更しました。開き直してください。", "error")
        return render_template(
            "parts.html",
            stages=STAGES,
            way=way_to(6),
            way_aside=[(step, how) for step, how in way_to(6) if step is not STAGES[6]],
            on_hold=ON_HOLD,
            nothing_fit=NOTHING_FIT,
            bands=list(Band),
            happenings=happenings(),
            grown=a_growth(),
            page=Page(5, 12, 238),
            page_url=lambda number: f"/?page={number}",
            long=LONG,
            moment=datetime(2026, 11, 19, 9, 0, tzinfo=UTC),
            places=[
                Place("概要", "/", True),
                Place("質問と回答", "/"),
                Place("マッチング候補", "/"),
                Place("経過", "/"),
            ],
        )

    @book.route("/forms", methods=["GET", "POST"])
    def forms() -> Any:
        form, second = EveryQuestion(), EveryQuestion(prefix="second")
        if form.validate_on_submit():
            return redirect("/front")
        if form.is_submitted():
            form.form_errors.append("募集の締切を過ぎています。")
            return render_template("questions.html", form=form, second=second), 422
        return render_template("questions.html", form=form, second=second)

    @book.get("/front")
    def front() -> str:
        return render_template("front.html", stages=STAGES)

    @book.get("/missing")
    def missing() -> tuple[str, int]:
        abort(404)

    @book.errorhandler(404)
    def not_found(_fault: Exception) -> tuple[str, int]:
        words = "アドレスが違うか、ページがなくなったか、あなたには公開されていません。"
        page = render_template(
            "error.html", status=404, title="ページが見つかりません", says=words, request_id="9f3a2c11"
        )
        return page, 404

    return book


if __name__ == "__main__":
    pattern_book().run("127.0.0.1", 5099)
