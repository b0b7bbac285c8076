"""The architecture, as setup.cfg states it, holds."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_every_import_contract_is_kept(capsys):
    assert lint_imports(config_filename="setup.cfg", no_cache=True) == EXIT_STATUS_SUCCESS, capsys.readouterr().out
