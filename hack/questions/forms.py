"""What we ask of those who ask about a call, answer, and correct an answer."""

from typing import Any, Self

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from hack.forms import CreatingForm, EditingForm
from hack.forms.questions import at_most

LONGEST = 1000
PUBLISH = "answer"


class AskForm(CreatingForm):
    """A question about a call."""

    asked = TextAreaField(
        "質問",
        [InputRequired("質問を入力してください。"), at_most(LONGEST)],
        description="1件に1つの質問を書いてください。あなたの名前と団体名は、公開される質問と回答には載りません。",
        render_kw={"rows": 6},
    )


class Public(EditingForm):
    """What everybody reads of a question."""

    wording = TextAreaField(
        "公開する質問文",
        [at_most(LONGEST)],
        description="だれが質問したかが分かる言葉(団体名、製品名、独自の技術など)を取り除いてください。",
        render_kw={"rows": 5},
    )
    answer = TextAreaField(
        "公開する回答", [at_most(4000)], description="ニーズの画面でだれでも読めます。", render_kw={"rows": 8}
    )


class AnswerForm(Public):
    """How a question is answered: for everybody, or for the asker alone."""

    how = RadioField("答え方", [InputRequired("答え方を選んでください。")])
    reason = TextAreaField(
        "質問者だけに伝えること",
        [at_most(LONGEST)],
        description="公開しないときだけ書きます。質問した団体だけが読みます。例: 「担当からお電話します」「審査に関わるためお答えできません」。",
        render_kw={"rows": 4},
    )

    @classmethod
    def to(cls, question: Any, moves: list[Any]) -> Self:
        """The form with these ways to answer, and the public wording as it was asked."""
        form = cls.from_request(data={"wording": question.asked, "how": PUBLISH, "seen": question.version})
        form.how.choices = [(move.name, move.label) for move in moves]
        return form

    @property
    def for_everybody(self) -> bool:
        """Whether the answer is to be published."""
        return bool(self.how.data == PUBLISH)

    def words(self, thing: Any) -> dict[str, Any]:
        return {name: words for name, words in super().words(thing).items() if words}


class CorrectForm(Public):
    """What a published answer says from now on, and why."""

    note = TextAreaField(
        "訂正の内容と理由",
        [InputRequired("訂正の内容と理由を入力してください。"), at_most(400)],
        description="ニーズの画面でだれでも読めます。例: 「測定の期間を10月までと書いていましたが、正しくは11月までです。」",
        render_kw={"rows": 3},
    )
