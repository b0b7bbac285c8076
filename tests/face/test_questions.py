"""How a question is drawn: its label, its hint, its fault, and all of them tied together."""

import pytest

from tests.face.pattern_book import EveryQuestion


def form(face, sent=None):
    with face.test_request_context("/forms", method="POST" if sent is not None else "GET", data=sent):
        made = EveryQuestion(meta={"csrf": False})
        if sent is not None:
            made.validate()
        return made


def words(tree):
    return " ".join(tree.get_text(" ").split())


def test_a_question_says_what_it_is_what_it_wants_and_what_is_wrong(draw, face):
    asked = draw("{{ field(f.title, hint='短く') }}", f=form(face, {}))
    line = asked.find("input")

    assert words(asked.find("label")) == "提案名 必須"
    assert asked.find("label")["for"] == line["id"] == "title"
    assert line["aria-describedby"].split() == ["title-hint", "title-error"]
    assert words(asked.find(id="title-hint")) == "短く"
    assert words(asked.find(id="title-error")) == "エラー: 提案名を入力してください。"
    assert line["aria-invalid"] == "true"


def test_a_question_without_a_fault_mentions_none(draw, face):
    asked = draw("{{ field(f.people) }}", f=form(face))

    assert words(asked) == "参加人数 任意"
    assert asked.find("input").attrs == {
        "class": ["input", "input--short"],
        "id": "people",
        "name": "people",
        "type": "text",
        "inputmode": "numeric",
        "autocomplete": "off",
        "value": "",
    }


def test_a_long_answer_says_how_long_it_may_be_and_is_never_cut(draw, face):
    asked = draw("{{ field(f.summary) }}", f=form(face))

    assert words(asked.find(id="summary-hint")) == "400字以内"
    assert not asked.find("textarea").has_attr("maxlength")


@pytest.mark.parametrize(("name", "sort"), [("kind", "radio"), ("fields", "checkbox")])
def test_choices_stand_in_a_group_with_its_question(draw, face, name, sort):
    asked = draw("{{ field(part) }}", part=form(face, {"kind": "solution", "fields": ["care"]})[name])
    boxes = asked.find("fieldset").find_all("input")

    assert {box["type"] for box in boxes} == {sort}
    assert [box["value"] for box in boxes if box.has_attr("checked")] == ["solution" if sort == "radio" else "care"]
    assert [label["for"] for label in asked.find_all("label")] == [box["id"] for box in boxes]


def test_the_summary_leads_to_each_question(draw, face):
    summary = draw("{{ error_summary(f) }}", f=form(face, {"ward": "", "people": "500", "contacts-0-phone": "1"}))

    assert [(link["href"], words(link)) for link in summary.find_all("a")] == [
        ("#title", "提案名: 提案名を入力してください。"),
        ("#summary", "概要: 概要を入力してください。"),
        ("#kind-0", "種類: 種類を選んでください。"),
        ("#mail", "連絡先メールアドレス: メールアドレスを入力してください。"),
        ("#people", "参加人数: 1から100までの数を入力してください。"),
        ("#contacts-0-section", "所管課: 所管課を入力してください。"),
        ("#agreed", "募集要項を読み、内容に同意します: 同意が必要です。"),
    ]
    assert words(draw("{{ error_summary(f) }}", f=form(face))) == ""


def test_a_button_is_not_outvoted_by_a_hidden_answer_of_its_name(draw, face):
    sent = form(face, {"name": "return"})
    line = "{% call post_form(f, '/') %}{{ button('招く', 'primary', 'name', 'invite') }}{% endcall %}"
    drawn = draw("{{ button('x') }}" + line, f=sent)

    assert [(part.name, part.get("value")) for part in drawn.find_all(attrs={"name": "name"})] == [("button", "invite")]
    hidden = draw("{% call post_form(f, '/') %}{% endcall %}", f=sent).find(attrs={"name": "name"})
    assert (hidden["type"], hidden["value"], hidden.get("id")) == ("hidden", "return", None)
