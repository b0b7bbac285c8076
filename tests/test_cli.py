"""The commands, as whoever keeps the machine types them."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager, nullcontext
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import select, text, update

from hack import checks, clock, commands, db, outbox, schema
from hack.accounts.models import User
from hack.app import create_app
from hack.cli import main
from hack.config import Settings
from hack.docs import pages
from hack.errors import RuleBroken
from hack.events import NeedChanged
from hack.home import health
from hack.notices.models import Letter
from hack.outbox import Delivery
from hack.roles import Role
from tests.cast import PASSWORD, a_need, a_seed

LIVE = Settings(environment="production", base_url="https://hack.example", secret_key="k" * 32)


@pytest.fixture
def hack(stage: Settings):
    """`hack(command, …)`: what the command says and its exit code, run on the stage."""
    environment = {f.metadata["name"]: getattr(stage, f.name) for f in fields(stage)}

    def run(*words: str):
        db.session.rollback()
        told = CliRunner().invoke(main, words, env=environment)
        if told.exception is not None and not isinstance(told.exception, SystemExit):
            raise told.exception
        return told

    return run


@pytest.fixture
def filled(cast, hack):
    """The stage with a need and a seed that belong together, and the index and the suggestions made."""
    need, seed = a_need(by=cast.michi), a_seed(by=cast.umi)
    a_seed(
        by=cast.kita,
        title="海水の塩分計測",
        solves="養殖場の海水の塩分を測る手間を減らします。",
        summary="海の水を測ります。",
    )
    assert hack("search-rebuild").exit_code == 0
    assert hack("match-refit").exit_code == 0
    return need, seed


def head():
    """The number of the newest migration."""
    return max(path.name[:4] for path in Path("hack/migrations/versions").glob("0*.py"))


def _wrong(told):
    """What a check found wrong; but that a server for tests is careless about power cuts, which it rightly says, is wanted."""
    lines = [line for line in told.output.splitlines() if line.startswith("✗")]
    return [line for line in lines if not line.startswith("✗ PostgreSQL: {'fsync': 'off'")]


def test_the_first_administrator_comes_in_by_the_link_that_the_command_prints(hack, browser_of):
    told = hack("people", "invite", "First@City.example", "一番 乗り")
    link = told.output.strip()
    assert (told.exit_code, link.partition("/accept/")[0]) == (0, "http://127.0.0.1:8000")

    page = browser_of(None).visit(link.removeprefix("http://127.0.0.1:8000"))
    page.press(
        "登録する",
        お名前="一番 乗り",
        新しいパスワード=PASSWORD,
        **{"新しいパスワード(確認)": PASSWORD, "利用規約に同意します": "y"},
    )

    assert page.status == 200
    person = db.session.scalars(select(User)).one()
    assert (person.email, person.role) == ("first@city.example", Role.ADMIN)
    assert browser_of(None).visit(link.removeprefix("http://127.0.0.1:8000")).status == 410


def test_only_people_of_the_secretariat_are_invited_by_the_command(hack):
    told = hack("people", "invite", "umi@minato.example", "海野 凪", "--role", "proposer")

    assert told.exit_code == 2
    assert "proposer" in told.stderr


def test_the_list_of_people_says_who_is_there_and_who_no_longer(cast, hack):
    lines = hack("people", "list").output.splitlines()

    assert len(lines) == len(cast.people) + 1
    assert "コーディネーター  森 結  コーディネーター" in lines
    assert "職員(所管課)  道野 歩  道路局 企画課" in lines
    assert "企業・大学等  元井 去  港計測株式会社  (停止中)" in lines


def test_a_check_of_what_is_well_ends_well(filled, hack, postgres):
    told = hack("check")

    assert (told.exit_code, _wrong(told)) == (1 if postgres else 0, [])
    assert "✓ マッチング: 1件 × 2件" in told.output


def test_a_check_says_that_the_index_is_gone(filled, hack, stage):
    shutil.rmtree(stage.folder / "index")

    told = hack("check")

    assert told.exit_code == 1
    assert _wrong(told) == ["✗ 検索の索引: ありません"]


def test_a_check_says_what_waits_for_too_long_and_what_has_failed_for_good(filled, hack, cast):
    with db.transaction():
        outbox.record(NeedChanged(filled[0].id), by=cast.michi)
        waits, failed = db.session.scalars(select(Delivery).order_by(Delivery.id)).all()[-2:]
        waits.due_at = clock.now() - timedelta(minutes=11)
        failed.due_at, failed.died_at = None, clock.now()

    told = hack("check")

    assert told.exit_code == 1
    assert _wrong(told) == ["✗ 待っている処理: いちばん古いもので660秒", "✗ 失敗した処理: 1件"]


def test_a_check_says_that_letters_wait_for_too_long(filled, hack, cast):
    with db.transaction():
        due = {"due_at": clock.now() - timedelta(minutes=11), "to_id": cast.umi.id, "address": cast.umi.email}
        db.session.add(Letter(occasion="reset", subject="件名", facts={}, path="/me", **due))

    told = hack("check")

    assert told.exit_code == 1
    assert _wrong(told) == ["✗ 待っているメール: いちばん古いもので660秒"]


def test_a_check_says_that_the_disk_is_full(filled, hack, monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: SimpleNamespace(free=100_000_000))

    assert _wrong(hack("check")) == ["✗ ディスクの空き: 0.1GB"]


def test_a_check_of_an_outdated_database_says_so_and_leaves_it_as_it_is(filled, hack, stage):
    with db.transaction():
        db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    try:
        told = hack("check")
        others = [hack("people", "list"), hack("search-rebuild")]

        assert (told.exit_code, _wrong(told)) == (1, [f"✗ 表の形: {checks.OUTDATED}"])
        assert [other.exit_code for other in others] == [1, 1]
        assert "この版の形ではありません" in others[0].stderr
        assert schema.shape(stage.database) is schema.Shape.OTHER
    finally:
        with db.transaction():
            db.session.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": head()})


def test_a_check_where_nothing_is_makes_nothing(stage, tmp_path):
    for there in ([], [tmp_path / "new"]):
        for folder in there:
            folder.mkdir()
        told = CliRunner().invoke(main, ["check"], env={"HACK_INSTANCE": str(tmp_path / "new"), "DATABASE_URL": ""})

        assert told.exit_code == 1
        assert [str(path) for folder in there for path in folder.iterdir()] == []


def test_an_installation_with_needs_is_told_that_nothing_was_indexed_and_matched_yet(hack, cast):
    a_need(by=cast.michi)

    told = hack("check")

    assert told.exit_code == 1
    assert _wrong(told) == ["✗ 検索の索引: ありません", "✗ マッチング: まだ行っていません"]


def test_a_rebuilt_index_finds_what_was_written_meanwhile(filled, hack, browser_of, cast):
    a_need(by=cast.michi, title="落葉の清掃をどの順に回るか決めたい")
    assert "の清掃をどの順に" not in browser_of(None).visit("/search?q=落葉").main

    told = hack("search-rebuild")

    assert "4件" in told.output
    assert "の清掃をどの順に" in browser_of(None).visit("/search?q=落葉").main


def test_a_refit_says_how_far_it_has_got(filled, hack):
    told = hack("match-refit")

    assert told.exit_code == 0
    assert "ニーズ 1件 × シーズ 2件" in told.output


def test_matching_prints_the_suggestions_of_a_need_with_the_words_that_say_so(filled, hack):
    need, seed = filled
    lines = hack("match", need.key).output.splitlines()

    assert lines[0] == f"ニーズ: {need.title}"
    assert lines[1].startswith(" 1. [") and lines[1].endswith("] 画像認識による交通量計測(港計測株式会社)")
    assert "交通量" in lines[2] and "調査員" in lines[2]


def test_matching_prints_the_suggestions_of_a_seed_too(filled, hack):
    need, seed = filled
    lines = hack("match", seed.key).output.splitlines()

    assert lines[0] == f"シーズ: {seed.title}"
    assert lines[1].endswith(f"] {need.title}")


def test_matching_what_is_not_there_is_an_error(hack):
    told = hack("match", "nosuchthing2")

    assert (told.exit_code, told.output) == (1, "nosuchthing2 というニーズもシーズもありません。\n")


def test_the_documents_are_written_into_the_folder_and_told_only_where_they_changed(app, hack, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()

    assert hack("docs", "--folder", str(folder)).output.split() == [str(folder / name) for name in pages(app)]
    assert hack("docs", "--folder", str(folder)).output == ""
    assert {name: (folder / name).read_text() for name in pages(app)} == pages(app)


@pytest.mark.parametrize(
    ("careless", "says"),
    [({"secret_key": "k" * 31}, "SECRET_KEY"), ({"base_url": "http://hack.example"}, "PUBLIC_BASE_URL"), ({"base_url": ""}, "PUBLIC_BASE_URL")],
)  # fmt: skip
def test_a_live_installation_that_is_not_safe_does_not_begin(stage, careless, says):
    with pytest.raises(RuntimeError, match=says):
        create_app(replace(stage, **{"environment": "production", "base_url": LIVE.base_url} | careless))


def test_a_live_installation_does_not_begin_with_a_debugger(stage, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")

    with pytest.raises(RuntimeError, match="FLASK_DEBUG"):
        create_app(replace(LIVE, instance=stage.instance, database_url=stage.database))


def test_a_live_installation_sends_its_cookie_by_tls_alone(stage):
    app = create_app(replace(LIVE, instance=stage.instance, database_url=stage.database))
    answer = app.test_client().get("/sign-in", base_url="https://hack.example")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-hack=") and "; Secure;" in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("dear", "why"),
    [({"database_url": "postgresql://elsewhere/hack"}, "SQLite"), ({"environment": "production"}, "本番")],
)
def test_a_database_that_is_not_for_trying_out_is_never_cleared(stage, dear, why):
    with pytest.raises(RuleBroken, match=why):
        commands.clear(replace(stage, **dear))


def test_a_database_with_people_of_its_own_is_never_cleared(cast, hack, postgres):
    told = hack("demo", "--fresh")

    assert told.exit_code == 1
    assert ("SQLiteのデータベースだけ" if postgres else "見本ではない利用者がいる") in told.stderr
    assert len(db.session.scalars(select(User)).all()) == len(cast.people) + 1


def test_clearing_leaves_nothing_but_the_secret(filled, stage, postgres):
    if postgres is not None:
        pytest.skip("there is no file to be removed")
    with db.transaction():
        db.session.execute(update(User).values(demo=True))
    (stage.folder / "queue.db").touch()
    (stage.folder / "uploads" / "ab").mkdir(parents=True)
    secret = replace(stage, secret_key="").secret
    db.disconnect()

    commands.clear(stage)

    assert [path.name for path in stage.folder.iterdir()] == ["secret_key"]
    assert replace(stage, secret_key="").secret == secret


def test_web_and_worker_that_begin_together_on_a_new_database_do_not_disturb_each_other(tmp_path, postgres):
    environment = os.environ | {"HACK_INSTANCE": str(tmp_path / "new"), "HACK_ENV": "test", "DATABASE_URL": ""}
    with new_database(postgres) if postgres else nullcontext("") as address:
        begun = [
            subprocess.Popen(
                [str(Path(sys.executable).with_name("hack")), "people", "list"],
                env=environment | {"DATABASE_URL": address},
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(3)
        ]
        said = [process.communicate(timeout=200)[1] for process in begun]

    assert [process.returncode for process in begun] == [0, 0, 0], said


@contextmanager
def new_database(postgres):
    """The address of a database without any tables, on the server of this run."""
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute("CREATE DATABASE begun_together")
        head, _, tail = postgres.partition("?")
        yield f"{head.rsplit('/', 1)[0]}/begun_together?{tail}"
        server.execute("DROP DATABASE begun_together WITH (FORCE)")


def test_a_check_says_how_far_the_index_is_behind_the_database(filled, hack, cast):
    assert _wrong(hack("check")) == []

    with db.transaction():
        filled[0].title = "題名だけ書き直したもの"

    assert _wrong(hack("check")) == ["✗ 検索の索引: 使えます(遅れ1件、余り0件)"]
