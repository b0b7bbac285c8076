"""From texts to suggestions, in the database."""

import shutil
from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.errors import NotAllowed, RuleBroken
from hack.events import NeedChanged, SeedChanged
from hack.matching import place, stock
from hack.matching.actions import give_verdict, withdraw_verdict
from hack.matching.fitting import refit, refit_if_needed
from hack.matching.forms import AGAINST
from hack.matching.likeness.wording import sides
from hack.matching.marks import NEED_TEXT, SEED_TEXT, marked, marked_text, terms_of
from hack.matching.models import Suggestion, Verdict, VerdictReason
from hack.matching.queries import last_run, one_suggestion, suggestions_for_need, suggestions_for_seed
from hack.matching.reactions import suggest_for_need, suggest_for_seed
from hack.pipeline.need import NeedStep
from hack.seeds.models import Visibility
from hack.web.display import jtime
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
    shutil.rmtree(place.folder())

    assert refit_if_needed() is not None
    assert refit_if_needed() is None
    assert stock.load(place.folder(), last_run().key) is not None
    assert _pairs(select(Suggestion)) == [(need.id, near.id)]


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


def test_words_are_marked_where_they_stand_in_whatever_form():
    terms = terms_of(["傷んだ ~ 傷む", "除雪車"], ["除雪車で傷んだ道。", "傷む道。"])

    assert marked("雪の日の除雪車を探す。", terms) == [("雪の日の", False), ("除雪車", True), ("を探す。", False)]
    assert marked("道が傷んでいる。", terms) == [("道が", False), ("傷んで", True), ("いる。", False)]


def test_the_parts_that_are_shown_are_the_text_that_is_compared(cast, town):
    need, seed, _far = town

    for thing, names in ((need, NEED_TEXT), (seed, SEED_TEXT)):
        told = marked_text(thing, names, set())
        assert "\n".join("".join(part for part, _mark in parts) for _name, parts in told) == thing.text


def test_what_is_shown_and_what_the_other_words_come_to_are_the_score(cast, town):
    refit()
    (suggestion,) = db.session.scalars(select(Suggestion))

    assert [word for word, _share in suggestion.told] == [
        *suggestion.words,
        "そのほかの語",
        "文字の並び",
        "文章全体の意味",
    ]
    assert sum(share for _word, share in suggestion.told) == pytest.approx(suggestion.score, abs=1e-6)
    for word in suggestion.words:
        mine, theirs = sides(word)
        assert mine in suggestion.need.title + suggestion.need.text
        assert theirs in suggestion.seed.title + suggestion.seed.text


def test_needs_that_take_proposals_come_first_and_say_until_when(browser_of, cast, town):
    going, near, _far = town
    later = a_need(by=cast.michi, step=NeedStep.WORKING)
    over = a_need(by=cast.michi, step=NeedStep.TRIAL)
    unopened = a_need(by=cast.michi, opens_on=clock.today() + timedelta(days=9))
    ended = a_need(by=cast.michi, step=NeedStep.ADOPTED)
    refit()
    shown = [number for number, _seed in _pairs(suggestions_for_seed(near, cast.umi))]

    assert shown[0] == going.id and set(shown[1:3]) == {later.id, unopened.id} and shown[3:] == [over.id]
    assert ended.id not in shown
    page = browser_of(cast.umi).visit(f"/seeds/{near.key}/suggestions")
    cards = [card.get_text(" ", strip=True) for card in page.page.find_all("article")]
    assert [("提案する" in card, "募集は終わっています" in card) for card in cards] == [
        (True, False),
        (False, False),
        (False, False),
        (False, True),
    ]
    assert "あと" in cards[0] and "アイデア募集中" in cards[0] and "一致の強さ: " in cards[0]
    assert f"/proposals/new?need={going.key}&seed={near.key}" in [link["href"] for link in page.page.find_all("a")]


def test_a_company_is_told_that_it_sees_its_own_seeds_and_an_officer_how_ripe_they_are(browser_of, cast, town):
    need, near, _far = town
    refit()
    path = f"/needs/{need.key}/suggestions"

    assert "あなたの団体のシーズ" in browser_of(cast.umi).visit(path).main
    officer = browser_of(cast.michi).visit(path)
    assert "あなたの団体の" not in officer.main
    card = officer.page.find("article").get_text(" ", strip=True)
    assert {"成熟度", "LGWAN", near.organization.name, near.readiness.label} <= set(card.split(" "))


def test_the_list_says_when_its_newest_suggestion_was_made(browser_of, cast, town):
    need, near, _far = town
    refit()
    with clock.stopped_at(clock.now() + timedelta(hours=3)):
        with db.transaction():
            suggest_for_seed(SeedChanged(near.id))()
        page = browser_of(cast.michi).visit(f"/needs/{need.key}/suggestions")

        assert f"この一覧でいちばん新しい更新: {jtime(clock.now())}" in page.main


def test_no_reason_is_asked_for_what_fits_and_one_is_for_what_does_not(browser_of, cast, town):
    refit()
    (suggestion,) = db.session.scalars(select(Suggestion))
    key = suggestion.key
    page = browser_of(cast.michi).visit(f"/suggestions/{key}")

    page.press("判断を記録する", この組み合わせは合いそうですか="no")
    assert page.status == 422 and "合わない理由を選んでください。" in page.main
    page.press("判断を記録する", この組み合わせは合いそうですか="yes", 合わない理由="cost")
    assert "判断を記録しました。" in page.words

    (verdict,) = db.session.scalars(select(Verdict))
    assert (verdict.fits, verdict.reason) == (True, VerdictReason.RELEVANT)
    assert {one for those in AGAINST.values() for one in those} == set(VerdictReason) - {VerdictReason.RELEVANT}


def test_the_page_of_a_pair_names_both_and_shows_their_parts_under_their_names(browser_of, cast, town):
    need, near, _far = town
    refit()
    (suggestion,) = db.session.scalars(select(Suggestion))
    page = browser_of(cast.michi).visit(f"/suggestions/{suggestion.key}").page

    assert page.title.get_text().startswith(f"{need.title} × {near.title}")
    assert [heading.get_text(strip=True) for heading in page.find(class_="pair").find_all("h3")] == [
        need.title,
        near.title,
    ]
    named = [heading.get_text(strip=True) for heading in page.main.find_all("h4")]
    assert named == [
        name
        for thing, names in ((need, NEED_TEXT), (near, SEED_TEXT))
        for name, answer in names
        if getattr(thing, answer)
    ]


def test_the_pages_of_both_sides_say_why(browser_of, cast, town):
    need, near, _far = town
    refit()

    for person, path, other in (
        (cast.michi, f"/needs/{need.key}/suggestions", near.title),
        (cast.umi, f"/seeds/{near.key}/suggestions", need.title),
    ):
        page = browser_of(person).visit(path)
        assert other in page.main and "交通量" in [mark.get_text() for mark in page.page.find_all("mark")]
        page.follow("言葉の場所を見て判断する").press("判断を記録する", 合わない理由="cost")
        assert page.status == 422 and "合いそうかどうかを選んでください。" in page.main
        page.press("判断を記録する", この組み合わせは合いそうですか="no", 合わない理由="cost", 補足="来年度なら")
        assert "来年度なら" in page.main
        page.press("この判断を取り消す")
        assert "来年度なら" not in page.main
    assert browser_of(cast.riku).visit(f"/seeds/{near.key}/suggestions").status == 403
