"""What we ask of the coordinator who sorts a case, asks sections about it, and weighs whether it is laid before the city's body."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from hack.accounts.models import Section
from hack.asking.forms import due_question
from hack.forms import CreatingForm, EditingForm, SeenForm
from hack.forms.filters import Filter
from hack.forms.questions import SelectMultipleField, at_most, line, one_of
from hack.intake.models import Case, CaseKind, Condition, Counter
from hack.needs.models import Field
from hack.pipeline.front import CaseStep

EVIDENCE = "_evidence"
ASKS = {
    Condition.TECHNOLOGY: ("AI・IoT・オープンデータなどの先端技術を使う", "どの技術を、何に使うか。"),
    Condition.POLICY: ("市の重要な政策課題に応える", "どの計画・方針の、どの部分か。"),
    Condition.ACROSS: ("複数の区局にまたがる", "どの区局が関わり、何を調整するか。"),
    Condition.UNOWNED: ("所管が決まらない、または全市的な判断が要る", "どの課に確かめ、なぜ決まらないか。"),
}


class SortForm(EditingForm):
    """Of which kind a case is, and whom it concerns."""

    kind = SelectField("区分", [InputRequired("区分を選んでください。")], **one_of(CaseKind))
    counter = SelectField("窓口", [InputRequired("窓口を選んでください。")], **one_of(Counter))
    field = SelectField("分野", **one_of(Field, "まだ決めない"))
    sections = SelectMultipleField(
        "関係する課",
        coerce=int,
        description="選んだ課の職員が、この案件を読めるようになります。確認を頼んだ課は外せません。",
    )

    @classmethod
    def of(cls, case: Case, sections: list[Section]) -> Self:
        """The form with what the case says now, and these sections to choose from."""
        form = cls.from_request(data=_sorted(case) | {"seen": case.version})
        form.sections.choices = [(one.id, one.full_name) for one in sections]
        return form

    def words(self, thing: Any) -> dict[str, Any]:
        return {name: answer for name, answer in _sorted(thing).items() if name != "sections"}


def _sorted(case: Case) -> dict[str, Any]:
    sections = [one.id for one in case.sections]
    return {"kind": case.kind, "counter": case.counter, "field": case.field, "sections": sections}


class InquiryForm(CreatingForm):
    """What a section is asked about a case."""

    section_id = SelectField(
        "確認する課", [InputRequired("課を選んでください。")], coerce=lambda value: int(value) if value else None
    )
    asked = TextAreaField(
        "確認したいこと",
        [InputRequired("確認したいことを入力してください。"), at_most(2000)],
        description="課の職員と事務局だけが読みます。提案者には見えません。",
    )
    due_on = due_question()

    @classmethod
    def offering(cls, sections: list[Section], due_on: date) -> Self:
        """The form with these sections to choose from, and the usual last day."""
        form = cls.from_request(data={"due_on": due_on})
        form.section_id.choices = [("", "選んでください"), *((str(one.id), one.full_name) for one in sections)]
        return form


class AnswerForm(SeenForm):
    """What a section answers."""

    answer = TextAreaField(
        "回答",
        [InputRequired("回答を入力してください。"), at_most(4000)],
        description="あなたの課・関係する課・事務局だけが読みます。提案者には見えません。",
    )


class GroundsForm(EditingForm):
    """Which of the four conditions a case meets; each that is ticked needs what shows it."""

    @classmethod
    def about(cls, case: Case | None = None) -> Self:
        """The form with what is kept of the case."""
        kept = {ground.condition: ground.evidence for ground in case.grounds} if case else {}
        said: dict[str, Any] = {"seen": case.version if case else None}
        for condition in Condition:
            said[condition.value] = condition in kept
            said[condition.value + EVIDENCE] = kept.get(condition, "")
        return cls.from_request(data=said)

    def validate(self, extra_validators: Any = None) -> bool:
        well = super().validate(extra_validators)
        for tick, evidence in self.asked:
            if evidence.data and not tick.data:
                tick.errors = ["根拠が書かれています。あてはまるなら印を付けるか、根拠を消してください。"]
                well = False
        return well

    @property
    def asked(self) -> list[tuple[Any, Any]]:
        """The tick and the question for what shows it, condition by condition."""
        return [(self[one.value], self[one.value + EVIDENCE]) for one in Condition]

    def evidence(self) -> dict[Condition, str]:
        """What shows each condition that is ticked."""
        return {one: self[one.value + EVIDENCE].data or "" for one in Condition if self[one.value].data}

    def words(self, thing: Any) -> dict[str, Any]:
        kept: Mapping[Condition, str] = {ground.condition: ground.evidence for ground in thing.grounds}
        return {one.value + EVIDENCE: kept.get(one, "") for one in Condition}


for _condition, (_label, _hint) in ASKS.items():
    setattr(GroundsForm, _condition.value, BooleanField(f"{_condition.label}: {_label}"))
    setattr(
        GroundsForm,
        _condition.value + EVIDENCE,
        TextAreaField(f"「{_condition.label}」の根拠", [at_most(1000)], description=_hint, render_kw={"rows": 3}),
    )


class CaseFilter(Filter):
    """Which cases a list is narrowed to."""

    q = line("番号・件名・団体", 80, "")
    state = SelectField("段階", default="")
    kind = SelectField("区分", **one_of(CaseKind, "すべて"))
    counter = SelectField("窓口", **one_of(Counter, "すべて"))
    section = SelectField("課", coerce=lambda value: int(value) if value else None)
    late = BooleanField("期限を過ぎたもの")
    own = BooleanField("自分が担当するもの")

    @classmethod
    def for_viewer(cls, sections: list[Section], takes: bool) -> Self:
        """The filter as the address has it, with these sections; without what asks for one's own where the viewer takes none."""
        form = cls.asked()
        steps = [(step.value, step.label) for step in CaseStep]
        form.state.choices = [("", "続いているもの"), ("ended", "終わったもの"), *steps]
        form.section.choices = [("", "すべて"), *((str(one.id), one.full_name) for one in sections)]
        if not takes:
            del form.own
        return form

    def narrowed(self) -> dict[str, Any]:
        """What `queries.listed_cases` is narrowed to."""
        wanted = self.wanted()
        state = wanted["state"] or ""
        return {
            "step": CaseStep(state) if state not in ("", "ended") else None,
            "ended": state == "ended",
            "kind": wanted["kind"],
            "counter": wanted["counter"],
            "section_id": wanted["section"],
            "late": bool(wanted["late"]),
            "own": bool(wanted.get("own")),
            "words": wanted["q"],
        }
