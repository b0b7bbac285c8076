"""From texts to suggestions, in the database."""

import pytest
from sqlalchemy import select

from hack import db
from hack.errors import NotAllowed, RuleBroken
from hack.events import NeedChanged, SeedChanged
from hack.matching import place, stock
from hack.matching.actions import give_verdict, withdraw_verdict
from hack.matching.fitting import refit, refit_if_needed
from hack.matching.marks import marked
from hack.matching.models import Suggestion, Verdict, VerdictReason
from hack.matching.queries import last_run, one_suggestion, suggestions_for_need, suggestions_for_seed
from hack.matching.reactions import suggest_for_need, suggest_for_seed
from hack.pipeline.need import NeedStep
from hack.seeds.models import Visibility
from tests.cast import a_need, a_seed


@pytest.fixture
def town(cast, tmp_path):
    """A need about traffic, a seed that answers it, and another about something else."""
    place.connect(tmp_path / "matching")
    need = a_need(by=cast.michi)
    near = a_seed(by=cast.umi)
    far = a_seed(
        by=cast.riku,
        title="給食の献立づくり",
        summary="栄養士の献立作成を助けます。",
        solves="アレルギーの確認。",
        technology="最適化",
        requires="食材の表。",
    )
    return need, near, far


def _pairs(statement):
    return [(one.need_id, one.seed_id) for one in db.session.scalars(statement)]


def test_the_need_and_the_seed_that_belong_together_are_suggested_with_their_words(cast, town):
    need, near, _far = town

    run = refit()

    (suggestion,) = db.session.scalars(select(Suggestion))
    assert (suggestion.need_id, suggestion.seed_id, suggestion.run_id) == (need.id, near.id, run.id)
    assert {"交通量", "調査員", "交差点"} <= set(suggestion.words)
    assert sum(share for _word, share, _place in suggestion.reasons) == pytest.approx(suggestion.score, abs=1e-6)


def test_a_changed_need_is_compared_anew_without_fitting(cast, town):
    need, near, far = town
    run = refit()
    with db.transaction():
        need.title, need.background, need.present, need.problem = (
            "献立づくりを助けてほしい",
            "栄養士が足りない。",
            "",
            "献立作成とアレルギーの確認に時間がかかる。",
        )
        need.hoped, need.place, need.offered = "", "", "食材の表。"

    deed = suggest_for_need(NeedChanged(need.id))
    with db.transaction():
        deed()

    assert _pairs(select(Suggestion)) == [(need.id, far.id)]
    assert last_run().id == run.id


def test_a_seed_that_is_put_away_is_suggested_no_more(cast, town):
    need, near, _far = town
    refit()
    with db.transaction():
        near.archived_at = near.published_at

    deed = suggest_for_seed(SeedChanged(near.id))
    with db.transaction():
        deed()

    assert _pairs(select(Suggestion)) == []


@pytest.mark.parametrize("end", [NeedStep.WITHDRAWN, NeedStep.ADOPTED])
def test_a_need_that_has_ended_is_shown_to_no_seed_even_before_the_matcher_knows(cast, town, end):
    need, near, _far = town
    refit()
    assert _pairs(suggestions_for_seed(near, cast.mori)) == [(need.id, near.id)]

    with db.transaction():
        need.step = end

    assert _pairs(select(Suggestion)) == [(need.id, near.id)]
    assert _pairs(suggestions_for_seed(near, cast.mori)) == []


def test_a_cache_that_was_deleted_comes_back_by_itself(cast, town):
    need, near, _far = town
    refit()
    for file in place.folder().iterdir():
        file.unlink()

    assert refit_if_needed() is not None
    assert refit_if_needed() is None
    assert stock.load(place.folder(), last_run().key) is not None
    assert _pairs(select(Suggestion)) == [(need.id, near.id)]


def test_a_cache_that_was_damaged_is_noticed(cast, town):
    refit()
    (place.folder() / "space.npz").write_bytes(b"rubbish")

    assert stock.load(place.folder(), last_run().key) is None


def test_suggestions_show_only_what_the_viewer_may_see(cast, town):
    need, near, _far = town
    hidden = a_need(by=cast.michi, step=NeedStep.DRAFT)
    city = a_seed(by=cast.umi, visibility=Visibility.CITY)
    refit()
    all_seeds = [(need.id, near.id), (need.id, city.id)]

    assert sorted(_pairs(suggestions_for_need(need, cast.michi))) == all_seeds
    assert sorted(_pairs(suggestions_for_need(need, cast.umi))) == all_seeds
    assert _pairs(suggestions_for_need(need, cast.riku)) == []
    assert _pairs(suggestions_for_seed(near, cast.umi)) == [(need.id, near.id)]
    assert sorted(_pairs(suggestions_for_seed(near, cast.mori))) == [(need.id, near.id), (hidden.id, near.id)]


def test_a_verdict_is_given_changed_and_taken_back(cast, town):
    refit()
    (suggestion,) = db.session.scalars(select(Suggestion))

    with db.transaction():
        give_verdict(suggestion, by=cast.michi, fits=True, reason=VerdictReason.RELEVANT)
    with db.transaction():
        second = give_verdict(suggestion, by=cast.michi, fits=False, reason=VerdictReason.COST, note="来年度なら")
    with db.transaction():
        withdraw_verdict(second, by=cast.michi)

    assert [(v.fits, v.withdrawn_at is None) for v in db.session.scalars(select(Verdict).order_by(Verdict.id))] == [
        (True, False),
        (False, False),
    ]


@pytest.mark.parametrize("fits, reason", [(True, VerdictReason.COST), (False, VerdictReason.RELEVANT)])
def test_a_verdict_and_its_reason_must_agree(cast, town, fits, reason):
    refit()
    (suggestion,) = db.session.scalars(select(Suggestion))

    with pytest.raises(RuleBroken, match="食い違って"), db.transaction():
        give_verdict(suggestion, by=cast.michi, fits=fits, reason=reason)


def test_only_both_sides_and_coordinators_judge(cast, town):
    refit()
    (suggestion,) = db.session.scalars(select(Suggestion))

    for other in (cast.riku, cast.midori, cast.kan, cast.ken):
        with pytest.raises(NotAllowed), db.transaction():
            give_verdict(suggestion, by=other, fits=True, reason=VerdictReason.RELEVANT)
    assert one_suggestion(suggestion.key, cast.riku) is None


def test_words_are_marked_where_they_stand():
    assert marked("雪の日の除雪車を探す。", ["除雪車"]) == [("雪の日の", False), ("除雪車", True), ("を探す。", False)]


def test_the_pages_of_both_sides_say_why(browser_of, cast, town):
    need, near, _far = town
    refit()

    for person, path, other in (
        (cast.michi, f"/needs/{need.key}/suggestions", near.title),
        (cast.umi, f"/seeds/{near.key}/suggestions", need.title),
    ):
        page = browser_of(person).visit(path)
        assert other in page.main and "交通量" in [mark.get_text() for mark in page.page.find_all("mark")]
        page.follow("言葉の場所を見て判断する").press("判断を記録する", 理由="cost")
        assert page.status == 422 and "合いそうかどうかを選んでください。" in page.main
        page.press("判断を記録する", この組み合わせは合いそうですか="no", 理由="cost", 補足="来年度なら")
        assert "来年度なら" in page.main
        page.press("この判断を取り消す")
        assert "来年度なら" not in page.main
    assert browser_of(cast.riku).visit(f"/seeds/{near.key}/suggestions").status == 403
