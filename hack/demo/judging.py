"""What the demo's people say of suggestions: a second history, which begins when the matcher has something to suggest."""

from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.demo.play import Say, morning_of
from hack.demo.script import Row, Script, choice, day_of, read_script
from hack.matching.actions import give_verdict
from hack.matching.models import Suggestion, Verdict, VerdictReason
from hack.matching.queries import visible_to
from hack.needs.models import Need
from hack.seeds.models import Seed


def judge_suggestions(say: Say = print) -> int:
    """Have the demo's people say what they think of suggestions, each on their own day, unless somebody has said something; how many did.

    Every verdict is the platform's own deed. A pair that is not suggested, or not to this person, is passed over: what is suggested
    depends on the dictionary and on whether meanings are there. What the matcher learns of it is compared at once. Needs an installation
    in which the demo has been loaded and everything compared; elsewhere nothing happens.
    """
    if db.session.scalar(select(exists().where(Verdict.id > 0))):
        return 0
    script, present, today, said = read_script(), clock.now(), clock.today(), 0
    rows = sorted(script.verdicts, key=lambda row: day_of(row["on"], today))
    db.session.rollback()
    for on, those in groupby(rows, key=itemgetter("on")):
        with clock.stopped_at(morning_of(day_of(on, today), present)), db.transaction():
            said += sum(_judge(script, row) for row in those)
    while outbox.deliver():
        pass
    if said:
        say(f"候補への判断を入れました({said}件)")
    return said


def _judge(script: Script, row: Row) -> bool:
    """Give one verdict; False where there is nothing to judge."""
    by = db.session.scalar(select(User).where(User.email == script.addresses[row["by"]], User.demo))
    suggestion = db.session.scalar(_suggestion(script, row, by)) if by else None
    if by is None or suggestion is None:
        return False
    reason = choice(VerdictReason, row["reason"])
    give_verdict(suggestion, by=by, fits=reason is VerdictReason.RELEVANT, reason=reason, note=row["note"])
    return True


def _suggestion(script: Script, row: Row, by: User) -> Select[Any]:
    need, seed = aliased(Need), aliased(Seed)
    titled = need.title == script.need(row["need"])["title"], seed.title == script.seed(row["seed"])["title"]
    found = select(Suggestion).join(need, Suggestion.need_id == need.id).join(seed, Suggestion.seed_id == seed.id)
    return found.where(*titled, visible_to(by))
