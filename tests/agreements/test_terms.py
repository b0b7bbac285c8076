"""How agreements go on: prolonged, followed by new ones, ended; each with its history; and whom to turn to on the other side."""

import csv
import io
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from hack import clock, clockwork, db
from hack.agreements.actions import (
    edit_agreement,
    end_agreement,
    extend_agreement,
    remove_contact,
    renew_agreement,
    resume_agreement,
)
from hack.agreements.days import When
from hack.agreements.models import AgreementContact, AgreementKind, Renewal, Standing, TermDeed
from hack.agreements.queries import beside, count_past_their_end, one_contact, terms_of
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.jobs import settle
from hack.notices.models import Letter
from tests.agreements.words import a_contact, an_agreement, an_outcome


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


@pytest.fixture
def agreement(cast):
    """An agreement of Michi's section whose term ends in ten days."""
    return an_agreement(by=cast.michi, until=clock.today() + timedelta(days=10), renewal=Renewal.NONE)


def _extend(agreement, by, until, note="相手方と確かめた。", **seen):
    with db.transaction():
        extend_agreement(agreement, by=by, until=until, note=note, **seen)


def _end(agreement, by, note="目的を果たした。"):
    with db.transaction():
        end_agreement(agreement, by=by, ended_on=clock.today(), note=note)


def _renew(agreement, by, **facts):
    told = {
        "kind": AgreementKind.COOPERATION,
        "name": "新しい協定",
        "city_side": "横浜市",
        "source_name": "協定書",
        "published": True,
    }
    with db.transaction():
        return renew_agreement(
            agreement,
            by=by,
            parties=["港計測株式会社"],
            former_ended_on=agreement.until,
            when=When(2026, 5, 1),
            **told | facts,
        )


def _deeds(agreement):
    return [term.deed for term in terms_of(agreement)]


def test_an_agreement_goes_on_until_another_day_and_is_told_of_again(cast, agreement):
    old, new = agreement.until, agreement.until + timedelta(days=365)
    _extend(agreement, cast.michi, new)

    term = terms_of(agreement)[0]
    assert (term.deed, term.until_before, term.until_after, term.note) == (
        TermDeed.EXTENDED,
        old,
        new,
        "相手方と確かめた。",
    )
    assert (agreement.until, agreement.near_its_end) == (new, False)
    for until in (new, old):
        with pytest.raises(RuleBroken) as refused:
            _extend(agreement, cast.michi, until)
        assert refused.value.field == "until"


def test_the_second_of_two_who_prolong_it_is_told(cast, agreement):
    seen, until = agreement.version, agreement.until
    _extend(agreement, cast.michi, until + timedelta(days=365), seen=seen)
    with pytest.raises(Overtaken):
        _extend(agreement, cast.mori, until + timedelta(days=730), seen=seen)

    assert _deeds(agreement) == [TermDeed.EXTENDED]


def test_an_end_owes_a_reason_is_written_once_and_can_be_taken_back(cast, agreement):
    with pytest.raises(RuleBroken) as refused:
        _end(agreement, cast.michi, note=" ")
    assert refused.value.field == "note"
    _end(agreement, cast.michi)
    assert agreement.standing is Standing.ENDED
    with pytest.raises(Overtaken):
        _end(agreement, cast.michi)
    with pytest.raises(Overtaken):
        _extend(agreement, cast.michi, agreement.until + timedelta(days=365))
    with db.transaction():
        resume_agreement(agreement, by=cast.mori, note="別の協定とまちがえた。")

    assert (agreement.ended_on, _deeds(agreement)) == (None, [TermDeed.RESUMED, TermDeed.ENDED])


def test_a_new_agreement_takes_the_place_of_one_and_each_leads_to_the_other(cast, agreement):
    new = _renew(agreement, cast.michi)

    assert (agreement.ended_on, _deeds(agreement)) == (agreement.until, [TermDeed.FOLLOWED])
    assert (beside(agreement, cast.umi), beside(new, cast.umi)) == ((None, new), (agreement, None))
    third = _renew(new, cast.michi, name="三つめ") if new.until else None
    assert third is None
    with pytest.raises(Overtaken):
        _renew(agreement, cast.mori)
    with pytest.raises(Overtaken), db.transaction():
        resume_agreement(agreement, by=cast.michi, note="まちがえた。")


def test_who_may_not_see_the_new_one_does_not_learn_of_it(cast, agreement):
    new = _renew(agreement, cast.michi, published=False, source_name="")

    assert beside(agreement, cast.umi) == beside(agreement, cast.kaji) == (None, None)
    assert beside(agreement, cast.ken) == (None, new)


def test_the_register_does_not_tell_of_a_new_one_that_is_not_in_it(browser_of, cast, agreement):
    _renew(agreement, cast.michi, published=False, source_name="")

    for person, told in ((None, False), (cast.kaji, False), (cast.michi, True), (cast.ken, True)):
        page = browser_of(person).visit(f"/agreements/{agreement.key}").main
        assert ("結び直した" in page, "終了" in page) == (told, not told)


@pytest.mark.parametrize("when", [When(2026, 6, 20), When(2026, 6), When(2026, fiscal=True), When(2027)])
def test_nothing_ends_before_it_began_as_far_as_that_is_known(cast, when):
    early = date(2026, 3, 31)
    for facts in ({"until": early}, {"ended_on": early}):
        with pytest.raises(RuleBroken) as refused, clock.stopped_at(clock.start_of(date(2028, 1, 1))):
            an_agreement(by=cast.michi, when=when, **facts)
        assert [refused.value.field] == list(facts)


def test_an_agreement_does_not_end_before_it_was_concluded(cast):
    with clock.stopped_at(clock.start_of(date(2028, 1, 1))):
        agreement = an_agreement(by=cast.michi, when=When(2026, 6), until=date(2026, 6, 1))
        for turn, question in ((end_agreement, "ended_on"), (renew_agreement, "former_ended_on")):
            told = {"note": "x"} if turn is end_agreement else {"parties": ["港計測株式会社"], "name": "x"}
            with pytest.raises(RuleBroken) as refused, db.transaction():
                turn(agreement, by=cast.michi, **told | {question: date(2026, 5, 31)})
            assert refused.value.field == question


def test_where_nobody_of_the_section_is_there_any_more_the_secretariat_is_told(app, cast):
    an_agreement(by=cast.michi, until=clock.today() + timedelta(days=5))
    with db.transaction():
        cast.michi.active = False

    assert _letters(app) == [("agreement_term_near", "mori@city.example")]


def test_only_those_who_look_after_it_turn_it(cast, agreement):
    for person in (cast.kaji, cast.umi, cast.ken, cast.kan):
        for deed in (
            lambda by: _extend(agreement, by, agreement.until + timedelta(days=1)),
            lambda by: _end(agreement, by),
            lambda by: _renew(agreement, by),
        ):
            with pytest.raises(NotAllowed):
                deed(person)


def test_a_last_day_that_is_put_right_is_kept_too(cast, agreement):
    with db.transaction():
        edit_agreement(agreement, by=cast.michi, seen=None, parties=agreement.party_names, until=clock.today())
    with db.transaction():
        edit_agreement(agreement, by=cast.michi, seen=None, parties=agreement.party_names, name="改めた名前")

    assert _deeds(agreement) == [TermDeed.CORRECTED]


def _letters(app):
    clockwork.turn()
    settle(app)
    db.session.rollback()
    return [(one.occasion, one.address) for one in db.session.scalars(select(Letter).order_by(Letter.id))]


def test_that_a_term_is_over_is_told_once_to_the_section_and_the_secretariat(app, cast):
    today = clock.today()
    over = an_agreement(by=cast.michi, until=today - timedelta(days=1))
    an_agreement(by=cast.michi, name="終えた", until=today - timedelta(days=1), ended_on=today)
    an_agreement(by=cast.michi, name="とうに過ぎた", until=today - timedelta(days=400))
    told = [("agreement_term_over", f"{who}@city.example") for who in ("michi", "mori")]

    assert sorted(_letters(app)) == sorted(_letters(app)) == told
    assert [count_past_their_end(one) for one in (cast.michi, cast.mori, cast.kaji, cast.umi)] == [2, 2, 0, 0]
    _extend(over, cast.michi, today + timedelta(days=400))
    assert sorted(_letters(app)) == told
    assert count_past_their_end(cast.mori) == 1


def test_whom_to_turn_to_is_kept_for_those_who_look_after_it(cast, agreement):
    contact = a_contact(agreement, by=cast.michi)
    readers = [one.name for one in cast.people if one_contact(agreement.key, contact.key, one)]

    assert readers == [cast.mori.name, cast.michi.name]
    for person in (cast.kaji, cast.umi, cast.ken):
        with pytest.raises(NotAllowed):
            a_contact(agreement, by=person)
        with pytest.raises(NotAllowed), db.transaction():
            remove_contact(contact, by=person)
    with db.transaction():
        remove_contact(contact, by=cast.mori)
    assert db.session.scalars(select(AgreementContact)).all() == []


@pytest.mark.parametrize(
    ("facts", "question"), [({"office": "", "person": ""}, "office"), ({"email": "", "phone": ""}, "email")]
)
def test_a_contact_is_somebody_who_can_be_reached(cast, agreement, facts, question):
    with pytest.raises(RuleBroken) as refused:
        a_contact(agreement, by=cast.michi, **facts)

    assert refused.value.field == question


# Pages ---------------------------------------------------------------------------------------------------------------


def test_an_officer_prolongs_ends_and_takes_back_on_the_pages(browser_of, cast, agreement):
    day = (clock.today() + timedelta(days=400)).isoformat()
    michi = browser_of(cast.michi).visit(f"/agreements/{agreement.key}").follow("期間を延ばす")
    michi.press("期間を延ばす", 新しい期間="2020-01-01")
    assert michi.status == 422 and "いまの期間の最後の日より後の日" in michi.main
    michi.press("期間を延ばす", 新しい期間=day, 補足="電話で確かめた。")
    assert "更新(期間を延ばした)" in michi.main and "電話で確かめた。" in michi.main

    visitor = browser_of(None).visit(michi.path)
    assert "更新(期間を延ばした)" in visitor.main and "電話で確かめた。" not in visitor.main
    assert "道野" not in visitor.main
    michi.follow("終える").press("協定を終える", 終える理由="目的を果たした。")
    assert "終了" in michi.main and "期間を延ばす" not in michi.links
    michi.follow("終了を取り消す").press("終了を取り消す", 取り消す理由="まちがえた。")
    assert "終了の取り消し" in michi.main and "期間を延ばす" in michi.links
    assert browser_of(cast.kaji).visit(f"{michi.path}/extend").status == 403


def test_a_renewed_agreement_begins_with_what_the_former_one_says(browser_of, cast, agreement):
    michi = browser_of(cast.michi).visit(f"/agreements/{agreement.key}").follow("結び直す")
    assert (michi.questions["parties"], michi.questions["signed"]) == ("港計測株式会社", "")
    assert michi.questions["former_ended_on"] == agreement.until.isoformat()
    michi.press("結び直した協定を登録する", 名前="結び直した協定", 締結した日="2026-05", 登録簿で公表する="y")
    assert (michi.status, michi.heading) == (200, "結び直した協定")
    visitor = browser_of(None).visit(michi.path).follow("港の交通に関する連携協定")
    assert "更新(新しい協定に結び直した)" in visitor.main
    assert visitor.follow("結び直した協定").heading == "結び直した協定"

    rows = list(csv.reader(io.StringIO(browser_of(None).client.get("/agreements/table").data.decode("utf-8-sig"))))
    assert {row[1]: row[rows[0].index("前の協定")] for row in rows[1:]} == {
        "結び直した協定": "港の交通に関する連携協定",
        "港の交通に関する連携協定": "",
    }


def test_contacts_are_written_put_right_and_taken_out(browser_of, cast, agreement):
    michi = browser_of(cast.michi).visit(f"/agreements/{agreement.key}").follow("相手方の連絡先")
    michi.press("連絡先を書き足す", 部署="営業部")
    assert michi.status == 422 and "メールアドレスか電話番号を入力してください。" in michi.main
    michi.press("連絡先を書き足す", 担当者="海野", メールアドレス="pact@minato.example")
    assert "pact@minato.example" in michi.main
    michi.follow("直す・取り除く").press("保存する", 電話番号="045-000-0000")
    assert "045-000-0000" in michi.main

    for person in (cast.kaji, cast.umi, cast.ken, None):
        browser = browser_of(person)
        assert browser.visit(michi.path).status in (404, 200) and "045-000-0000" not in browser.main
        assert "pact@minato.example" not in browser.visit(f"/agreements/{agreement.key}").main
    michi.follow("直す・取り除く").press("取り除く")
    assert "まだ書かれていません。" in michi.main


def test_what_came_of_agreements_goes_out_as_a_table_of_its_own(browser_of, cast, agreement):
    an_outcome(agreement, by=cast.michi)
    an_outcome(an_agreement(by=cast.michi, name="隠れた協定", published=False), by=cast.michi, told="隠れた成果")
    answer = browser_of(None).client.get("/agreements/outcomes/table")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))

    assert [row[:4] for row in rows[1:]] == [
        ["港の交通に関する連携協定", "2026-03", "月まで", "二つの交差点で試した。"]
    ]
    assert browser_of(None).client.get("/agreements/table?as=xlsx").status_code == 200


def test_what_is_past_its_end_stands_on_the_board_and_among_what_there_is_to_do(browser_of, cast):
    an_agreement(by=cast.michi, until=clock.today() - timedelta(days=3), name="過ぎた協定")

    for person in (cast.michi, cast.mori):
        browser_of(person).visit("/home").follow("過ぎた協定")
        board = browser_of(person).visit("/desk").follow("期間を過ぎた協定が1件あります")
        assert "期間を過ぎています" in board.main
    assert "過ぎた協定" not in browser_of(cast.kaji).visit("/home").main
    assert "期間を過ぎた協定" not in browser_of(cast.kaji).visit("/desk").main
