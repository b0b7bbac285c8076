"""Take the pictures of the guide anew, from a fresh installation with the demo data:

    .venv/bin/python -m scripts.guide_pictures             all of them
    .venv/bin/python -m scripts.guide_pictures sheet joint  these alone

HACK_INSTANCE names a folder that holds the demo data already (it is changed a little: one letter is marked as not
delivered, and one person takes on an evaluation); without it a folder is made for the time. Wants Debian's `chromium`,
`chromium-l10n` (for fields of dates in Japanese) and `fonts-noto-cjk`. Look at every picture before it is kept.
"""

import logging
import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from hack import commands, db, schema
from hack.accounts.actions import begin_sign_in
from hack.accounts.models import User
from hack.accounts.reference import load_bureaus
from hack.app import create_app
from hack.config import Settings
from hack.demo.play import load_demo
from scripts import door_pictures, pictures
from scripts.palette import light
from scripts.pictures import WIDTH, Picture, of, prepare
from tests.e2e.chromium import CHROMIUM, QUIET, served
from tests.ports import held_port

IMAGES = Path("docs/guide/images")
PICTURES = (*pictures.PICTURES, *door_pictures.PICTURES)
MARGIN = 16
SETTLED = 400
"""For how many milliseconds a page comes to rest."""


def main() -> None:
    """Take the pictures that are named, or all."""
    wanted = sys.argv[1:] or [picture.name for picture in PICTURES]
    unknown = set(wanted) - {picture.name for picture in PICTURES}
    if unknown:
        sys.exit(f"no such picture: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as fresh, held_port() as (port, listening):
        instance = os.environ.get("HACK_INSTANCE", fresh)
        settings = Settings(instance=instance, demo="1", base_url="http://hack.example.jp", port=str(port))
        take(settings, listening, [picture for picture in PICTURES if picture.name in wanted])


def take(settings: Settings, listening: socket.socket, wanted: list[Picture]) -> None:
    """Take these pictures from an installation of these settings, which answers there."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    schema.upgrade(settings.database)
    app = create_app(settings)
    with app.app_context():
        with db.transaction():
            load_bureaus()
        load_demo(settings)
        commands.bring_back_caches(print)
        with db.transaction():
            prepare()
        with served(app, listening) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=str(CHROMIUM), args=[*QUIET, "--lang=ja"], env={**os.environ, "LANGUAGE": "ja"}
            )
            for picture in wanted:
                shot = taken(picture, browser, app, address)
                (IMAGES / f"{picture.name}.png").write_bytes(shot)
                print(f"{picture.name}.png {len(shot) // 1000} kB")
            browser.close()
        db.disconnect()


def taken(picture: Picture, browser: Browser, app: Flask, address: str) -> bytes:
    """The picture as a light PNG: the part of the page that it is of, in the eyes of its person."""
    context = browser.new_context(base_url=address, locale="ja-JP", viewport={"width": WIDTH, "height": 900})
    who, path = picture.scene()
    if who:
        context.add_cookies([cookie_of(of(who), app, address)])
    page = context.new_page()
    answer = page.goto(path)
    if answer is None or not answer.ok:
        sys.exit(f"{picture.name}: {answer and answer.status} at {page.url}")
    if picture.first:
        picture.first(page)
    page.wait_for_timeout(SETTLED)
    shot = page.screenshot(clip=clip_of(picture, page), full_page=True)
    page.goto("about:blank")
    small = light(shot, page)
    context.close()
    return small


def clip_of(picture: Picture, page: Page) -> Any:
    """From where to where the picture goes: from the top, or from its first element; to its height, or the end of the page."""
    begins = 0.0
    if picture.top:
        box = page.locator(picture.top).first.bounding_box()
        if box is None:
            sys.exit(f"{picture.name}: no {picture.top} on {page.url}")
        begins = max(0.0, box["y"] - MARGIN)
    ends = float(page.evaluate("document.documentElement.scrollHeight"))
    return {"x": 0, "y": begins, "width": picture.width, "height": min(float(picture.height), ends - begins)}


def cookie_of(person: User, app: Flask, address: str) -> Any:
    """What a browser keeps of that person once they have signed in."""
    with db.transaction():
        token = begin_sign_in(person, "手引きの画面").token
    serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    kept = serializer.dumps({"_user_id": token, "_fresh": True})
    return {"name": app.config["SESSION_COOKIE_NAME"], "value": kept, "url": address}


if __name__ == "__main__":
    main()
