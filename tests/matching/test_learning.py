"""What judgements teach: only of relevance, only the city's, for the city's eyes, at once, and without a trace when taken back."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import sparse
from sqlalchemy import select

from hack import clock, db, jobs
from hack.events import SeedChanged, VerdictGiven
from hack.matching import pairing, place
from hack.matching.actions import give_verdict, withdraw_verdict
from hack.matching.comparing import suggest_anew
from hack.matching.fitting import refit, refit_if_needed
from hack.matching.lessons import COUNTED, FORGOTTEN, HALF_LIFE, Said, lessons, weight
from hack.matching.likeness.bands import Band
from hack.matching.likeness.blend import blended
from hack.matching.likeness.learning import moved
from hack.matching.likeness.wording import LEARNT
from hack.matching.models import Suggestion, Verdict, VerdictReason
from hack.matching.queries import one_suggestion, said_of_relevance
from hack.matching.reactions import learn_from_verdict, suggest_for_seed
from hack.needs.models import Need
from hack.seeds.models import Visibility
from tests.cast import a_need, a_seed
from tests.matching.test_similarity import PAPERS, compared

R = VerdictReason
NEITHER = [reason for reason in R if reason not in COUNTED]
said = some.builds(
    Said, some.integers(1, 3), some.integers(1, 4), some.sampled_from(R), some.integers(0, FORGOTTEN + 100)
)


# What counts, and how much -------------------------------------------------------------------------------------------


def test_only_relevance_draws_and_drives_away():
    assert lessons([Said(1, 2, R.RELEVANT, 0), Said(1, 3, R.OTHER_FIELD, 0), Said(2, 2, R.OTHER_PROBLEM, 0)]) == {
        1: ((2, 1.0), (3, -1.0)),
        2: ((2, -1.0),),
    }
    assert set(NEITHER) == {R.TOO_EARLY, R.CONDITIONS, R.CAPACITY, R.COST, R.KNOWN}
    assert lessons(Said(1, 2, reason, 0) for reason in NEITHER) == {}


def test_what_several_say_counts_once_and_what_they_say_against_each_other_cancels_out():
    fits, not_so = Said(1, 2, R.RELEVANT, 0), Said(1, 2, R.OTHER_PROBLEM, 0)

    assert lessons([fits] * 3) == lessons([fits])
    assert lessons([fits, not_so]) == {}
    assert lessons([fits, fits, not_so]) == {1: ((2, pytest.approx(1 / 3)),)}


def test_a_judgement_counts_half_after_half_a_year_and_nothing_in_the_end():
    assert (weight(0), weight(HALF_LIFE), weight(FORGOTTEN)) == (1, 0.5, 0)
    assert lessons([Said(1, 2, R.RELEVANT, HALF_LIFE)]) == {1: ((2, 0.5),)}
    assert lessons([Said(1, 2, R.RELEVANT, FORGOTTEN)]) == {}
    assert lessons([Said(1, 2, R.RELEVANT, 0), Said(1, 2, R.RELEVANT, FORGOTTEN - 1)])[1][0][1] == 1


@given(some.lists(said, max_size=8), some.randoms())
@settings(max_examples=100, deadline=None)
def test_the_order_of_judgements_does_not_matter(those, chance):
    turned = those[:]
    chance.shuffle(turned)

    found = lessons(those)

    assert lessons(turned) == found
    assert all(0 < abs(pull) <= 1 for pulls in found.values() for _seed, pull in pulls)
    assert lessons(one for one in those if one.reason in COUNTED) == found


# How it moves a need -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def papers():
    return compared(PAPERS, PAPERS)


def _scores(papers, pulls):
    """The scores of the papers with the first need moved by these pulls (by seed)."""
    space, needs, seeds = papers
    table = sparse.csr_matrix(np.array([[pulls.get(at, 0.0) for at in range(len(seeds))]]))
    return blended(space, moved(space, needs[[0]], seeds, table), seeds)[0]


pulls = some.dictionaries(some.integers(0, 11), some.floats(0.01, 1), max_size=4)


@given(pulls, some.integers(0, 11))
@settings(max_examples=30, deadline=None)
def test_what_is_said_to_fit_is_never_lowered_by_it(papers, drawing, judged):
    before, after = (_scores(papers, those) for those in (drawing, {**drawing, judged: 1.0}))

    assert after[judged] >= before[judged] - 2e-3  # meanings are whole numbers, FINE long


@given(some.dictionaries(some.integers(0, 11), some.floats(-1, 1), max_size=5))
@settings(max_examples=30, deadline=None)
def test_a_moved_need_is_as_every_need_is(papers, some_pulls):
    space, needs, seeds = papers
    table = sparse.csr_matrix(np.array([[some_pulls.get(at, 0.0) for at in range(len(seeds))]]))
    before = (needs.rows[0].copy(), needs.senses[0].copy())

    found = moved(space, needs[[0]], seeds, table)

    assert found.rows.dtype == np.float32 and found.rows.data.min() > 0 and found.rows.has_sorted_indices
    assert found.senses.dtype == np.int16
    assert np.linalg.norm(found.senses.astype(float)) == pytest.approx(4000, rel=0.01)
    assert (needs.rows[0] != before[0]).nnz == 0 and (needs.senses[0] == before[1]).all()


def test_what_fits_raises_its_like_and_what_does_not_lowers_them(papers):
    plain, fits, not_so = (_scores(papers, those) for those in ({}, {3: 1.0}, {0: -1.0}))
    _space, _needs, seeds = papers
    alike = np.argsort(-(seeds.rows @ seeds.rows[3].T).toarray().ravel())[:2]

    assert (fits[alike] > plain[alike]).all()
    assert not_so[0] < plain[0]
    assert _scores(papers, {3: 1e-9}) == pytest.approx(plain, abs=2e-3)


# In the database -----------------------------------------------------------------------------------------------------

OTHER_WORDS = {
    "title": "歩行者と自転車の流れを測る装置",
    "summary": "赤外線の装置で、映像を残さずに人の流れを測ります。",
    "solves": "商店街の歩行者や自転車の計測を、自動の計測に置き換えます。",
    "technology": "赤外線、AIカメラ",
    "requires": "電源。",
}
MEALS = {
    "title": "給食の献立づくり",
    "summary": "栄養士の献立作成を助けます。",
    "solves": "アレルギーの確認。",
    "technology": "最適化",
    "requires": "食材の表。",
}


@pytest.fixture
def town(cast, stage):
    """A need about traffic, a seed that answers it, one like that, one only for the city's eyes, one about meals; compared."""
    place.connect(stage.folder / "matching")
    need = a_need(by=cast.michi)
    a_need(by=cast.midori, title="献立づくりを助けてほしい", problem="献立作成とアレルギーの確認に時間がかかる。")
    near, like = a_seed(by=cast.umi), a_seed(by=cast.kita, **OTHER_WORDS)
    hidden = a_seed(by=cast.riku, visibility=Visibility.CITY, technology="秘密の測距儀")
    meals = a_seed(by=cast.riku, **MEALS)
    refit()
    refit()  # what texts mean is kept in fewer digits than it is told in
    return need, near, like, hidden, meals


def _stored():
    """All that is stored of suggestions, by pair, but for the run and the moment."""
    db.session.expire_all()
    return {
        (one.need_id, one.seed_id): (one.key, one.score, one.band, one.reasons, one.learnt, one.city_band)
        for one in db.session.scalars(select(Suggestion))
    }


def _suggestion(need, seed):
    return db.session.scalar(select(Suggestion).where(Suggestion.need_id == need.id, Suggestion.seed_id == seed.id))


def _say(need, seed, by, reason):
    with db.transaction():
        verdict = give_verdict(_suggestion(need, seed), by=by, fits=reason is R.RELEVANT, reason=reason)
    _react(verdict)
    return verdict


def _take_back(verdict):
    with db.transaction():
        withdraw_verdict(verdict, by=verdict.by)
    _react(verdict)


def _react(verdict):
    deed = learn_from_verdict(VerdictGiven(verdict.id))
    with db.transaction():
        if deed:
            deed()


def test_what_fits_raises_the_seeds_that_are_like_it_at_once(cast, town):
    need, near, like, *_ = town
    before = _stored()

    _say(need, near, cast.michi, R.RELEVANT)

    after = _stored()
    for seed in (near, like):
        assert after[need.id, seed.id][4] > 0
        assert after[need.id, seed.id][:4] == before[need.id, seed.id][:4]
    assert {pair for pair, one in after.items() if one[4]} == {
        (need.id, seed) for _need, seed in after if _need == need.id
    }
    assert all(score + learnt >= -1e-9 for _key, score, _band, _reasons, learnt, _city in after.values())


def test_what_does_not_fit_lowers_the_pair_for_the_city(cast, town):
    need, near, *_ = town

    _say(need, near, cast.mori, R.OTHER_PROBLEM)

    assert _suggestion(need, near).learnt < 0


@pytest.mark.parametrize("reason", COUNTED)
def test_a_judgement_that_is_taken_back_leaves_no_trace(cast, town, reason):
    need, near, like, hidden, _meals = town
    before = _stored()

    verdicts = [
        _say(need, seed, by, reason) for seed, by in ((near, cast.michi), (like, cast.mori), (hidden, cast.michi))
    ]
    assert _stored() != before
    for verdict in verdicts:
        _take_back(verdict)

    assert _stored() == before


def test_the_later_of_two_is_taken_back_as_if_it_had_never_been_said(cast, town, monkeypatch):
    monkeypatch.setattr(pairing, "KEPT", 1)
    need, near, like, *_ = town
    _say(need, like, cast.michi, R.RELEVANT)
    first = _stored()

    _take_back(_say(need, near, cast.mori, R.OTHER_FIELD))

    assert _stored() == first


@pytest.mark.parametrize("reason", NEITHER)
def test_time_money_capacity_and_what_is_known_move_nothing(cast, town, reason):
    need, near, *_ = town
    before = _stored()

    _say(need, near, cast.michi, reason)

    assert _stored() == before
    refit()
    assert {pair: one[1:] for pair, one in _stored().items()} == {pair: one[1:] for pair, one in before.items()}


@pytest.mark.parametrize("reason", COUNTED)
def test_what_an_organisation_says_of_its_own_seed_moves_nothing(cast, town, reason):
    need, near, *_ = town
    before = _stored()

    verdict = _say(need, near, cast.umi, reason)
    with db.transaction():
        suggest_anew(Need, need.id)()

    assert (_stored(), said_of_relevance()) == (before, [])
    assert learn_from_verdict(VerdictGiven(verdict.id)) is None


def test_a_fitting_comes_to_the_same_as_what_was_done_at_once(cast, town):
    need, near, like, *_ = town
    _say(need, near, cast.michi, R.RELEVANT)
    _say(need, like, cast.michi, R.OTHER_FIELD)
    at_once = _stored()

    refit()

    fitted = _stored()
    assert fitted.keys() == at_once.keys()
    for pair, (key, score, band, _reasons, learnt, city) in at_once.items():
        assert (key, band, city) == (fitted[pair][0], fitted[pair][2], fitted[pair][5])
        assert fitted[pair][1] == pytest.approx(score, abs=1e-6) and fitted[pair][4] == pytest.approx(learnt, abs=1e-6)


def test_what_is_judged_while_a_fitting_stores_is_in_what_it_comes_to(cast, town):
    need, near, *_ = town

    def judge(_done, _total):
        if not db.session.scalar(select(Verdict.id)):
            with db.transaction():
                give_verdict(_suggestion(need, near), by=cast.mori, fits=True, reason=R.RELEVANT)

    refit(judge)

    assert _suggestion(need, near).learnt > 0


def test_judgements_fade_with_every_night_and_are_nothing_in_the_end(cast, town):
    need, near, *_ = town
    before = _stored()
    assert refit_if_needed() is None
    _say(need, near, cast.michi, R.RELEVANT)
    fresh = _suggestion(need, near).learnt

    with clock.stopped_at(clock.now() + timedelta(days=HALF_LIFE)):
        assert refit_if_needed() is not None
        assert 0 < _suggestion(need, near).learnt < fresh
        assert refit_if_needed() is None
    with clock.stopped_at(clock.now() + timedelta(days=FORGOTTEN)):
        assert refit_if_needed() is None  # nothing counts any more, and nothing else is new
        refit()
        assert {pair: one[4:] for pair, one in _stored().items()} == {pair: one[4:] for pair, one in before.items()}


def test_a_seed_that_is_compared_anew_keeps_what_was_learnt(cast, town):
    need, near, like, *_ = town
    _say(need, near, cast.michi, R.RELEVANT)
    before = _stored()

    with db.transaction():
        suggest_for_seed(SeedChanged(like.id))()

    assert _stored()[need.id, like.id] == before[need.id, like.id]


def test_words_and_shares_add_up_to_the_score_with_what_was_learnt(cast, town):
    need, near, *_ = town
    _say(need, near, cast.michi, R.RELEVANT)
    suggestion = _suggestion(need, near)

    assert suggestion.told[-1] == (LEARNT, suggestion.learnt) and LEARNT not in suggestion.words
    whole = suggestion.score + suggestion.learnt
    assert sum(share for _word, share in suggestion.told) == pytest.approx(whole, abs=1e-6)


# For whose eyes ------------------------------------------------------------------------------------------------------


def _pages(browser_of, person, need, seed):
    """What this person reads of the suggestions of a need and of a seed, and of the pair."""
    pages = [browser_of(person).visit(f"/needs/{need.key}/suggestions"), browser_of(person).visit("/me")]
    if person.organization_id == seed.organization_id:
        pages += [browser_of(person).visit(f"/seeds/{seed.key}/suggestions")]
        pages += [browser_of(person).visit(f"/suggestions/{_suggestion(need, seed).key}")]
    return [page.main for page in pages]


@pytest.mark.parametrize("reason", COUNTED)
def test_a_company_reads_the_same_whatever_the_city_judges(browser_of, cast, town, reason):
    need, near, like, hidden, _meals = town
    company = [(cast.umi, near), (cast.kita, like), (cast.riku, hidden)]
    before = [_pages(browser_of, person, need, seed) for person, seed in company]

    with clock.stopped_at(clock.now() + timedelta(minutes=5)):
        for _person, seed in company:
            _say(need, seed, cast.michi, reason)
    assert any(one[4] for one in _stored().values())

    assert [_pages(browser_of, person, need, seed) for person, seed in company] == before


def test_words_of_a_seed_for_the_citys_eyes_never_become_reasons_of_another(cast, town):
    need, near, like, hidden, _meals = town
    before = {seed.id: _suggestion(need, seed).reasons for seed in (near, like)}

    _say(need, hidden, cast.michi, R.RELEVANT)

    assert {seed.id: _suggestion(need, seed).reasons for seed in (near, like)} == before


def test_a_pair_that_only_judgements_suggest_is_the_citys_alone(cast, town):
    need, near, *_ = town
    suggestion = _suggestion(need, near)
    with db.transaction():
        suggestion.band, suggestion.learnt = Band.NONE, 0.2

    assert one_suggestion(suggestion.key, cast.umi) is None
    assert one_suggestion(suggestion.key, cast.michi) is suggestion
    with db.transaction():
        suggestion.band, suggestion.city_band = Band.POSSIBLE, Band.NONE
    assert one_suggestion(suggestion.key, cast.umi) is suggestion
    assert one_suggestion(suggestion.key, cast.michi) is None


def test_the_city_is_told_that_judgements_count_and_no_longer_when_they_are_taken_back(app, browser_of, cast, town):
    need, near, *_ = town
    list_says, pair_says = "これまでの判断が反映されています", "これまでの判断も、反映されています"
    page = browser_of(cast.michi).visit(f"/suggestions/{_suggestion(need, near).key}")

    page.press("判断を記録する", この組み合わせは合いそうですか="yes")
    assert "このニーズの候補に、まもなく反映します。" in page.words
    jobs.settle(app)

    lists = [f"/needs/{need.key}/suggestions", f"/seeds/{near.key}/suggestions"]
    assert all(list_says in browser_of(cast.michi).visit(path).main for path in lists)
    assert pair_says in page.visit(page.path).main
    page.press("この判断を取り消す")
    jobs.settle(app)
    assert not any(list_says in browser_of(cast.michi).visit(path).main for path in lists)
    assert pair_says not in page.visit(page.path).main


def test_a_verdict_keeps_where_its_seed_stood_in_the_list(cast, town):
    need, near, like, hidden, _meals = town
    for number in range(3):
        a_seed(by=cast.umi, title=f"交通量の計測{number}")
    refit()

    places = {seed.id: _say(need, seed, cast.michi, R.COST).place for seed in (near, like, hidden)}

    assert len({one for one in places.values() if one}) == len([one for one in places.values() if one])
    assert places[hidden.id] in (1, 2, 3)
