"""What is handed out works without the source tree: the wheel has everything in it that the program reads."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

TREE = Path(__file__).parents[2]
BUILT_FROM = ("setup.py", "setup.cfg", "pyproject.toml", "README.md", "hack", "templates", "static")
START = """
import sys
import hack
from hack import schema
from hack.app import create_app
from hack.config import Settings

settings = Settings.from_environment()
schema.upgrade(settings.database)
browser = create_app(settings).test_client()
print(hack.__file__)
print(*[browser.get(path).status_code for path in sys.argv[1:]])
"""


def _lies(name: str, inside: str) -> set[str]:
    """The files of a folder of the source tree, as they are called in the wheel."""
    files = [path.relative_to(TREE / name) for path in (TREE / name).rglob("*") if path.is_file()]
    return {
        f"{inside}/{path.as_posix()}"
        for path in files
        if "__pycache__" not in path.parts and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without the network from a copy of the source tree."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in BUILT_FROM:
        copy = shutil.copytree if (TREE / name).is_dir() else shutil.copy
        copy(TREE / name, source / name)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(source)]
    built = subprocess.run(build, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a new environment with the wheel in it.

    It borrows the libraries of this one, by a folder added to its path: so the .pth files in there, one of which leads to
    the source tree, are not read.
    """
    place = tmp_path_factory.mktemp("elsewhere")
    venv.create(place)
    python = place / "bin" / "python"
    install = [sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-cache", "--no-deps", "--python"]
    done = subprocess.run([*install, str(python), str(wheel)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    own = place / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin"


@pytest.fixture
def run(elsewhere: Path, tmp_path: Path):
    """`run(command, …)`: what the command says when it is run in an empty folder."""
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"HACK_INSTANCE": str(tmp_path / "instance"), "HACK_ENV": "test"}

    def run(command: str, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(elsewhere / command), *words], cwd=empty, env=environment, capture_output=True, text=True, timeout=200
        )

    return run


def test_the_wheel_holds_every_file_that_the_program_reads_and_nothing_else(wheel):
    there = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}

    assert there == _lies("hack", "hack") | _lies("templates", "hack/templates") | _lies("static", "hack/static")
    assert {
        "hack/accounts/bureaus.json",
        "hack/demo/data/people.json",
        "hack/migrations/script.py.mako",
        "hack/migrations/versions/0001_every_table.py",
        "hack/static/css/base.css",
        "hack/templates/mail/letter.txt",
    } <= there


def test_it_serves_its_pages_from_an_empty_folder(run, elsewhere):
    paths = ["/", "/needs/", "/sign-in", "/static/css/base.css", "/static/img/favicon.svg", "/no-such-page"]
    started = run("python", "-c", START, *paths)

    assert started.returncode == 0, started.stderr
    place, answers = started.stdout.splitlines()[-2:]
    assert Path(place).is_relative_to(elsewhere.parent)
    assert answers == "200 200 200 200 200 404"


def test_its_command_is_there_and_finds_its_migrations_and_its_bureaus(run):
    assert run("hack", "people", "list").returncode == 0

    checked = run("hack", "check")
    assert "✓ 表の形: 最新です" in checked.stdout, checked.stderr
