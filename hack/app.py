"""The parts put together; the only file that knows everyone."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask, Response, url_for
from flask_babel import Babel
from flask_login import current_user
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from hack import db, jobs, text, wiring
from hack.accounts import signing
from hack.accounts.views import bp as accounts
from hack.advice.views import bp as advice
from hack.agreements.views import bp as agreements
from hack.audit.views import bp as audit
from hack.config import Settings
from hack.consultations.views import bp as consultations
from hack.deliberations.views import bp as deliberations
from hack.desk.views import bp as desk
from hack.evaluation.views import bp as evaluation
from hack.exchange.views import bp as exchange
from hack.files import store
from hack.following import showing
from hack.following.views import bp as following
from hack.following.views.stopping import stop
from hack.home import navigation
from hack.home.views import bp as home
from hack.indicators.figures import showing as published
from hack.indicators.views import bp as indicators
from hack.intake.views import bp as intake
from hack.livinglabs import showing as livinglabs_showing
from hack.livinglabs.views import bp as livinglabs
from hack.matching import place
from hack.matching.views import bp as matching
from hack.needs.views import bp as needs
from hack.notices.transport import way_out
from hack.notices.views import bp as notices
from hack.opendata.views import bp as opendata
from hack.proposals.views import bp as proposals
from hack.questions.views import bp as questions
from hack.rounds import showing as rounds_showing
from hack.rounds.views import bp as rounds
from hack.search import library
from hack.search.views import bp as search
from hack.seeds.views import bp as seeds
from hack.sites.views import bp as sites
from hack.support.views import bp as support
from hack.web import asked, display, headers, refusals, uploads
from hack.wordbook.views import bp as wordbook
from hack.workgroups.views import bp as workgroups

CHAPTERS = (
    home,
    accounts,
    needs,
    questions,
    sites,
    support,
    seeds,
    matching,
    wordbook,
    livinglabs,
    proposals,
    intake,
    opendata,
    evaluation,
    workgroups,
    rounds,
    consultations,
    agreements,
    deliberations,
    exchange,
    search,
    notices,
    following,
    advice,
    desk,
    indicators,
    audit,
)
PACKAGE = Path(__file__).parent


def folder_of(name: str) -> Path:
    """Where `templates` or `static` lies: inside the installed package, or beside it in the source tree."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def create_app(settings: Settings | None = None) -> Flask:
    """The application for one installation, its database connected and its reactions wired.

    Raises RuntimeError where a production installation is not safe to start.
    """
    settings = settings or Settings.from_environment()
    app = Flask("hack", template_folder=str(folder_of("templates")), static_folder=str(folder_of("static")))
    configure(app, settings)
    connect(settings)
    uploads.install(app)
    CSRFProtect(app).exempt(stop)  # a mail program presses it too; the seal of its link guards it
    Babel(app, default_locale="ja", default_timezone="Asia/Tokyo")
    signing.install(app, settings)
    for part in CHAPTERS:
        app.register_blueprint(part)
    headers.install(app, settings)
    asked.install(app, settings)
    refusals.install(app)
    display.install(app)
    showing.install(app)
    published.install(app)
    livinglabs_showing.install(app)
    rounds_showing.install(app)
    show_frame(app, settings)
    settle_after_responses(app, settings)
    if int(settings.proxies):
        app.wsgi_app = ProxyFix(app.wsgi_app, *[int(settings.proxies)] * 3)  # type: ignore[method-assign]
    return app


def connect(settings: Settings) -> None:
    """Connect what an installation has: its database, who reacts to what, its words, its index, the matcher's cache, its files."""
    db.connect(settings.database)
    wiring.connect()
    text.connect(settings.folder / "words")
    library.connect(settings.folder / "index", settings.search)
    place.connect(settings.folder / "matching")
    store.connect(store.Store.of(settings))


def configure(app: Flask, settings: Settings) -> None:
    """Set what Flask and its extensions ask for."""
    if settings.environment == "production":
        refuse_unsafe(settings, debug=app.debug)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret,
        TESTING=settings.environment == "test",
        SESSION_COOKIE_NAME="__Host-hack" if settings.secure else "hack",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        TRUSTED_HOSTS=settings.hosts,
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=300,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def refuse_unsafe(settings: Settings, *, debug: bool = False) -> None:
    """Raise RuntimeError if this production installation would not be safe."""
    if debug:
        raise RuntimeError("FLASK_DEBUG must not be set in production")
    if len(settings.secret.encode()) < 32:
        raise RuntimeError("SECRET_KEY must have at least 32 bytes in production")
    if not settings.secure:
        raise RuntimeError("PUBLIC_BASE_URL must begin with https:// in production")
    way_out(settings)


def show_frame(app: Flask, settings: Settings) -> None:
    """Give every page what its frame shows: navigation, search box, the person, messages."""

    @app.context_processor
    def frame() -> dict[str, Any]:
        ways = navigation.ways()
        return {
            "navigation": ways.doors,
            "navigation_within": ways.behind,
            "navigation_name": ways.name,
            "page_above": ways.above,
            "footer_links": navigation.footer_ways(),
            "viewer": current_user,
            "search_url": url_for("search.find"),
            "sign_in_url": url_for("accounts.sign_in"),
            "sign_out_url": url_for("accounts.sign_out"),
            "my_page_url": url_for("home.mine"),
            "demo": settings.demo == "1",
        }


def settle_after_responses(app: Flask, settings: Settings) -> None:
    """After a response that left something owed, see to it that it is done: beside the pages, or by waking the worker.

    Tests have it done before they go on.
    """
    follows = partial(jobs.settle, app) if settings.at_once else jobs.hang_bell(app, settings).ring
    after = follows if settings.environment == "test" else jobs.Beside(follows, jobs.BREATH).wake

    @app.after_request
    def owed(response: Response) -> Response:
        if db.session.info.pop("owed", False):
            response.call_on_close(after)
        return response
