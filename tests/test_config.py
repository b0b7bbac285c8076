"""What an installation is told, and what it makes for itself."""

from hack.config import Settings


def test_the_secret_is_made_once_and_kept_where_only_its_owner_reads_it(tmp_path):
    settings = Settings(instance=str(tmp_path))
    secret = settings.secret

    assert len(secret) == 64
    assert settings.secret == secret
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
