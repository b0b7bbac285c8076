"""What we ask of those who keep the catalogue, and what is looked for in it."""

from typing import Any, Self

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp, ValidationError

from hack import clock
from hack.accounts.models import Section
from hack.forms import CreatingForm, EditingForm, Form
from hack.forms.filters import Filter
from hack.forms.questions import DayField, at_most, line, one_of
from hack.needs.models import Field
from hack.opendata.actions import File
from hack.opendata.models import MOST_FILES, DataSet
from hack.opendata.words import DataFormat, Licence, Rhythm

PARTS = ("format", "url", "size")
UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Letters that nobody sees, some of which turn the direction of others: an address with them looks like another."""
SAFE = rf'(https://[^\s<>"/?#{UNSEEN}][^\s<>"{UNSEEN}]*)?$'
PLACES = range(1, MOST_FILES + 1)
TEXTS = ("title", "description", "field", "keywords", "period", "updated_on", "rhythm", "licence")


class Questions(Form):
    """What the catalogue says of a data set, and where its files are."""

    title = line("データセット名", 80, "例: 公園の一覧", InputRequired("データセット名を入力してください。"))
    description = TextAreaField(
        "データの説明",
        [at_most(2000)],
        description="何のデータか、どんな項目があるか、使うときに気を付けること。だれでも読めます。",
        render_kw={"rows": 6},
    )
    field = SelectField("分野", **one_of(Field))
    keywords = line("キーワード", 200, "「、」で区切ります。例: 公園、トイレ、位置")
    period = line("対象の期間", 80, "例: 2025年4月から2026年3月まで")
    updated_on = DayField("データを最後に更新した日", [Optional()])
    rhythm = SelectField("更新の頻度", [InputRequired("更新の頻度を選んでください。")], **one_of(Rhythm))
    licence = SelectField("ライセンス", [InputRequired("ライセンスを選んでください。")], **one_of(Licence))

    def validate_updated_on(self, field: DayField) -> None:
        if field.data is not None and field.data > clock.today():
            raise ValidationError("今日までの日付を入力してください。")

    @property
    def texts(self) -> list[Any]:
        """The questions about the data itself."""
        return [self[name] for name in TEXTS]

    @property
    def places(self) -> list[tuple[int, list[Any]]]:
        """The questions about each file, with its place."""
        return [(place, [self[f"{part}_{place}"] for part in PARTS]) for place in PLACES]

    @property
    def files(self) -> list[File]:
        """The files that were named."""
        told = [[self[f"{part}_{place}"].data for part in PARTS] for place in PLACES]
        return [File(format or DataFormat.OTHER, url, size or "") for format, url, size in told if url]

    def answers(self) -> dict[str, Any]:
        """The answers about the data itself; those about files are `files`."""
        return {name: self[name].data for name in TEXTS}


def _named_if_told(place: int) -> Any:
    """A file that is given a format or a size has an address; and one with an address has a format."""

    def check(form: Any, field: Any) -> None:
        told = form[f"format_{place}"].data or form[f"size_{place}"].data
        if field.name.startswith("url_") and told and not field.data:
            raise ValidationError("アドレスを入力してください。")
        if field.name.startswith("format_") and form[f"url_{place}"].data and not field.data:
            raise ValidationError("形式を選んでください。")

    return check


def _questions(place: int) -> dict[str, Any]:
    of = f"配布{place}: "
    safe = Regexp(SAFE, message="https:// で始まるアドレスを入力してください。")
    together = _named_if_told(place)
    return {
        "format": SelectField(f"{of}形式", [together], **one_of(DataFormat)),
        "url": StringField(f"{of}アドレス", [together, at_most(300), safe]),
        "size": line(f"{of}大きさ", 40, "例: 1.2MB、3,000行"),
    }


for _place in PLACES:
    for _part, _question in _questions(_place).items():
        setattr(Questions, f"{_part}_{_place}", _question)


class NewSetForm(Questions, CreatingForm):
    """A data set that is begun."""

    section = SelectField("所管課", [InputRequired("所管課を選んでください。")])

    @classmethod
    def offering(cls, sections: list[Section], **said: Any) -> Self:
        """The form with these sections to choose from; `said` stands in it."""
        form = cls.from_request(data={"licence": Licence.CC_BY, "rhythm": Rhythm.IRREGULAR} | said)
        form.section.choices = [("", "選んでください"), *((str(one.id), one.full_name) for one in sections)]
        if len(sections) == 1:
            del form.section
        return form

    def chosen(self, sections: list[Section]) -> Section:
        """The section that was chosen, or the only one."""
        if "section" not in self:
            return sections[0]
        return next(one for one in sections if str(one.id) == self["section"].data)


class SetForm(Questions, EditingForm):
    """What a data set says from now on, and what of that is new."""

    note = line("何が変わったか", 200, "だれでも読めます。例: 2026年度の分を加えました。")

    @classmethod
    def of(cls, dataset: DataSet) -> Self:
        """The form with what the data set says; only one in the catalogue is asked what is new."""
        form = cls.from_request(data=_words(dataset) | {"seen": dataset.version})
        if not dataset.public:
            del form.note
        return form

    @property
    def said_to_be_new(self) -> str:
        """What is new, if it was asked."""
        return self["note"].data or "" if "note" in self else ""

    def words(self, thing: Any) -> dict[str, Any]:
        """What `thing` says now, by the names of the questions; the files too."""
        return _words(thing)


def _words(dataset: DataSet) -> dict[str, Any]:
    said: dict[str, Any] = {name: getattr(dataset, name) for name in TEXTS}
    files = {file.place: file for file in dataset.files}
    for place in PLACES:
        for part in PARTS:
            said[f"{part}_{place}"] = getattr(files[place], part) if place in files else ""
    return said


class CatalogueFilter(Filter):
    """What somebody looks for in the catalogue."""

    q = StringField("言葉", [Length(max=200)])
    section = SelectField("所管課")
    field = SelectField("分野", **one_of(Field, "すべての分野"))
    format = SelectField("形式", **one_of(DataFormat, "すべての形式"))

    @classmethod
    def offering(cls, sections: list[Section]) -> Self:
        """The filter as the address has it, with these sections to choose from."""
        form = cls.asked()
        form.section.choices = [("", "すべての課"), *((str(one.id), one.full_name) for one in sections)]
        return form

    def narrowed(self) -> dict[str, Any]:
        """What `queries.catalogue` is narrowed to."""
        wanted = self.wanted()
        section = wanted.pop("section")
        return wanted | {"words": wanted.pop("q"), "section": int(section) if section else None}


class OfferForm(CreatingForm):
    """Which data set can be used for a need, and what for."""

    dataset = SelectField("データセット", [InputRequired("データセットを選んでください。")])
    note = line("何に使えるか", 200, "だれでも読めます。例: 調査する交差点を選ぶとき")

    @classmethod
    def offering(cls, datasets: list[DataSet]) -> Self:
        """The form with these data sets to choose from."""
        form = cls.from_request()
        form.dataset.choices = [("", "選んでください"), *((one.key, one.title) for one in datasets)]
        return form
