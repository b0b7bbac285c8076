"""Questions: what they mean, and that nothing typed into a search box can do harm."""

import random
import time

import pytest

from hack.search.asking import MOST_TERMS, Asked, Piece, parse, surface
from tests.search.papers import OFFICER, a_paper, found_by


def test_words_are_parted_by_blanks_of_any_width():
    assert parse("防災　訓練  相談") == Asked(
        (Piece("防災", ("防災",)), Piece("訓練", ("訓練",)), Piece("相談", ("相談",)))
    )


@pytest.mark.parametrize(
    "question", ['"防災訓練"', "「防災訓練」", "『防災訓練』", "“防災訓練”", "＂防災訓練＂", "｢防災訓練｣"]
)
def test_quotation_marks_of_any_kind_hold_a_phrase_together(question):
    assert parse(question) == Asked((Piece("防災訓練", ("防災", "訓練"), quoted=True),))


def test_a_quotation_mark_without_its_partner_is_just_a_sign():
    assert parse('"防災') == Asked((Piece('"防災', ("防災",)),))


@pytest.mark.parametrize("question", ["", "   ", "!!! ??", '""', "「」", "\x00\x1b", "\ud800", "\u200b"])
def test_what_has_no_letter_asks_for_nothing(question):
    assert not parse(question)


@pytest.mark.parametrize(
    "question", ["水道 OR 下水", "水道 AND NOT 下水", "title:水道", "水道* 下?水", "[水道 TO 下水]", "/水.*/"]
)
def test_signs_of_other_query_languages_have_no_meaning(question):
    assert "水道" in parse(question).words or parse(question).pieces[0].surface.startswith("/水")
    assert not any(piece.quoted for piece in parse(question).pieces)


def test_at_most_three_hundred_terms_are_kept_and_it_is_told():
    asked = parse(" ".join(f"x{number}" for number in range(600)))

    assert (sum(max(1, len(piece.words)) for piece in asked.pieces) <= MOST_TERMS, asked.cut) == (True, True)


def test_at_most_three_thousand_characters_are_read():
    whole, longer = parse("水" + "あ" * 2_997 + " 雪"), parse("水" + "あ" * 2_998 + " 雪")

    assert [(asked.cut, "雪" in asked.words) for asked in (whole, longer)] == [(False, True), (True, False)]


def test_a_pasted_library_costs_no_more_than_a_pasted_page():
    start = time.process_time()

    assert parse("ﷺ" * 3_000_000).cut
    assert time.process_time() - start < 1


def test_a_short_question_is_not_cut():
    assert not parse("除雪 相談").cut


def test_a_surface_has_no_blanks_but_between_latin_words():
    assert surface(" Open  Data の\n 活用 ") == "open dataの活用"


def hostile_questions() -> list[str]:
    """Two hundred questions of everything that ever broke a search box; the same ones in every run."""
    chance = random.Random(7)  # noqa: S311
    bits = [
        "水",
        "防災",
        "AI",
        "\x00",
        "\x1b[31m",
        "\ud800",
        "\udfff",
        '"',
        "'",
        "「",
        "」",
        "『",
        "“",
        "\\",
        "*",
        "?",
        "~",
        "^2",
    ]
    bits += [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        "/",
        ":",
        "title:",
        " OR ",
        " AND ",
        " NOT ",
        "[a TO z]",
        "%00",
        "\u202e",
    ]
    bits += [
        "\u200d",
        "\U000e0100",
        "\ufffd",
        "\uffff",
        "👨‍👩‍👧",
        "ﷺ",
        "ｶﾞ",
        "e\u0301" * 9,
        ";DROP TABLE need;--",
        "\n",
        "\t",
        "　",
        "$" * 9,
    ]
    short = ["".join(chance.choices(bits, k=chance.randint(1, 40))) for _ in range(180)]
    long = [("".join(chance.choices(bits, k=3_000)))[:3_000] for _ in range(10)]
    return short + long + [sign * 3_000 for sign in '"「(*水a0 \\ﷺ']


def test_no_question_however_hostile_breaks_the_search_or_keeps_it_busy(index):
    index.put(
        [a_paper(str(number), "水と防災", f"AI を使った防災の取組 {number}") for number in range(50)]
        + [a_paper(f"p{number}", "水", "防災 AI", readers={"officer"}) for number in range(50)]
    )
    questions = hostile_questions()
    assert len(questions) == 200

    slow, found_some = [], 0
    for question in questions:
        start = time.process_time()
        found = found_by(index, question, OFFICER)
        if time.process_time() - start > 2:
            slow.append(question)
        found_some += found.total > 0

    assert slow == []
    assert found_some > 100
