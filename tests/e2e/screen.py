"""A person at a real screen: opens pages, answers questions by their labels, presses buttons, and complains of nothing."""

import os
import re
import time
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import FilePayload, Locator, Page

from tests.e2e.chromium import complaints_of
from tests.e2e.site import PATIENCE


class Screen:
    """One page in a browser; every deed returns the screen itself, so that deeds can be chained."""

    def __init__(self, page: Page, shots: Path):
        self.page = page
        self.shots = shots
        self.complaints = complaints_of(page)
        page.set_default_timeout(PATIENCE * 1000)

    def visit(self, path: str) -> Self:
        """Open a page, which must be there."""
        answer = self.page.goto(path)
        assert answer is not None and answer.ok, f"{path}: {answer and answer.status}"
        return self

    def follow(self, words: str) -> Self:
        """Follow the first link in the main part that says `words`."""
        with self.page.expect_navigation():
            self.main.get_by_role("link", name=words).first.click()
        return self

    def press(self, button: str, **answers: str) -> Self:
        """Answer questions by their labels and press the button that says `button`; what is sent must be taken."""
        for label, answer in answers.items():
            self.answer(label, answer)
        with self.page.expect_navigation() as went:
            self.main.get_by_role("button", name=button, exact=True).click()
        assert went.value is not None and went.value.ok, f"{button} was refused at {self.path}: {self.words[:500]}"
        return self

    def refused(self, button: str, says: str, **answers: str) -> Self:
        """Answer questions and press the button; what is sent must be refused, and the page must say why."""
        for label, answer in answers.items():
            self.answer(label, answer)
        with self.page.expect_navigation() as went:
            self.main.get_by_role("button", name=button, exact=True).click()
        assert went.value is not None and went.value.status in (409, 422), (
            f"{button} was not refused: {self.words[:500]}"
        )
        assert says in self.words, self.words[:1500]
        return self

    def open(self, summary: str) -> Self:
        """Open what is folded under these words."""
        self.main.locator("summary", has_text=summary).first.click()
        return self

    def answer(self, label: str, answer: str) -> None:
        """Type or choose an answer; a choice by the words of its label, a tick by 「はい」."""
        says = re.compile(rf"^{re.escape(label)}\s*(必須|任意)?$")
        group = self.main.locator("fieldset").filter(has=self.page.locator("legend", has_text=says))
        if group.count():
            group.get_by_label(answer).check()
            return
        question = self.main.get_by_label(says)
        kind = question.evaluate("question => question.type")
        if kind == "checkbox":
            question.set_checked(answer == "はい")
        elif kind == "select-one":
            question.select_option(label=answer)
        else:
            question.fill(answer)

    def attach(self, label: str, name: str, content: bytes) -> Self:
        """Choose a file of this name and content where one is asked for."""
        asked = re.compile(rf"^{re.escape(label)}\s*(必須|任意)?$")
        kinds = {"csv": "text/csv", "pdf": "application/pdf"}
        chosen: FilePayload = {"name": name, "mimeType": kinds[name.rsplit(".")[-1]], "buffer": content}
        self.main.get_by_label(asked).set_input_files(chosen)
        return self

    def chosen(self) -> set[str]:
        """What the lists of choices of the main part show as chosen."""
        return set(
            self.main.locator("select").evaluate_all("lists => lists.map(list => list.selectedOptions[0].label)")
        )

    def reload_until(self, words: str) -> Self:
        """Open the page again and again until it says `words`: what follows a deed is done after the answer."""
        ends = time.monotonic() + PATIENCE
        while words not in self.words and time.monotonic() < ends:
            time.sleep(0.2)
            self.page.reload()
        assert words in self.words
        return self

    def shoot(self, name: str) -> Self:
        """Leave a picture of the whole page, wide and narrow, where SHOTS says that pictures are wanted."""
        if "SHOTS" not in os.environ:
            return self
        for width in (1280, 320):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.screenshot(path=self.shots / f"{name}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": 1280, "height": 900})
        self.page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        return self

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    @property
    def words(self) -> str:
        """The words of the main part, as a person reads them."""
        return " ".join(self.main.inner_text().split())

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path
