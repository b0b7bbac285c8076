"""What is true of every template."""

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from hack.policy import PERMISSIONS

TEMPLATES = sorted(path for path in Path("templates").rglob("*") if path.is_file())
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]


def _tree(app, path):
    return app.jinja_env.parse(path.read_text())


def _names(tree):
    return {node.name for node in tree.find_all(nodes.Name)}


def test_every_template_can_be_read(app):
    for path in TEMPLATES:
        app.jinja_env.get_template(str(path.relative_to("templates")))


def _calls(app, name):
    """Every call of that global in the templates whose first argument is written out: (template, call, argument)."""
    for path in TEMPLATES:
        for call in _tree(app, path).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == name and isinstance(call.args[0], nodes.Const):
                yield path, call, call.args[0].value


def test_every_link_leads_somewhere(app):
    assert [f"{path}: {to}" for path, _, to in _calls(app, "url_for") if to not in app.view_functions] == []


def test_every_link_gives_what_its_address_asks_for(app):
    wrong = []
    for path, call, endpoint in _calls(app, "url_for"):
        given = {keyword.key for keyword in call.kwargs}
        rules = app.url_map.iter_rules(endpoint)
        if call.dyn_kwargs is None and not any(rule.arguments <= given for rule in rules):
            wrong.append(f"{path}:{call.lineno} {endpoint} {sorted(given)}")

    assert wrong == []


def test_every_permission_that_a_template_asks_for_is_stated(app):
    assert {permission for _, _, permission in _calls(app, "can")} - set(PERMISSIONS) == set()


def test_no_macro_is_imported_for_nothing(app):
    idle = []
    for path in PAGES:
        tree = _tree(app, path)
        used = _names(tree)
        for imported in tree.find_all(nodes.FromImport):
            for name in imported.names:
                shown = name[1] if isinstance(name, tuple) else name
                if shown not in used:
                    idle.append(f"{path}: {shown}")

    assert idle == []


def test_every_imported_macro_exists(app):
    missing = []
    for path in PAGES:
        for imported in _tree(app, path).find_all(nodes.FromImport):
            source = Path("templates") / imported.template.value
            macros = {macro.name for macro in app.jinja_env.parse(source.read_text()).find_all(nodes.Macro)}
            wanted = {name[0] if isinstance(name, tuple) else name for name in imported.names}
            missing += [f"{path}: {name}" for name in wanted - macros]

    assert missing == []


@pytest.mark.parametrize("path", [p for p in PAGES if p.parts[1] == "ui"], ids=lambda p: p.stem)
def test_a_macro_is_given_all_it_shows(app, path):
    assert _names(_tree(app, path)) & {"current_user", "viewer", "request", "session"} == set()


def test_no_template_is_left_over(app):
    """Every page is rendered, extended, included or imported by something."""
    sources = "\n".join(path.read_text() for path in [*Path("hack").rglob("*.py"), *TEMPLATES])
    named = set(re.findall(r"[\"']([\w/-]+\.html)[\"']", sources))

    assert {str(path.relative_to("templates")) for path in PAGES} - named == set()
