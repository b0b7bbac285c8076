"""Looking after an installation: what should be true of it, and whether it is. Nothing is changed."""

from dataclasses import dataclass
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from hack import db, schema
from hack.config import Settings
from hack.files import store
from hack.files.queries import counts_by_noun
from hack.files.sweeping import inventory
from hack.home.health import LEAST_SPACE, LONGEST_WAIT, space
from hack.leases import longest_wait
from hack.matching.queries import last_run
from hack.needs.models import Need
from hack.notices.models import Letter
from hack.outbox import Delivery
from hack.proposals.queries import frozen_and_removed
from hack.schema import Shape
from hack.search import library
from hack.search.index import State
from hack.search.rebuild import Drift, drift

OUTDATED = "この版の形ではありません(hack run か hack work が新しくします)"
INDEX = {
    State.FIT: "使えます",
    State.STALE: "別の辞書で作られています",
    State.MISSING: "ありません",
    State.BROKEN: "壊れています",
}
"""The states of the index in words."""

HANG_ON = {"workgroup": "ワーキンググループ", "proposal": "提案", "cases": "共創フロント案件"}
"""On what files hang, in words."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: what, whether it is well, and what there is to say."""

    what: str
    well: bool
    says: str


def everything(settings: Settings) -> list[Finding]:
    """Look at the settings, the disk, the database, the caches, and what is owed; without a database, at what there is."""
    folder = Path(settings.instance)
    if not folder.is_dir():
        return [Finding("置き場所", False, "フォルダーがありません")]
    found = [_secret(settings), *_settings(settings), _space(folder)]
    place = make_url(settings.database).database or ""
    if settings.database.startswith("sqlite") and not Path(place).is_file():
        return [*found, Finding("データベース", False, "まだありません")]
    try:
        found += _database(settings)
        shape = _shape(settings)
        return [*found, shape, *([_files(settings), _index(settings), _matcher(), *_owed()] if shape.well else [])]
    except SQLAlchemyError as fault:
        return [*found, Finding("データベース", False, f"答えません({type(fault).__name__})")]
    finally:
        db.session.rollback()


def _secret(settings: Settings) -> Finding:
    kept = Path(settings.instance) / "secret_key"
    if not settings.secret_key and not kept.exists():
        return Finding("秘密鍵", False, "まだありません")
    well = len(settings.secret.encode()) >= 32
    return Finding("秘密鍵", well, "32バイト以上" if well else "短すぎます")


def _space(folder: Path) -> Finding:
    left = space(folder)
    return Finding("ディスクの空き", left >= LEAST_SPACE, f"{left / 1e9:,.1f}GB")


def _settings(settings: Settings) -> list[Finding]:
    live = settings.environment == "production"
    return [
        Finding("アドレス", settings.secure or not live, settings.links_to),
        Finding(
            "メール", bool(settings.mail_server) or not live, settings.mail_server or "instance/letters/ に書き出します"
        ),
        Finding("見本データ", not (live and settings.demo), "表示中" if settings.demo else "なし"),
    ]


def _database(settings: Settings) -> list[Finding]:
    found = []
    db.connect(settings.database)
    if db.session.get_bind().dialect.name == "sqlite":
        version = db.session.scalar(text("SELECT sqlite_version()")) or ""
        found.append(Finding("SQLite", True, version))
        well = db.session.scalar(text("PRAGMA quick_check")) == "ok"
        found.append(Finding("データベースの整合", well, "問題ありません" if well else "壊れています"))
        orphans = db.session.execute(text("PRAGMA foreign_key_check")).all()
        found.append(Finding("外部キー", not orphans, f"{len(orphans)}件の食い違い"))
    else:
        settled = {
            name: db.session.scalar(text(f"SHOW {name}"))
            for name in ("fsync", "synchronous_commit", "full_page_writes")
        }
        found.append(Finding("PostgreSQL", all(value == "on" for value in settled.values()), str(settled)))
    db.session.rollback()
    return found


def _shape(settings: Settings) -> Finding:
    if schema.shape(settings.database) is not Shape.NEWEST:
        return Finding("表の形", False, OUTDATED)
    try:
        schema.check(settings.database)
        return Finding("表の形", True, "最新です")
    except CommandError as difference:
        return Finding("表の形", False, str(difference)[:200])


def _files(settings: Settings) -> Finding:
    store.connect(store.Store.of(settings))
    found = inventory()
    hanging = counts_by_noun()
    where = "、".join(f"{label}に{hanging.get(noun, 0):,}件" for noun, label in HANG_ON.items())
    lost = frozen_and_removed()
    says = (
        f"{found.kept:,}件(中身のないもの{found.missing}件、行き場のないもの{found.unknown}件、"
        f"提出した版から失われたもの{lost}件)。{where}"
    )
    return Finding("ファイル", found.missing == 0 and lost == 0, says)


def _index(settings: Settings) -> Finding:
    try:
        library.connect(settings.folder / "index", settings.search)
    except RuntimeError as wrong:
        return Finding("検索の索引", False, str(wrong))
    state = library.index().state()
    if state is not State.FIT:
        return Finding("検索の索引", False, INDEX[state])
    apart = drift()
    behind, left = apart.missing + apart.old, apart.left
    return Finding("検索の索引", apart == Drift(), f"{INDEX[state]}(遅れ{behind}件、余り{left}件)")


def _matcher() -> Finding:
    run = last_run()
    nothing = db.session.scalar(select(func.count(Need.id))) == 0
    return Finding(
        "マッチング", run is not None or nothing, f"{run.needs}件 × {run.seeds}件" if run else "まだ行っていません"
    )


def _owed() -> list[Finding]:
    wait, late = longest_wait(Delivery), longest_wait(Letter)
    dead = db.session.scalar(select(func.count(Delivery.id)).where(Delivery.died_at.is_not(None))) or 0
    lost = db.session.scalar(select(func.count(Letter.id)).where(Letter.died_at.is_not(None))) or 0
    return [
        Finding("待っている処理", wait < LONGEST_WAIT, f"いちばん古いもので{wait:.0f}秒"),
        Finding("待っているメール", late < LONGEST_WAIT, f"いちばん古いもので{late:.0f}秒"),
        Finding("失敗した処理", dead == 0, f"{dead}件"),
        Finding("届かなかったメール", lost == 0, f"{lost}件"),
    ]
