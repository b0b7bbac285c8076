"""What we ask of those who sum a group up: the report, and what everybody may read."""

from typing import Any, Self

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from hack.forms import EditingForm, SeenForm
from hack.forms.questions import at_most


class CloseForm(EditingForm):
    """How a group ends, and what came of it."""

    move = RadioField("終わり方", [InputRequired("終わり方を選んでください。")])
    report = TextAreaField(
        "結論",
        [InputRequired("結論を入力してください。"), at_most(8000)],
        description="話し合った内容と結論。構成員・所管課・事務局が読みます。",
        render_kw={"rows": 8},
    )
    learnt = TextAreaField("分かったこと", [at_most(4000)])
    unknown = TextAreaField("分からなかったこと", [at_most(4000)])
    left_over = TextAreaField("残った課題", [at_most(4000)])
    summary = TextAreaField(
        "公開する要約の下書き",
        [at_most(2000)],
        description="閉じたあと、「公開する要約」の画面で確かめてから公開します。ここに書いただけでは公開されません。",
    )

    @classmethod
    def ending(cls, moves: list[Any], **defaults: Any) -> Self:
        """The form with these ways to end."""
        form = cls.from_request(**defaults)
        form.move.choices = [(move.name, move.label) for move in moves]
        return form


class SummaryForm(EditingForm):
    """The draft of what everybody may read of a group."""

    summary = TextAreaField(
        "公開する要約の下書き",
        [at_most(2000)],
        description="公開できることだけを書きます。保存しただけでは公開されません。",
        render_kw={"rows": 8},
    )


class PublishForm(SeenForm):
    """The button that publishes the draft as the person saw it, or withdraws what is published."""
