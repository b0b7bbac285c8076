"""What texts mean, beside the words they have: near words, texts as wholes, and how both give way to words."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from hack.matching.likeness import blend, meaning, product, senses
from hack.matching.likeness.blend import blended, candidates, settle, shares
from hack.matching.likeness.meaning import WIDTH, meanings, word_meanings
from hack.matching.likeness.senses import FINE, Senses, likeness
from hack.matching.likeness.wording import ALIKE, MEANING, OTHERS
from hack.matching.models import Suggestion
from hack.matching.similarity import (
    Background,
    Band,
    Reason,
    Space,
    band,
    reasons,
    score,
    score_by_words,
    shown,
)
from tests.matching.test_similarity import PAPERS, compared, paper, sides

NEED = paper("雪の朝は、どの道まで車が回ったのかという電話が鳴りやまない。", title="大雪の問い合わせ")
SEED = paper(
    "積雪のある地域で働く車両の現在地を受信機で集め、住民に地図で示します。", title="除排雪車両の運行を見せる仕組み"
)
SEEDS = [paper("献立の栄養価を計算します。"), paper("外国語の会話を訳します。"), paper("水道管の漏れを音で探します。")]


def cosine(one, other):
    return float(one @ other)


def test_meanings_are_of_length_one_and_nothing_means_nothing():
    found = meanings(["除雪車はどこですか", "", "  ", "除雪車はどこですか"])

    assert found.shape == (4, WIDTH)
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 0, 0, 1], abs=1e-5)
    assert (found[0] == found[3]).all()
    assert meanings([]).shape == (0, WIDTH)


@pytest.mark.parametrize("odd", ["\x00\ud800", "🚒" * 50, "あ" * 20_000, "‮abc", "ﷺ", "\n\n\n"])
def test_any_text_has_a_meaning_or_none_but_never_fails(odd):
    assert np.isfinite(meanings([odd, "雪"])).all()


def test_words_of_like_meaning_are_nearer_than_others():
    snow, fallen, menu, interpreter, translation = word_meanings(["雪", "積雪", "献立", "通訳", "翻訳"])

    assert cosine(snow, fallen) > 0.45 > cosine(snow, menu)
    assert cosine(interpreter, translation) > 0.45 > cosine(interpreter, menu)


def test_near_words_are_few_and_not_the_word_itself():
    vocabulary = ["", "雪", "積雪", "大雪", "献立", "通訳", "翻訳"]
    near = Senses.fit(vocabulary, np.ones(len(vocabulary))).near.toarray()

    assert (np.diag(near) == 0).all()
    assert (near[vocabulary.index("雪")] > 0).tolist() == [False, False, True, True, False, False, False]
    assert near.max() <= 1 and near.min() >= 0
    assert not near[0].any() and not near[:, 0].any()


def test_one_ward_is_not_near_to_another():
    assert Senses.fit(["戸塚区", "都筑区", "横浜市", "川崎市"], np.ones(4)).near.nnz == 0


def test_senses_are_multiplied_exactly_in_whatever_order():
    senses = compared(PAPERS, PAPERS)[1].senses
    exact = senses.astype(np.int64) @ senses.astype(np.int64).T

    assert (likeness(senses, senses) == exact).all()
    assert np.sqrt(np.diag(exact)) == pytest.approx(FINE, rel=0.01)


def test_what_is_said_in_other_words_is_found():
    seeds = [*SEEDS, SEED]

    assert score([NEED], seeds).argmax() == 3
    assert score([NEED], seeds)[0, 3] > score_by_words([NEED], seeds)[0, 3]


def test_where_words_explain_everything_meanings_give_way():
    exact = paper("外国語の会話を訳します。")
    _, open_need, _ = compared([NEED], [*SEEDS, SEED])
    _, explained, _ = compared([exact], [*SEEDS, SEED])

    assert explained.gaps[0] == pytest.approx(0.1, abs=0.01)
    assert open_need.gaps[0] > 0.7


def test_near_words_and_the_meaning_of_the_whole_are_reasons():
    space, mine, theirs = compared([NEED, *PAPERS], [*SEEDS, SEED])
    *_, sense = shares(space, mine, theirs, np.array([0]), np.array([3]))
    found = reasons(NEED, SEED, space, float(mine.gaps[0]), float(sense[0]))

    near = [reason for reason in found if reason.near]
    assert "車 ~ 車両" in {reason.term for reason in near}
    assert {reason.share > 0 for reason in near} == {True}
    assert MEANING in {reason.term for reason in found} and MEANING not in {reason.term for reason in shown(found)}


@given(sides, sides)
@settings(max_examples=10, deadline=None)
def test_the_scores_of_pairs_are_those_of_all_pairs(needs, seeds):
    space, mine, theirs = compared(needs, seeds)
    at, others = np.divmod(np.arange(len(needs) * len(seeds)), len(seeds))

    found = sum(shares(space, mine, theirs, at, others)).reshape(len(needs), len(seeds))

    np.testing.assert_allclose(found, blended(space, mine, theirs), atol=1e-6)


@given(sides, sides)
@settings(max_examples=10, deadline=None)
def test_what_two_texts_mean_together_is_the_same_from_either_side(needs, seeds):
    _, mine, theirs = compared(needs, seeds)

    assert (likeness(mine.senses, theirs.senses) == likeness(theirs.senses, mine.senses).T).all()


def test_enough_candidates_are_all_pairs_that_have_anything_in_common():
    space, mine, theirs = compared(PAPERS, PAPERS)
    at, others = candidates(space, mine, theirs, 12, 12)

    assert len(at) == len(set(zip(at.tolist(), others.tolist(), strict=True))) == 144


def test_on_threads_everything_is_the_same_to_the_last_bit(monkeypatch):
    space, mine, theirs = compared(PAPERS, PAPERS)
    monkeypatch.setattr(blend, "AT_ONCE", 5 * len(PAPERS))
    monkeypatch.setattr(blend, "PAIRS_AT_ONCE", 7)
    alone = candidates(space, mine, theirs, 3, 3)
    parts = shares(space, mine, theirs, *alone)

    monkeypatch.setattr(product, "WORTH_THREADS", 0)

    assert np.array_equal(candidates(space, mine, theirs, 3, 3), alone)
    assert np.array_equal(shares(space, mine, theirs, *alone), parts)


@given(some.integers(0, 3), some.integers(0, 3))
@settings(max_examples=10, deadline=None)
def test_few_candidates_are_found_from_either_side(by_words, by_sense):
    space, mine, theirs = compared(PAPERS[:3], PAPERS[3:])
    at, others = candidates(space, mine, theirs, by_words, by_sense)

    assert len(at) == len(set(zip(at.tolist(), others.tolist(), strict=True)))
    assert set(at.tolist()) <= set(range(3)) and set(others.tolist()) <= set(range(9))
    if by_sense:
        assert set(at.tolist()) == set(range(3)) and set(others.tolist()) == set(range(9))


def test_what_was_told_of_a_text_is_not_told_again(monkeypatch):
    space, mine, _ = compared(PAPERS, PAPERS)
    documents = [{**each, "told": told} for each, told in zip(PAPERS, mine.told, strict=True)]
    asked = []
    monkeypatch.setattr(meaning, "meanings", lambda texts: asked.append(texts) or np.zeros((len(texts), WIDTH)))

    again = space.weigh_needs(documents)

    assert asked == [[]]
    assert (again.senses == mine.senses).all()


def test_what_was_told_of_words_is_not_told_again(monkeypatch):
    before = Space.fit(PAPERS)
    asked = []
    monkeypatch.setattr(senses, "word_meanings", lambda words: asked.append(words) or word_meanings(words))

    again = Space.fit([*PAPERS, {"title": "ドローン", "text": ""}], told=before.told)

    assert asked == [["ドローン"]]
    anew = Space.fit([*PAPERS, {"title": "ドローン", "text": ""}])
    assert abs(again.senses.near - anew.senses.near).max() < 1e-5


def test_a_space_with_senses_comes_back_from_its_file(tmp_path):
    space, mine, _ = compared(PAPERS, PAPERS)
    space.save(tmp_path / "space.npz")
    found = Space.load(tmp_path / "space.npz")

    assert found.usual == space.usual and found.is_current
    assert (found.weigh_needs(PAPERS).senses == mine.senses).all()
    assert (found.beside(mine.rows) != space.beside(mine.rows)).nnz == 0


@pytest.fixture
def without_encoder(monkeypatch):
    monkeypatch.setattr(meaning, "USE", None)


def test_without_the_encoder_words_alone_are_compared(without_encoder):
    assert not meaning.known()
    assert (score(PAPERS, PAPERS) == score_by_words(PAPERS, PAPERS)).all()
    with pytest.raises(RuntimeError):
        meanings(["雪かきの手伝い"])


def test_a_space_made_with_the_encoder_is_no_longer_good_without_it(monkeypatch):
    space = Space.fit(PAPERS)
    assert space.is_current
    monkeypatch.setattr(meaning, "USE", None)

    assert not space.is_current


def test_a_new_seed_is_compared_as_those_that_were_there():
    space, mine, theirs = compared(PAPERS, PAPERS[:11])
    fresh = space.weigh_seeds([PAPERS[11]])
    assert np.isnan(fresh.levels).all()

    settle(space, mine, fresh)

    assert not np.isnan(fresh.levels).any()
    assert blended(space, mine, fresh).argmax() == 11


def test_words_that_are_only_faintly_near_count_and_are_not_shown():
    need, seed = paper("公用の窓口で受話の声が遠い。"), paper("応用の研究。通話を録音します。")
    space, mine, _ = compared([need, *PAPERS], [seed, *SEEDS])
    found = reasons(need, seed, space, float(mine.gaps[0]))

    near = {reason.term for reason in found if reason.near}
    assert {"公用 ~ 応用", "受話 ~ 通話"} <= near
    assert near & {reason.term for reason in shown(found, 99)} == {"受話 ~ 通話"}


def test_texts_alike_without_a_word_to_show_are_a_weak_hint_and_no_more():
    background = Background(weak=0.03, possible=0.05, strong=0.1)

    assert band(0.5, [Reason(MEANING, 0.5, hollow=True)], background) is Band.WEAK
    assert band(0.5, [Reason(MEANING, 0.01, hollow=True)], background) is Band.NONE
    assert band(
        0.5, [Reason(MEANING, 0.4, hollow=True), Reason("薬 ~ 服薬", 0.1, near=True, rare=True)], background
    ) is (Band.POSSIBLE)


def test_near_words_alone_never_make_a_pair_strong():
    background = Background(weak=0.03, possible=0.05, strong=0.1)
    near = [Reason(f"{word} ~ {word}物", 0.2, noun=True, near=True, rare=True) for word in ("薬", "雪", "道")]

    assert band(0.6, near, background) is Band.WEAK


def test_a_suggestion_tells_its_meaning_apart_and_all_of_it_is_the_score():
    suggestion = Suggestion(reasons=[["雪", 0.2, 0], [MEANING, 0.1, None], ["こと", 0.05, None], [ALIKE, 0.05, None]])

    assert suggestion.told == [("雪", 0.2), (OTHERS, 0.05), (ALIKE, 0.05), (MEANING, 0.1)]
    assert suggestion.alike
    assert not Suggestion(reasons=[["雪", 0.2, 0]]).alike
