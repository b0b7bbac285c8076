"""What we ask of somebody who has something to say."""

from typing import Any

from wtforms import TextAreaField
from wtforms.validators import InputRequired

from hack.forms import CreatingForm, EditingForm, Form
from hack.forms.questions import at_most, line


class Words(Form):
    """What somebody says."""

    words = TextAreaField(
        "発言",
        [InputRequired("発言を入力してください。"), at_most(4000)],
        description="構成員・所管課・事務局が読みます。",
        render_kw={"rows": 5},
    )


class DiscussionForm(Words, CreatingForm):
    """A subject that is brought up, with the first words on it."""

    subject = line("話題", 80, "", InputRequired("話題を入力してください。"))


class PostForm(Words, CreatingForm):
    """What somebody says on a subject."""


class CorrectionForm(EditingForm):
    """What somebody has said, put right."""

    text = TextAreaField("発言", [InputRequired("発言を入力してください。"), at_most(4000)], render_kw={"rows": 5})

    def words(self, thing: Any) -> dict[str, Any]:
        return {"text": thing.words}
