"""What goes out: only what may still be told, and always with the way to stop it."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from hack import clock, db
from hack.accounts.actions import deactivate
from hack.following.actions import choose_ways, follow_need, stop_by_letter, stop_following
from hack.following.models import Kind, Topic, Way
from hack.following.queries import follow_of
from hack.needs.actions import change_call
from hack.notices.post import post
from hack.outbox import deliver
from hack.pipeline.need import NeedStep
from tests.cast import a_need
from tests.following.conftest import followers_letters


@pytest.fixture
def out(inside, stage):
    """`out()`: post what is due; the letters to followers that went out."""

    def run():
        inside(post)
        db.session.rollback()
        files = [stage.folder / "letters" / f"{one.key}.eml" for one in followers_letters()]
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files if file.exists()]

    return run


@pytest.fixture
def gathered(cast, morning):
    """Riku's digest about two needs, written and not posted yet."""
    needs = [a_need(by=cast.michi, title=f"ニーズ{number}") for number in range(2)]
    for need in needs:
        with db.transaction():
            follow_need(need, by=cast.riku)
        later = need.closes_on + timedelta(days=3)
        with clock.stopped_at(clock.now() + timedelta(seconds=1)), db.transaction():
            change_call(need, by=cast.michi, seen=None, closes_on=later, reason="x")
    with clock.stopped_at(clock.now()):
        assert len(morning()) == 1
    with db.transaction():
        for letter in followers_letters():
            letter.due_at = clock.now()
    return needs


def test_a_digest_goes_out_with_its_links_and_the_way_to_stop_it(gathered, out):
    [letter] = out()
    text = letter.get_content()

    assert letter["Subject"] == "朝のまとめ: ニーズ0 ほか1件"
    for need in gathered:
        assert f"■ {need.title}\n・募集の日程が変わりました。\nhttp://127.0.0.1:8000/needs/{need.key}\n" in text
    stop = letter["List-Unsubscribe"].strip("<>")
    assert stop.startswith("http://127.0.0.1:8000/unsubscribe/digest-") and stop in text
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "▼ 朝のまとめを止める(サインインは要りません)" in text and "止める設定はありません" not in text


def test_the_address_that_stops_it_stands_in_its_header_in_one_piece(gathered, out, stage):
    out()
    [file] = (stage.folder / "letters").glob("*.eml")
    lines = file.read_bytes().split(b"\r\n")
    [header] = [line for line in lines if line.startswith(b"List-Unsubscribe:")]

    assert re.fullmatch(rb"List-Unsubscribe: <http://127\.0\.0\.1:8000/unsubscribe/digest-\w{12}\.[\w-]{43}>", header)
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines


def test_what_may_not_be_seen_any_more_is_left_out_at_the_last_moment(gathered, out):
    with db.transaction():
        gathered[0].step = NeedStep.WITHDRAWN

    [letter] = out()
    assert "ニーズ1" in letter.get_content() and "ニーズ0" not in letter.get_content()


def test_a_letter_of_which_nothing_is_left_is_not_sent(gathered, out):
    with db.transaction():
        for need in gathered:
            need.step = NeedStep.WITHDRAWN

    assert out() == []
    assert [one.dropped_at is not None for one in followers_letters()] == [True]


def test_what_is_followed_no_longer_is_left_out_at_the_last_moment(cast, gathered, out):
    with db.transaction():
        stop_following(follow_of(cast.riku, Kind.NEED, gathered[1].key), by=cast.riku)

    [letter] = out()
    assert "ニーズ0" in letter.get_content() and "ニーズ1" not in letter.get_content()


def test_who_stops_the_digest_gets_not_even_the_one_that_is_written(cast, gathered, out):
    with db.transaction():
        stop_by_letter(f"digest-{cast.riku.key}")

    assert out() == []


def test_who_wants_no_letters_at_once_any_more_gets_not_even_the_one_that_is_written(cast, inside, out):
    need = a_need(by=cast.michi)
    wished = {topic.value: Way.AT_ONCE for topic in Topic}
    with db.transaction():
        follow_need(need, by=cast.riku)
        choose_ways(by=cast.riku, **wished)
    later = need.closes_on + timedelta(days=3)
    with clock.stopped_at(clock.now() + timedelta(seconds=1)), db.transaction():
        change_call(need, by=cast.michi, seen=None, closes_on=later, reason="x")
    with clock.stopped_at(clock.now() + timedelta(seconds=2)):
        inside(deliver)
        assert [one.occasion for one in followers_letters()] == ["followed"]
        with db.transaction():
            choose_ways(by=cast.riku, **dict.fromkeys(wished, Way.DIGEST))
        assert out() == []


def test_nothing_is_sent_to_an_account_out_of_use(cast, gathered, out):
    with db.transaction():
        deactivate(cast.riku, by=cast.kan)

    assert out() == []
