"""What we ask of those who follow something, and how they want to be told."""

from typing import Any, Self

from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import InputRequired

from hack.following.models import Topic, Way, Wishes
from hack.forms import Form
from hack.forms.questions import at_most, in_one_line, one_of
from hack.needs.models import Field
from hack.search.facets import FACETS, chosen
from hack.search.papers import NOUNS


class FollowForm(Form):
    """The button that follows one thing, or follows it no longer; `back` says whether it was pressed in the list."""

    back = HiddenField(validators=[at_most(10)])


class FieldForm(Form):
    """Which field to follow."""

    field = SelectField("分野", [InputRequired("分野を選んでください。")], **one_of(Field))


class SearchForm(Form):
    """Which search to save."""

    words = StringField(
        "探す言葉", [InputRequired("探す言葉を入力してください。"), at_most(200)], filters=[in_one_line]
    )
    noun = SelectField("種類", choices={"": "すべて"} | {name: noun.label for name, noun in NOUNS.items()}, default="")

    @property
    def facets(self) -> dict[str, str]:
        """By what the search is narrowed, as it was on the page that it was asked on."""
        return chosen({name: self[name].data or "" for name in FACETS})

    @property
    def narrowing(self) -> list[Any]:
        """The hidden questions that say so, as far as they say something."""
        return [self[name] for name in self.facets]


for _facet in FACETS.values():
    setattr(SearchForm, _facet.name, HiddenField(_facet.label))


class WishesForm(Form):
    """How somebody wants to be told of each topic."""

    @classmethod
    def of(cls, wishes: Wishes) -> Self:
        """The form with what the person has said so far."""
        return cls.from_request(data={topic.value: wishes.way(topic).value for topic in Topic})

    def ways(self) -> dict[str, Way]:
        """The answers, by topic."""
        return {name: Way(answer) for name, answer in self.answers().items()}


def _ask(topic: Topic) -> Any:
    return SelectField(topic.label, choices=list(Way.choices().items()))


for _topic in Topic:
    setattr(WishesForm, _topic.value, _ask(_topic))
