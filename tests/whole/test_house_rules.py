"""Rules of the house that no linter knows."""

import ast
import re
from pathlib import Path

import pytest

SOURCES = sorted(path for path in Path("hack").rglob("*.py") if "migrations" not in path.parts)


def _calls(path, name):
    tree = ast.parse(path.read_text())
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == name
    ]


def test_only_the_transaction_commits():
    index = "hack/search/shelf.py"  # commits to Whoosh's files, not to the database

    assert [str(path) for path in SOURCES if _calls(path, "commit")] == ["hack/db/sessions.py", index]


def test_only_the_database_module_speaks_to_the_driver_past_the_transaction():
    assert [str(path) for path in SOURCES if _calls(path, "exec_driver_sql")] == ["hack/db/sessions.py"]


def test_only_passages_write_a_step():
    writers = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            if isinstance(node, ast.Assign | ast.AugAssign) and any(
                isinstance(t, ast.Attribute) and t.attr == "step" for t in targets
            ):
                writers.append(f"{path}:{node.lineno}")
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "values":
                columns = [column for given in node.args if isinstance(given, ast.Dict) for column in given.keys]
                names = [k.arg for k in node.keywords]
                names += [getattr(column, "attr", getattr(column, "value", None)) for column in columns]
                writers += [f"{path}:{node.lineno}" for name in names if name == "step"]

    assert {place.split(":")[0] for place in writers} == {"hack/passages/moving.py"}


def test_no_import_hides_inside_a_function():
    hidden = []
    for path in SOURCES:
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                hidden += [
                    f"{path}:{node.lineno}"
                    for node in ast.walk(function)
                    if isinstance(node, ast.Import | ast.ImportFrom)
                ]

    assert hidden == []


def test_only_the_wiring_loads_reactions_lazily():
    lazy = re.compile(r"lazily\(\s*[\"'][^\"']*reactions[.:\w]*:")

    assert [str(path) for path in SOURCES if lazy.search(path.read_text())] == ["hack/wiring.py"]


def test_nothing_checks_types_behind_the_back_of_the_layers():
    assert [str(path) for path in SOURCES if "TYPE_CHECKING" in path.read_text()] == []


@pytest.mark.parametrize("forbidden", ["|safe", "| safe", "Markup(", 'style="', "onclick=", "<script>", "javascript:"])
def test_no_template_lets_text_become_markup(forbidden):
    guilty = [str(path) for path in Path("templates").rglob("*") if path.is_file() and forbidden in path.read_text()]

    assert guilty == []


def test_every_module_says_what_it_is():
    silent = [str(path) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text()))]

    assert silent == []


def test_every_public_function_says_what_it_does():
    """Rules, forms and models speak by their names; queries, actions and everything pure explain themselves."""
    spoken = [path for path in SOURCES if path.stem not in ("views", "forms", "models") and "views" not in path.parts]
    silent = []
    for path in spoken:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                silent.append(f"{path}:{node.name}")

    assert silent == []
