"""Passwords: what is refused, and how they are compared."""

import threading
import unicodedata

import pytest
from argon2 import PasswordHasher

from hack import db
from hack.accounts import passwords
from tests.accounts.words import GOOD_PASSWORD
from tests.cast import HASH, PASSWORD


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery staple",
        GOOD_PASSWORD,
        "umi-no-iro-ha-aoi-7",
        "🐳🌊⛵️🏮🎐🌉🚢🗼🎡🐚🦀🌅🎏⚓️🛟",
        "x" * 5 + "Kq7 vR2 mN9 zT4 wP6" + "y" * 3,
    ],
)
def test_a_long_password_of_any_letters_will_do(password):
    assert passwords.weakness(password) is None


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("みじかい", "15文字以上"),
        ("灯" * 14, "15文字以上"),
        ("灯台の" * 43, "128文字以内"),
        ("灯" * 15, "推測されやすい"),
        ("ab" * 10, "推測されやすい"),
        ("password1234567890", "推測されやすい"),
        ("P@ssw0rd-2026-2026", "推測されやすい"),
        ("qwertyuiopasdfghjkl", "推測されやすい"),
        ("1qaz2wsx3edc4rfv", "推測されやすい"),
        ("zyxwvutsrqponmlk", "推測されやすい"),
        ("aabbccddeeffgghhii", "推測されやすい"),
        ("いろはにほへとちりぬるをわか。", "推測されやすい"),
        ("あいうえおかきくけこさしすせそ", "推測されやすい"),
        ("さくらsakura桜2025!", "推測されやすい"),
        ("umino-no-iro-ha-aoi-7", "含まない"),
        ("よい眺めの港計測でござる。うれしい", "含まない"),
        ("海野の船はきょうも沖へ出てゆくよ", "含まない"),
        ("YOKOHAMAの夜景はとてもきれいだな", "含まない"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(password, says):
    about = ("umino@minato.example", "海野 凪", "港計測株式会社")

    assert says in (passwords.weakness(password, about) or "")


def test_length_is_counted_in_letters_as_they_are_read():
    fifteen = "がぎぐげござじずぜぞだぢづでど"

    assert len(unicodedata.normalize("NFD", fifteen)) == 30
    assert "15文字以上" in (passwords.weakness(unicodedata.normalize("NFD", fifteen[:14])) or "")


def test_a_password_is_kept_with_argon2id_of_the_agreed_strength():
    kept = passwords.hash_of(PASSWORD)

    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches(kept, PASSWORD)
    assert not passwords.matches(kept, PASSWORD + " ")
    assert not passwords.outdated(kept)


def test_the_same_letters_typed_on_another_keyboard_are_the_same_password():
    typed = "ガラスの橋を渡ってゆく小さな船"

    assert passwords.matches(passwords.hash_of(typed), unicodedata.normalize("NFD", typed))


def test_nobody_has_a_password_that_is_right():
    assert not passwords.matches(None, PASSWORD)
    assert not passwords.matches("not a hash", PASSWORD)


def test_a_hash_of_less_strength_is_outdated():
    assert passwords.outdated(PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD))


def test_nobody_hashes_while_others_wait_for_the_database(stage):
    with db.transaction(), pytest.raises(RuntimeError, match="inside a transaction"):
        passwords.matches(HASH, PASSWORD)


def test_at_most_two_passwords_are_hashed_at_once(monkeypatch):
    at_once, most, gate = [], [], threading.Lock()

    class Watched(PasswordHasher):
        def verify(self, *given):
            with gate:
                at_once.append(1)
                most.append(len(at_once))
            try:
                return super().verify(*given)
            finally:
                with gate:
                    at_once.pop()

    monkeypatch.setattr(passwords, "hasher", Watched(time_cost=2, memory_cost=19456, parallelism=1))
    threads = [threading.Thread(target=passwords.matches, args=(HASH, PASSWORD)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(most) == 6
    assert max(most) <= 2
