"""What we ask of the desk and of the sections about a data request."""

from datetime import date
from typing import Any, Self

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional

from hack.accounts.models import Section
from hack.asking.forms import due_question
from hack.forms import CreatingForm, EditingForm, SeenForm
from hack.forms.questions import DayField, at_most, one_of
from hack.opendata.models import DataRequest, DataSet
from hack.opendata.words import Obstacle, Says
from hack.pipeline import Move

SECTIONS = ("section_1", "section_2", "section_3")


class AskSectionsForm(CreatingForm):
    """Which sections are asked what, until when."""

    section_1 = SelectField("照会する課", [InputRequired("照会する課を選んでください。")])
    section_2 = SelectField("照会する課(2つめ)")
    section_3 = SelectField("照会する課(3つめ)")
    question = TextAreaField(
        "聞きたいこと",
        [InputRequired("聞きたいことを入力してください。"), at_most(2000)],
        description="課は、依頼の内容とあわせて読みます。依頼した団体には見えません。",
        render_kw={"rows": 5},
    )
    due_on = due_question()

    @classmethod
    def offering(cls, sections: list[Section], due_on: date) -> Self:
        """The form with these sections to choose from, and the usual last day."""
        question = "次のデータを持っていますか。オープンデータとして公開できますか。"
        form = cls.from_request(data={"due_on": due_on, "question": question})
        for name in SECTIONS:
            form[name].choices = [("", "選んでください"), *((str(one.id), one.full_name) for one in sections)]
        return form

    def chosen(self, sections: list[Section]) -> list[Section]:
        """Those of the sections that were chosen, each once."""
        chosen = {self[name].data for name in SECTIONS}
        return [one for one in sections if str(one.id) in chosen]


class AnswerForm(SeenForm):
    """What a section says of the data."""

    says = SelectField("課の考え", [InputRequired("課の考えを選んでください。")], **one_of(Says))
    remark = TextAreaField(
        "回答の内容",
        [InputRequired("回答の内容を入力してください。"), at_most(4000)],
        description="データの持ち方、公開にいる作業と日数、公開できない理由など。事務局と、照会された課だけが読みます。",
        render_kw={"rows": 6},
    )


class DecideForm(EditingForm):
    """What the organisation is answered."""

    move = RadioField("結果", [InputRequired("結果を選んでください。")])
    dataset = SelectField("データセット", description="「公開したと答える」とき、答えになるものを選びます。")
    planned_on = DayField("公開する予定の日", [Optional()], description="「公開する予定と答える」ときに入力します。")
    obstacle = SelectField(
        "公開できない理由の分類", description="「公開できないと答える」ときに選びます。", **one_of(Obstacle)
    )
    told = TextAreaField(
        "依頼した団体に伝える内容",
        [InputRequired("依頼した団体に伝える内容を入力してください。"), at_most(2000)],
        description="結果と理由を、団体が読む言葉で書きます。課の書き込みは団体には見えません。",
        render_kw={"rows": 6},
    )

    @classmethod
    def offering(cls, request: DataRequest, moves: list[Move], datasets: list[DataSet], chosen: str) -> Self:
        """The form with these answers and data sets to choose from; chosen: the move that stands in it, if one does."""
        linked = request.dataset.key if request.dataset and request.dataset.public else ""
        said: dict[str, Any] = {
            "move": chosen,
            "dataset": linked,
            "planned_on": request.planned_on,
            "told": request.told,
            "seen": request.version,
        }
        form = cls.from_request(data=said)
        form.move.choices = [(move.name, move.label) for move in moves]
        form.dataset.choices = [("", "選んでください"), *((one.key, one.title) for one in datasets)]
        return form

    def words(self, thing: Any) -> dict[str, Any]:
        return {"told": thing.told, "planned_on": thing.planned_on} if thing.told else {}


class PlanForm(EditingForm):
    """Another day for data that was promised, and why."""

    planned_on = DayField("公開する予定の日", [InputRequired("公開する予定の日を入力してください。")])
    told = TextAreaField(
        "依頼した団体に伝える内容",
        [InputRequired("依頼した団体に伝える内容を入力してください。"), at_most(2000)],
        render_kw={"rows": 5},
    )


class ShowForm(EditingForm):
    """What everybody reads of a request."""

    wording = TextAreaField(
        "公開する質問文",
        [InputRequired("公開する質問文を入力してください。"), at_most(1000)],
        description="だれが依頼したかが分かる言葉(団体名、製品名、独自の技術など)を取り除いてください。",
        render_kw={"rows": 5},
    )
    answer = TextAreaField(
        "公開する回答",
        [InputRequired("公開する回答を入力してください。"), at_most(2000)],
        description="だれでも読めます。",
        render_kw={"rows": 6},
    )

    @classmethod
    def of(cls, request: DataRequest) -> Self:
        """The form with what is shown already, or else with the request's title and what was answered."""
        said = {"wording": request.wording or request.title, "answer": request.answer or request.told}
        return cls.from_request(data=said | {"seen": request.version})

    def words(self, thing: Any) -> dict[str, Any]:
        return {name: words for name, words in super().words(thing).items() if words}
