"""What we ask of those who write down what came of an agreement."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Optional

from hack.agreements.forms.register import when_question
from hack.forms import CreatingForm, EditingForm, Form
from hack.forms.questions import at_most, line, web_page


class OutcomeQuestions(Form):
    """What came of an agreement."""

    when = when_question("いつ")
    told = TextAreaField(
        "成果・できごと",
        [InputRequired("内容を入力してください。"), at_most(1000)],
        description="協定から生まれた取組や、その結果。",
        render_kw={"rows": 3},
    )
    source_name = line("出典の文書名", 160, "", Optional())
    source_url = web_page("出典のアドレス", "")


class NewOutcomeForm(OutcomeQuestions, CreatingForm):
    """Something that came of an agreement."""


class OutcomeForm(OutcomeQuestions, EditingForm):
    """The same, put right."""
