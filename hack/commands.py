"""What the commands do, each telling what it does line by line."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import exists, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.orm import joinedload

from hack import db
from hack.accounts.actions import appoint
from hack.accounts.models import User
from hack.accounts.tickets import path_of, sealed
from hack.config import Settings
from hack.errors import RuleBroken
from hack.lazy import lazily
from hack.matching.models import Suggestion
from hack.needs.models import Need
from hack.roles import Role
from hack.search.library import index
from hack.search.rebuild import rebuild
from hack.seeds.models import Seed
from hack.wordbook.force import bring_into_force

Say = Callable[[str], None]
refit = lazily("hack.matching.fitting:refit")
refit_if_needed = lazily("hack.matching.fitting:refit_if_needed")


def bring_back_caches(say: Say) -> None:
    """Make the search index and the suggestions, where they are missing or out of date."""
    bring_into_force()
    if not index().healthy():
        rebuild_search(say)
    if (run := refit_if_needed()) is not None:
        say(f"マッチングの候補を作りました(ニーズ {run.needs:,}件 × シーズ {run.seeds:,}件)")


def rebuild_search(say: Say) -> None:
    """Build the search index anew."""
    bring_into_force()
    say("検索の索引を作っています…")
    began = time.perf_counter()
    count = rebuild()
    say(f"検索の索引を作りました({count:,}件、{time.perf_counter() - began:.1f}秒)")


def refit_everything(say: Say) -> None:
    """Fit the matcher anew, telling how far it has got."""
    bring_into_force()
    say("マッチングを始めから行っています…")
    began = time.perf_counter()
    run = refit(lambda done, total: say(f"  {done:,} / {total:,} 組"))
    took = time.perf_counter() - began
    say(f"候補を作りました(ニーズ {run.needs:,}件 × シーズ {run.seeds:,}件、{took:.1f}秒)")


def print_suggestions(key: str, say: Say) -> bool:
    """Print what is suggested for the need or seed with that key, the likest first, with the words; False if there is none.

    It is for whoever keeps the machine, who could read the database as well: it shows all that is stored.
    """
    need = db.session.scalar(select(Need).where(Need.key == key))
    seed = db.session.scalar(select(Seed).where(Seed.key == key))
    if need is None and seed is None:
        say(f"{key} というニーズもシーズもありません。")
        return False
    mine = Suggestion.need_id == need.id if need is not None else Suggestion.seed_id == (seed.id if seed else 0)
    with_both = joinedload(Suggestion.need), joinedload(Suggestion.seed).joinedload(Seed.organization)
    found = db.session.scalars(
        select(Suggestion).where(mine).options(*with_both).order_by((Suggestion.score + Suggestion.learnt).desc())
    ).all()
    say(f"{'ニーズ' if need is not None else 'シーズ'}: {(need or seed).title}")  # type: ignore[union-attr]
    for place, one in enumerate(found, 1):
        other = f"{one.seed.title}({one.seed.organization.name})" if need is not None else one.need.title
        say(f"{place:>2}. [{one.city_band.label}] {other}")
        told = "、".join(f"{word} {share:.3f}" for word, share in one.told if share)
        say(f"      共通する言葉: {told or 'なし'}  一致度 {one.score + one.learnt:.3f}")
    if not found:
        say("合いそうなものはありません。")
    return True


def print_people(say: Say) -> None:
    """List everybody with an account: role, name, where they belong, and whether the account is in use."""
    belonging = joinedload(User.organization), joinedload(User.section)
    for person in db.session.scalars(select(User).options(*belonging).order_by(User.role, User.id)):
        say(f"{person.role.label}  {person.name}  {person.belonging}{'' if person.is_active else '  (停止中)'}")


def invite_to_secretariat(settings: Settings, *, email: str, name: str, role: str) -> str:
    """Invite an administrator, coordinator or auditor; the link to accept it with, good once and for 7 days."""
    with db.transaction():
        ticket = appoint(email=email, name=name, role=Role(role))
        path = path_of(ticket)
    return settings.links_to + sealed(path, settings.secret)


def clear(settings: Settings) -> None:
    """Remove the SQLite database, the queue, the caches, the letters and the files of this installation, to begin anew.

    Raises RuleBroken for any other database, in production, and where somebody has an account who is not of the demo data.
    """
    if settings.environment == "production":
        raise RuleBroken("本番(HACK_ENV=production)のデータベースは消せません。")
    url = make_url(settings.database)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise RuleBroken("消せるのは、SQLiteのデータベースだけです。")
    if Path(url.database).exists() and _has_people_of_its_own(settings.database):
        raise RuleBroken(
            "見本ではない利用者がいるので、データベースを消しません。別の HACK_INSTANCE を指定してください。"
        )

    for place in (url.database, str(settings.folder / "queue.db")):
        for end in ("", "-wal", "-shm"):
            Path(place + end).unlink(missing_ok=True)
    for folder in ("index", "matching", "words", "letters", "uploads"):
        shutil.rmtree(settings.folder / folder, ignore_errors=True)


def _has_people_of_its_own(database: str) -> bool:
    engine = db.connect(database)
    try:
        return inspect(engine).has_table(User.__tablename__) and bool(
            db.session.scalar(select(exists().where(User.demo.is_(False))))
        )
    finally:
        db.disconnect()
