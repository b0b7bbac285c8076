"""What a proposer is asked: one form, whatever the door."""

from typing import Any, Self

from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from hack.forms import TEXT, CreatingForm
from hack.forms.questions import Group, Grouped, at_most, line, one_of, text
from hack.intake.models import CaseKind, Counter
from hack.needs.models import CostShare

OFFERED = (CaseKind.CONSULTATION, CaseKind.FREE, CaseKind.THEME, CaseKind.BUDGET)
"""The kinds that this form takes; others have a page of their own."""
SAYS = {
    CaseKind.CONSULTATION: "相談(まだ提案の形になっていない)",
    CaseKind.FREE: "フリー提案(自由に提案する)",
    CaseKind.THEME: "テーマ提案(市の課が示したテーマに答える)",
    CaseKind.BUDGET: "予算事業への提案(市の予算にある事業に提案する)",
}


class CaseForm(Grouped, CreatingForm):
    """A consultation or a proposal that is handed in."""

    kind = RadioField(
        "区分",
        [InputRequired("区分を選んでください。")],
        choices=[(kind.value, SAYS[kind]) for kind in OFFERED],
        coerce=lambda value: CaseKind(value) if value else None,
        description="迷うときは「相談」で構いません。事務局があとから分け直します。",
    )
    counter = SelectField(
        "窓口",
        choices=list(Counter.choices().items()),
        coerce=lambda value: value if isinstance(value, Counter) else Counter(value),
        default=Counter.FRONT,
        description="公園のことは「P×P(公園)」を選びます。書式は同じです。",
    )
    theme = SelectField(
        "テーマ", validate_choice=False, description="「テーマ提案」のときに、募集中のテーマから選びます。"
    )
    budget = line("予算事業", 200, "「予算事業への提案」のときに、事業の名前(分かれば年度と局)を書きます。")
    title = line("件名", 80, "何をしたいのかが分かる名前。", InputRequired("件名を入力してください。"))
    body = TextAreaField(
        "内容",
        [InputRequired("内容を入力してください。"), at_most(TEXT)],
        description="何を、どこで、どのように行うか。相談なら、知りたいこと。",
        render_kw={"rows": 8},
    )
    issue = text("社会課題と期待する効果", "だれのどの困りごとに、どれくらい役立つか。分かる数字があれば書きます。")
    asked_of_city = text("市との連携で求めること", "場所・データ・広報・職員の協力など。", 4)
    offered = text("提案者が出すもの", "人・技術・製品・データ・費用など。", 4)
    cost_share = SelectField("費用負担の考え", **one_of(CostShare, "まだ決めていない"))
    cost = text("費用について", "かかる費用の見込みと、だれがどう負担するかの考え。", 3)
    wished = line("希望する時期", 200, "例: 来年度の前半に、3か月ほど試したい")
    sections_named = line("関係しそうな部署", 200, "分かれば。分からなければ空欄で構いません。")
    references = text("ほかの自治体などでの実績", "似た取組や導入例。", 4)
    may_be_told = BooleanField(
        "実現したとき、団体名と件名を市が公表してよい",
        description="公表の前に、あらためて内容を確かめます。",
    )
    agreed = BooleanField(
        "提案時の留意事項を読み、同意します",
        [InputRequired("留意事項を読み、同意する場合はチェックを入れてください。")],
    )

    GROUPS = (
        Group("どの窓口へ", "", ("kind", "counter", "theme", "budget")),
        Group("内容", "", ("title", "body", "issue")),
        Group(
            "進め方",
            "いま分かる範囲で構いません。",
            ("asked_of_city", "offered", "cost_share", "cost", "wished", "sections_named", "references"),
        ),
        Group("確認", "", ("may_be_told", "agreed")),
    )

    @classmethod
    def offering(cls, themes: list[Any], **defaults: Any) -> Self:
        """The form with these themes to choose from."""
        form = cls.from_request(data=defaults)
        form.theme.choices = [("", "選んでください"), *((one.key, one.title) for one in themes)]
        return form

    def validate_theme(self, field: SelectField) -> None:
        if self.kind.data is CaseKind.THEME and not field.data:
            raise ValidationError("提案するテーマを選んでください。")
        if self.kind.data is CaseKind.THEME and field.data not in [choice[0] for choice in field.choices or ()]:
            raise ValidationError(
                "選んだテーマは、いま募集していません。ほかのテーマを選ぶか、区分を「フリー提案」に変えてください。"
            )

    def validate_budget(self, field: Any) -> None:
        if self.kind.data is CaseKind.BUDGET and not field.data:
            raise ValidationError("どの予算事業への提案かを入力してください。")

    def case(self) -> dict[str, Any]:
        """The answers as a case has them, without the theme: empty texts for what was left open."""
        answers = self.answers()
        for name in ("theme", "agreed"):
            del answers[name]
        return {name: "" if answer is None and name != "cost_share" else answer for name, answer in answers.items()}
