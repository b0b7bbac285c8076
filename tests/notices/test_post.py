"""Posting: each letter once, and none silently lost."""

import signal
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from hack import clock, db
from hack.accounts.models import User
from hack.leases import STOPPED, TRIES, claim
from hack.needs.models import Need
from hack.notices.models import Letter
from hack.notices.post import LEASE, post, revive
from hack.pipeline.member import MemberStep
from hack.pipeline.need import NeedStep
from tests.cast import a_need
from tests.notices.post_office import interrupt_this_process


def test_a_posted_letter_is_not_posted_again(cast, posted, plain_office, letter_about):
    letter = letter_about(a_need(by=cast.michi))

    assert (posted(), posted()) == (1, 0)

    assert len(plain_office.arrived) == 1
    assert (letter.posted_at, letter.due_at, letter.tries) == (clock.now(), None, 1)


def test_four_posters_at_once_send_each_letter_once(cast, inside, plain_office, letter_about):
    need = a_need(by=cast.michi)
    keys = {letter_about(need).key for _ in range(12)}
    counts = []
    posters = [threading.Thread(target=lambda: counts.append(inside(post))) for _ in range(4)]

    for poster in posters:
        poster.start()
    for poster in posters:
        poster.join()

    arrived = [message["Message-ID"].strip("<>").split("@")[0] for message in plain_office.arrived]
    assert sum(counts) == 12
    assert sorted(arrived) == sorted(keys)


def test_nobody_waits_for_the_database_while_the_mail_server_thinks(cast, posted, plain_office, letter_about):
    need = a_need(by=cast.michi)
    number = need.id
    letter_about(need)
    db.session.rollback()
    held = []

    def somebody_writes():
        held.append(db.session.get_bind().pool.checkedout())
        with db.transaction():
            db.session.execute(update(Need).where(Need.id == number).values(notes="書けた"))
        db.session.remove()

    plain_office.before_taking = somebody_writes

    assert posted() == 1
    assert (need.notes, held) == ("書けた", [0])


def test_a_refused_letter_goes_back_and_the_next_one_goes_out(cast, posted, plain_office, letter_about):
    refused, other = letter_about(a_need(by=cast.michi)), letter_about(a_need(by=cast.midori))
    plain_office.refuses = {"michi@city.example"}

    assert posted() == 1

    assert (refused.posted_at, refused.tries, refused.fault) == (None, 1, "宛先を断られました(550)")
    assert refused.due_at == clock.now() + timedelta(seconds=60)
    assert other.posted_at == clock.now()


def test_the_pauses_grow_and_after_eight_tries_the_letter_is_dead(cast, posted, plain_office, letter_about):
    letter = letter_about(a_need(by=cast.michi))
    plain_office.answer = "451 later"
    pauses, moment = [], clock.now()

    while letter.due_at is not None:
        moment = letter.due_at
        with clock.stopped_at(moment):
            assert posted() == 0
            pauses.append((letter.due_at - moment).total_seconds() if letter.due_at else None)

    assert pauses == [60, 120, 240, 480, 960, 1920, 3600, None]
    assert (letter.tries, letter.died_at, letter.fault) == (TRIES, moment, "メールサーバーに断られました(451)")


def test_a_dead_letter_is_posted_again_when_it_is_revived(cast, posted, plain_office, letter_about):
    letter = letter_about(a_need(by=cast.michi))
    with db.transaction():
        letter.died_at, letter.due_at, letter.tries = clock.now(), None, TRIES
    assert posted() == 0

    with db.transaction():
        revive(letter)

    assert posted() == 1
    assert (letter.died_at, letter.posted_at, letter.tries) == (None, clock.now(), 1)

    with db.transaction():
        revive(letter)
    assert posted() == 0


def test_where_the_answer_is_lost_nobody_knows_and_the_letter_is_not_sent_by_itself(
    cast, posted, plain_office, letter_about
):
    letter = letter_about(a_need(by=cast.michi))
    plain_office.hangs_up = True

    assert posted() == 0
    assert len(plain_office.arrived) == 1
    assert (letter.possibly_posted, letter.posted_at, letter.due_at) == (True, None, None)

    with clock.stopped_at(clock.now() + timedelta(days=2)):
        assert posted() == 0


def test_a_letter_whose_poster_died_is_sent_after_the_lease_with_the_same_number(
    cast, posted, plain_office, letter_about
):
    letter = letter_about(a_need(by=cast.michi))
    plain_office.before_taking = interrupt_this_process
    before = signal.signal(signal.SIGUSR1, _die)
    try:
        with pytest.raises(SystemExit):
            posted()
    finally:
        signal.signal(signal.SIGUSR1, before)
    plain_office.before_taking = lambda: None
    assert (letter.posted_at, letter.due_at) == (None, clock.now() + LEASE)

    with clock.stopped_at(clock.now() + LEASE - timedelta(seconds=1)):
        assert posted() == 0
    with clock.stopped_at(clock.now() + LEASE):
        assert posted() == 1

    assert {message["Message-ID"] for message in plain_office.arrived} == {f"<{letter.key}@hack.example>"}


def test_a_letter_that_takes_every_poster_with_it_ends_dead(cast, posted, plain_office, letter_about):
    letter = letter_about(a_need(by=cast.michi))
    moment = clock.now()
    for _ in range(TRIES):
        with clock.stopped_at(moment):
            assert claim(Letter, LEASE).number == letter.id  # and its poster is heard of no more
        moment += LEASE

    with clock.stopped_at(moment):
        assert posted() == 0

    assert plain_office.arrived == []
    assert (letter.tries, letter.due_at, letter.died_at, letter.fault) == (TRIES, None, moment, STOPPED)


def _die(*_):
    raise SystemExit


def test_a_poster_that_was_too_slow_does_not_settle_what_another_took_over(cast, posted, plain_office, letter_about):
    letter = letter_about(a_need(by=cast.michi))
    until = clock.now() + LEASE * 2

    def another_takes_over():
        with db.transaction():
            db.session.execute(update(Letter).values(due_at=until))
        db.session.remove()

    plain_office.before_taking = another_takes_over

    assert posted() == 0
    assert (letter.posted_at, letter.due_at) == (None, until)


def test_a_letter_is_not_sent_to_somebody_who_left(cast, posted, plain_office, letter_about):
    letter = letter_about(a_need(by=cast.michi))
    with db.transaction():
        db.session.get_one(User, cast.michi.id).active = False

    assert posted() == 0

    assert plain_office.arrived == []
    assert (letter.dropped_at, letter.due_at, letter.posted_at) == (clock.now(), None, None)


def test_a_letter_is_not_sent_to_somebody_who_may_not_see_the_thing_any_more(cast, posted, plain_office, letter_about):
    need = a_need(by=cast.michi)
    kept, dropped = letter_about(need, to=cast.umi), letter_about(need, to=cast.umi)
    assert kept.to_id == cast.umi.id
    assert posted(most=1) == 1
    with db.transaction():
        need.step = NeedStep.WITHDRAWN

    assert posted() == 0

    assert (kept.posted_at, kept.dropped_at) == (clock.now(), None)
    assert (dropped.posted_at, dropped.dropped_at) == (None, clock.now())


def test_a_letter_is_not_sent_to_people_of_an_organisation_that_is_suspended(cast, posted, plain_office, letter_about):
    letter = letter_about(a_need(by=cast.michi), to=cast.umi)
    with db.transaction():
        cast.minato.step = MemberStep.SUSPENDED

    assert posted() == 0
    assert letter.dropped_at == clock.now()


def test_a_subject_with_a_line_of_its_own_is_refused_by_the_last_guard(cast, posted, plain_office, letter_about):
    letter = letter_about(a_need(by=cast.michi))
    with db.transaction():
        db.session.execute(update(Letter).values(subject="お知らせ\r\nBcc: riku@oka.example"))

    assert posted() == 0

    assert plain_office.arrived == []
    assert letter.fault == "件名か宛先に改行が含まれています"


def test_the_due_letters_go_out_in_the_order_in_which_they_were_written(cast, posted, plain_office, letter_about):
    need = a_need(by=cast.michi)
    keys = [letter_about(need).key for _ in range(3)]

    assert posted(most=2) == 2

    gone = select(Letter.key).where(Letter.posted_at.is_not(None)).order_by(Letter.id)
    assert db.session.scalars(gone).all() == keys[:2]
