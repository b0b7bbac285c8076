"""A person at a real screen: opens pages, answers questions by their labels, presses buttons, and complains of nothing."""

import re
import time
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

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

    def reload_until(self, words: str) -> Self:
        """Open the page again and again until it says `words`: what follows a deed is done after the answer."""
        ends = time.monotonic() + PATIENCE
        while words not in self.words and time.monotonic() < ends:
            time.sleep(0.2)
            self.page.reload()
        assert words in self.words
        return self

    def shoot(self, name: str) -> Self:
        """Leave a picture of the whole page, wide and narrow."""
        for width in (1280, 320):
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.screenshot(path=self.shots / f"{name}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": 1280, "height": 900})
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
