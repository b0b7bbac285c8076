"""Opening calls and taking needs along their path, as people do it at the screen."""

from hack.pipeline.need import NeedStep
from tests.cast import a_need
from tests.needs.looking import fresh, in_days

S = NeedStep


def test_an_officer_opens_a_call_for_ideas(browser_of, cast):
    need = a_need(by=cast.michi, step=S.READY)

    page = browser_of(cast.michi).visit(f"/needs/{need.key}").follow("アイデアの募集を始める")
    assert (page.questions["move"], page.questions["opens_on"]) == (["open_ideas"], in_days(0))
    page.press("募集を始める", 募集の終わり=in_days(30))

    assert (page.status, page.heading) == (200, need.title)
    assert "「アイデア募集中」になりました。" in page.words
    assert "あと30日" in browser_of(None).visit(f"/needs/{need.key}").main


def test_a_short_call_is_asked_about_and_not_forbidden(browser_of, cast):
    need = a_need(by=cast.michi, step=S.READY)
    page = browser_of(cast.michi).visit(f"/needs/{need.key}/publish?move=open_ideas")
    assert "short_is_fine" not in page.response.text

    page.press("募集を始める", 募集の終わり=in_days(6))

    assert page.status == 422
    assert "募集期間が7日と短めです(目安は20日以上)。" in page.words
    assert fresh(need).step is S.READY
    page.press("募集を始める", 短い期間のままで募集する="y")
    assert fresh(need).step is S.IDEAS_OPEN


def test_what_is_missing_for_trials_is_asked_at_its_question_with_the_days_kept(browser_of, cast):
    need = a_need(by=cast.michi, step=S.WORKING, criteria="", place="")

    page = browser_of(cast.michi).visit(f"/needs/{need.key}").follow("実証提案の募集へ進む")
    page.press("募集を始める", 募集の終わり=in_days(40), 実証の場所="市内2交差点")

    assert page.status == 422
    assert "評価の観点: 評価の観点を入力してください。" in page.words
    assert (page.questions["closes_on"], page.questions["place"]) == (in_days(40), "市内2交差点")
    page.press("募集を始める", 評価の観点="正しさ")
    assert (fresh(need).step, need.place, need.criteria) == (S.TRIALS_OPEN, "市内2交差点", "正しさ")


def test_text_that_is_missing_for_a_call_is_named_with_the_way_to_write_it(browser_of, cast):
    need = a_need(by=cast.michi, step=S.READY, contact="")

    page = browser_of(cast.michi).visit(f"/needs/{need.key}/publish?move=open_ideas")
    page.press("募集を始める", 募集の終わり=in_days(30))
    assert page.status == 422
    page.follow("問い合わせ先を入力してください。")

    assert "問い合わせ先: 問い合わせ先を入力してください。" in page.words
    page.press("保存する", 問い合わせ先="企画課").visit(f"/needs/{need.key}/publish?move=open_ideas")
    page.press("募集を始める", 募集の終わり=in_days(30))
    assert fresh(need).step is S.IDEAS_OPEN


def test_an_internal_call_says_who_will_see_it(browser_of, cast):
    need = a_need(by=cast.michi, step=S.READY, internal=True)

    page = browser_of(cast.michi).visit(f"/needs/{need.key}/publish?move=open_ideas")
    assert "見えるのは市の職員だけ" in page.words
    page.press("募集を始める", 募集の終わり=in_days(30))

    assert browser_of(cast.midori).visit(f"/needs/{need.key}").status == 200
    assert browser_of(cast.umi).visit(f"/needs/{need.key}").status == 404


def test_a_call_is_not_offered_where_it_is_not_time(browser_of, cast):
    need = a_need(by=cast.michi, step=S.CHECKING)

    page = browser_of(cast.michi).visit(f"/needs/{need.key}/publish")

    assert (page.path, "いまは募集を始める段階ではありません。" in page.words) == (f"/needs/{need.key}", True)


def test_of_two_who_open_a_call_at_once_the_second_is_told(browser_of, cast):
    need = a_need(by=cast.michi, step=S.READY)
    first, second = (
        browser_of(person).visit(f"/needs/{need.key}/publish?move=open_ideas") for person in (cast.mori, cast.michi)
    )
    first.press("募集を始める", 募集の終わり=in_days(30))

    second.press("募集を始める", 募集の終わり=in_days(60))

    assert (second.status, "ほかの人が先に進めたか" in second.words) == (422, True)
    assert second.questions["closes_on"] == in_days(60)
    assert fresh(need).closes_on.isoformat() == in_days(30)


def test_the_second_of_two_who_press_at_once_is_told_and_keeps_the_reason(browser_of, cast):
    need = a_need(by=cast.michi, step=S.CHECKING)
    first, second = (browser_of(person).visit(f"/needs/{need.key}") for person in (cast.mori, cast.mori))
    first.press("公開準備へ進める")
    assert fresh(need).step is S.READY

    second.press("深掘りに戻す", 理由="件数を書いてください。")

    assert (second.status, "ほかの人が先に進めたか" in second.words) == (422, True)
    assert second.page.find(id="reason").get_text().strip() == "件数を書いてください。"
    assert fresh(need).step is S.READY


def test_a_move_is_not_made_with_a_text_that_nobody_saw(browser_of, cast):
    need = a_need(by=cast.michi, step=S.READY)
    seen = [browser_of(cast.mori).visit(f"/needs/{need.key}{page}") for page in ("", "/publish?move=open_ideas")]
    browser_of(cast.michi).visit(f"/needs/{need.key}/edit").press("保存する", 困っていること="まったく別のこと")

    seen[0].press("保留にする", 理由="予算を待つ。")
    seen[1].press("募集を始める", 募集の終わり=in_days(30))

    for page in seen:
        assert (page.status, "ほかの人が先に進めたか" in page.words) == (422, True)
    assert fresh(need).step is S.READY


def test_the_last_to_press_at_the_end_of_the_path_is_told_too(browser_of, cast):
    need = a_need(by=cast.michi, step=S.VERIFIED)
    first, second = (browser_of(person).visit(f"/needs/{need.key}") for person in (cast.mori, cast.michi))
    first.press("実装する")

    second.press("実装する")

    assert (second.status, "ほかの人が先に進めたか" in second.words, fresh(need).step) == (422, True, S.ADOPTED)


def test_a_reason_that_is_owed_is_asked_at_its_question(browser_of, cast):
    need = a_need(by=cast.michi, step=S.CHECKING)

    page = browser_of(cast.mori).visit(f"/needs/{need.key}").press("深掘りに戻す")

    assert page.status == 422
    assert "理由を入力してください。" in page.page.find(id="reason-error").get_text()


def test_a_coordinator_takes_back_and_others_are_not_offered_it(browser_of, cast):
    need = a_need(by=cast.michi, step=S.CHECKING)
    page = browser_of(cast.mori).visit(f"/needs/{need.key}").press("公開準備へ進める")
    assert "取り消す" not in browser_of(cast.michi).visit(f"/needs/{need.key}").buttons

    page.press("取り消す", 取り消す理由="押し間違い")

    assert "取り消して「事務局確認」に戻しました。" in page.words
    assert fresh(need).step is S.CHECKING
    assert "取り消し済み" in page.main


def test_each_page_is_closed_to_those_who_may_not(browser_of, cast):
    need = a_need(by=cast.michi)
    draft = a_need(by=cast.michi, step=S.DRAFT)

    def statuses(person, key, pages=("edit", "submit", "publish")):
        browser = browser_of(person)
        return [browser.client.get(f"/needs/{key}/{page}").status_code for page in pages]

    assert statuses(cast.umi, need.key) == [403, 403, 403]
    assert statuses(cast.midori, need.key) == [403, 403, 403]
    assert statuses(None, need.key) == [302, 302, 302]
    assert statuses(cast.kaji, draft.key) == [403, 403, 403]
    assert statuses(cast.umi, draft.key) == [404, 404, 404]
    assert statuses(cast.mori, draft.key) == [200, 403, 302]
    assert statuses(cast.michi, draft.key) == [200, 200, 302]
    assert browser_of(cast.umi).client.get("/needs/new").status_code == 403


def test_no_deed_is_done_for_those_who_may_not(browser_of, cast):
    need = a_need(by=cast.michi)
    before = need.version

    for person in (cast.umi, cast.midori, cast.kaji, cast.ken, cast.kan):
        browser = browser_of(person).visit("/needs/")
        token = browser.page.find("input", {"name": "csrf_token"})["value"]
        for page in ("edit", "submit", "publish", "moves", "take-back"):
            sent = {"csrf_token": token, "seen": before, "name": "withdraw", "reason": "x", "title": "x"}
            assert browser.client.post(f"/needs/{need.key}/{page}", data=sent).status_code == 403, (person.name, page)
    assert (fresh(need).step, need.version) == (S.IDEAS_OPEN, before)
