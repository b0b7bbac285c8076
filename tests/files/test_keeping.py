"""Files are written down for good, counted, removed, and swept."""

import hashlib
import io
import os
import uuid
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.accounts.models import User
from hack.errors import RuleBroken
from hack.files import store
from hack.files.actions import keep_file, remove_file, take_in
from hack.files.queries import files_of, one_file_of, room_taken
from hack.files.sweeping import Inventory, inventory, sweep, sweep_if_due
from hack.outbox import EventRecord
from hack.workgroups.models import Workgroup
from tests.cast import a_need
from tests.files.papers import GOOD
from tests.together import together
from tests.workgroups.words import a_workgroup

TEXT = "議事録".encode()


@pytest.fixture
def group(cast, shelf):
    return a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi, cast.riku))


def _keep(group, by, content=TEXT, name="議事録.txt"):
    with db.transaction():
        return keep_file(group, *take_in(io.BytesIO(content), name), by=by)


@contextmanager
def _limits(**limits):
    before = store.store()
    store.connect(replace(before, **limits))
    yield
    store.connect(before)


def _lies(shelf):
    return sorted(path.name for path in shelf.everything())


def _age(path, days):
    long_ago = clock.now().timestamp() - days * 86_400
    os.utime(path, (long_ago, long_ago))


def test_a_file_lies_under_a_random_name_for_its_owner_alone(group, cast, shelf):
    file = _keep(group, cast.umi)

    (path,) = shelf.everything()
    assert path == shelf.folder / file.stored_as[:2] / file.stored_as[2:4] / file.stored_as
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (TEXT, 0o600)
    assert (file.size, file.digest) == (len(TEXT), hashlib.sha256(TEXT).hexdigest())
    assert (file.name, file.media_type, file.organization_id) == ("議事録.txt", "text/plain", cast.minato.id)
    assert (file.noun, file.thing_id, file.kind, file.weight) == ("workgroup", group.id, "テキスト", "1KB")


def test_what_is_refused_leaves_nothing_behind(group, shelf):
    with pytest.raises(RuleBroken):
        take_in(io.BytesIO(GOOD["a.png"]), "a.pdf")

    assert _lies(shelf) == []


def test_where_the_disk_fails_it_is_said_and_nothing_is_left(shelf):
    shelf.folder.mkdir(parents=True)
    no_folder = shelf.folder / "file"
    no_folder.touch()

    with _limits(folder=no_folder), pytest.raises(RuleBroken, match="いまファイルを保存できません"):
        take_in(io.BytesIO(TEXT), "a.txt")
    assert _lies(shelf) == []


def test_a_thing_has_no_more_files_than_it_may(group, cast):
    with _limits(per_thing=2):
        _keep(group, cast.umi)
        _keep(group, cast.riku)
        with pytest.raises(RuleBroken, match="2個まで") as refusal:
            _keep(group, cast.umi)

    assert refusal.value.field == "file"
    assert db.session.scalars(files_of(group)).unique().all()[0].by is cast.riku


def test_an_organization_has_room_of_its_own_and_removed_files_take_room_until_they_are_swept(group, cast):
    with _limits(per_organization=len(TEXT), for_the_city=2 * len(TEXT)):
        first = _keep(group, cast.umi)
        _keep(group, cast.riku)
        _keep(group, cast.mori)
        _keep(group, cast.michi)
        for person, whose in ((cast.umi, "団体"), (cast.mori, "市")):
            with pytest.raises(RuleBroken, match=f"{whose}で使える容量"):
                _keep(group, person)
        with db.transaction():
            remove_file(first, by=cast.umi)
        with pytest.raises(RuleBroken, match="30日後に空きます"):
            _keep(group, cast.umi)
        with clock.stopped_at(clock.now() + timedelta(days=31)):
            sweep()
            _keep(group, cast.umi)


def test_those_who_come_at_the_same_time_do_not_overfill_it(group, cast):
    sent, umi = take_in(io.BytesIO(TEXT), "a.txt"), cast.umi.id
    number = group.id

    def bring():
        called, content = sent
        one = replace(content, stored_as=uuid.uuid4().hex)
        keep_file(db.session.get(Workgroup, number), called, one, by=db.session.get(User, umi))

    with _limits(per_thing=2):
        assert together(4, bring) == ["RuleBroken", "RuleBroken", "done", "done"]


def test_a_file_is_removed_once_and_its_content_goes_after_the_days_that_it_is_kept(group, cast, shelf):
    file, other = _keep(group, cast.umi), _keep(group, cast.umi)
    for _ in range(2):
        with db.transaction():
            remove_file(file, by=cast.mori, reason="誤り")

    assert one_file_of(group, file.key) is None
    assert one_file_of(group, file.key, removed_too=True).file is file
    assert (file.removed_by_id, file.removal_reason) == (cast.mori.id, "誤り")
    sweep()
    assert len(_lies(shelf)) == 2
    with clock.stopped_at(clock.now() + timedelta(days=31)):
        sweep()
    assert (_lies(shelf), room_taken(cast.minato.id)) == ([other.stored_as], other.size)
    names = db.session.scalars(select(EventRecord.name).where(EventRecord.name.like("File%")).order_by(EventRecord.id))
    assert list(names) == ["FileAdded", "FileAdded", "FileRemoved"]


def test_what_nobody_knows_of_is_swept_after_a_day_and_what_is_missing_is_counted(group, cast, shelf):
    kept, lost = _keep(group, cast.umi), _keep(group, cast.umi)
    _, orphan = take_in(io.BytesIO(TEXT), "a.txt")
    _, fresh = take_in(io.BytesIO(TEXT), "a.txt")
    half = shelf.place_of(orphan.stored_as).with_name(f"{'0' * 32}.new")
    half.touch()
    for path in (shelf.place_of(kept.stored_as), shelf.place_of(orphan.stored_as), half):
        _age(path, 2)
    _age(shelf.place_of(fresh.stored_as), 0)
    shelf.place_of(lost.stored_as).unlink()

    assert inventory() == Inventory(kept=2, missing=1, unknown=2)
    sweep()

    assert _lies(shelf) == sorted([kept.stored_as, fresh.stored_as])
    assert inventory() == Inventory(kept=2, missing=1, unknown=0)


def test_the_clock_sweeps_once_an_hour(group, shelf):
    assert sweep_if_due() is True
    _age(shelf.folder / ".swept", 0)
    assert sweep_if_due() is False
    _age(shelf.folder / ".swept", 0.1)
    assert sweep_if_due() is True


@pytest.mark.parametrize("name", ["", "../" * 5 + "etc/passwd", "A" * 32, "0" * 31])
def test_no_name_but_our_own_leads_to_a_place(shelf, name):
    with pytest.raises(ValueError, match="no name of ours"):
        shelf.place_of(name)
