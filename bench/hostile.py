"""What the search page makes of ten thousand hostile questions, in a made-up town with many papers.

    python -m bench.hostile [--questions 10000] [--seed 7] [--needs 3000] [--seeds 12000] [--limit KIND]

Questions of everything that ever broke a search box (KINDS below) are sent to the real site through its test client, in turn as a
visitor and as people of each role, a part of them narrowed and on far pages. Printed are the times by kind, by the processor and (in
brackets) by the clock; judged are those of the processor, for neighbours on the machine are no fault of the search.
The exit code is 1 if an answer is 500 or worse, if the 99th percentile is over 300 ms, or if one is over 1.5 s.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from flask import Flask
from sqlalchemy import select
from werkzeug.test import Client

from bench.filling import fill
from bench.search import MEANS, PLACES, SAYINGS, THEMES
from bench.town import Town
from hack import commands, db, schema
from hack.accounts.actions import begin_sign_in
from hack.accounts.models import User
from hack.app import create_app
from hack.config import Settings
from hack.roles import Role

MOST_P99, MOST_EVER = 0.3, 1.5
CONTROL = [chr(code) for code in [*range(32), 127, *range(0x80, 0xA0)]]
UNSEEN = [
    "\u200b",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202e",
    "\u2066",
    "\u2069",
    "\ufeff",
    "\u00ad",
    "\U000e0100",
]
SURROGATES = ["\ud800", "\udbff", "\udc00", "\udfff"]
EMOJI = ["👨‍👩‍👧", "🏳️‍🌈", "❄️", "🚒", "🧑🏽‍🚒", "☃", "🗾", "👍🏿"]
QUOTES = ['"', "“", "”", "「", "」", "『", "』", "'", "＂", "｢", "｣"]
SIGNS = [
    "*",
    "?",
    "~",
    "^9",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "<",
    ">",
    "/",
    "\\",
    ":",
    "|",
    "+",
    "-",
    "!",
    "&&",
    "%00",
    "%",
    "$",
    "#",
    "`",
]
SQL = [
    "' OR 1=1 --",
    "'; DROP TABLE need; --",
    "UNION SELECT * FROM user",
    "LIKE '%_%'",
    "\\' OR ''='",
    "1);--",
    "NULL",
    "sleep(9)",
]
REGEX = [
    "(a+)+$",
    "(.*)*",
    "[^]]",
    "(?=",
    "(?P<x>",
    "\\d{9999}",
    "^.*$",
    "((((((((((",
    "[\\w-]+@",
    "a{1,99999}",
    "\\1",
    "(?<!a",
]
LANGUAGE = [
    "title:",
    "AND",
    "OR",
    "NOT",
    "[a TO z]",
    "readers:officer",
    "facets:x",
    "uid:need",
    "水* AND 下?",
    "NEAR/3",
]
MARKUP = [
    "<script>alert(1)</script>",
    "{{7*7}}",
    "{% raw %}",
    "${7*7}",
    "<img src=x onerror=y>",
    "&lt;",
    "]]>",
    "javascript:",
]
ODD = [
    "ﷺ",
    "ｶﾞ",
    "e\u0301" * 9,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "ｽｽﾞｽﾟ",
    "㍻㍿㌔",
    "𠮷野家",
    "辻󠄀",
    "ỏ̷͖͈̞̩͎̻̫̫̜͉̠̫͕̭̭̫̫̹̗̹͈̼",
    "İ",
    "ß",
    "Σς",
    "한국어",
    "مرحبا",
    "שלום",
    "ไทย",
    "∞≠≈",
]
KANJI = "水雪道区旭栄火山川防災市民学校会社人日本年度電話車"

Make = Callable[[random.Random], str]


def _some(*lists: list[str]) -> Make:
    """A few of these, and of ordinary words, side by side."""
    bits = [bit for one in lists for bit in one]

    def make(chance: random.Random) -> str:
        return "".join(
            chance.choice([chance.choice(bits), chance.choice(THEMES + MEANS + ["", " ", "　"])])
            for _ in range(chance.randint(1, 30))
        )

    return make


def _page(chance: random.Random) -> str:
    """A page of 3,000 characters that somebody has pasted."""
    told = ""
    while len(told) < 3_000:
        told += chance.choice(SAYINGS).format(
            place=chance.choice(PLACES), theme=chance.choice(THEMES), mean=chance.choice(MEANS),
            other=chance.choice(THEMES), number=chance.randrange(10**6),
        )  # fmt: skip
    return told[:3_000]


def _misspelt(chance: random.Random) -> str:
    """A word with a letter exchanged, left out or doubled."""
    word = chance.choice(THEMES + MEANS)
    at = chance.randrange(len(word))
    return word[:at] + chance.choice(["", chance.choice(KANJI), word[at] * 2]) + word[at + 1 :]


KINDS: dict[str, Make] = {
    "control characters": _some(CONTROL),
    "unseen and right to left": _some(UNSEEN),
    "lone surrogates": _some(SURROGATES),
    "emoji": _some(EMOJI),
    "unbalanced quotes": _some(QUOTES),
    "signs and wildcards": _some(SIGNS),
    "wildcard storm": lambda chance: chance.choice("*?~^%_.") * chance.randint(1, 3_000),
    "SQL": _some(SQL),
    "regular expressions": _some(REGEX),
    "query language": _some(LANGUAGE, [" "]),
    "markup": _some(MARKUP),
    "odd letters": _some(ODD),
    "everything": _some(CONTROL, UNSEEN, SURROGATES, EMOJI, QUOTES, SIGNS, SQL, REGEX, LANGUAGE, MARKUP, ODD),
    "single kanji": lambda chance: chance.choice(KANJI),
    "kanji apart": lambda chance: " ".join(chance.choices(KANJI, k=chance.randint(2, 60))),
    "phrase of what is everywhere": lambda chance: f"「{chance.choice(['の', 'を使って', '時間がかかっています', '、', 'を', '件'])}」",
    "many phrases": lambda chance: " ".join(f"「{chance.choice(THEMES)}」" for _ in range(chance.randint(1, 40))),
    "misspelt": _misspelt,
    "many misspelt": lambda chance: " ".join(_misspelt(chance) for _ in range(chance.randint(2, 40))),
    "many words": lambda chance: " ".join(chance.choices(THEMES + MEANS + PLACES, k=chance.randint(5, 300))),
    "many numbers": lambda chance: " ".join(str(chance.randrange(10**9)) for _ in range(chance.randint(1, 300))),
    "page": _page,
    "page without a blank": lambda chance: "".join(chance.choices(KANJI + "のをにはがでとも", k=3_000)),
    "one letter, many times": lambda chance: chance.choice('雪a0"「(あ👍\u0301ﾞ') * chance.randint(1, 3_000),
    "very long": lambda chance: chance.choice([_page(chance), "ﷺ", "x ", "「", '"a" ']) * chance.randint(2, 50),
    "ordinary": lambda chance: f"{chance.choice(THEMES)} {chance.choice(MEANS)}",
}  # fmt: skip
NARROWED = [
    "",
    "&noun=need",
    "&noun=%00",
    "&field=roads",
    "&field=x&bureau=%F0%9F",
    "&page=999999",
    "&page=-1",
    "&stage=open&kind=npo",
    "&q=2",
]


def main() -> int:
    """Make the town, ask, print the table; 1 on a breach."""
    given = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="hack-hostile-"))
    try:
        settings = Settings(instance=str(folder), environment="test")
        schema.upgrade(settings.database)
        app = create_app(settings)
        fill(Town(given.needs, given.seeds, 200, 300, given.needs, 50))
        commands.rebuild_search(print)
        return _ask(_browsers(app), given)
    finally:
        db.disconnect()
        shutil.rmtree(folder)


def _browsers(app: Flask) -> list[Client]:
    """The browsers of a visitor, and of one who has signed in with each role."""
    browsers = [app.test_client()]
    for role in Role:
        person = db.session.scalar(select(User).where(User.role == role).order_by(User.id).limit(1))
        if person is not None:
            with db.transaction():
                token = begin_sign_in(person, "bench").token
            browsers.append(app.test_client())
            with browsers[-1].session_transaction() as cookie:
                cookie["_user_id"] = token
    db.session.remove()
    return browsers


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("questions", 10_000), ("seed", 7), ("needs", 3_000), ("seeds", 12_000)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    asked.add_argument("--limit", choices=KINDS, help="only questions of this kind")
    return asked.parse_args()


def _ask(browsers: list[Client], given: argparse.Namespace) -> int:
    chance, kinds = random.Random(given.seed), [given.limit] if given.limit else list(KINDS)
    times, walls, failed, worst = defaultdict(list), defaultdict(list), [], (0.0, "")
    for number in range(given.questions):
        kind = kinds[number % len(kinds)]
        question = KINDS[kind](chance)
        address = f"/search?q={quote(question, errors='surrogatepass')}{chance.choice(NARROWED)}"
        wall, work = time.perf_counter(), time.process_time()
        status = browsers[chance.randrange(len(browsers))].get(address).status_code
        times[kind].append(time.process_time() - work)
        walls[kind].append(time.perf_counter() - wall)
        worst = max(worst, (times[kind][-1], question))
        if status >= 500:
            failed.append(question)
    for kind in kinds:
        print(f"{kind:30} {_told(times[kind], walls[kind])}")
    every = [one for each in times.values() for one in each]
    print(f"{'all':30} {_told(every, [one for each in walls.values() for one in each])}")
    print(f"{len(every)} questions, {len(failed)} answered by 5xx; the slowest: {worst[1][:60]!r}")
    for question in failed[:5]:
        print(f"  failed: {question[:200]!r}")
    return 1 if failed or _late(every, 0.99) > MOST_P99 or max(every) > MOST_EVER else 0


def _late(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def _told(times: list[float], walls: list[float]) -> str:
    """p50, p95, p99 and the longest in milliseconds."""
    shares = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99), ("max", 1.0))
    return "   ".join(
        f"{name} {1000 * _late(times, share):6.1f} ({1000 * _late(walls, share):6.1f})" for name, share in shares
    )


if __name__ == "__main__":
    sys.exit(main())
