"""One field as several answers: nothing is lost, nothing is doubled."""

from hypothesis import given
from hypothesis import strategies as st

from hack.advice.labelled import FREE, answers_in, with_answer, without_labels

LABELS = ("頻度・件数", "1回の時間・人数")
WRITTEN = "委託先が数える。\n【頻度・件数】年に50か所\n【1回の時間・人数】3人で12時間\n集計に3日"
pieces = st.lists(
    st.sampled_from(["委託先", "\n", "【頻度・件数】", "【1回の時間・人数】", "【参考】", " ", "50か所", "。"])
)
texts = pieces.map("".join)


def _letters(text):
    for label in LABELS:
        text = text.replace(f"【{label}】", "")
    return sorted(text.replace("\n", "").replace(" ", ""))


def test_each_answer_is_found_under_its_label():
    assert answers_in(WRITTEN, LABELS) == {
        FREE: "委託先が数える。",
        "頻度・件数": "年に50か所",
        "1回の時間・人数": "3人で12時間\n集計に3日",
    }


def test_a_text_without_labels_is_all_before_the_first():
    assert answers_in("委託先が数える。\n【参考】昨年の記録", LABELS)[FREE] == "委託先が数える。\n【参考】昨年の記録"


def test_an_answer_takes_the_place_of_the_former_one_and_leaves_the_others():
    assert with_answer(WRITTEN, LABELS, "頻度・件数", "年に60か所") == WRITTEN.replace("50", "60")


def test_a_new_answer_stands_in_the_order_of_the_questions():
    first = with_answer("委託先が数える。", LABELS, "1回の時間・人数", "3人")

    assert with_answer(first, LABELS, "頻度・件数", "50か所") == (
        "委託先が数える。\n【頻度・件数】50か所\n【1回の時間・人数】3人"
    )


def test_an_emptied_answer_takes_its_label_along():
    assert (
        with_answer(WRITTEN, LABELS, "頻度・件数", "") == "委託先が数える。\n【1回の時間・人数】3人で12時間\n集計に3日"
    )


def test_what_stands_under_the_same_label_twice_is_one_answer():
    assert answers_in("【頻度・件数】50か所\n【頻度・件数】夏だけ", LABELS)["頻度・件数"] == "50か所\n夏だけ"


def test_labels_are_no_words_for_a_reader_of_sentences():
    assert without_labels(WRITTEN, LABELS) == "委託先が数える。\n年に50か所\n3人で12時間\n集計に3日"


@given(texts)
def test_the_same_answers_given_again_change_nothing(told):
    for name, answer in answers_in(told, LABELS).items():
        assert with_answer(told, LABELS, name, answer) == told


@given(texts, st.sampled_from((FREE, *LABELS)), st.sampled_from(["", "あ", "い\nう"]))
def test_a_changed_answer_loses_nothing_of_the_others_and_doubles_nothing(told, name, answer):
    before = answers_in(told, LABELS)
    since = answers_in(with_answer(told, LABELS, name, answer), LABELS)

    assert since == before | {name: answer}


@given(texts)
def test_every_letter_of_a_text_is_in_some_answer(told):
    assert _letters("".join(answers_in(told, LABELS).values())) == _letters(told) or "【" in told
