"""Sign-ins as rows: how long they hold, and that nobody can read a token out of the database."""

from datetime import timedelta

import pytest
from sqlalchemy import MetaData, select, text

from hack import clock, db
from hack.accounts.actions import begin_sign_in, deactivate, end_sign_in, end_sign_ins, note_seen
from hack.accounts.models import SignIn
from hack.accounts.queries import one_sign_in, sign_ins_of, signed_in_by
from hack.accounts.signing import device_of
from hack.outbox import EventRecord
from hack.pipeline.member import MemberStep


def _begin(person, device="Windows の Chrome"):
    with db.transaction():
        return begin_sign_in(person, device)


def test_a_token_brings_its_person(cast):
    token = _begin(cast.umi).token

    assert signed_in_by(token) is cast.umi
    assert signed_in_by(token + "x") is None
    assert signed_in_by("") is None
    assert cast.umi.get_id() == token


def test_every_sign_in_has_a_token_of_its_own_with_256_random_bits(cast):
    tokens = {_begin(cast.umi).token for _ in range(20)}

    assert len(tokens) == 20
    assert {len(token) for token in tokens} == {43}


def test_a_token_stands_nowhere_in_the_database(cast):
    token = _begin(cast.umi).token

    tables = MetaData()
    tables.reflect(db.session.connection())
    everything = "\n".join(str(row) for table in tables.sorted_tables for row in db.session.execute(select(table)))
    assert "umi@minato.example" in everything
    assert token not in everything


@pytest.mark.parametrize(
    ("person", "idle", "longest"),
    [
        ("umi", timedelta(minutes=60), timedelta(hours=12)),
        ("michi", timedelta(minutes=30), timedelta(hours=8)),
        ("mori", timedelta(minutes=30), timedelta(hours=8)),
        ("kan", timedelta(minutes=30), timedelta(hours=8)),
        ("ken", timedelta(minutes=30), timedelta(hours=8)),
    ],
)
def test_a_sign_in_ends_when_it_is_idle_or_open_for_too_long(cast, person, idle, longest):
    person = getattr(cast, person)
    row = _begin(person)
    token, began, moment = row.token, clock.now(), timedelta(seconds=1)

    with clock.stopped_at(began + idle - moment):
        assert signed_in_by(token) is person
        assert list(db.session.scalars(sign_ins_of(person))) == [row]
    with clock.stopped_at(began + idle):
        assert signed_in_by(token) is None
        assert list(db.session.scalars(sign_ins_of(person))) == []

    while clock.now() + idle < began + longest:
        with clock.stopped_at(row.seen_at + idle - moment):
            if clock.now() >= began + longest:
                break
            assert signed_in_by(token) is person
            with db.transaction():
                note_seen(row.id)
        db.session.rollback()
        if row.seen_at + idle >= began + longest:
            break
    with clock.stopped_at(began + longest - moment):
        assert signed_in_by(token) is person
    with clock.stopped_at(began + longest):
        assert signed_in_by(token) is None


def test_being_here_is_noted_at_most_once_a_minute(cast):
    row, began = _begin(cast.umi), clock.now()

    for seconds, noted in ((59, 0), (60, 60), (90, 60), (120, 120)):
        with clock.stopped_at(began + timedelta(seconds=seconds)), db.transaction():
            note_seen(row.id)
        db.session.rollback()
        assert row.seen_at == began + timedelta(seconds=noted)


def test_an_ended_sign_in_is_out_at_once_and_the_others_stay(cast):
    first, second = _begin(cast.umi), _begin(cast.umi)
    tokens = first.token, second.token

    with db.transaction():
        end_sign_in(first)

    assert [signed_in_by(token) for token in tokens] == [None, cast.umi]
    with clock.stopped_at(clock.now() + timedelta(minutes=5)), db.transaction():
        note_seen(first.id)
    db.session.rollback()
    assert first.seen_at == first.began_at


def test_ending_twice_is_noted_once(cast):
    row = _begin(cast.umi)
    for _ in range(2):
        with db.transaction():
            end_sign_in(row)

    names = db.session.scalars(select(EventRecord.name).order_by(EventRecord.id))
    assert list(names) == ["SignedIn", "SignedOut"]


def test_all_others_are_ended_but_this_one(cast):
    rows = [_begin(cast.umi) for _ in range(3)]
    stranger = _begin(cast.riku)

    with db.transaction():
        end_sign_ins(cast.umi, but=rows[1])

    assert list(db.session.scalars(select(SignIn).where(SignIn.ended_at.is_(None)))) == [rows[1], stranger]


def test_one_sees_only_ones_own_sign_ins(cast):
    row = _begin(cast.umi)

    assert one_sign_in(row.key, cast.umi) is row
    assert one_sign_in(row.key, cast.sora) is None
    assert one_sign_in(row.key, cast.kan) is None


def test_nobody_is_signed_in_whose_account_or_organization_is_out_of_use(cast):
    umi, riku = _begin(cast.umi).token, _begin(cast.riku).token
    with db.transaction():
        deactivate(cast.umi, by=cast.kan)
        db.session.execute(text("UPDATE organization SET step = 'suspended' WHERE name = '丘データ合同会社'"))
    db.session.rollback()

    assert cast.oka.step is MemberStep.SUSPENDED
    assert (signed_in_by(umi), signed_in_by(riku)) == (None, None)


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
            "Windows の Chrome",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
            "Windows の Edge",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", "Mac の Firefox"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
            "iPhone の Safari",
        ),
        ("curl/8.5", "ブラウザー"),
        ("", "ブラウザー"),
    ],
)
def test_a_device_is_named_as_a_person_would(agent, device):
    assert device_of(agent) == device
