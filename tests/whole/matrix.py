"""Who gets which answer where: every page and every deed, for everybody, about things in every state that matters.

The rows come from the application's own map of addresses. What an address is about is told by how its page finds it, so that
a page of a known noun is asked about everything there is of that noun without anybody adding it here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from hack.web import anyone_may, guarded, may
from tests.browser import Browser
from tests.whole.places import Place
from tests.whole.town import Town

EXPECTED = Path(__file__).with_name("expected.txt")
OPEN, SIGN_IN, REFUSED, NOTHING = "open", "sign-in", "refused", "-"
"""The page or the form; the way to the sign-in page; seen but not permitted; nothing there, or not for this person."""

NO_THING = "about nothing in particular"
ROLES = ("visitor", "michi", "umi", "mori", "kan", "ken")
CITY = ("visitor", "michi", "seki", "kaji", "midori", "umi", "mori", "kan", "ken")
COMPANY = ("visitor", "michi", "midori", "umi", "sora", "riku", "mori", "kan", "ken")
BOTH = ("visitor", "michi", "seki", "kaji", "midori", "umi", "sora", "riku", "mori", "kan", "ken")
GROUP = ("visitor", "michi", "seki", "kaji", "midori", "umi", "sora", "riku", "kita", "mori", "kan", "ken")
EVALUATORS = ("visitor", "michi", "seki", "kaji", "midori", "toki", "umi", "riku", "mori", "kan", "ken")
VIEWERS = {
    "": ROLES,
    "need": CITY,
    "question": BOTH,
    "proposal": BOTH,
    "group": GROUP,
    "suggestion": BOTH,
    "owner": CITY,
    "remark": CITY,
    "site": BOTH,
    "call for places": BOTH,
    "question of the writer": CITY,
    "support": CITY,
    "case": BOTH,
    "inquiry": BOTH,
    "theme": CITY,
    "consultation": BOTH,
    "check": BOTH,
    "evaluation": EVALUATORS,
    "data request": BOTH,
    "data inquiry": BOTH,
    "data set": CITY,
    "data for a need": CITY,
    "round": EVALUATORS,
    "agreement": BOTH,
    "paper": BOTH,
    "sitting": BOTH,
    "body": BOTH,
    "lab": BOTH,
    "gathering": BOTH,
    "voice": BOTH,
    "lab member": GROUP,
    "lab handover": BOTH,
    "lab project": BOTH,
    "milestone": BOTH,
}
"""Who is asked, by noun (COMPANY where it says nothing): a visitor; the section's officer Michi and her colleague Seki; Kaji of
another section of the bureau (who is in the groups); Midori of another bureau; the company's Umi and her colleague Sora; their
rival Riku; Kita, who was in the groups and left; Toki, who declined to evaluate; coordinator, administrator, auditor."""

ONE_BUTTON = frozenset(
    {
        "accounts.sign_out",
        "agreements.take_out",
        "agreements.take_out_contact",
        "deliberations.put_up",
        "deliberations.reopen",
        "evaluation.withdraw",
        "exchange.take",
        "accounts.end_sign_in",
        "accounts.end_other_sign_ins",
        "accounts.deactivate",
        "accounts.reactivate",
        "accounts.withdraw_invitation",
        "accounts.invite_again",
        "following.begin_need",
        "following.end",
        "following.stop",
        "livinglabs.leave",
        "livinglabs.drop_milestone",
        "livinglabs.take_handover_back",
        "matching.withdraw",
        "proposals.leave",
        "opendata.take_out",
        "needs.reopen",
        "needs.settle",
        "needs.unshare",
        "notices.revive_letter",
        "support.become_the_taker",
        "proposals.accept",
        "proposals.decline",
        "proposals.discard",
        "intake.remove_file",
        "proposals.remove",
        "proposals.remove_file",
        "workgroups.enter",
        "workgroups.go",
        "workgroups.remove_file",
        "workgroups.confirm",
        "workgroups.renew_calendar",
        "workgroups.end_calendar",
        "workgroups.show_summary",
        "workgroups.hide_summary",
        "workgroups.withdraw_post",
    }
)
"""Deeds that ask nothing: an empty form does them. Of these only the guard is asked."""


@dataclass(frozen=True)
class Line:
    """What one guard answers about one thing: the permission that it asks for, its addresses, and the answer by viewer."""

    place: str
    permission: str
    addresses: tuple[str, ...]
    answers: dict[str, str]


def answers(app: Flask, town: Town, places: dict[str, list[Place]]) -> list[Line]:
    """Every line, asked through the first of its addresses; each page of `app` is replaced by one that says it was reached."""
    screens = screens_of(app, town)
    for rule, _ in addresses(app):
        only_the_guard(app, rule.endpoint)
    order = {
        says: number for number, says in enumerate(dict.fromkeys(p.says for those in places.values() for p in those))
    }
    lines = []
    for (permission, _), those in _guards(app).items():
        rule, method = those[0]
        for place in places[about(app, rule)]:
            told = {name: screens[name].asks(method, url(app, rule, method, place)) for name in viewers_of(place.says)}
            after = "".join(f"?{name}=…" for name in place.query)
            lines.append(Line(place.says, permission, tuple(f"{way} {one.rule}{after}" for one, way in those), told))
    return sorted(lines, key=lambda line: order[line.place])


def screens_of(app: Flask, town: Town) -> dict[str, "Screen"]:
    """Everybody who is asked, each at a screen."""
    return {name: Screen(app, person) for name, person in town.everybody.items() if name in (*GROUP, "toki")}


def addresses(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every address with every method that it answers, except static files; those to look at first."""
    every = [(rule, method) for rule in app.url_map.iter_rules() for method in rule.methods or ()]
    for rule, method in sorted(every, key=lambda one: (one[1], one[0].rule)):
        if rule.endpoint != "static" and method not in ("HEAD", "OPTIONS"):
            yield rule, method


def _guards(app: Flask) -> dict[Any, list[tuple[Rule, str]]]:
    """The addresses by the permission that they ask for and what they are about: all that the guard's answer depends on."""
    those: dict[Any, list[tuple[Rule, str]]] = {}
    for rule, method in addresses(app):
        page: Any = app.view_functions[rule.endpoint]
        those.setdefault((guarded(page), page.finds or about(app, rule)), []).append((rule, method))
    return those


def url(app: Flask, rule: Rule, method: str, place: Place) -> str:
    """The address of the page about that thing."""
    return app.url_map.bind("localhost").build(rule.endpoint, place.values | place.query, method=method)


def viewers_of(place: str) -> tuple[str, ...]:
    """Who is asked about it."""
    return VIEWERS.get(place.split(":")[0], COMPANY)


def table(lines: list[Line]) -> str:
    """The lines for people to read, those about one thing together; the further addresses of a guard below the first."""
    written, said = [], None
    for line in lines:
        if line.place != said:
            said = line.place
            written += ["", f"[{said or NO_THING}]", " " * 84 + _columns(line.answers)]
        first, *more = line.addresses
        written.append(f"{line.permission:<28}{first:<55} {_columns(line.answers.values())}")
        written += [f"{'':<28}{address}" for address in more]
    return "\n".join(written).strip() + "\n"


def read(text: str) -> list[Line]:
    """The lines of a table."""
    lines, said, names = [], "", []
    for row in text.splitlines():
        words = row.split()
        if row.startswith("["):
            said = row.strip("[]").replace(NO_THING, "")
        elif len(words) == 2:
            last = lines.pop()
            lines.append(replace(last, addresses=(*last.addresses, " ".join(words))))
        elif row.startswith(" "):
            names = words
        elif words:
            permission, method, rule, *told = words
            lines.append(Line(said, permission, (f"{method} {rule}",), dict(zip(names, told, strict=True))))
    return lines


def answers_expected() -> dict[tuple[str, str], dict[str, str]]:
    """The answers by viewer, as people have agreed to them, by thing and address: ("need: a draft", "GET /needs/<key>")."""
    lines = read(EXPECTED.read_text())
    return {(line.place, address.split("?")[0]): line.answers for line in lines for address in line.addresses}


def _columns(words: Any) -> str:
    return "".join(f"{word:<8}" for word in words).rstrip()


class Screen:
    """A person at a screen, who sends every form empty but with its token."""

    def __init__(self, app: Flask, person: Any):
        self.client = Browser(app, person if person.is_authenticated else None).client
        form = self.client.get("/apply").get_data(as_text=True)
        self.token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', form)[1]

    def asks(self, method: str, url: str) -> str:
        if method == "GET":
            response = self.client.get(url)
        else:
            response = self.client.post(url, data={"csrf_token": self.token})
        if response.status_code == 302:
            return SIGN_IN if response.location.split("?")[0] == "/sign-in" else OPEN
        return {200: OPEN, 422: OPEN, 403: REFUSED, 404: NOTHING}.get(response.status_code, str(response.status_code))


def about(app: Flask, rule: Rule) -> str:
    """How `fill` names what the address is about."""
    page = app.view_functions[rule.endpoint]
    if page.finds is None:
        return rule.rule.split("/")[1] if rule.arguments else ""
    name = page.finds.__name__
    return f"{rule.endpoint.split('.')[0]}.{name}" if name == "need_asked_for" else name


def only_the_guard(app: Flask, endpoint: str) -> None:
    """Put a page behind the same guard that only says that it was reached."""
    page: Any = app.view_functions[endpoint]

    def reached(*_thing: Any, **_token: str) -> str:
        return "reached"

    stated = guarded(page)
    app.view_functions[endpoint] = anyone_may(reached) if stated == "anyone" else may(stated, page.finds)(reached)
