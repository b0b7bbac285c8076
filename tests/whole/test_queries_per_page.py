"""No page asks the database more than twelve questions, for anybody, however much there is."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from hack import db
from hack.search.rebuild import rebuild
from tests.browser import Browser
from tests.whole.crowd import enter_crowd
from tests.whole.matrix import OPEN, ROLES, about, addresses, answers_expected, url
from tests.whole.places import fill
from tests.whole.town import enter_town

pytestmark = [pytest.mark.long, pytest.mark.once]

MOST = 12
NOT_QUESTIONS = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE")
BESIDES = (
    "/search?q=ニーズ",
    "/search?q=ニーズ&page=3",
    "/search?q=データ",
    "/search?q=渋滞&page=2",
    "/needs/?page=3&q=ニーズ",
    "/seeds/?page=3",
    "/organizations?page=2",
    "/proposals/?page=2",
    "/workgroups/?show=open&page=2",
    "/workgroups/?show=all",
    "/consultations/?page=2",
    "/consultations/?state=ended&side=asking",
    "/consultations/?late=y&side=asked",
    "/notices?page=2",
    "/notices/dead?page=2&reactions=2",
    "/people?page=2",
    "/following?page=2",
    "/support/?page=2",
    "/front/mine?page=2",
    "/front/cases/?page=2",
    "/front/cases/?late=y&own=y",
    "/front/themes/?page=2",
    "/exchange/cases?as=xlsx",
    "/support/?step=taken&own=y",
    "/exchange/needs?as=xlsx",
    "/exchange/workgroups?show=all",
    "/proposals/invitations?page=2",
    "/workgroups/tasks?page=2",
    "/evaluation/?page=2",
    "/rounds/?page=2",
    "/opendata/?page=3",
    "/opendata/?q=データ",
    "/opendata/answers?page=2",
    "/opendata/requests/?page=2",
    "/opendata/requests/?step=published",
    "/opendata/sets/?page=2",
    "/desk?noun=datarequest",
    "/desk?noun=dataset",
    "/exchange/proposals?as=xlsx",
    "/participants?page=3",
    "/participants/list?who=persons&page=2",
    "/participants/list/table?who=persons&as=xlsx",
    "/participants/table?as=xlsx",
    "/figures?page=3",
    "/agreements/?page=3&q=渋滞",
    "/agreements/?party=会社1&year=2020",
    "/agreements/?due=y&page=2",
    "/agreements/table?as=xlsx",
    "/deliberations/?page=2",
    "/deliberations/?state=open",
    "/deliberations/sittings?page=2",
    "/desk?page=3",
    "/desk?noun=question",
    "/desk?late=y&noun=proposal",
)


@contextmanager
def asked() -> Iterator[list[str]]:
    """The statements that the database is sent while it is open."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(NOT_QUESTIONS):
            sent.append(statement)

    engine = db.session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.timeout(1500)
@pytest.mark.parametrize("names", [ROLES[:3], ROLES[3:], ("kaji",)], ids=["city and company", "offices", "evaluator"])
def test_no_page_asks_more_than_twelve_questions(app, cast, names):
    town = enter_town(cast)
    places = fill(town)
    enter_crowd(town)
    rebuild()
    counts = {}
    for name in names:
        person = town.everybody[name]
        client = Browser(app, person if person.is_authenticated else None).client
        for door in [*_doors(app, places, name), *BESIDES]:
            with asked() as sent:
                response = client.get(door)
            assert response.status_code in (200, 302, 403), door
            counts[name, door] = len(sent)

    assert {where: count for where, count in counts.items() if count > MOST} == {}
    assert Counter(name for name, _ in counts).most_common(1)[0][1] > 90
    assert sum(counts.values()) > 2 * len(counts)


def _doors(app, places, name) -> list[str]:
    """The addresses of every page that is open to this person."""
    expected = answers_expected()
    return [
        url(app, rule, method, place)
        for rule, method in addresses(app)
        for place in places[about(app, rule)]
        if method == "GET" and expected[place.says, f"GET {rule.rule}"].get(name) == OPEN
    ]
