"""What a person finds among the notices, and what an administrator finds that did not arrive."""

from sqlalchemy import select

from hack import clock, db, outbox
from hack.events import NeedChanged
from hack.leases import TRIES
from hack.notices.models import Letter
from hack.outbox import Delivery
from tests.cast import a_need


def _give_up(letter, **facts):
    with db.transaction():
        letter.due_at, letter.died_at, letter.tries, letter.fault = None, clock.now(), TRIES, "宛先を断られました(550)"
        for name, value in facts.items():
            setattr(letter, name, value)


def test_people_see_what_was_written_to_them_and_to_nobody_else(browser_of, cast, letter_about):
    mine = a_need(by=cast.michi, title="歩道の傷みを早く見つけたい")
    others = a_need(by=cast.midori, title="集積所の見回りを減らしたい")
    letter, _ = letter_about(mine), letter_about(others)

    page = browser_of(cast.michi).visit("/notices")

    assert page.links["募集が終わりました: 歩道の傷みを早く見つけたい"] == letter.path == f"/needs/{mine.key}"
    [moment] = page.page.select("table.table--folds td")
    assert (moment["data-label"], moment.get_text(strip=True)) == ("日時", "2026年5月12日(火) 12時00分")
    assert "集積所" not in page.words
    assert "集積所の見回りを減らしたい" in browser_of(cast.midori).visit("/notices").main
    assert "お知らせはまだありません。" in browser_of(cast.umi).visit("/notices").main


def test_notices_are_newest_first_and_paged(browser_of, cast, letter_about):
    need = a_need(by=cast.michi)
    with clock.stopped_at(clock.now().replace(month=4)):
        oldest = letter_about(need)
    with db.transaction():
        oldest.subject = "いちばん古い知らせ"
    for _ in range(20):
        letter_about(need)

    page = browser_of(cast.michi).visit("/notices")
    assert "全 21 件中 1〜20件" in page.main
    assert "いちばん古い知らせ" not in page.main
    assert "いちばん古い知らせ" in page.visit("/notices?page=2").main
    assert "いちばん古い知らせ" in page.visit("/notices?page=99999999999999999999").main
    assert page.visit("/notices?page=rubbish").status == 200


def test_a_notice_that_was_held_back_is_not_shown(browser_of, cast, letter_about):
    letter = letter_about(a_need(by=cast.michi))
    page = browser_of(cast.michi).visit("/notices")
    assert letter.subject in page.main

    with db.transaction():
        letter.dropped_at, letter.due_at = clock.now(), None

    assert letter.subject not in page.visit("/notices").main


def test_only_administrators_see_what_did_not_arrive(browser_of, cast, letter_about):
    letter = letter_about(a_need(by=cast.michi))
    _give_up(letter)

    assert browser_of(cast.kan).visit("/notices/dead").status == 200
    for person in (cast.mori, cast.michi, cast.umi, cast.ken):
        assert browser_of(person).visit("/notices/dead").status == 403
        assert browser_of(person).visit("/notices").links.get("届かなかったもの") is None
    assert browser_of(None).visit("/notices/dead").heading == browser_of(None).visit("/sign-in").heading


def test_the_administrator_sees_why_a_letter_did_not_arrive_but_not_whose_it_was(browser_of, cast, letter_about):
    need = a_need(by=cast.michi, title="歩道の傷みを早く見つけたい")
    letter = letter_about(need)
    _give_up(letter)

    page = browser_of(cast.kan).visit("/notices").follow("届かなかったもの")

    assert "募集の終了" in page.main
    assert "宛先を断られました(550)" in page.main
    for private in (letter.address, cast.michi.name, need.title, need.key, letter.subject):
        assert private not in page.main


def test_the_administrator_sends_a_dead_letter_again(browser_of, cast, letter_about, plain_office):
    letter = letter_about(a_need(by=cast.michi))
    _give_up(letter)

    page = browser_of(cast.kan).visit("/notices/dead").press("もう一度送る")

    assert "メールをもう一度送ります。" in page.main
    assert "届かなかったメールはありません。" in page.visit("/notices/dead").main
    db.session.rollback()
    assert (letter.died_at, letter.posted_at) == (None, clock.now())
    assert len(plain_office.arrived) == 1


def test_a_letter_that_may_have_arrived_is_sent_again_only_by_hand(browser_of, cast, letter_about, plain_office):
    letter = letter_about(a_need(by=cast.michi))
    _give_up(letter, died_at=None, possibly_posted=True)

    page = browser_of(cast.kan).visit("/notices/dead")
    assert "届いたか不明" in page.main
    page.press("もう一度送る")

    db.session.rollback()
    assert (letter.possibly_posted, letter.posted_at) == (False, clock.now())


def test_a_letter_that_is_not_dead_cannot_be_sent_again(browser_of, cast, letter_about, plain_office):
    dead, alive = [letter_about(a_need(by=cast.michi)) for _ in range(2)]
    _give_up(dead)
    page = browser_of(cast.kan).visit("/notices/dead")
    token = page.questions["csrf_token"]

    for person, letter, status in ((cast.kan, alive, 404), (cast.mori, dead, 404)):
        browser = browser_of(person)
        answer = browser.client.post(f"/notices/dead/letters/{letter.key}", data={"csrf_token": token})
        assert answer.status_code in (status, 400)
    assert page.client.post(f"/notices/dead/letters/{alive.key}", data={"csrf_token": token}).status_code == 404
    db.session.rollback()
    assert dead.died_at is not None


def test_the_administrator_runs_a_dead_reaction_again(browser_of, cast):
    done = []
    with db.transaction():
        outbox.record(NeedChanged(7), by=cast.michi)
    outbox.connect({NeedChanged: (lambda event: lambda: done.append(event),)})
    with db.transaction():
        outbox.record(NeedChanged(7), by=cast.michi)
    delivery = db.session.scalars(select(Delivery).order_by(Delivery.id.desc())).first()
    with db.transaction():
        for other in db.session.scalars(select(Delivery).where(Delivery.id != delivery.id)):
            other.due_at, other.done_at = None, clock.now()
        delivery.due_at, delivery.died_at, delivery.tries = None, clock.now(), TRIES
        delivery.fault = "ValueError: 道野さんの秘密の値"

    page = browser_of(cast.kan).visit("/notices/dead")
    assert "NeedChanged" in page.main and "(ValueError)" in page.main
    assert "秘密の値" not in page.main

    page.press("もう一度行う")

    assert "処理をもう一度行います。" in page.main
    assert done == [NeedChanged(7)]
    assert "終わらなかった処理はありません。" in page.visit("/notices/dead").main
    assert db.session.scalars(select(Letter)).all() == []
