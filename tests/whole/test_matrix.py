"""Everybody gets the answers of the table in `expected.txt`, which people have read and agreed to; and what is true of it.

Where an answer has changed, the test leaves the new table beside the database of its run: read every line that differs before
it becomes the expected one.
"""

import re
from collections import Counter
from difflib import unified_diff

import pytest
from sqlalchemy import select

from hack import db
from hack.outbox import EventRecord
from hack.search.library import index
from tests.whole.matrix import (
    EXPECTED,
    NOTHING,
    ONE_BUTTON,
    OPEN,
    REFUSED,
    SIGN_IN,
    Screen,
    about,
    addresses,
    answers,
    answers_expected,
    read,
    screens_of,
    table,
    url,
)
from tests.whole.places import Place, fill
from tests.whole.town import Town, enter_town

pytestmark = [pytest.mark.long, pytest.mark.once]

LINES = read(EXPECTED.read_text())
ANSWERS = answers_expected()
OUTSIDE = {
    "need: a draft": "visitor midori umi kan",
    "need: internal, being made ready": "visitor umi kan",
    "need: internal, its call is open": "visitor umi kan",
    "need: withdrawn": "visitor midori umi kan",
    "need: shaped, owned with Midori's section": "visitor umi kan",
    "owner: Midori's section": "visitor umi kan",
    "remark: on what two sections own": "visitor kaji umi kan ken",
    "site: offered": "visitor kaji midori riku kan ken",
    "site: taken": "visitor kaji midori riku kan ken",
    "lab: applied": "visitor michi seki kaji midori riku kan",
    "gathering: not public": "visitor michi seki kaji midori riku kan",
    "voice: new": "visitor riku kan",
    "voice: became a need": "visitor riku kan",
    "lab member: asks to join": "visitor michi seki kaji midori kita kan",
    "seed: a draft": "visitor michi midori riku mori kan ken",
    "seed: listed for the city alone": "visitor riku kan ken",
    "seed: archived": "visitor michi midori riku kan ken",
    "seed: of a suspended organisation": "visitor michi midori umi sora riku kan ken",
    "proposal: a draft": "visitor michi seki kaji midori riku mori kan ken",
    "proposal: received": "visitor kaji midori riku kan ken",
    "proposal: queried": "visitor kaji midori riku kan ken",
    "proposal: a draft again": "visitor michi seki kaji midori riku mori kan ken",
    "proposal: withdrawn before it was handed in": "visitor michi seki kaji midori riku mori kan ken",
    "question: waits for its answer": "visitor kaji midori riku kan ken",
    "question: answered for everybody": "visitor kaji midori riku kan ken",
    "question: answered for the asker alone": "visitor kaji midori riku kan ken",
    "question: withdrawn": "visitor kaji midori riku kan ken",
    "follow: Umi's": "visitor michi midori sora riku mori kan ken",
    "group: looks for members": "visitor midori kan ken",
    "group: of an internal need, looks for members": "visitor midori sora riku kita kan ken",
    "group: at work": "visitor midori sora riku kita kan ken",
    "consultation: about an internal need": "visitor midori umi sora riku kan ken",
    "consultation: about a proposal": "visitor umi sora riku kan ken",
    "check: asked of Kaji's section": "visitor midori umi sora riku kan ken",
    "check: asked of Midori's section": "visitor kaji umi sora riku kan ken",
    "check: withdrawn from Kaji's section": "visitor midori umi sora riku kan ken",
    "suggestion: open call, listed seed": "visitor riku kan ken",
    "suggestion: draft, listed seed": "visitor midori umi sora riku kan ken",
    "suggestion: open call, archived seed": "visitor michi seki kaji midori umi sora riku mori kan ken",
    "suggestion: open call, seed of a suspended organisation": "visitor michi seki kaji midori umi sora riku mori kan ken",
    "organisation: applied": "visitor michi midori umi sora riku kan ken",
    "organisation: suspended": "visitor michi midori umi sora riku kan ken",
    "person: proposer": "visitor riku ken",
    "person: officer": "visitor umi sora riku ken",
    "sign-in: Umi's": "visitor michi midori sora riku mori kan ken",
    "verdict: Umi's": "visitor michi midori sora riku mori kan ken",
    "evaluation: being prepared": "visitor toki umi riku kan ken",
    "evaluation: each one scores": "visitor toki umi riku kan ken",
    "evaluation: all confer": "visitor toki umi riku kan ken",
    "evaluation: decisions are prepared": "visitor toki umi riku kan ken",
    "evaluation: released": "visitor toki umi riku kan ken",
    "round: a draft": "visitor michi seki kaji midori toki umi riku kan ken",
    "round: released": "visitor michi seki kaji midori toki umi riku kan ken",
    "agreement: not published": "visitor kaji midori umi sora riku kan",
    "paper: lies before the body": "visitor kaji midori umi sora riku kan ken",
    "sitting: to come": "visitor michi seki kaji midori umi sora riku kan ken",
    "body: in force": "visitor michi seki kaji midori umi sora riku kan ken",
    "batch: Umi's": "visitor michi midori sora riku mori kan ken",
    "letter: that was given up": "visitor michi midori umi sora riku mori ken",
}
"""Who may not even learn that it exists."""


FOLLOWS = ("follow.need", "follow.create", "follow.wish")
"""Everybody who is signed in may do this, for themselves alone."""


@pytest.fixture
def town(app, cast) -> Town:
    """The town, and an index without which nobody would be sent here."""
    index().rebuild([])
    return enter_town(cast)


def test_everybody_gets_the_answers_of_the_table(app, town, tmp_path):
    got = table(answers(app, town, fill(town)))
    (tmp_path / "answers.txt").write_text(got)
    differs = unified_diff(EXPECTED.read_text().splitlines(), got.splitlines(), lineterm="", n=0)

    assert got == EXPECTED.read_text(), "\n".join([*differs, f"the new table: {tmp_path / 'answers.txt'}"])


def test_the_table_has_every_address(app):
    assert {address for _, address in ANSWERS} == {f"{method} {rule.rule}" for rule, method in addresses(app)}


def test_the_table_is_read_as_it_was_written():
    assert table(LINES) == EXPECTED.read_text()


@pytest.mark.parametrize("place", OUTSIDE)
def test_what_is_not_for_somebody_is_not_there_at_any_address(place):
    seen = {
        line.addresses[0]: {line.answers[name] for name in OUTSIDE[place].split()}
        for line in LINES
        if line.place == place
    }

    assert seen and seen == dict.fromkeys(seen, {NOTHING})


def test_only_visitors_are_led_to_the_sign_in_page_and_they_are_never_refused():
    assert {answer for line in LINES for answer in (line.answers["visitor"],)} == {OPEN, SIGN_IN, NOTHING}
    assert SIGN_IN not in {answer for line in LINES for name, answer in line.answers.items() if name != "visitor"}


@pytest.mark.parametrize(
    ("name", "deeds"),
    [
        ("visitor", {"anyone"}),
        ("ken", {"anyone", "account.edit", *FOLLOWS}),
        (
            "kan",
            {
                *("anyone", "account.edit", "person.invite", "person.deactivate", "person.reactivate"),
                *("invitation.withdraw", "notice.dead"),
                *FOLLOWS,
            },
        ),
    ],
)
def test_visitors_auditors_and_administrators_do_nothing_with_what_others_work_at(name, deeds):
    done = {line.permission for line in LINES if any(one.startswith("POST") for one in line.addresses)}

    assert {line.permission for line in LINES if line.permission in done and line.answers[name] == OPEN} == deeds


def test_colleagues_may_do_what_the_author_may():
    """Within a section, and within an organisation; a verdict, a sign-in, what one follows, a place in a group and an account are one's own."""
    own = {
        "follow.end",
        "verdict.withdraw",
        "sign_in.end",
        "batch.read",
        "batch.take",
        "person.deactivate",
        "person.reactivate",
    }
    shared = [line for line in LINES if line.permission not in own and not line.place.startswith("group")]
    apart = [
        (line.place, line.permission)
        for line in shared
        for one, other in (("michi", "seki"), ("umi", "sora"))
        if other in line.answers and line.answers[one] != line.answers[other]
    ]

    assert apart == []


def test_each_page_answers_as_its_guard_does_and_an_empty_form_changes_nothing(app, town):
    """One person who is let in, and one of each kind who is not, at every address; what the table says was asked of the guards alone."""
    places, screens = fill(town), screens_of(app, town)
    before, asked = _everything_kept(), Counter()
    wrong = []
    for rule, method in addresses(app):
        place, told = _where_somebody_is_let_in(places[about(app, rule)], f"{method} {rule.rule}")
        let_in = next(name for name, answer in told.items() if answer == OPEN)
        others = {answer: name for name, answer in told.items() if answer != OPEN}
        for name in [*([] if rule.endpoint in ONE_BUTTON else [let_in]), *others.values()]:
            asked[told[name]] += 1
            got = screens[name].asks(method, url(app, rule, method, place))
            if got != told[name] and rule.endpoint != "notices.revive_delivery":  # an empty form names no delivery
                wrong.append(f"{method} {rule.rule} [{place.says}] {name}: {got}, not {told[name]}")
    happened = Counter(db.session.scalars(select(EventRecord.name).where(EventRecord.id > before.pop("last event"))))

    assert wrong == []
    assert asked[OPEN] > 80 and asked[NOTHING] > 40 and asked[REFUSED] > 40
    after = _everything_kept()
    assert {name for name in before if before[name] != after[name]} == set()
    assert happened["AccessDenied"] == asked[REFUSED]
    assert set(happened) <= {"AccessDenied", "ContactViewed", "Exported"}


def test_what_is_not_yours_looks_like_what_is_not_there(app, town):
    places, riku = fill(town), Screen(app, town.cast.riku)
    looked_at = set()
    for rule, method in addresses(app):
        found_by = about(app, rule)
        hidden = [place for place in places[found_by] if "riku" in OUTSIDE.get(place.says, "")]
        if method == "GET" and hidden and found_by not in looked_at:
            looked_at.add(found_by)
            nowhere = Place(
                "", *(dict.fromkeys(those, "nothinghere2") for those in (hidden[0].values, hidden[0].query))
            )
            theirs, nobodys = (_as_seen(riku, url(app, rule, method, place)) for place in (hidden[0], nowhere))
            assert theirs == nobodys, rule.rule

    assert len(looked_at) >= 8


def test_a_meeting_or_member_is_not_found_under_another_group(app, town):
    places, mori = fill(town), Screen(app, town.cast.mori)
    for rule, method in addresses(app):
        if about(app, rule) in (
            "one_meeting",
            "one_member",
            "one_member_once",
            "one_group_file",
            "one_group_file_once",
        ):
            first, second = places[about(app, rule)][:2]
            mixed = Place("", second.values | {"key": first.values["key"]})
            assert mori.asks(method, url(app, rule, method, mixed)) == NOTHING, rule.rule


@pytest.mark.parametrize("name", ["moto", "tome"])
def test_whose_account_or_organisation_is_out_of_use_gets_what_a_visitor_gets(app, town, name):
    """Both are still in a browser that was signed in before."""
    places, them = fill(town), Screen(app, town.everybody[name])
    wrong = []
    for rule, method in addresses(app):
        if rule.endpoint in ("accounts.sign_out", "notices.revive_delivery"):
            continue  # the one would forget the sign-in, the other names nothing in an empty form
        place = places[about(app, rule)][0]
        expected = ANSWERS[place.says, f"{method} {rule.rule}"]["visitor"]
        got = them.asks(method, url(app, rule, method, place))
        if got != expected:
            wrong.append(f"{method} {rule.rule}: {got}, not {expected}")

    assert wrong == []


def _where_somebody_is_let_in(places: list[Place], address: str) -> tuple[Place, dict[str, str]]:
    told = [(place, ANSWERS[place.says, address]) for place in places]
    return next((place, answers) for place, answers in told if OPEN in answers.values())


def _everything_kept() -> dict[str, object]:
    """What is in every table but that of the events, and the number of the last event."""
    kept: dict[str, object] = {
        one.name: sorted(map(repr, db.session.execute(select(one))))
        for one in db.Base.metadata.sorted_tables
        if one.name != "event"
    }
    kept["last event"] = max(db.session.scalars(select(EventRecord.id)))
    db.session.rollback()
    return kept


def _as_seen(screen: Screen, address: str) -> tuple[int, str, dict[str, str]]:
    """The answer without what is different every time: the request's number and the form's token."""
    response = screen.client.get(address)
    number = response.headers["X-Request-Id"]
    text = re.sub(r'name="csrf_token" value="[^"]+"', "", response.get_data(as_text=True)).replace(number, "")
    headers = {name: value for name, value in response.headers if name not in ("X-Request-Id", "Content-Length")}
    return response.status_code, text, headers
