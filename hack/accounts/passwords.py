"""Passwords: hashed with Argon2id, and refused when they are easy to guess.

There is no long list of leaked passwords here. What is common is recognised by rule instead: repetition, the order of the
alphabet, of kana or of the keyboard, years, and a modest list of words that people put into passwords, written for this
project. A leaked password that follows none of these rules is not recognised.
"""

import re
import secrets
import threading
import unicodedata
from collections.abc import Iterable, Iterator

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from hack import db

SHORTEST, LONGEST = 15, 128
ENOUGH = 8
"""How many letters must be left when everything that is easy to guess is taken away."""
AT_ONCE = 2

hasher = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
NOBODY = hasher.hash(secrets.token_hex(16))
"""Compared with where there is no account, so that an unknown address costs the same time as a known one."""
_turns = threading.BoundedSemaphore(AT_ONCE)

CITY = ("yokohama", "横浜", "よこはま", "ヨコハマ")
CORPORATE = re.compile(
    r"株式会社|有限会社|合同会社|一般社団法人|公益財団法人|国立大学法人|学校法人|特定非営利活動法人|[((]株[))]"
)
IROHA = "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす"
KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん"
ROWS = ("1234567890", "qwertyuiop@[", "asdfghjkl;:]", "zxcvbnm,./", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/")
ORDERS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", KANA, IROHA, *ROWS)
YEAR = re.compile(r"(?:19|20)\d\d|(?:reiwa|heisei|令和|平成)\d*")
COMMON = re.findall(
    r"\S+",
    """
    password passw passwd pass pwd login logon signin user root admin administrator guest test testing sample demo welcome
    hello secret private access account default change changeme letmein master server system internet iloveyou love baby
    angel princess sunshine shadow dragon monkey tiger superman batman football baseball soccer summer winter spring autumn
    january december monday friday sunday computer keyboard mobile phone google windows tokyo osaka kyoto nagoya japan nippon
    nihon sakura fuji arigato konnichiwa ohayo himitsu kaisha minato tanaka suzuki sato takahashi watanabe office company
    city hack パスワード ぱすわーど ひみつ 秘密 さくら 桜 東京 日本 会社 こんにちは ありがとう おはよう あいしてる 愛してる
    鈴木 佐藤 田中
    """,
)
DISGUISES = str.maketrans("013457@$!", "oieastasi")


def hash_of(password: str) -> str:
    """The Argon2id hash of the password. Takes 20 to 30 milliseconds and 19 MiB; two at once at most, the others wait.

    Raises RuntimeError inside a transaction, where everybody else would have to wait for it.
    """
    _stay_outside()
    with _turns:
        return hasher.hash(_spelled(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether `password` is the one behind the hash `kept`; None (no such account) costs the same time and is never right.

    Raises RuntimeError inside a transaction.
    """
    _stay_outside()
    with _turns:
        try:
            return hasher.verify(kept or NOBODY, _spelled(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return hasher.check_needs_rehash(kept)


def weakness(password: str, about: Iterable[str] = ()) -> str | None:
    """What is wrong with a new password, as a sentence for the person; None if it will do.

    about: the person's name, address and organisation, which it must not contain.
    """
    length = len(_spelled(password))
    if length < SHORTEST:
        return f"{SHORTEST}文字以上にしてください(いまは{length}文字です)。"
    if length > LONGEST:
        return f"{LONGEST}文字以内にしてください(いまは{length}文字です)。"
    folded = _folded(password)
    if any(word in folded for text in (*about, *CITY) for word in _words_of(text)):
        return "お名前・メールアドレス・団体名・市の名前を含まないものにしてください。"
    unit = _unit(folded)
    if min(_letters_left(unit), _letters_left(re.sub(r"(.)\1+", r"\1", unit))) < ENOUGH:
        return (
            "くり返し・並び順・よくある言葉が大半で、推測されやすいものです。関係のない言葉をいくつかつなげてください。"
        )
    return None


def _stay_outside() -> None:
    if db.session.info.get("writing"):
        raise RuntimeError("a password is hashed inside a transaction")


def _spelled(password: str) -> str:
    return unicodedata.normalize("NFC", password)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _words_of(text: str) -> Iterator[str]:
    """The words in a name or an address that would be guessed: four letters or more, two where they are not Latin."""
    bare = CORPORATE.sub(" ", _folded(text).partition("@")[0])
    for word in {*re.split(r"[\s.,_+・\-]+", bare), "".join(bare.split())}:
        if len(word) >= (4 if word.isascii() else 2):
            yield word


def _letters_left(text: str) -> int:
    """How many letters are left without common words, years and letters that stand in a known order."""
    easy = [False] * len(text)
    disguised = text.translate(DISGUISES)
    for found in YEAR.finditer(text):
        easy[found.start() : found.end()] = [True] * len(found[0])
    for word in COMMON:
        for seen in (text, disguised):
            for found in re.finditer(re.escape(word), seen):
                easy[found.start() : found.end()] = [True] * len(word)
    for start in range(len(text) - 3):
        four = text[start : start + 4]
        if any(four in order or four[::-1] in order for order in ORDERS):
            easy[start : start + 4] = [True] * 4
    return sum(not mark for mark in easy)


def _unit(text: str) -> str:
    """The shortest piece whose repetition makes up the text; the text itself if it does not repeat."""
    for length in range(1, len(text) // 2 + 1):
        unit = text[:length]
        if text == (unit * (len(text) // length + 1))[: len(text)]:
            return unit
    return text
