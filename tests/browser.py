"""A person at a screen: opens pages, reads words, answers questions by their labels, presses buttons.

Every page that is opened is checked on the way: no id twice, no question without a label, one main heading.
"""

from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask

from hack import db
from hack.accounts.actions import begin_sign_in

TYPES_WITHOUT_LABEL = {"hidden", "submit", "button"}


class Browser:
    """One person's browser; every deed returns the browser itself, so that deeds can be chained."""

    def __init__(self, app: Flask, person: Any = None):
        self.client = app.test_client()
        self.path = "/"
        if person is not None:
            with db.transaction():
                token = begin_sign_in(person, "テスト").token
            with self.client.session_transaction() as cookie:
                cookie["_user_id"] = token

    def visit(self, path: str) -> Self:
        """Open a page, following redirects."""
        return self._read(self.client.get(path, follow_redirects=True))

    def follow(self, words: str) -> Self:
        """Follow the first link that says `words`."""
        for link in self.page.find_all("a"):
            if words in " ".join(link.get_text().split()):
                return self.visit(urljoin(self.path, str(link["href"])))
        raise AssertionError(f"no link says {words!r} at {self.path}")

    def press(self, button: str, **answers: Any) -> Self:
        """Answer questions by their labels and press the button that says `button` (exactly, else containing it)."""
        method, where, sent = self.about_to_press(button, **answers)
        if method == "post":
            return self._read(self.client.post(where, data=sent, follow_redirects=True))
        return self._read(self.client.get(where, query_string=sent, follow_redirects=True))

    def about_to_press(self, button: str, **answers: Any) -> tuple[str, str, dict[str, Any]]:
        """What pressing the button would do: by which method, where to, and what would be sent."""
        form, pressed = self._button(button)
        sent = self._filled(form)
        for label, answer in answers.items():
            sent[self._question(form, label)] = answer
        if pressed.get("name"):
            sent[str(pressed["name"])] = pressed.get("value", "")
        action = str(pressed.get("formaction") or form.get("action") or self.path)
        return str(form.get("method", "get")).lower(), urljoin(self.path, action), sent

    @property
    def words(self) -> str:
        """All words of the page, as a person reads them."""
        return " ".join(self.page.get_text(" ").split())

    @property
    def main(self) -> str:
        """The words of the page's main part."""
        main = self.page.find("main")
        return " ".join((main or self.page).get_text(" ").split())

    @property
    def heading(self) -> str:
        heading = self.page.find("h1")
        return heading.get_text(" ", strip=True) if heading else ""

    @property
    def links(self) -> dict[str, str]:
        """Where the links lead, by what they say."""
        return {a.get_text(" ", strip=True): str(a["href"]) for a in self.page.find_all("a") if a.get("href")}

    @property
    def buttons(self) -> list[str]:
        """What the buttons in the main part say, in order."""
        main = self.page.find("main") or self.page
        return [b.get_text(" ", strip=True) for b in main.find_all("button")]

    @property
    def questions(self) -> dict[str, str]:
        """The answers standing in the page's forms, by the question's name."""
        return {name: value for form in self.page.find_all("form") for name, value in self._filled(form).items()}

    def _read(self, response: Any) -> Self:
        self.response = response
        self.status = response.status_code
        self.path = urlsplit(response.request.url).path
        self.page = BeautifulSoup(response.get_data(as_text=True), "html.parser")
        if "text/html" in response.content_type and self.page.find("html"):
            self._check()
        return self

    def _check(self) -> None:
        ids = [str(tag["id"]) for tag in self.page.find_all(id=True)]
        twice = {one for one in ids if ids.count(one) > 1}
        assert not twice, f"ids used twice at {self.path}: {twice}"
        labelled = {str(label.get("for")) for label in self.page.find_all("label")}
        for question in self.page.find_all(["input", "select", "textarea"]):
            if question.get("type") in TYPES_WITHOUT_LABEL or question.find_parent("label"):
                continue
            named = question.get("aria-label") or question.get("aria-labelledby") or question.get("id") in labelled
            assert named, f"a question without a label at {self.path}: {question.get('name')}"
        assert len(self.page.find_all("h1")) == 1, f"not one main heading at {self.path}"

    def _button(self, words: str) -> tuple[Tag, Tag]:
        buttons = [b for b in self.page.find_all("button") if b.find_parent("form") or b.get("form")]
        for exact in (True, False):
            for button in buttons:
                says = button.get_text(" ", strip=True)
                if says == words or (not exact and words in says):
                    form = button.find_parent("form") or self.page.find("form", id=button["form"])
                    assert isinstance(form, Tag)
                    return form, button
        raise AssertionError(f"no button says {words!r} at {self.path}: {self.buttons}")

    def _question(self, form: Tag, label: str) -> str:
        for legend in form.find_all(["label", "legend"]):
            if label not in legend.get_text(" ", strip=True):
                continue
            if legend.name == "legend":
                question = legend.find_parent("fieldset").find(["input", "select", "textarea"])
            else:
                question = form.find(id=legend.get("for")) or legend.find(["input", "select", "textarea"])
            if isinstance(question, Tag):
                return str(question["name"])
        raise AssertionError(f"no question is labelled {label!r} at {self.path}")

    def _filled(self, form: Tag) -> dict[str, Any]:
        sent: dict[str, Any] = {}
        for question in form.find_all(["input", "textarea", "select"]):
            name, kind = str(question.get("name", "")), question.get("type")
            if not name or kind in ("submit", "button"):
                continue
            if kind in ("checkbox", "radio"):
                if question.has_attr("checked"):
                    sent.setdefault(name, []).append(question.get("value", "on"))
            elif question.name == "select":
                chosen = [o for o in question.find_all("option") if o.has_attr("selected")] or question.find_all(
                    "option"
                )[:1]
                sent[name] = [o.get("value", o.get_text()) for o in chosen]
            elif question.name == "textarea":
                sent[name] = question.get_text().replace("\r\n", "\n").removeprefix("\n")
            else:
                sent[name] = question.get("value", "")
        return sent
