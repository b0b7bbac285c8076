"""What we ask of somebody who brings a file, or takes one away."""

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from hack.files.kinds import EXTENSIONS, KINDS
from hack.files.store import MB, store
from hack.forms import CreatingForm, Form
from hack.forms.questions import at_most, in_one_line


class FileForm(CreatingForm):
    """A file, and what it is."""

    file = FileField(
        "ファイル",
        [FileRequired("ファイルを選んでください。")],
        render_kw={"accept": ",".join(f".{extension}" for extension in KINDS)},
    )
    about = StringField(
        "説明",
        [at_most(200)],
        filters=[in_one_line],
        description="何のファイルか、一言。書かなくても構いません。",
    )

    @property
    def hint(self) -> str:
        """What may be sent."""
        return (
            f"1個{store().per_file // MB}MBまで。受け付けるのは {EXTENSIONS} です。マクロやパスワードの付いたものは"
            "受け付けません。写真に記録された撮影の場所や日時は取り除きます。"
        )

    def besides(self) -> dict[str, Any]:
        """What was said of the file: the answers without the file itself."""
        answers = self.answers()
        del answers["file"]
        return {name: answer or "" for name, answer in answers.items()}

    def validate_file(self, field: Any) -> None:
        if field.data is not None and getattr(field.data.stream, "overflowed", False):
            raise ValidationError(f"ファイルが大きすぎます。{store().per_file // MB}MBまでにしてください。")


class RemovalForm(Form):
    """That one's own file is to go."""


class ReasonedRemovalForm(RemovalForm):
    """That somebody else's file is to go, and why."""

    reason = TextAreaField(
        "削除する理由",
        [InputRequired("理由を入力してください。"), at_most(400)],
        render_kw={"rows": 3},
    )
