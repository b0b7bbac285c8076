"""Finding: what answers a question, in which order, and how it is counted."""

from datetime import timedelta

import pytest

from hack.search.finding import Hit
from tests.search.papers import MAY, OFFICER, VISITOR, a_paper, found_by, keys, opened


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("水", ["pipes"]),
        ("雪", ["snow"]),
        ("防災", ["drill"]),
        ("AI", ["roads"]),
        ("ＡＩ", ["roads"]),
        ("ai", ["roads"]),
        ("5G", ["net"]),
        ("2026", ["net"]),
        ("区", ["drill"]),
        ("道路", ["roads"]),
        ("スマホ", ["net"]),
        ("申し込み", ["net"]),
        ("排雪", ["snow"]),
        ("空", []),
    ],
)
def test_words_of_one_letter_or_two_are_found_as_surely_as_long_ones(index, question, wanted):
    index.put(
        [
            a_paper("pipes", "古い水道管を見つける", "地下の漏れをさがします。"),
            a_paper("snow", "除排雪作業の相談", "冬の電話が多い。"),
            a_paper("drill", "港南区の防災訓練", "参加者を増やしたい。"),
            a_paper("roads", "AIによる道路の点検", "maintenance の手間を減らす。"),
            a_paper("net", "5Gの実験", "2026年度から、スマートフォンで申込できます。"),
        ]
    )

    assert keys(found_by(index, question)) == wanted


def test_a_word_of_one_letter_is_found_inside_longer_ones_too_but_they_come_later(index):
    index.put([a_paper("inside", "除雪の相談"), a_paper("alone", "雪の相談"), a_paper("none", "相談相談")])

    assert [keys(found_by(index, question)) for question in ("雪", "相談 雪")] == [["alone", "inside"]] * 2


def test_latin_words_are_found_whole(index):
    index.put([a_paper("1", "maintenance の相談")])

    assert found_by(index, "AI").total == 0


def test_all_the_words_are_asked_for_first(index):
    index.put([a_paper("both", "防災と訓練"), a_paper("one", "防災防災防災")])

    found = found_by(index, "防災 訓練")

    assert (keys(found), found.loosened) == (["both"], False)


def test_when_nothing_has_all_the_words_some_are_enough_and_it_is_said(index):
    index.put([a_paper("drill", "防災の訓練"), a_paper("bus", "路線バスの時刻"), a_paper("care", "介護の相談")])

    found = found_by(index, "防災 バス")

    assert (sorted(keys(found)), found.total, found.loosened) == (["bus", "drill"], 2, True)


def test_finding_nothing_at_all_is_not_called_loosened(index):
    index.put([a_paper("1", "防災")])

    found = found_by(index, "量子 宇宙")

    assert (found.total, found.hits, found.pages, found.loosened) == (0, [], 0, False)


def test_a_phrase_is_found_just_as_it_is_written(index):
    index.put(
        [
            a_paper("here", "雪の相談を受ける"),
            a_paper("broken", "大雪の\n相談が増える"),
            a_paper("apart", "相談は雪のあとに"),
            a_paper("border", "大雪の", "相談が増える"),
        ]
    )

    assert sorted(keys(found_by(index, "「雪の相談」"))) == ["broken", "here"]
    assert sorted(keys(found_by(index, '"大雪の相談" 増える'))) == ["broken"]


def test_a_latin_phrase_keeps_its_words_whole(index):
    index.put([a_paper("yes", "Open  Data の活用"), a_paper("no", "reopen databases")])

    assert keys(found_by(index, '"open data"')) == ["yes"]


def test_the_title_counts_more_than_the_text(index):
    index.put(
        [
            a_paper("text", "道路", "公園 公園の話"),
            a_paper("title", "公園", "道路の話と道路"),
            a_paper("other", "海", "船"),
        ]
    )

    assert keys(found_by(index, "公園")) == ["title", "text"]


def test_rare_words_count_more_than_common_ones(index):
    index.put([a_paper(str(number), "防災 訓練 計画") for number in range(8)] + [a_paper("rare", "河川 水位 計測")])

    assert keys(found_by(index, "防災 河川 宇宙"))[0] == "rare"


def test_of_equals_the_last_changed_comes_first(index):
    index.put([a_paper(str(day), "防災", changed_at=MAY + timedelta(days=day)) for day in (2, 3, 1)])

    assert keys(found_by(index, "防災")) == ["3", "2", "1"]


def test_nouns_are_chosen_and_all_are_counted(index):
    index.put(
        [a_paper(str(number), "防災", noun=noun) for noun, many in (("need", 3), ("seed", 2)) for number in range(many)]
    )

    found = found_by(index, "防災", nouns={"seed"})

    assert (found.total, {hit.noun for hit in found.hits}, found.counts_by_noun) == (
        2,
        {"seed"},
        {"need": 3, "seed": 2},
    )


def test_facets_narrow_what_is_found_and_counted(index):
    index.put(
        [
            a_paper("1", "防災", facets={"field": "安全", "section": "危機管理課"}),
            a_paper("2", "防災", facets={"field": "安全", "section": "消防署"}),
            a_paper("3", "防災", facets={"field": "福祉", "section": "消防署"}),
        ]
    )

    found = found_by(index, "防災", facets={"field": "安全", "section": "消防署"})

    assert (keys(found), found.total, found.counts_by_noun) == (["2"], 1, {"need": 1})
    assert found_by(index, "防災", facets={"field": "消防署"}).total == 0


def test_pages_show_every_paper_of_both_shelves_once_and_in_order(index):
    index.put(
        [a_paper(f"public{number}", "防災 " * (number % 7 + 1), "訓練 " * number) for number in range(30)]
        + [
            a_paper(f"private{number}", "防災 " * (number % 5 + 1), "会議 " * number, readers={"officer"})
            for number in range(30)
        ]
    )

    pages = [found_by(index, "防災", OFFICER, page=page, per_page=7) for page in range(1, 10)]
    shown: list[Hit] = [hit for page in pages for hit in page.hits]

    assert {(page.total, page.pages) for page in pages} == {(60, 9)}
    assert [len(page.hits) for page in pages] == [7] * 8 + [4]
    assert len({hit.key for hit in shown}) == 60
    assert [hit.score for hit in shown] == sorted((hit.score for hit in shown), reverse=True)
    assert {hit.key[:6] for hit in pages[0].hits} == {"public", "privat"}


@pytest.mark.parametrize(("page", "per_page"), [(99, 20), (10**9, 100)])
def test_a_page_beyond_the_last_is_empty(index, page, per_page):
    index.put([a_paper("1", "防災")])

    found = found_by(index, "防災", page=page, per_page=per_page)

    assert (found.total, found.hits) == (1, [])


def test_an_index_without_papers_finds_nothing(index):
    assert (found_by(index, "防災", OFFICER).total, index.count(), index.healthy()) == (0, 0, True)


def test_asking_for_nothing_finds_nothing(index):
    index.put([a_paper("1", "防災")])

    assert found_by(index, "  ").total == 0


def test_when_the_time_is_up_the_answer_says_that_it_is_not_complete(index, place):
    index.put([a_paper(str(number), "防災") for number in range(5)])
    hurried = opened(place, seconds=-1)

    assert found_by(index, "防災").complete is True
    assert found_by(hurried, "防災", VISITOR).complete is False


def test_papers_written_one_by_one_are_counted_like_those_written_at_once(index):
    for number in range(40):
        index.put([a_paper(str(number), "防災", noun=("need", "seed", "proposal")[number % 3])])

    found = found_by(index, "防災", per_page=100)

    assert (found.total, found.counts_by_noun) == (40, {"need": 14, "seed": 13, "proposal": 13})
    assert {(hit.noun, hit.key) for hit in found.hits} == set(index.stamps())


def test_each_field_counts_what_it_tells(index):
    words = "道路 点検 作業 写真 台帳"
    index.put(
        [
            a_paper("text", "題名", f"公園 {words}", summary="要約 の 文", organization="港計測", section="道路局"),
            a_paper("title", "公園", f"写真 {words}", summary="要約 の 文", organization="港計測", section="道路局"),
            a_paper(
                "summary", "題名", f"写真 {words}", summary="要約 公園 文", organization="港計測", section="道路局"
            ),
            a_paper("house", "題名", f"写真 {words}", summary="要約 の 文", organization="公園", section="道路局"),
            a_paper("section", "題名", f"写真 {words}", summary="要約 の 文", organization="港計測", section="公園"),
        ]
    )

    found = keys(found_by(index, "公園"))

    assert (found[0], found[-1], set(found)) == ("title", "section", {"title", "summary", "text", "house", "section"})


@pytest.mark.parametrize(
    ("question", "other"), [("ドローン", "無人航空機"), ("高齢者", "お年寄り"), ("AI", "人工知能")]
)
def test_words_of_the_same_meaning_are_found_too_after_the_word_itself(index, question, other):
    index.put([a_paper("other", f"{other}の活用"), a_paper("same", f"{question}の活用"), a_paper("none", "公園")])

    found = found_by(index, question)

    assert (keys(found), found.loosened) == (["same", "other"], False)


def test_of_a_sentence_no_word_is_needed_and_who_lacks_some_is_told_of(index):
    index.put(
        [
            a_paper("best", "除雪の相談窓口", "冬の電話の件数を減らす。"),
            a_paper("all", "雪の話", "相談の電話。窓口の混雑。除雪の車。件数。" + "道路の補修。" * 60),
            a_paper("none", "公園の樹木"),
        ]
    )

    found = found_by(index, "除雪の相談窓口にかかる電話の件数を減らしたい")

    assert (keys(found), found.loosened) == (["best", "all"], True)


def test_who_wants_all_of_it_gets_nothing_less(index):
    index.put([a_paper("some", "除雪の相談窓口"), a_paper("drill", "防災の訓練")])

    strict = [
        found_by(index, question, strict=True) for question in ("除雪の相談窓口の電話の件数", "防災 バス", "訓練")
    ]

    assert [(keys(found), found.loosened) for found in strict] == [([], False), ([], False), (["drill"], False)]


def test_a_pasted_page_is_read_to_its_end(index):
    index.put([a_paper("drone", "ドローンによる橋の点検"), a_paper("other", "給食の献立")])

    found = found_by(index, "市民の声を聞く。" * 300 + "橋をドローンで点検する。")

    assert keys(found) == ["drone"]


def test_letters_side_by_side_tell_papers_of_the_same_words_apart(index):
    index.put([a_paper("apart", "点検の道路、橋の計画"), a_paper("together", "道路の点検、計画の橋")])

    assert keys(found_by(index, "道路の点検 計画")) == ["together", "apart"]


def test_what_was_written_while_the_index_is_open_is_found_at_once(index):
    for number in range(5):
        index.put([a_paper(str(number), "防災"), a_paper("same", f"訓練{'中' * number}")])

        assert (found_by(index, "防災").total, found_by(index, "訓練").total) == (number + 1, 1)
