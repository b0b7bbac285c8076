"""Fewer than three persons are not told outside the city: neither as a total, nor where they are compared with the aims."""

from sqlalchemy import select, update

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.indicators.participants.actions import add_term, choose_measure
from hack.indicators.participants.definition import Counted
from tests.indicators.words import aims, an_actual, an_entering, day


def _only(*people):
    with db.transaction():
        keep = [one.id for one in people]
        db.session.execute(
            update(User).where(User.organization_id.is_not(None), User.id.not_in(keep)).values(active=False)
        )


def _only_those_of(*names):
    houses = select(Organization.id).where(Organization.name.in_(names))
    _only(*db.session.scalars(select(User).where(User.organization_id.in_(houses))))


def _numbers_of(page):
    """The last column of the growth's table, the newest first."""
    return [row.find_all("td")[-1].get_text(strip=True) for row in page.page.select("#growth details tbody tr")]


def test_fewer_than_three_persons_are_no_number_outside(cast, browser_of):
    _only(cast.umi, cast.sora)
    outside = {name: browser_of(who).visit("/participants") for name, who in (("visitor", None), ("umi", cast.umi))}
    inside = [browser_of(who).visit("/participants") for who in (cast.mori, cast.michi, cast.ken, cast.kan)]

    for page in outside.values():
        assert "いまの人数 3 人未満" in page.words and "いまの団体数 3 団体" in page.words
    for page in inside:
        assert "いまの人数 2 人" in page.words and "人未満" not in page.words


def test_three_persons_are_told(cast, browser_of):
    _only(cast.umi, cast.sora, cast.riku)

    assert "いまの人数 3 人 " in browser_of(None).visit("/participants").words


def test_nothing_that_is_compared_tells_how_few_there_were(cast, browser_of):
    aims()
    an_entering("磯子精機", day("2026-03-10"), by=cast.mori)
    with db.transaction():
        choose_measure(Counted.PERSONS, reason="要綱による", by=cast.mori, seen=0)
    outside, inside = browser_of(None).visit("/participants"), browser_of(cast.michi).visit("/participants")

    assert "目標に999人足りませんでした。" in inside.words and "999人不足" in inside.words
    assert "999" not in outside.words and "3人に満たない人数は公開していません。" in outside.words
    assert [_numbers_of(page) for page in (inside, outside)] == [["5人", "1人", "1人"], ["5人"]]


def test_an_actual_by_hand_is_told_but_not_what_was_counted_beside_it(cast, browser_of):
    aims()
    an_entering("磯子精機", day("2026-03-10"), by=cast.mori)
    an_actual(2025, 640, by=cast.mori, of=Counted.PERSONS, reason="別の登録簿がある")
    with db.transaction():
        choose_measure(Counted.PERSONS, reason="要綱による", by=cast.mori, seen=0)
    outside, inside = browser_of(None).visit("/participants"), browser_of(cast.michi).visit("/participants")

    assert "640人" in outside.words and "このサイトの記録 1人" in inside.words
    assert "このサイトの記録 1人" not in outside.words


def test_what_is_expected_of_few_is_not_told_either(cast, browser_of):
    """Neither beside an actual by hand, nor of a term that is still to come."""
    aims()
    an_entering("磯子精機", day("2025-10-10"), by=cast.mori)
    an_entering("金沢精機", day("2025-12-10"), by=cast.mori)
    with db.transaction():
        add_term(2026, target=2000, source="次の計画", by=cast.mori)
        add_term(2027, target=3000, source="次の計画", by=cast.mori)
        choose_measure(Counted.PERSONS, reason="要綱による", by=cast.mori, seen=0)
    _only_those_of("磯子精機", "金沢精機")
    an_actual(2026, 640, by=cast.mori, of=Counted.PERSONS, on=clock.today(), reason="別の登録簿がある")
    outside, inside = browser_of(None).visit("/participants"), browser_of(cast.michi).visit("/participants")

    assert "が続くと、期末に" in inside.words and inside.page.select_one("#growth th:-soup-contains(期末の見込み)")
    assert "いちばん上はいま" in inside.words and "いちばん上はいま" not in outside.words
    assert "が続くと、期末に" not in outside.words and not outside.page.select(
        "#growth th:-soup-contains(期末の見込み)"
    )


def test_that_few_counted_here_were_put_right_does_not_tell_how_many_there_were(cast, browser_of):
    aims()
    an_entering("磯子精機", day("2026-03-10"), by=cast.mori)
    an_actual(2025, 640, by=cast.mori, of=Counted.PERSONS, reason="別の登録簿がある")
    outside, inside = browser_of(None).visit("/participants"), browser_of(cast.michi).visit("/participants")

    assert "1(このサイトの記録)" in inside.words and "+639" in inside.words
    assert "640(人数" in outside.words and "別の登録簿がある" in outside.words
    assert "1(このサイトの記録)" not in outside.words and "+639" not in outside.words
