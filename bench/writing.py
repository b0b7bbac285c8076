"""An officer who writes needs over HTTP without a pause, and sends each one again until it is answered."""

import re
import threading
import time
import traceback
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any

from hack.db import random_key
from tests.cast import PASSWORD

TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
TEXT = {
    "field": "roads",
    "background": "道路の損傷の通報が年に1万件ある。",
    "present": "職員が1件ずつ現場を見に行き、写真を撮って台帳に書き写している。",
    "problem": "現場に行くまで急ぐかどうかが分からず、半日を移動に使っている。",
    "hoped": "通報の写真から、急ぐものがすぐに分かるようにしたい。",
}


class Asis(urllib.request.HTTPRedirectHandler):
    """Shows a redirection instead of following it."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Writer:
    """One officer at a screen; what was answered is remembered, to be compared with what there is."""

    def __init__(self, address: str, email: str):
        self.address, self.email = address, email
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), Asis())
        self.drafted: dict[str, str] = {}
        """The key that was answered for each title."""
        self.handed_in: set[str] = set()
        self.tally: Counter[str] = Counter()
        self.answered = 0
        self.gave_up = ""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._write, name=email)

    def begin(self) -> None:
        """Sign in, and write from now on."""
        self.token = self._token("/sign-in")
        status, _ = self._post("/sign-in", {"email": self.email, "password": PASSWORD})
        if status != 302:
            raise RuntimeError(f"{self.email} could not sign in: {status}")
        self.token = self._token("/needs/new")
        self._thread.start()

    def finish(self) -> None:
        """End what is being written, and write no more."""
        self._stop.set()
        self._thread.join()

    def _write(self) -> None:
        try:
            while not self._stop.is_set():
                self._draft_and_hand_in()
        except Exception:
            self.gave_up = traceback.format_exc()

    def _draft_and_hand_in(self) -> None:
        once_key = random_key()
        title = f"道路の損傷を早く直したい {once_key}"
        _, (status, where), _ = self._insist("/needs/new", TEXT | {"title": title, "once_key": once_key})
        if status != 302:
            raise RuntimeError(f"drafting was answered with {status}")
        key = where.rpartition("/")[2]
        self.drafted[title] = key
        self.tally["drafted"] += 1
        self.answered += 1

        again, (status, _), said = self._insist(f"/needs/{key}/submit", {"seen": "1"})
        if status == 422 and again and "先に" in said:
            self.tally["done already"] += 1
        elif status != 302:
            raise RuntimeError(f"handing in was answered with {status} ({again=})")
        self.handed_in.add(key)
        self.tally["handed in"] += 1
        self.answered += 1

    def _insist(self, path: str, answers: dict[str, str]) -> tuple[bool, tuple[int, str], str]:
        """Send until it is answered: whether it was sent more than once, status and Location, the page."""
        again = False
        while True:
            try:
                return again, self._post(path, answers), self.said
            except (OSError, HTTPException):
                again = True
                self.tally["again"] += 1
                time.sleep(0.05)

    def _post(self, path: str, answers: dict[str, str]) -> tuple[int, str]:
        sent = urllib.parse.urlencode({"csrf_token": self.token, **answers}).encode()
        try:
            with self.opener.open(self.address + path, sent, timeout=20) as answer:
                self.said = answer.read().decode()
                return answer.status, ""
        except urllib.error.HTTPError as answer:
            with answer:
                self.said = answer.read().decode()
                if answer.code in (502, 503):
                    raise OSError(f"not now: {answer.code}") from None
                return answer.code, answer.headers.get("Location", "")

    def _token(self, path: str) -> str:
        with self.opener.open(self.address + path, timeout=20) as page:
            found = TOKEN.search(page.read().decode())
        if found is None:
            raise RuntimeError(f"no token at {path}")
        return found[1]
