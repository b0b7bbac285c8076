"""What the tests of this chapter share."""

import pytest
from argon2 import PasswordHasher

from hack.accounts import passwords


@pytest.fixture
def hashes(monkeypatch):
    """A list that grows by one with every hash that is computed."""
    done = []

    class Counting(PasswordHasher):
        def verify(self, *given):
            done.append("verify")
            return super().verify(*given)

        def hash(self, *given, **more):
            done.append("hash")
            return super().hash(*given, **more)

    monkeypatch.setattr(passwords, "hasher", Counting(time_cost=2, memory_cost=19456, parallelism=1))
    return done
