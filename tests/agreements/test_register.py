"""The register of agreements: who enters what, what everybody reads, and of whose end people are told."""

import csv
import io
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hack import clock, clockwork, db
from hack.agreements.actions import edit_agreement, enter_agreement, remove_outcome
from hack.agreements.days import When
from hack.agreements.models import Agreement, AgreementKind, AgreementOutcome, Renewal, Standing
from hack.agreements.queries import listed_agreements
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.jobs import settle
from hack.notices.models import Letter
from hack.outbox import EventRecord
from tests.agreements.words import TYPED, an_agreement, an_outcome


def _named(viewer, **wanted):
    return [one.name for one in db.session.scalars(listed_agreements(viewer, **wanted))]


def _events():
    return [row.name for row in db.session.scalars(select(EventRecord).order_by(EventRecord.id))]


def test_an_officer_enters_an_agreement_for_the_own_section(cast):
    agreement = an_agreement(by=cast.michi, section_id=cast.resources.id)

    assert (agreement.section_id, agreement.when.written) == (cast.roads.id, "2025-04")
    assert _events() == ["AgreementEntered", "AgreementPublished"]


def test_a_party_is_linked_with_the_organization_of_just_that_name(cast):
    agreement = an_agreement(by=cast.mori, parties=["浜大学", "港計測株式会社"])

    assert [(p.name, p.organization_id) for p in agreement.parties] == [
        ("浜大学", None),
        ("港計測株式会社", cast.minato.id),
    ]


def test_nobody_outside_the_city_enters_one(cast):
    for person in (cast.umi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed):
            an_agreement(by=person)


def test_an_agreement_of_another_section_is_not_changed(cast):
    agreement = an_agreement(by=cast.michi)
    for person in (cast.kaji, cast.midori, cast.umi):
        with pytest.raises(NotAllowed), db.transaction():
            edit_agreement(agreement, by=person, seen=agreement.version, parties=["丘"], name="別の名前")


def test_changing_the_parties_keeps_those_who_stay(cast):
    agreement = an_agreement(by=cast.mori, parties=["甲社", "乙社", "丙社"])
    kept = agreement.parties[2].id
    with db.transaction():
        edit_agreement(agreement, by=cast.mori, seen=agreement.version, parties=["丙社", "丁社", "甲社"])

    db.session.expire_all()
    assert agreement.party_names == ["丙社", "丁社", "甲社"]
    assert agreement.parties[0].id == kept
    assert _events() == ["AgreementEntered", "AgreementPublished", "AgreementChanged"]


def test_changing_nothing_is_no_change(cast):
    agreement = an_agreement(by=cast.mori)
    with db.transaction():
        edit_agreement(agreement, by=cast.mori, seen=agreement.version, parties=["港計測株式会社"], when=When(2025, 4))

    assert _events() == ["AgreementEntered", "AgreementPublished"]


def test_the_second_of_two_is_told(cast):
    agreement = an_agreement(by=cast.mori)
    seen = agreement.version
    with db.transaction():
        edit_agreement(agreement, by=cast.mori, seen=seen, parties=["港計測株式会社"], name="改めた名前")
    with pytest.raises(Overtaken), db.transaction():
        edit_agreement(agreement, by=cast.mori, seen=seen, parties=["港計測株式会社"], name="別の名前")


@pytest.mark.parametrize(
    ("facts", "question"),
    [
        ({"parties": []}, "parties"),
        ({"parties": [f"会社{n}" for n in range(31)]}, "parties"),
        ({"when": When(2026, 5, 13)}, "signed"),
        ({"source_name": ""}, "source_name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_question(cast, facts, question):
    with pytest.raises(RuleBroken) as refused:
        an_agreement(by=cast.mori, **facts)

    assert refused.value.field == question
    assert db.session.scalars(select(Agreement)).all() == []


@pytest.mark.parametrize(
    "facts",
    [
        {"precision": "month", "day": 3},
        {"precision": "unknown"},
        {"precision": "day", "day": None},
        {"source_name": ""},
        {"notice_days": 0},
    ],
)
def test_the_database_keeps_no_part_of_a_day_that_is_not_known(cast, facts):
    agreement = an_agreement(by=cast.mori)
    table = Agreement.__table__
    with pytest.raises(IntegrityError), db.transaction():
        db.session.execute(table.update().where(table.c.id == agreement.id).values(**facts))


def test_what_is_not_published_is_read_by_those_who_keep_it(cast):
    agreement = an_agreement(by=cast.michi, published=False)
    readers = [one.name for one in cast.people if _named(one)]

    assert readers == [cast.mori.name, cast.michi.name, cast.ken.name]
    assert agreement.standing is Standing.UNSTATED


def test_the_list_is_narrowed_and_ordered_by_what_is_known(cast):
    rows = {"甲": When(2020, 9, 17), "乙": When(2020, 9), "丙": When(2020), "丁": When(), "戊": When(2021, fiscal=True)}
    for name, when in rows.items():
        an_agreement(by=cast.mori, name=name, when=when, parties=[f"{name}社"], kind=AgreementKind.PACT)
    an_agreement(by=cast.michi, name="己_覚書", kind=AgreementKind.MEMORANDUM, parties=["浜大学"], when=When(2018, 5))

    assert _named(cast.umi) == ["戊", "甲", "乙", "丙", "己_覚書", "丁"]
    assert _named(cast.umi, year="2020") == ["甲", "乙", "丙"]
    assert _named(cast.umi, year="unknown") == ["丁"]
    assert _named(cast.umi, party="浜") == ["己_覚書"]
    assert _named(cast.umi, kind=AgreementKind.MEMORANDUM) == ["己_覚書"]
    assert _named(cast.umi, section=cast.roads.id) == ["己_覚書"]
    assert _named(cast.umi, words="渋滞 丙社") == ["丙"]
    assert _named(cast.umi, words="_") == ["己_覚書"]


def _letters(app):
    clockwork.turn()
    settle(app)
    db.session.rollback()
    return [(one.occasion, one.address) for one in db.session.scalars(select(Letter).order_by(Letter.id))]


def test_the_end_of_a_term_is_told_once_for_each_end(app, cast):
    today = clock.today()
    facts = {"notice_days": 30, "renewal": Renewal.NONE}
    agreement = an_agreement(by=cast.michi, until=today + timedelta(days=30), **facts)
    an_agreement(by=cast.michi, name="まだ先", until=today + timedelta(days=31), **facts)
    an_agreement(by=cast.michi, name="とうに過ぎた", until=today - timedelta(days=400), **facts)
    an_agreement(by=cast.michi, name="終えた", until=today, ended_on=today, **facts)
    an_agreement(by=cast.mori, name="事務局の", until=today, **facts)
    told = [("agreement_term_near", "michi@city.example"), ("agreement_term_near", "mori@city.example")]

    assert _letters(app) == told
    assert _letters(app) == told
    with db.transaction():
        until = today + timedelta(days=20)
        edit_agreement(agreement, by=cast.michi, seen=None, parties=agreement.party_names, until=until)
    assert _letters(app) == [*told, told[0]]


def test_how_it_stands_is_told_by_its_term(cast):
    today = clock.today()
    yesterday = today - timedelta(days=1)
    an = {
        "期間中": {"until": today},
        "期間満了": {"until": yesterday, "renewal": Renewal.NONE},
        "自動更新": {"until": yesterday, "renewal": Renewal.AUTOMATIC},
        "終了": {"until": today, "ended_on": yesterday},
        "期間の記載なし": {},
    }

    assert {says: an_agreement(by=cast.mori, **facts).standing.label for says, facts in an.items()} == {
        s: s for s in an
    }


def test_what_came_of_it_is_written_put_right_and_taken_out_by_those_who_keep_it(cast):
    agreement = an_agreement(by=cast.michi)
    outcome = an_outcome(agreement, by=cast.mori)
    for person in (cast.kaji, cast.umi, cast.ken):
        with pytest.raises(NotAllowed):
            an_outcome(agreement, by=person)
        with pytest.raises(NotAllowed), db.transaction():
            remove_outcome(outcome, by=person)
    with db.transaction():
        remove_outcome(outcome, by=cast.michi)

    assert db.session.scalars(select(AgreementOutcome)).all() == []
    assert _events()[-1] == "AgreementOutcomeRemoved"


# Pages ---------------------------------------------------------------------------------------------------------------


def test_a_coordinator_enters_publishes_and_tells_what_came_of_it(app, browser_of, cast):
    page = browser_of(cast.mori).visit("/agreements/").follow("協定を登録する").press("登録する", **TYPED)
    assert (page.status, page.heading) == (200, "港の交通に関する連携協定")
    assert "まだ登録簿で公表していません" in page.main
    assert browser_of(None).visit(page.path).status == 404

    page.follow("書き直す").press("保存する", 登録簿で公表する="y", 補足="日にちは書かれていない。")
    page.press("書き足す", いつ="2026年3月", 成果="二つの交差点で試した。", 出典のアドレス="https://www.example.com/a")
    assert page.status == 200

    visitor = browser_of(None).visit("/agreements/").follow("港の交通に関する連携協定")
    assert "締結した日 2025年4月 期間" not in visitor.main and "締結した日 2025年4月" in visitor.main
    assert "2026年3月 二つの交差点で試した。" in visitor.main
    assert visitor.links["https://www.example.com/a"] == "https://www.example.com/a"
    assert visitor.buttons == []
    assert f"/organizations/{cast.minato.key}" in visitor.links.values()


def test_what_is_missing_or_wrong_is_said_at_its_question_and_what_was_typed_is_kept(app, browser_of, cast):
    page = browser_of(cast.michi).visit("/agreements/new")
    page.press("登録する", **TYPED | {"種類": "", "締結した日": "2025-04-31", "期間の最後の日": "2024-01-01"})

    assert page.status == 422
    assert [link.get_text() for link in page.page.select(".summary a")] == [
        "種類: 種類を選んでください。",
        "締結した日: その日は暦にありません。",
    ]
    assert (page.questions["signed"], page.questions["name"]) == ("2025-04-31", "港の交通に関する連携協定")
    page.press("登録する", 種類="pact", 締結した日="2025-04")
    assert "締結した日か、それより後の日を入力してください。" in page.main


def test_an_agreement_sent_twice_is_one(app, browser_of, cast):
    browser = browser_of(cast.michi).visit("/agreements/new")
    method, where, sent = browser.about_to_press("登録する", **TYPED)
    answers = [browser.client.open(where, method=method, data=sent).location for _ in range(2)]

    assert answers == [f"/agreements/{db.session.scalars(select(Agreement)).one().key}"] * 2


def test_an_outcome_is_put_right_and_taken_out(app, browser_of, cast):
    agreement = an_agreement(by=cast.michi)
    an_outcome(agreement, by=cast.michi)
    page = browser_of(cast.michi).visit(f"/agreements/{agreement.key}").follow("直す: 二つ")
    assert page.questions["when"] == "2026-03"
    page.press("保存する", いつ="2026年度").follow("直す: 二つ")
    assert page.questions["when"] == "2026年度"
    page.press("取り除く")

    assert "まだ書かれていません。" in page.main


def test_the_register_goes_out_as_a_table_to_everybody_who_reads_it(app, browser_of, cast):
    an_agreement(by=cast.mori, name="=1+1", until=clock.today())
    an_agreement(by=cast.mori, name="隠れた協定", published=False)
    answer = browser_of(None).client.get("/agreements/table?as=csv")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))

    assert rows[0][:3] == ["種類", "名前", "相手方"]
    assert [row[1] for row in rows[1:]] == ["'=1+1"]
    assert rows[1][5:9] == ["2025-04", "月まで", "", "2026-05-12"]
    assert "Exported" not in _events()
    assert browser_of(cast.mori).client.get("/agreements/table?as=xlsx&year=2025").status_code == 200
    assert _events()[-1] == "Exported"


def test_what_comes_to_its_end_stands_among_what_there_is_to_do(app, browser_of, cast):
    an_agreement(by=cast.michi, until=clock.today(), name="期間の終わる協定")

    page = browser_of(cast.michi).visit("/home").follow("期間の終わる協定")
    assert "が近づいています。続けるか終えるかを確かめ" in page.main
    assert "期間の終わる協定" not in browser_of(cast.mori).visit("/home").main
    assert "期間の終わる協定" not in browser_of(cast.umi).visit("/home").main
    assert "続けるか終えるか" not in browser_of(cast.umi).visit(page.path).main
    listed = browser_of(cast.mori).visit("/agreements/?due=y")
    assert "期間の終わる協定" in listed.main


def test_years_and_sections_that_make_no_sense_are_passed_over(app, browser_of, cast):
    an_agreement(by=cast.mori)
    page = browser_of(None).visit("/agreements/?year=abc&section=x&kind=none&due=y&page=99")

    assert (page.status, "全 1 件" in page.main) == (200, True)


def test_entering_needs_a_person_of_the_city(cast):
    with pytest.raises(TypeError), db.transaction():
        enter_agreement(by=cast.mori, parties=["甲"], entered_by_id=cast.umi.id)
