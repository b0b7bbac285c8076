"""The kinds of question: what they take for an answer, and what they say of what is none."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.validators import InputRequired, NumberRange

from hack.forms.questions import NumberField


class Seats(Form):
    seats = NumberField("席", [InputRequired("席の数を入力してください。"), NumberRange(2, 50, "2から50までです。")])


def said_of(answer):
    form = Seats(MultiDict({"seats": answer}))
    form.validate()
    return form.seats.data, list(form.seats.errors)


@pytest.mark.parametrize("answer", ["12", "12"])
def test_a_number_is_read_whichever_keys_it_was_typed_with(answer):
    assert said_of(answer) == (12, [])


@pytest.mark.parametrize("answer", ["十二", "12人", "1.5", "9" * 5000])
def test_of_what_is_no_number_one_thing_is_said(answer):
    assert said_of(answer) == (None, ["数字だけで入力してください。"])


def test_a_number_that_is_too_large_and_no_answer_are_told_apart():
    assert said_of("51") == (51, ["2から50までです。"])
    assert said_of("") == (None, ["席の数を入力してください。"])
