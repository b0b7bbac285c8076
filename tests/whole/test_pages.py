"""What is true of every page."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest
from wtforms import SelectMultipleField, StringField

from hack import db
from hack.app import create_app
from hack.docs import pages
from hack.events import AccessDenied
from hack.forms import Form
from hack.outbox import EventRecord
from hack.pipeline.need import NeedStep
from hack.policy import PERMISSIONS
from hack.web import guarded
from tests.cast import a_need


def _rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_every_page_says_who_may_open_it(app):
    silent = {rule.endpoint for rule in _rules(app) if guarded(app.view_functions[rule.endpoint]) is None}

    assert silent == set()


def test_every_page_asks_for_a_permission_that_is_stated(app):
    asked = {guarded(app.view_functions[rule.endpoint]) for rule in _rules(app)} - {"anyone"}

    assert asked - set(PERMISSIONS) == set()


def test_no_permission_is_stated_for_nothing(app):
    asked = {guarded(app.view_functions[rule.endpoint]) for rule in _rules(app)}
    sources = "\n".join(p.read_text() for p in [*Path("hack").rglob("*.py"), *Path("templates").rglob("*.html")])
    spoken = {name for name in PERMISSIONS if re.search(rf"can\([^)]*[\"']{re.escape(name)}[\"']", sources)}
    navigation = set(re.findall(r"\"(\w+\.\w+)\"\),", Path("hack/home/navigation.py").read_text()))

    assert set(PERMISSIONS) - asked - spoken - navigation == set()


def test_reading_and_writing_are_parted(app):
    """A page is for looking (GET) or for doing (POST), never both: the permission to look never covers the doing."""
    both = [rule.rule for rule in _rules(app) if {"GET", "POST"} <= (rule.methods or set())]

    assert both == []


def test_addresses_show_no_row_numbers(app):
    numbered = [rule.rule for rule in _rules(app) if "int:" in rule.rule]

    assert numbered == []


def test_addresses_are_lower_case_words(app):
    odd = [
        rule.rule
        for rule in _rules(app)
        if not re.fullmatch(r"(/([a-z-]+|<[a-z_]+>))*(/|\.(ics|json|csv))?", rule.rule)
    ]

    assert odd == []


def test_a_page_with_a_thing_in_its_address_finds_it_for_its_viewer(app):
    careless = [
        rule.rule
        for rule in _rules(app)
        if rule.arguments - {"token"} and app.view_functions[rule.endpoint].finds is None
    ]

    assert careless == []


def test_the_written_documents_are_todays(app):
    for name, text in pages(app).items():
        assert (Path("docs") / name).read_text() == text, f"docs/{name} is stale: run `make fix`"


def test_a_page_takes_scripts_and_styles_from_here_alone_and_is_shown_and_sent_nowhere_else(browser_of):
    policy = browser_of(None).client.get("/").headers["Content-Security-Policy"]

    assert dict(part.split(" ", 1) for part in policy.split("; ")) == {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


def test_a_page_keeps_to_itself_and_uses_no_device(browser_of):
    headers = browser_of(None).client.get("/").headers
    devices = dict(device.split("=") for device in headers["Permissions-Policy"].split(", "))

    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert {"camera", "geolocation", "microphone"} <= set(devices)
    assert set(devices.values()) == {"()"}


def test_a_form_that_another_site_sends_is_refused_though_it_has_its_token(browser_of, cast):
    browser = browser_of(cast.michi).visit("/needs/new")
    sent = browser.questions | {"title": "街路樹の点検を早く終えたい"}

    def answered(site):
        return browser.client.post("/needs/new", data=sent, headers={"Sec-Fetch-Site": site}).status_code

    assert [answered(site) for site in ("cross-site", "same-site", "same-origin")] == [400, 400, 302]


def test_every_answer_carries_the_strict_headers(browser_of):
    for path in ("/", "/no-such-page", "/livez", "/static/css/base.css"):
        with browser_of(None).client.get(path) as answer:
            headers = answer.headers
        assert headers["Content-Security-Policy"].startswith("default-src 'self'; script-src 'self'"), path
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "same-origin", path
        assert headers["Cache-Control"] == ("public, max-age=3600" if "static" in path else "no-store"), path


def test_a_form_without_its_token_or_from_elsewhere_is_refused(browser_of, cast):
    browser = browser_of(cast.michi)

    assert browser.client.post("/needs/new", data={"title": "x"}).status_code == 400
    assert browser.client.post("/needs/new", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 400),
        ({"Origin": "null"}, 400),
        ({"Origin": "http://localhost"}, 422),
        ({"Origin": "http://127.0.0.1:8000"}, 422),
        ({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, 422),
        ({"Sec-Fetch-Site": "same-site"}, 400),
        ({}, 422),
    ],
)
def test_what_another_site_sends_is_refused_though_it_has_the_token(app, headers, status):
    app.config["WTF_CSRF_ENABLED"] = False

    assert app.test_client().post("/sign-in", headers=headers, data={"email": "a@b.example"}).status_code == status


def test_the_site_answers_to_its_own_names_alone(app, stage):
    public = create_app(replace(stage, base_url="https://hack.example/"))

    def answers(app, host):
        return app.test_client().get("/about", headers={"Host": host}).status_code

    assert [answers(app, host) for host in ("localhost:8000", "127.0.0.1", "evil.example")] == [200, 200, 400]
    assert [answers(public, host) for host in ("hack.example", "localhost", "www.hack.example")] == [200, 200, 400]
    refused = app.test_client().post("/sign-in", headers={"Host": "evil.example"})
    assert (refused.status_code, refused.text) == (400, "このアドレスでは開けません。\n")


def test_what_is_asked_once_is_answered_once(app, browser_of, cast):
    app.config["WTF_CSRF_ENABLED"] = False
    client = browser_of(cast.michi).client

    assert client.get("/needs/?page=1&page=2").status_code == 400
    assert client.get("/needs/?q=a&q=b").status_code == 400
    twice = client.post("/needs/new", data={"title": ["題名", "別の題名"]})
    assert twice.status_code == 400
    assert "送られた内容を読み取れませんでした" in twice.text


def test_several_boxes_may_be_ticked(app):
    class Choosing(Form):
        boxes = SelectMultipleField("箱", choices=[("a", "あ"), ("b", "い")])
        word = StringField("言葉")

    with app.test_request_context():
        assert Choosing(MultiDict([("boxes", "a"), ("boxes", "b")]), meta={"csrf": False}).boxes.data == ["a", "b"]
        with pytest.raises(BadRequest):
            Choosing(MultiDict([("word", "a"), ("word", "b")]), meta={"csrf": False})


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x7f", "\x84", "\x9f"])
def test_no_control_character_comes_in_by_a_form(browser_of, cast, letter):
    page = browser_of(cast.michi).visit("/needs/new").press("下書きを保存する", 題名=f"題{letter}名")

    assert page.status == 422
    assert "使えない文字(制御文字)" in page.main


def test_a_denial_in_the_middle_of_a_deed_is_written_down_like_one_at_the_door(app, browser_of, cast):
    app.config["WTF_CSRF_ENABLED"] = False
    need = a_need(by=cast.michi, step=NeedStep.CHECKING)
    key, seen, client = need.key, need.version, browser_of(cast.michi).client

    answers = [
        client.post(f"/needs/{key}/moves", data={"name": "approve", "seen": str(seen)}).status_code,
        client.get("/notices/dead").status_code,
    ]

    assert answers == [403, 403]
    db.session.rollback()
    told = db.session.scalars(select(EventRecord).where(EventRecord.name == "AccessDenied").order_by(EventRecord.id))
    assert [(one.by_id, one.read()) for one in told] == [
        (cast.michi.id, AccessDenied("need.approve", "needs.move", "need", key)),
        (cast.michi.id, AccessDenied("notice.dead", "notices.dead")),
    ]
