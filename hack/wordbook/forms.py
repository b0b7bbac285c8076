"""What we ask about words: those kept whole, those that mean the same, a sentence to try, and what is released."""

import re
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, Regexp, ValidationError

from hack.errors import RuleBroken
from hack.forms import CreatingForm, EditingForm, Form, SeenForm
from hack.forms.filters import Filter
from hack.forms.questions import at_most, in_one_line, line, one_of
from hack.wordbook.checking import check_synonyms, check_whole, parted
from hack.wordbook.models import LONGEST, MOST_TERMS, EntryKind

KANA = re.compile(r"[ぁ-ゖァ-ヺー・ 　]+")
NOTE = 400
TRIED = 300
"""How many letters of a sentence are tried."""
MOST_BYTES = 500_000
EVERYTHING = LONGEST * MOST_TERMS * 2


class WholeQuestions(Form):
    """A word that is kept whole."""

    written = line(
        "言葉",
        LONGEST,
        "文章に出てくるとおりに書きます。例: 除排雪車両、共創フロント",
        InputRequired("言葉を入力してください。"),
    )
    form = line(
        "ふだんの書き方",
        LONGEST,
        "別の書き方と同じ言葉として扱うときに入れます。例: 言葉が「ドロ上げ」なら「泥上げ」",
        Optional(),
    )
    kana = line(
        "読み",
        80,
        "一覧で探すときに使います。",
        Optional(),
        Regexp(KANA.pattern + "$", message="仮名で入力してください。"),
    )
    note = TextAreaField(
        "メモ", [at_most(NOTE)], description="なぜ登録するか、どこで使う言葉か。", render_kw={"rows": 3}
    )

    def validate_written(self, _field: StringField) -> None:
        self._check("written")

    def validate_form(self, _field: StringField) -> None:
        self._check("form")

    def _check(self, name: str) -> None:
        """Say at the field what the deed would say of this word by itself."""
        try:
            check_whole(self.written.data or "", self.form.data or "")
        except RuleBroken as broken:
            if broken.field == name:
                raise ValidationError(broken.message) from None

    def answers(self) -> dict[str, Any]:
        """What the deeds take."""
        return {"form": self.form.data or "", "kana": self.kana.data or "", "note": self.note.data or ""}


class SynonymsQuestions(Form):
    """Words that mean the same."""

    lines = TextAreaField(
        "同じ意味の言葉",
        [InputRequired("2つ以上の言葉を、1行に1つずつ入力してください。"), at_most(EVERYTHING)],
        description=f"1行に1つずつ、2語から{MOST_TERMS}語まで。例: 除雪、排雪、雪かき",
        render_kw={"rows": 6},
    )
    note = TextAreaField("メモ", [at_most(NOTE)], description="なぜ同じ意味とするか。", render_kw={"rows": 3})

    @property
    def terms(self) -> list[str]:
        """The words, one by one."""
        return parted(self.lines.data or "")

    def validate_lines(self, _field: TextAreaField) -> None:
        try:
            check_synonyms(self.terms)
        except RuleBroken as broken:
            raise ValidationError(broken.message) from None


class NewWholeForm(WholeQuestions, CreatingForm):
    """A word that is added."""


class WholeForm(WholeQuestions, EditingForm):
    """A word as it is changed."""

    def words(self, thing: Any) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in ("written", "form", "kana", "note")}

    @property
    def terms(self) -> list[str]:
        """The word, as the deed takes it."""
        return [self.written.data or ""]


class NewSynonymsForm(SynonymsQuestions, CreatingForm):
    """Synonyms that are added."""


class SynonymsForm(SynonymsQuestions, EditingForm):
    """Synonyms as they are changed."""

    def words(self, thing: Any) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in ("lines", "note")}

    def answers(self) -> dict[str, Any]:
        """What the deed takes."""
        return {"note": self.note.data or ""}


class RemovalForm(SeenForm):
    """The button that takes an entry out."""


class ReleaseForm(SeenForm):
    """What is released, as the person saw it: `seen` is the last change."""

    note = line("ひとこと", 200, "何のための変更か。版の一覧に残ります。")


class GoBackForm(SeenForm):
    """The button that brings an earlier edition back: `seen` is the number in force."""


class WordFilter(Filter):
    """Which words somebody looks for."""

    q = StringField("言葉・読み・メモ", [at_most(LONGEST)], filters=[in_one_line])
    kind = SelectField("種類", **one_of(EntryKind, "すべて"))


class TryForm(Filter):
    """A sentence, to see how it is cut."""

    text = StringField("文", [at_most(TRIED)], filters=[in_one_line])


class TableForm(CreatingForm):
    """A table of words."""

    file = FileField(
        "表のファイル",
        [FileRequired("ファイルを選んでください。")],
        description="Excel(.xlsx)かCSV(UTF-8かShift_JIS)。500KBまで。",
        render_kw={"accept": ".xlsx,.csv"},
    )

    def validate_file(self, field: Any) -> None:
        if field.data is not None and getattr(field.data.stream, "overflowed", False):
            raise ValidationError("ファイルが大きすぎます。500KBまでにしてください。")
