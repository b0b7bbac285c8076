"""The commands: `hack run`, `hack work`, and what an operator needs besides."""

import logging
import os
import sys
from pathlib import Path
from typing import Any

import click
from flask import Flask

from hack import checks, commands, db, jobs, logs, schema, server
from hack.accounts.reference import load_bureaus
from hack.app import create_app
from hack.config import Settings
from hack.demo.judging import judge_suggestions
from hack.demo.play import load_demo
from hack.docs import write_docs
from hack.errors import RuleBroken
from hack.indicators.figures.reference import load_published

LISTENS_EVERY = 1.0
"""How many seconds the worker sleeps at most before it listens for the bell again."""


def say(words: str) -> None:
    """Say one line to the operator."""
    click.echo(words)


class Plainly(click.Group):
    """Commands that tell what they refuse in its own words, with exit code 1."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except RuleBroken as broken:
            raise click.ClickException(broken.message) from broken


def prepared(settings: Settings) -> Flask:
    """The application on a database brought to the newest shape, with the city's bureaus and the published numbers entered."""
    schema.upgrade(settings.database)
    app = create_app(settings)
    with app.app_context(), db.transaction():
        load_bureaus()
        load_published()
    return app


def opened(settings: Settings) -> Flask:
    """The application on the database as it is; one without any tables is prepared. Raises RuleBroken if it is outdated."""
    shape = schema.shape(settings.database)
    if shape is schema.Shape.OTHER:
        raise RuleBroken(
            "データベースの表が、この版の形ではありません。hack run か hack work を始めると、新しい形になります。"
        )
    return create_app(settings) if shape is schema.Shape.NEWEST else prepared(settings)


@click.group(cls=Plainly, help="共創マッチング基盤 hack")
@click.pass_context
def main(context: click.Context) -> None:
    """Every command reads its settings from the environment; what it writes is for this user alone."""
    os.umask(0o077)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    context.obj = Settings.from_environment()


@main.command(help="サーバーを始める(--demo: 見本データがなければ入れる)")
@click.option("--demo", is_flag=True, help="空のデータベースに見本データを入れる")
@click.pass_obj
def run(settings: Settings, demo: bool) -> None:
    """Bring everything up to date, then serve until told to stop."""
    app = prepared(settings)
    with app.app_context():
        if demo:
            for line in load_demo(settings, say).greeting:
                say(line)
        commands.bring_back_caches(say)
        if demo:
            judge_suggestions(say)
        db.disconnect()
    say(f"http://{settings.host}:{settings.port} で動いています(終わるときは Ctrl+C)")
    logs.begin()
    server.serve(settings)


@main.command(help="ワーカーを始める(DELIVERY=worker のとき)")
@click.pass_obj
def work(settings: Settings) -> None:
    """Run what is owed, post letters, and do the clock's work, until told to stop."""
    app = prepared(settings)
    logs.begin()
    jobs.tick(app)
    huey = jobs.hang_bell(app, settings).huey
    huey.create_consumer(workers=1, worker_type="thread", periodic=True, max_delay=LISTENS_EVERY).run()


@main.command(help="見本データを入れる(--fresh: データベースを消してから)")
@click.option("--fresh", is_flag=True, help="いまのデータベースと索引を消してから入れる")
@click.pass_obj
def demo(settings: Settings, fresh: bool) -> None:
    """Load the demo data into an empty database and build the caches."""
    if fresh:
        commands.clear(settings)
    app = prepared(settings)
    with app.app_context():
        for line in load_demo(settings, say).greeting:
            say(line)
        commands.bring_back_caches(say)
        judge_suggestions(say)


@main.command(help="設定、データベース、索引、滞りを調べる")
@click.pass_obj
def check(settings: Settings) -> None:
    """Look after the installation and change nothing; exit code 1 if something is wrong."""
    found = checks.everything(settings)
    for finding in found:
        say(f"{'✓' if finding.well else '✗'} {finding.what}: {finding.says}")
    sys.exit(0 if all(finding.well for finding in found) else 1)


@main.command("search-rebuild", help="検索の索引を作り直す")
@click.pass_obj
def search_rebuild(settings: Settings) -> None:
    """Build the search index anew from the database; the old one answers meanwhile."""
    with opened(settings).app_context():
        commands.rebuild_search(say)


@main.command("match-refit", help="マッチングを全件やり直す")
@click.pass_obj
def match_refit(settings: Settings) -> None:
    """Fit the matcher anew and store the suggestions of every need and seed."""
    with opened(settings).app_context():
        commands.refit_everything(say)


@main.command(help="ニーズかシーズの候補を、理由とともに表示する")
@click.argument("key")
@click.pass_obj
def match(settings: Settings, key: str) -> None:
    """Print the ranked suggestions of the need or seed with that key."""
    with opened(settings).app_context():
        if not commands.print_suggestions(key, say):
            sys.exit(1)


@main.group(help="利用者を見る、最初の管理者を招く")
def people() -> None:
    """The people of this installation."""


@people.command("list", help="利用者の一覧")
@click.pass_obj
def list_people(settings: Settings) -> None:
    """List who has an account: role, name, where they belong, whether in use."""
    with opened(settings).app_context():
        commands.print_people(say)


@people.command("invite", help="管理者かコーディネーターを招く(リンクを表示する)")
@click.argument("email")
@click.argument("name")
@click.option("--role", type=click.Choice(["admin", "coordinator", "auditor"]), default="admin")
@click.pass_obj
def invite_person(settings: Settings, email: str, name: str, role: str) -> None:
    """Invite somebody for the secretariat, and print the link that the letter carries too."""
    with opened(settings).app_context():
        say(commands.invite_to_secretariat(settings, email=email, name=name, role=role))


@main.command(help="docs/ の道筋と許可のページを書き出す")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path("docs"))
@click.pass_obj
def docs(settings: Settings, folder: Path) -> None:
    """Write the pages of docs/ that are made from the code."""
    for place in write_docs(create_app(settings), folder):
        say(str(place))
