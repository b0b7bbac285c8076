"""もしかして: what was meant by a word that nothing has, and never a word of papers that the reader may not find."""

import random
import string

import pytest

from hack.search.index import SearchIndex
from hack.search.rebuild import rebuild
from hack.search.suggesting import edits
from tests.cast import a_need
from tests.search.papers import NAMI, OFFICER, UMI, VISITOR, a_paper, found_by


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("水位計", "水位計", 0),
        ("水位形", "水位計", 1),
        ("水計位", "水位計", 1),
        ("水位", "水位計", 1),
        ("ドローソ", "ドロン", 2),
    ],
)
def test_edits_are_counted_letter_by_letter(one, other, wanted):
    assert (edits(one, other, 2), edits(other, one, 2)) == (wanted, wanted)
    assert edits("水位計", "防災訓練", 2) > 2


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("ドローソ", "ドローン"),
        ("防歳訓練", "防災訓練"),
        ("防災訓練 ドロンー", "防災訓練 ドローン"),
        ("kawairbot", "kawaribot"),
        ("「防災」 スマトーフォン", "「防災」 スマートフォン"),
        ("宇宙旅行", ""),
        ("量子", ""),
    ],
)
def test_what_is_misspelt_is_put_right_by_what_exists(index, question, meant):
    index.put([a_paper("1", "ドローンによる防災訓練", "kawaribot とスマートフォン"), a_paper("2", "給食の献立")])

    assert found_by(index, question).suggestion == meant


def test_what_was_found_whole_is_not_put_right(index):
    index.put([a_paper("1", "ドローン"), a_paper("2", "ドローソ")])

    assert found_by(index, "ドローソ").suggestion == ""


def test_of_words_equally_near_the_one_that_most_papers_have_is_meant(index):
    index.put([a_paper("1", "センター"), *(a_paper(str(number), "センサー") for number in range(2, 5))])

    assert found_by(index, "センネー").suggestion == "センサー"


def test_a_word_of_papers_taken_out_is_offered_no_more(index):
    index.put([a_paper("1", "ドローン"), a_paper("2", "給食")])
    index.put([a_paper("1", "気球")])

    assert found_by(index, "ドローソ").suggestion == ""


def misspelt(word: str, chance: random.Random) -> str:
    """The word with one letter exchanged, left out, doubled or swapped with the next."""
    at = chance.randrange(len(word) - 1)
    return chance.choice(
        [
            word[:at] + "q" + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def test_no_misspelling_brings_out_a_word_that_only_others_may_read(index: SearchIndex):
    chance = random.Random(11)  # noqa: S311
    canaries = ["".join(chance.choices(string.ascii_lowercase, k=chance.randint(6, 12))) for _ in range(40)]
    index.put([a_paper("open", "elephant の話", "公園")])
    index.put([a_paper(word, word, f"{word}の秘密", readers={"org:12"}) for word in canaries])
    index.put([a_paper("draft", "giraffe", readers=())])
    told: dict[str, set[str]] = {"visitor": set(), "rival": set(), "officer": set(), "own": set()}

    for word in [*canaries, "giraffe", "elephant"]:
        for question in (misspelt(word, chance), f"公園 {misspelt(word, chance)}"):
            for who, tags in (("visitor", VISITOR), ("rival", NAMI), ("officer", OFFICER), ("own", UMI)):
                told[who] |= set(found_by(index, question, tags).suggestion.split())

    assert [told[who] - {"公園"} for who in ("visitor", "rival", "officer")] == [{"elephant"}] * 3
    assert len(told["own"] & set(canaries)) > 30 and "giraffe" not in told["own"]


def test_the_page_offers_what_was_meant_as_a_link(cast, browser_of):
    need = a_need(by=cast.michi, title="交通量の調査をドローンで")
    rebuild()

    page = browser_of(None).visit("/search?q=ドローソ")

    assert page.page.select_one(".suggested").get_text() == "もしかして: ドローン"
    assert [one.get_text() for one in page.follow("ドローン").page.select(".result__title")] == [need.title]
