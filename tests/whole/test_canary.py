"""A word of its own lies in every place that is not for everybody. Who may read it there finds it; nobody else does, anywhere."""

import json
import logging
import re
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from hack import db
from hack.accounts.models import Visitor
from hack.notices.models import Letter
from tests.browser import Browser
from tests.whole.canaries import Canaries
from tests.whole.matrix import GROUP, about, addresses, url
from tests.whole.places import Place

pytestmark = [pytest.mark.long, pytest.mark.once]

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_PAGES = 1500
OCCASIONS = {
    *("organization_applied", "invitation", "call_closed", "workgroup_opened", "member_joined", "meeting_called"),
    *("minutes_kept", "proposal_received", "proposal_arrived", "proposal_queried", "proposal_answered"),
    *("proposal_moved", "question_asked", "question_answered", "followed", "digest"),
    *("partner_invited", "partner_answered", "partner_left", "proposal_renewed", "proposal_announced", "decision_told"),
    *("charter_written", "task_given", "discussion_opened", "case_file"),
    *("livinglab_applied", "livinglab_moved", "voices_used", "lab_join_asked", "lab_join_answered"),
    *("lab_offered", "lab_claimed", "lab_handover_answered"),
    *("support_asked", "support_taken", "support_ended"),
    *("datarequest_received", "datarequest_arrived", "datainquiry_made", "datarequest_answered", "datarequest_decided"),
    *("datarequest_ended", "datarequest_shown"),
}  # fmt: skip


@pytest.mark.timeout(1500)
@pytest.mark.parametrize(
    "names", [GROUP[:3], GROUP[3:5], GROUP[5:9], GROUP[9:]], ids=["section", "others", "companies", "offices"]
)
def test_every_page_shows_private_words_to_their_readers_alone_and_the_log_to_nobody(app, city, log, names):
    town, canaries = city
    seen = {word: set() for word in canaries.readers}
    for name in names:
        pages = _walk(app, town.everybody[name], _doors(app, canaries.places))
        for word in seen:
            if any(word in page for page in pages.values()):
                seen[word].add(name)

    told = {word: readers & set(names) for word, readers in canaries.readers.items()}
    assert {word: (sorted(those), sorted(told[word])) for word, those in seen.items() if those != told[word]} == {}
    lines = "\n".join(log.lines)
    assert lines.count('"answered"') > 500
    assert _words_in(lines, canaries) == set()


def test_a_calendar_tells_titles_and_places_and_nothing_else(app, city):
    _, canaries = city
    told = {
        name: _told(_browser(app, Visitor()).client.get(f"/calendar/{key}.ics")) for name, key in canaries.feeds.items()
    }
    titles = {word for word in canaries.readers if word.startswith(("canarytitle", "canarytask"))}

    assert {name: _words_in(text, canaries) for name, text in told.items()} == {
        "umi": titles,
        "michi": {word for word in titles if "task" not in word},
        "kita": set(),
    }


def test_letters_carry_no_private_word_to_anybody(app, city, stage, log):
    _, canaries = city
    letters = db.session.scalars(select(Letter)).all()
    rows = "\n".join(json.dumps([one.subject, one.facts, one.path, one.fault], ensure_ascii=False) for one in letters)
    posted = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in _posted(stage)]
    texts = "\n".join(f"{letter['Subject']}\n{letter.get_content()}" for letter in posted)

    assert {one.occasion for one in letters} >= OCCASIONS
    assert len(posted) > 20 and texts.count("http://127.0.0.1:8000/") >= len(posted)
    told_to_all = {word for word, readers in canaries.readers.items() if readers == set(GROUP)}
    assert _words_in(rows + texts, canaries) <= told_to_all
    assert _words_in("\n".join(log.lines), canaries) == set()


def test_the_log_tells_where_a_fault_was_and_not_what_it_said(stage, log):
    try:
        db.session.execute(text("SELECT nothing FROM nowhere WHERE word = :word"), {"word": "canaryfaultx"})
    except SQLAlchemyError as fault:
        assert "canaryfaultx" in str(fault)
        logging.getLogger("hack").exception("a page failed")

    line = json.loads(log.lines[-1])
    assert line["fault"] in ("OperationalError", "ProgrammingError") and len(line["where"]) == 3
    assert "canaryfaultx" not in log.lines[-1]


def _doors(app, places: dict[str, list[Place]]) -> list[str]:
    """The addresses of every page about these things, whether a link leads to it or not, and the pages that are about none."""
    doors = []
    for rule, method in addresses(app):
        if method == "GET":
            found_by = about(app, rule)
            by_query = found_by.endswith("need_asked_for")
            those = places.get("one_need" if by_query else found_by, [] if found_by else [Place("")])
            for place in those:
                place = Place("", query={"need": place.values["key"]}) if by_query else place
                doors.append(url(app, rule, method, place))
    through = [f"/workgroups/new?suggestion={place.values['key']}" for place in places["one_suggestion"]]
    lists = ["", "?show=open", "?show=all"]
    tables = [f"{door}{'&' if '?' in door else '?'}as=xlsx" for door in doors if door.startswith("/exchange/")]
    groups = [f"/exchange/workgroups{shown}" for shown in lists[1:]]
    answers = [f"/opendata/answers?q={word}" for word in ("灯台", "データ")]
    versions = [f"{door}?version=1&whole=1" for door in doors if "/receipt" in door]
    return [
        *doors,
        *through,
        *tables,
        *groups,
        *versions,
        *answers,
        "/search?q=灯台",
        *(f"/workgroups/{shown}" for shown in lists),
    ]


def _walk(app, person, doors: list[str]) -> dict[str, str]:
    """Every page that this person gets by its address or by following links, with its headers, by address."""
    client = _browser(app, person).client
    waiting, pages = ["/", "/home", *doors], {}
    while waiting and len(pages) < MOST_PAGES:
        address = waiting.pop(0)
        if address in pages:
            continue
        response = client.get(address)
        assert response.status_code in (200, 302, 403, 404), f"{response.status_code} at {address}"
        pages[address] = f"{response.headers}\n{_told(response)}"
        links = [*re.findall(r'href="(/[^"#]*)', pages[address]), response.location or "?"]
        waiting += [link for link in links if not link.startswith("/static") and "?" not in link]
    assert not [one for one in waiting if one not in pages], "there are more pages than the test looks at"
    return pages


def _told(response) -> str:
    """What the answer says: a table unpacked, the lines of a calendar unfolded."""
    if response.mimetype == EXCEL:
        with ZipFile(BytesIO(response.data)) as table:
            return "\n".join(table.read(name).decode() for name in table.namelist())
    return response.get_data(as_text=True).replace("\r\n ", "")


def _browser(app, person) -> Browser:
    return Browser(app, person if person.is_authenticated else None)


def _posted(stage) -> list[Path]:
    """The letters that went out: without a mail server they lie in a folder."""
    return sorted((stage.folder / "letters").glob("*.eml"))


def _words_in(text: str, canaries: Canaries) -> set[str]:
    return {word for word in canaries.readers if word in text}
