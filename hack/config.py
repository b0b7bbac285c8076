"""What this installation is told: settings from the environment, with a default for each."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit


def _setting(name: str, default: str, says: str) -> str:
    """A setting read from the environment variable `name`; `says` explains it in the README's table."""
    return field(default=default, metadata={"name": name, "says": says})


@dataclass(frozen=True)
class Settings:
    """The settings of one installation; each is a text, and a property gives those that mean something else."""

    instance: str = _setting(
        "HACK_INSTANCE", "instance", "folder of what this installation has: database, index, secret, log of letters"
    )
    database_url: str = _setting(
        "DATABASE_URL", "", "database; empty: SQLite in the instance folder; PostgreSQL: postgresql://…"
    )
    secret_key: str = _setting(
        "SECRET_KEY", "", "secret of at least 32 bytes; empty: made once and kept in the instance folder"
    )
    base_url: str = _setting(
        "PUBLIC_BASE_URL",
        "",
        "address that people open and letters link to; empty: http://127.0.0.1:PORT, and only this machine is answered",
    )
    host: str = _setting("HOST", "127.0.0.1", "address the server listens on")
    port: str = _setting("PORT", "8000", "port the server listens on")
    workers: str = _setting("WEB_WORKERS", "1", "how many web processes; each has 8 threads")
    proxies: str = _setting("PROXIES", "0", "how many trusted proxies stand before the server")
    delivery: str = _setting(
        "DELIVERY",
        "at once",
        "where reactions run: `at once` beside the pages in the web process, or `worker` (hack work)",
    )
    search: str = _setting(
        "SEARCH", "folder", "where the search index lies: `folder` (of the instance), or `database` (PostgreSQL only)"
    )
    queue_url: str = _setting("QUEUE_URL", "", "queue of the worker; empty: SQLite; redis://… or postgresql://…")
    mail_server: str = _setting(
        "MAIL_SERVER", "", "SMTP server; empty: letters are written to the instance folder instead"
    )
    mail_port: str = _setting("MAIL_PORT", "587", "port of the SMTP server")
    mail_security: str = _setting("MAIL_SECURITY", "starttls", "`starttls`, `tls` or `none` (loopback only)")
    mail_ca: str = _setting("MAIL_CA", "", "file of the certificate authority of the SMTP server; empty: the system's")
    mail_username: str = _setting("MAIL_USERNAME", "", "user name at the SMTP server")
    mail_password: str = _setting("MAIL_PASSWORD", "", "password at the SMTP server")
    mail_sender: str = _setting("MAIL_SENDER", "noreply@hack.example", "sender of the letters")
    mail_timeout: str = _setting("MAIL_TIMEOUT", "10", "for how many seconds an answer of the SMTP server is awaited")
    asked_days: str = _setting(
        "ASKED_DAYS", "10", "how many working days a section is given to answer what it is asked (合議・確認・照会)"
    )
    agreement_days: str = _setting(
        "AGREEMENT_DAYS", "90", "how many days before the end of its term people are told of an agreement (連携協定)"
    )
    front_answer_days: str = _setting(
        "FRONT_ANSWER_DAYS", "5", "within how many working days a case of 共創フロント is first answered"
    )
    front_dialogue_days: str = _setting(
        "FRONT_DIALOGUE_DAYS", "20", "within how many working days the first dialogue about such a case is held"
    )
    file_size: str = _setting("FILE_SIZE", "20", "how many MB a file may have that people hang on a thing")
    files_per_thing: str = _setting("FILES_PER_THING", "10", "how many files may hang on one thing")
    files_per_organization: str = _setting(
        "FILES_PER_ORGANIZATION", "1000", "how many MB the files of one organisation take"
    )
    files_of_the_city: str = _setting(
        "FILES_OF_THE_CITY", "20000", "how many MB the files of the city's own people take"
    )
    files_kept_days: str = _setting("FILES_KEPT_DAYS", "30", "for how many days the content of a removed file is kept")
    clamav: str = _setting(
        "CLAMAV",
        "",
        "virus scanner (clamd) that every file is shown to first: path of its socket, or host:port; empty: none",
    )
    demo: str = _setting("HACK_DEMO", "", "`1`: this installation shows demo data and says so on every page")
    environment: str = _setting("HACK_ENV", "development", "`development`, `test` or `production`")

    @classmethod
    def from_environment(cls, environ: dict[str, str] | None = None) -> "Settings":
        """The settings as the environment gives them; what is not set keeps its default."""
        given = os.environ if environ is None else environ
        return cls(**{f.name: given[f.metadata["name"]] for f in fields(cls) if f.metadata["name"] in given})

    @property
    def folder(self) -> Path:
        """The instance folder, made if it is not there."""
        folder = Path(self.instance).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def database(self) -> str:
        """The address of the database."""
        return self.database_url or f"sqlite:///{self.folder / 'hack.db'}"

    @property
    def links_to(self) -> str:
        """The address that links in letters begin with, without a slash at its end."""
        return (self.base_url or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def hosts(self) -> list[str]:
        """The names under which the site answers: this machine's own, and the one that people know (or that it listens on)."""
        known = urlsplit(self.base_url).hostname if self.base_url else self.host
        return sorted({"localhost", "127.0.0.1", known or "localhost"})

    @property
    def secret(self) -> str:
        """The secret that signs cookies and links; made once per installation unless it is given."""
        if self.secret_key:
            return self.secret_key
        place = self.folder / "secret_key"
        if not place.exists():
            fresh = place.with_name(f"secret_key.{secrets.token_hex(4)}")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_hex(32))
            with suppress(FileExistsError):  # web and worker that begin together: the first one's is everybody's
                place.hardlink_to(fresh)
            fresh.unlink()
        return place.read_text().strip()

    @property
    def at_once(self) -> bool:
        """Whether reactions run in the web process after the response."""
        return self.delivery == "at once"

    @property
    def secure(self) -> bool:
        """Whether people reach the site by TLS."""
        return self.links_to.startswith("https://")
