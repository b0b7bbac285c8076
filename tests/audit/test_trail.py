"""The trail of what happened: who reads what of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db, events, outbox
from hack.audit.kinds import TOLD, Kind
from hack.audit.queries import NOUNS, SORTS, lines_of, trail
from hack.needs.models import Need
from hack.outbox import EventRecord
from hack.pipeline.need import NeedStep
from tests.cast import a_need, a_proposal
from tests.whole.test_wiring import KINDS


@pytest.fixture
def happened(cast):
    """What happened on two days, on the second at the last minute in Japan."""
    need = a_need(by=cast.michi, title="秘密のニーズ", step=NeedStep.CHECKING)
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi), title="秘密の提案")
    noon = clock.now()
    with clock.stopped_at(noon - timedelta(days=1)), db.transaction():
        outbox.record(events.NeedMoved(need.id, "draft", "checking", "submit"), by=cast.michi)
        outbox.record(events.ProposalMoved(proposal.id, "received", "screening", "screen"), by=cast.mori)
    with clock.stopped_at(noon + timedelta(hours=11, minutes=59)), db.transaction():
        outbox.record(events.AccessDenied("need.edit", "needs.edit"), by=cast.umi)
        outbox.record(events.ContactViewed(cast.umi.id, "accounts.person"), by=cast.michi)
        outbox.record(events.SignInFailed("0" * 32), by=None)
    return need


def _told(viewer, **narrowed):
    lines = lines_of(list(db.session.scalars(trail(**narrowed))), viewer)
    return [(line.who and line.who.name, line.what, line.noun, line.key, line.detail) for line in lines]


def test_every_event_has_its_words_and_every_thing_its_name():
    assert set(TOLD) == KINDS
    assert {kind(*range(9)[: len(kind.__dataclass_fields__)]).thing.partition(":")[0] for kind in KINDS} - {""} == set(
        NOUNS
    )
    assert set(SORTS) <= set(NOUNS)


def test_of_whatever_goes_along_a_path_the_trail_tells_the_steps():
    moved = {kind(*range(4)).thing.partition(":")[0] for kind in KINDS if "start" in kind.__dataclass_fields__}

    assert moved - set(SORTS) == set()


def test_an_auditor_reads_who_did_what_and_comes_to_what_may_be_seen(cast, happened):
    assert _told(cast.ken) == [
        (None, "サインインに失敗した", "", "", ""),
        ("道野 歩", "ほかの団体の人の連絡先を見た", "利用者", "", "accounts.person"),
        ("海野 凪", "認められていないページや操作を断られた", "", "", "need.edit / needs.edit"),
        ("森 結", "提案の段階を変えた", "提案", "", ""),
        ("道野 歩", "ニーズの段階を変えた", "ニーズ", happened.key, "下書き → 事務局確認"),
    ]


def test_an_administrator_comes_to_people_but_not_to_needs_that_are_not_public(cast, happened):
    told = _told(cast.kan)

    assert told[1][2:4] == ("利用者", cast.umi.key)
    assert [line[2:] for line in told[3:]] == [("提案", "", ""), ("ニーズ", "", "")]


def test_the_trail_is_narrowed_to_a_kind_and_to_days_in_japan(cast, happened):
    today = clock.today()

    def whats(**narrowed):
        return [line[1] for line in _told(cast.ken, **narrowed)]

    assert whats(kind=Kind.SIGN_IN) == ["サインインに失敗した"]
    assert whats(kind=Kind.DENIED) == ["認められていないページや操作を断られた"]
    assert whats(kind=Kind.CONTACT) == ["ほかの団体の人の連絡先を見た"]
    assert whats(kind=Kind.MOVED) == ["提案の段階を変えた", "ニーズの段階を変えた"]
    assert len(whats(since=today)) == len(whats(since=today, until=today)) == 3
    assert whats(until=today - timedelta(days=1)) == ["提案の段階を変えた", "ニーズの段階を変えた"]


def test_auditors_and_administrators_open_the_page_and_nobody_else(browser_of, cast, happened):
    for person in (cast.ken, cast.kan):
        browser = browser_of(person).visit("/home").follow("出来事の記録")
        assert browser.heading == "出来事の記録"
        assert "ほかの団体の人の連絡先を見た" in browser.main
        assert "秘密" not in browser.words
    assert browser_of(cast.ken).visit("/audit").links[happened.key] == f"/needs/{happened.key}"
    for person in (cast.mori, cast.michi, cast.umi):
        assert browser_of(person).visit("/audit").status == 403


@pytest.mark.parametrize(
    "asked", ["since=0001-01-01&until=9999-12-31", "since=gestern", "kind=x", "page=-1", "since=2026-02-30"]
)
def test_rubbish_in_the_address_is_passed_over(browser_of, cast, happened, asked):
    browser = browser_of(cast.ken).visit(f"/audit?{asked}")

    assert browser.status == 200
    assert "ニーズの段階を変えた" in browser.main


def test_the_page_is_narrowed_at_the_screen_and_paged(browser_of, cast, happened):
    with db.transaction():
        for _ in range(25):
            outbox.record(events.SignedIn(cast.umi.id), by=cast.umi)
    browser = browser_of(cast.ken).visit("/audit").press("絞り込む", 種類="sign_in", この日から="2026-05-12")

    assert "全 27 件中 1〜20件" in browser.main  # with the auditor's own
    assert "ニーズの段階を変えた" not in browser.main
    assert "全 27 件中 21〜27件" in browser.visit("/audit?kind=sign_in&since=2026-05-12&page=2").main


def test_reading_the_trail_leaves_it_as_it_is(browser_of, cast, happened):
    browser = browser_of(cast.ken).visit("/home")
    db.session.rollback()
    before = db.session.scalars(select(EventRecord.id)).all()

    browser.visit("/audit")

    db.session.rollback()
    assert db.session.scalars(select(EventRecord.id)).all() == before
    assert db.session.get(Need, happened.id) is not None
