"""How well needs and seeds belong together, and why."""

from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from hack.matching.likeness.blend import settle, shares
from hack.matching.likeness.wording import ALIKE, MEANING
from hack.matching.likeness.wording import sides as sides_of
from hack.matching.similarity import (
    USUAL,
    Background,
    Band,
    Corpus,
    Reason,
    Space,
    band,
    best,
    reasons,
    score,
    score_rows,
    shown,
)

SENTENCES = (
    "大雪の日に除雪車の居場所が分からない。",
    "車載の端末で位置を集め、除雪の済んだ道路を地図で示す。",
    "独り暮らしの高齢者の見守りを民生委員だけでは続けられない。",
    "水道メーターで朝の使用を確かめ、家族に知らせる。",
    "外国人住民の窓口で通訳が足りない。",
    "話した言葉を多言語に翻訳して読み上げる。",
    "保育所の入所選考に時間がかかり、職員の負担が大きい。",
    "配点の基準から割り当て案を人工知能が作る。",
    "食べられる在庫の廃棄を減らしたい。",
    "スマホで避難所の混雑を市民に知らせる。",
    "スマートフォンで道路の傷みを通報できるようにする。",
    "小さな川の水位を安く測りたい。",
)


def paper(*sentences, title=""):
    return {"title": title, "text": "".join(sentences)}


PAPERS = [paper(sentence, title=sentence[:6]) for sentence in SENTENCES]
papers = some.lists(some.sampled_from(SENTENCES), max_size=3, unique=True).map(lambda chosen: paper(*chosen))
sides = some.lists(papers, min_size=1, max_size=5)


def compared(needs, seeds):
    """A space of these needs and seeds, and both sides weighed in it."""
    space = Space.fit([*needs, *seeds], seeds)
    mine, theirs = space.weigh_needs(needs), space.weigh_seeds(seeds)
    settle(space, mine, theirs, usual=True)
    return space, mine, theirs


@pytest.fixture(scope="module")
def space():
    return Space.fit(PAPERS)


def test_a_need_goes_best_with_the_seed_that_speaks_of_the_same():
    found = score([PAPERS[0], PAPERS[9]], [PAPERS[3], PAPERS[10], PAPERS[1]])

    assert found.argmax(axis=1).tolist() == [2, 1]
    assert found.dtype == np.float32
    assert found.min() >= 0


def test_texts_with_nothing_in_common_score_nothing():
    assert score([paper("除雪の費用")], [paper("Catering for schools")]).tolist() == [[0.0]]


def test_words_of_one_meaning_bring_texts_together():
    found = score([paper("お年寄りが困る")], [paper("高齢者の集い"), paper("自転車の整備")])

    assert found[0, 0] > found[0, 1] == 0


@given(sides, sides)
@settings(max_examples=20, deadline=None)
def test_every_score_is_the_sum_of_its_reasons_and_each_stands_in_both_texts(needs, seeds):
    space, mine, theirs = compared(needs, seeds)
    scores = score(needs, seeds)

    for row, need in enumerate(needs[:2]):
        for column, seed in enumerate(seeds[:3]):
            *_, sense = shares(space, mine, theirs, np.array([row]), np.array([column]))
            found = reasons(need, seed, space, float(mine.gaps[row]), float(sense[0]))
            assert sum(reason.share for reason in found) == pytest.approx(scores[row, column], abs=1e-6)
            for one, other in (sides_of(reason.term) for reason in found if reason.term not in (ALIKE, MEANING)):
                assert one in need["text"] and other in seed["text"]


@given(sides, sides, some.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_needs_and_seeds_does_not_matter(needs, seeds, chance):
    rows, columns = list(range(len(needs))), list(range(len(seeds)))
    chance.shuffle(rows)
    chance.shuffle(columns)

    shuffled = score([needs[row] for row in rows], [seeds[column] for column in columns])

    assert np.array_equal(shuffled, score(needs, seeds)[np.ix_(rows, columns)])


@given(some.lists(papers, min_size=2, max_size=8, unique_by=lambda each: frozenset(each["text"].split("。"))))
@settings(max_examples=25, deadline=None)
def test_a_text_goes_best_with_itself(documents):
    documents = [each for each in documents if each["text"]]
    scores = score(documents, documents)

    assert scores.argmax(axis=1).tolist() == list(range(len(documents))) if documents else scores.shape == (0, 0)


def test_equal_seeds_tie_to_the_last_bit():
    scores = score(PAPERS[:4], [PAPERS[1], PAPERS[5], PAPERS[1], PAPERS[1]])

    assert (scores[:, [0]] == scores[:, [2, 3]]).all()
    assert scores[0, 0] > 0


@pytest.mark.parametrize("nothing", [paper(""), {"title": None, "text": None}, paper("、。のは"), paper("\x00\ud800")])
def test_an_empty_text_matches_nothing(nothing):
    assert score([nothing, PAPERS[0]], [PAPERS[1], nothing]).tolist() == [[0, 0], [pytest.approx(0.1, abs=0.3), 0]]
    assert score([nothing], [nothing]).tolist() == [[0]]


def test_an_empty_side_gives_an_empty_array():
    assert score([], PAPERS).shape == (0, 12)
    assert score(PAPERS, []).shape == (12, 0)
    assert score([], []).shape == (0, 0)


def test_the_title_counts_for_more_than_the_text():
    seeds = [paper("除雪の機械。河川の調査。", title="公園"), paper("公園の機械。河川の調査。", title="除雪")]

    assert np.diff(score([paper("除雪")], seeds))[0, 0] > 0


def test_a_space_comes_back_from_its_file_as_it_was(space, tmp_path):
    Space.fit(PAPERS, PAPERS[:5], run="2026-05").save(tmp_path / "space.npz")
    found = Space.load(tmp_path / "space.npz")
    fresh = Space.fit(PAPERS, PAPERS[:5])

    assert (found.run, found.size, found.dictionary, asdict(found.settings)) == (
        "2026-05",
        12,
        space.dictionary,
        asdict(space.settings),
    )
    assert found.is_current
    for side in ("needs", "seeds"):
        one, other = getattr(found, side)(PAPERS), getattr(fresh, side)(PAPERS)
        assert (one != other).nnz == 0
        assert one.nnz == other.nnz > 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["space.npz"]


@pytest.mark.parametrize("spoil", [lambda whole: b"", lambda whole: b"x" * 99, lambda whole: whole[: len(whole) // 2]])
def test_a_damaged_file_is_no_space(space, tmp_path, spoil):
    path = tmp_path / "space.npz"
    space.save(path)
    path.write_bytes(spoil(path.read_bytes()))

    with pytest.raises(ValueError, match="space|pickle|array"):
        Space.load(path)


def test_a_space_of_another_dictionary_says_so(space, tmp_path):
    old = Space(space.parts, space.settings, "core 20200101")
    old.save(tmp_path / "old.npz")

    assert not Space.load(tmp_path / "old.npz").is_current


def test_a_new_posting_is_ranked_without_fitting_again(space):
    need, seeds = paper("ドローンで送電線と鉄塔を点検したい。"), [*PAPERS, paper("ドローンの貸し出し")]

    assert score_rows(space.needs([need]), space.seeds(seeds)).argmax() == len(PAPERS)
    assert [(reason.term, reason.rare) for reason in shown(reasons(need, seeds[-1], space))] == [("ドローン", True)]


def test_words_never_seen_before_weigh_nearly_what_they_will_after_the_next_fit(space):
    need, seed = paper("ドローンで道路を点検したい。"), paper("ドローンの貸し出し")
    anew = Space.fit([*PAPERS, need, seed])

    before, after = (score_rows(each.needs([need]), each.seeds([seed]))[0, 0] for each in (space, anew))

    assert before == pytest.approx(after, rel=0.3)


def test_a_corpus_comes_to_the_same_as_its_documents():
    corpus = Corpus.read(PAPERS, USUAL)
    space = Space.fit(corpus, corpus[3:])

    assert (space.scale, space.lengths) == (Space.fit(PAPERS, PAPERS[3:]).scale, Space.fit(PAPERS, PAPERS[3:]).lengths)
    assert (space.needs(corpus[:5]) != space.needs(PAPERS[:5])).nnz == 0
    assert (space.seeds(corpus[5:]) != space.seeds(PAPERS[5:])).nnz == 0
    assert (corpus[1], len(corpus[2:5])) == (PAPERS[1], 3)


def test_a_corpus_of_other_columns_is_read_again(space):
    corpus = Corpus.read(PAPERS[:4], USUAL)

    assert (space.needs(corpus) != space.needs(PAPERS[:4])).nnz == 0


@given(sides, some.lists(papers, max_size=9), some.integers(0, 10))
@settings(max_examples=20, deadline=None)
def test_the_best_are_those_with_the_highest_scores_first_come_first_among_equals(needs, seeds, count):
    space = Space.fit(PAPERS)
    rows, columns = space.needs(needs), space.seeds(seeds)
    scores = score_rows(rows, columns)

    for row, top in zip(scores, best(rows, columns, count), strict=True):
        others = np.delete(row, top.seeds)
        assert len(top.seeds) == min(count, (row > 0).sum())
        assert list(zip(-top.scores, top.seeds, strict=True)) == sorted(zip(-top.scores, top.seeds, strict=True))
        np.testing.assert_allclose(top.scores, row[top.seeds], atol=1e-6)
        assert len(top.seeds) == 0 or (others <= top.scores[-1] + 1e-6).all()


def test_among_equals_the_earlier_seeds_are_best(space):
    seeds = space.seeds([PAPERS[0], PAPERS[1], PAPERS[0], PAPERS[0], PAPERS[0]])

    assert best(space.needs(PAPERS[:1]), seeds, 3)[0].seeds.tolist() == [0, 2, 3]


def test_the_best_do_not_depend_on_how_many_needs_are_compared_at_once(space, monkeypatch):
    rows = space.needs(PAPERS), space.seeds(PAPERS)
    at_once = best(*rows, 3)
    monkeypatch.setattr("hack.matching.likeness.product.PAIRS_AT_ONCE", 30)

    assert [top.seeds.tolist() for top in best(*rows, 3)] == [top.seeds.tolist() for top in at_once]


def test_reasons_name_the_shared_words_and_pairs_of_one_meaning(space):
    found = reasons(paper("お年寄りと除雪"), paper("高齢者の除雪"), space)

    assert {"除雪", "年寄り ~ 高齢者"} <= {reason.term for reason in found}
    assert [reason.share for reason in found] == sorted((reason.share for reason in found), reverse=True)


def test_a_word_is_shown_as_both_texts_write_it_with_its_ending(space):
    found = reasons(paper("舗装が傷んだ。AIで調べる。"), paper("傷む舗装をＡＩが見つける。"), space)

    assert {"舗装", "傷んだ ~ 傷む", "AI"} <= {reason.term for reason in found}


def test_a_letter_out_of_a_longer_word_and_words_that_fit_everything_are_not_shown(space):
    need = paper("都心臨海部の横浜市で一度、簡単に地図を見つけてまとめる。舗装の傷み。")
    seed = paper("都心臨海部の横浜市で一度、簡単に地図を見つけてまとめる。舗装の傷み。")
    found = reasons(need, seed, space)

    assert {"部", "一度", "簡単に", "横浜", "市", "見つけて", "まとめる"} - {reason.term for reason in found} <= {
        "簡単に"
    }
    assert {reason.term for reason in shown(found, 99)} == {"都心", "臨海", "地図", "舗装", "傷み"}


def test_people_are_shown_nouns_first_compounds_whole_and_nothing_hollow():
    found = shown(
        [
            Reason("行う", 0.5, hollow=True),
            Reason(ALIKE, 0.4, hollow=True),
            Reason("積もる", 0.3),
            Reason("児童", 0.2, noun=True),
            Reason("雪", 0.1, noun=True),
            Reason("度", 0.1, noun=True, hollow=True),
            Reason("雪 ~ 積雪", 0.05, noun=True),
            Reason("待機児童", 0.1, noun=True, long=True),
        ]
    )

    assert [reason.term for reason in found] == ["待機児童", "雪", "積もる"]


def test_a_pair_is_only_as_strong_as_its_evidence():
    background = Background(weak=0.1, possible=0.2, strong=0.4)
    one, two = [Reason("除雪", 0.3, noun=True, rare=True)], [Reason("通訳", 0.2, noun=True, rare=True)]
    common = [Reason("市民", 0.1, noun=True), Reason(ALIKE, 0.5, hollow=True)]

    assert band(0.5, one + two, background) is Band.STRONG
    assert band(0.5, one, background) is Band.POSSIBLE
    assert band(0.3, one + two, background) is Band.POSSIBLE
    assert band(0.5, common, background) is Band.WEAK
    assert band(0.15, one, background) is Band.WEAK
    assert band(0.05, one + two, background) is Band.NONE
    assert band(0.5, [Reason(ALIKE, 0.5, hollow=True)], background) is Band.NONE
    assert [each.label for each in Band] == ["強い", "可能性あり", "弱い", "なし"]


def test_limits_follow_the_scores_but_never_fall_to_nothing():
    high = Background.of(np.linspace(0, 1, 101))
    low = Background.of(np.zeros((5, 5)))

    assert (high.weak, high.possible, high.strong) == (pytest.approx(0.85), pytest.approx(0.96), pytest.approx(0.99))
    assert 0 < low.weak < low.possible < low.strong
    assert Background.of(np.zeros((0, 3))) == low
