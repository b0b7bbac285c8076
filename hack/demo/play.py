"""Playing the demo data into an empty database, day after day, from the opening of YOKOHAMA Hack! until today."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import delete, func, select, update

from hack import clock, db, outbox, wiring
from hack.accounts.models import User
from hack.accounts.passwords import hash_of
from hack.config import Settings
from hack.demo.acts import ACTS
from hack.demo.entering import Stage, apply, enter_sections, enter_staff, join, offer, verify
from hack.demo.script import BEGINNING, Day, Script, day_of, read_script
from hack.errors import RuleBroken
from hack.needs.models import Need
from hack.notices.models import Letter

Say = Callable[[str], None]
Scene = tuple[date, Callable[[], None]]

OPENING_HOUR = time(9)
"""When things happen on a day of the history, on a Japanese clock."""
RECENT = timedelta(days=42)
"""Of what happened so lately people find their notices."""


@dataclass(frozen=True)
class Accounts:
    """Whom a visitor can sign in as, and with what."""

    password: str
    people: tuple[tuple[str, str, str], ...]
    """What the person is here, name, address."""

    @property
    def greeting(self) -> list[str]:
        """The lines that the command prints."""
        rows = [f"  {what}: {email} ({name})" for what, name, email in self.people]
        return ["見本の利用者(人はすべて架空です)", *rows, f"  パスワードは共通: {self.password}"]


def load_demo(settings: Settings, say: Say = print) -> Accounts:
    """Play the demo data, unless it is there already; who can sign in then.

    Every act is a deed of the platform, on its own day (the clock is stopped at 9:00 JST of it); a day is one transaction.
    The events are kept, but the search and the matcher do not react to them: the index and the suggestions must be built
    afterwards. Nobody is written to about what happened long ago; letters about the last weeks are there as notices, and are
    never posted. Needs the application, whose templates letters are written with. say: is given a line of progress now and then.
    Raises RuleBroken where the database has people of its own, or where loading broke off before.
    """
    script = read_script()
    accounts = Accounts(_password(settings), _visitors(script))
    if _played(script):
        say("見本データは、すでに入っています。")
        return accounts

    stage = Stage(script, hash_of(accounts.password))
    outbox.connect({})
    try:
        _play(_scenes(stage, clock.today()), say)
    finally:
        wiring.connect()
    say(
        f"見本データを入れました(ニーズ{len(stage.needs)}件、シーズ{len(stage.seeds)}件、提案{len(stage.proposals)}件)。"
    )
    return accounts


def _scenes(stage: Stage, today: date) -> list[Scene]:
    """Everything that happens, in the order in which it happens."""
    script = stage.script
    scenes: list[Scene] = []

    def on(day: Day, happens: Callable[..., None], *what: Any) -> None:
        scenes.append((day_of(day, today), partial(happens, stage, *what)))

    on(BEGINNING, enter_sections)
    on(BEGINNING, enter_staff)
    for row in script.organizations:
        if "applies" not in row:
            on(row.get("joins", BEGINNING), join, row)
            continue
        on(row["applies"], apply, row)
        if "verified" in row:
            on(row["verified"], verify, row)
    for place, row in enumerate(script.seeds):
        on(row.get("published", place - len(script.seeds) - 90), offer, row)
    for act in script.acts:
        on(act["on"], ACTS[act["do"]], act, today)
    return sorted(scenes, key=itemgetter(0))


def _play(scenes: list[Scene], say: Say) -> None:
    """Play day after day, each in one transaction, with the clock stopped in the morning of that day."""
    present, today, year = clock.now(), clock.today(), 0
    for day, happenings in groupby(scenes, key=itemgetter(0)):
        if clock.fiscal_year(day) != year:
            year = clock.fiscal_year(day)
            say(f"{year}年度の出来事を入れています…")
        moment = morning_of(day, present)
        recent = today - day <= RECENT
        if recent:
            outbox.connect(wiring.LETTERS)
        with clock.stopped_at(moment):
            with db.transaction():
                for _, happen in happenings:
                    happen()
            if recent:
                _write_notices()


def morning_of(day: date, present: datetime) -> datetime:
    """When things happen on a day of the history: at its OPENING_HOUR, but never later than now."""
    return min(datetime.combine(day, OPENING_HOUR, clock.JST), clock.in_japan(present))


def _write_notices() -> None:
    """Write the letters that this day owes, and leave them as notices: none is due to be posted, now or later."""
    while outbox.deliver():
        pass
    with db.transaction():
        db.session.execute(update(Letter).values(due_at=None))
        db.session.execute(delete(outbox.Delivery).where(outbox.Delivery.done_at.is_(None)))


def _played(script: Script) -> bool:
    """Whether the demo data is there already. Raises RuleBroken where something else is."""
    people = db.session.scalar(select(func.count()).select_from(User))
    if not people:
        return False
    if db.session.scalar(select(func.count()).select_from(User).where(User.demo.is_(False))):
        raise RuleBroken("すでに利用者のいるデータベースには、見本データを入れられません。")
    if db.session.scalar(select(func.count()).select_from(Need)) != script.needs_in_all:
        raise RuleBroken("見本データが途中までしか入っていません。データベースを消してから、入れ直してください。")
    return True


def _visitors(script: Script) -> tuple[tuple[str, str, str], ...]:
    """Officers first, then those of organisations, then the secretariat."""
    staff = [row for row in script.staff if "account" in row]
    officers = [row for row in staff if row["role"] == "officer"]
    guests = [row | {"name": row["person"]} for row in script.organizations if "account" in row]
    others = [row for row in staff if row not in officers]
    return tuple((row["account"], row["name"], row["email"]) for row in (*officers, *guests, *others))


def _password(settings: Settings) -> str:
    """The demo's password, made once for this installation and kept in its folder for its owner to read."""
    place = settings.folder / "demo_password"
    if not place.exists():
        place.touch(mode=0o600)
        place.write_text("-".join("".join(secrets.choice(db.KEY_LETTERS) for _ in range(5)) for _ in range(4)) + "\n")
    return place.read_text().strip()
