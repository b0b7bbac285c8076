"""What we ask of those who run a lab, and of the coordinators who check it."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from hack.forms import CreatingForm, EditingForm, Form, SeenForm
from hack.forms.filters import Filter
from hack.forms.questions import DayField, Group, Grouped, NumberField, at_most, line, one_of, text, web_page
from hack.livinglabs.models import Basis, Finding, LabKind, Lead, MilestoneKind
from hack.pipeline.livinglab import LabStep
from hack.sites.models import Ward

MOST_THEMES = 10
LONGEST_THEME = 60
CITYWIDE = "区を定めない(市内全域・オンライン)"


class Questions(Grouped, Form):
    """What is said of a lab."""

    name = line("ラボの名前", 80, "例: みなと坂リビングラボ", InputRequired("ラボの名前を入力してください。"))
    kind = SelectField(
        "種類",
        [InputRequired("種類を選んでください。")],
        **one_of(LabKind),
        description="身近な地域の課題を住民と話すのがリビングラボ、大学や企業が広い題で開くのが共創ラボ、団体が加わって取り組むのがオープンラボです。",
    )
    basis = SelectField(
        "リビングラボの型",
        choices=Basis.choices(),
        coerce=lambda value: Basis(value),
        default=Basis.UNKNOWN,
        description="地域のつながりで開くものが地縁型、題で集まるものがテーマ型です。分からなければ「未分類」のままにします。",
    )
    ward = SelectField("区", **one_of(Ward, CITYWIDE), description="リビングラボは、区を選びます。")
    place = line("拠点", 120, "集まる場所。例: みなと坂地区センター")
    outline = TextAreaField(
        "どんな場か", [at_most(1000)], description="だれが、何のために集まり、何をしているか。", render_kw={"rows": 4}
    )
    themes = TextAreaField(
        "テーマ",
        [InputRequired("テーマを1つ以上入力してください。"), at_most(600)],
        description=f"1行に1つ、{MOST_THEMES}個まで。例: 空き家の活用",
        render_kw={"rows": 3},
    )
    operator = line(
        "運営する人・団体",
        120,
        "例: みなと坂まちづくり協議会ほか",
        InputRequired("運営する人・団体を入力してください。"),
    )
    lead = SelectField("中心になっているところ", **one_of(Lead, "分からない"))
    participation = text("住民の参加のしかた", "例: 毎回だれでも参加できます。題は住民が持ち寄ります。", 3)
    partners = line("連携している団体", 400, "例: 地区センター、港北大学")
    rhythm = line("開く頻度", 120, "例: 毎月第2土曜日")
    uses = text("使っているデータ", "例: 区の人口の統計、住民へのアンケート。", 2)
    contact = line("問い合わせ先", 200, "公開されます。個人の電話やメールは書かず、団体の窓口やページを書きます。")
    url = web_page("紹介ページ", "例: https://www.example.jp/lab")
    joinable = BooleanField(
        "参加したい団体の申込みを受ける",
        description="オープンラボだけに効きます。受け入れるかどうかは、運営する人が決めます。",
    )
    field_words = TextAreaField(
        "実証の場として使えること",
        [at_most(1000)],
        description="試してほしいこと、試せる場所、参加できる住民など。書くと、市の職員が場を探すときの一覧に載ります。公開されません。",
        render_kw={"rows": 4},
    )

    GROUPS = (
        Group("基本", "登録されると、だれでも読めます。", ("name", "kind", "basis", "ward", "place", "outline", "themes", "url")),
        Group("進め方", "", ("operator", "lead", "participation", "partners", "rhythm", "uses", "contact", "joinable")),
        Group("実証の場として", "市の職員と事務局だけが読みます。", ("field_words",)),
        Group("出典", "公表された資料などで知ったラボについて書きます。", ("source", "source_url")),
    )  # fmt: skip

    @property
    def groups(self) -> list[tuple[str, str, list[Any]]]:
        """As for every long form, without the questions that this person is not asked."""
        asked = [(g.title, g.lead, [self[name] for name in g.questions if name in self]) for g in self.GROUPS]
        return [group for group in asked if group[2]]

    def validate_themes(self, field: TextAreaField) -> None:
        lines = [one.strip() for one in (field.data or "").splitlines() if one.strip()]
        if len(lines) > MOST_THEMES:
            raise ValidationError(f"テーマは{MOST_THEMES}個までにしてください。")
        if any(len(one) > LONGEST_THEME for one in lines):
            raise ValidationError(f"テーマは、1つを{LONGEST_THEME}字以内で入力してください。")


class Source(Form):
    """Where a lab is known from."""

    source = line("出典", 300, "資料の名前と時点。例: 横浜市の共創についての2019年の記事")
    source_url = web_page("出典のアドレス", "あれば入れます。")


class RegisterForm(Questions, CreatingForm):
    """A lab that its people apply for."""


class EnterForm(Questions, Source, CreatingForm):
    """A lab that a coordinator knows from a source."""


class LabForm(Questions, Source, EditingForm):
    """A lab of which something else is said."""

    @classmethod
    def asking(cls, lab: Any, *, sources: bool, **seen: Any) -> "LabForm":
        """The form about `lab`, with the questions about its source only where `sources` are this person's to say."""
        form = cls.from_request(obj=lab, **seen)
        if not sources:
            del form.source
            del form.source_url
        return form


def _found(question: str, hint: str) -> RadioField:
    return RadioField(
        question,
        [InputRequired("どれかを選んでください。")],
        choices=Finding.choices(),
        coerce=lambda value: Finding(value) if value else None,
        description=hint,
    )


class CheckForm(SeenForm):
    """What a coordinator found, and what comes of it."""

    residents = _found("住民が参加していますか", "参加のしかたの欄や、開催の記録で確かめます。")
    ward = _found("区は合っていますか", "区を定めないものは、その理由が分かれば「はい」にします。")
    theme = _found("テーマは、地域や社会の課題ですか", "売り込みや、団体の中だけの題になっていないかを見ます。")
    move = RadioField(
        "どうしますか",
        [InputRequired("どちらかを選んでください。")],
        choices={"register": "登録する", "return": "申請した団体に照会する"},
    )
    remark = TextAreaField(
        "伝えること",
        [at_most(1000)],
        description="照会するときは、直してほしいことを書きます。確かめられないことがあるまま登録するときは、その理由を書きます。",
        render_kw={"rows": 4},
    )


class LabFilter(Filter):
    """Which labs somebody looks for."""

    q = line("ことば", 100, "")
    ward = SelectField("区", **one_of(Ward, "すべて"))
    kind = SelectField("種類", **one_of(LabKind, "すべて"))
    basis = SelectField("型", **one_of(Basis, "すべて"))
    step = SelectField("段階", **one_of([s for s in LabStep if s.public], "終了したものを除く"))
    field = BooleanField("実証の場として使えるもの")

    @classmethod
    def for_viewer(cls, seeks: bool) -> "LabFilter":
        """The filter as the address has it; without the question about trials where that is not this person's to know."""
        form = cls.asked()
        if not seeks:
            del form.field
        return form


class MilestoneForm(CreatingForm):
    """What a year is about, or what was done on a day."""

    kind = RadioField(
        "種類",
        [InputRequired("どちらかを選んでください。")],
        choices=MilestoneKind.choices(),
        coerce=lambda value: MilestoneKind(value) if value else None,
    )
    words = line("内容", 200, "例: 循環型の暮らし", InputRequired("内容を入力してください。"))
    year = NumberField("年度(西暦)", description="年度の題のときに入れます。例: 2021")
    happened_on = DayField("あった日", description="取組のときに入れます。")
    source = line("出典", 200, "公表された資料などがあれば書きます。")
    source_url = web_page("出典のアドレス", "あれば入れます。")

    def validate_year(self, field: NumberField) -> None:
        if field.data is not None and not 2000 <= field.data <= 2100:
            raise ValidationError("2000から2100までの年度を入力してください。")


class RemoveForm(Form):
    """The button that takes a milestone away."""
