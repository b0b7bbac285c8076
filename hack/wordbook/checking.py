"""What may stand in the wordbook: words that are words, none twice, and not too many. Says in Japanese what is wrong, and where."""

import re
from collections.abc import Sequence

from hack import text
from hack.errors import RuleBroken
from hack.wordbook.models import LONGEST, MOST_ENTRIES, MOST_TERMS, EntryKind, WordbookEntry
from hack.wordbook.queries import entries_count, terms_there

_SAYS = re.compile(r"[^\W_]")
_KANJI = re.compile("[㐀-鿿𠀀-𳎯々]")
_APART = re.compile(r"[\n、,,;；]+")
FULL = f"用語集には{MOST_ENTRIES:,}件まで登録できます。使わなくなったものを削除してください。"


def parted(lines: str) -> list[str]:
    """The words that somebody wrote one in a line, or with 、 between."""
    return [word for word in (" ".join(part.split()) for part in _APART.split(lines)) if word]


def plain(written: str) -> str:
    """The form in which words are compared: that of the matcher."""
    bare = text.normal(written).strip()
    return text.term_in_group(bare) or bare


def fault_of(written: str, *, shortest: int = 1) -> str:
    """What is wrong with a word by itself; empty where it is well."""
    bare = text.normal(written).strip()
    if not _SAYS.search(bare):
        return f"「{written}」には文字がありません。"
    if max(len(written), len(bare)) > LONGEST:  # ㍿ is compared as 株式会社
        return f"「{written[:10]}…」が長すぎます。{LONGEST}字以内で入力してください。"
    if len(bare) == 1 and not _KANJI.match(bare):
        return f"「{written}」は1文字です。仮名や英数字は、2文字以上で入力してください。"
    if len(bare) < shortest:
        return f"「{written}」は1文字です。2文字以上で入力してください。"
    return ""


def check_whole(written: str, form: str) -> None:
    """Raise RuleBroken where a word that is to be kept whole is none, or says the same as its other spelling."""
    if fault := fault_of(written, shortest=2):
        raise RuleBroken(fault, "written")
    if form and (fault := fault_of(form)):
        raise RuleBroken(fault, "form")
    if form and text.normal(form).strip() == text.normal(written).strip():
        raise RuleBroken("登録する言葉と同じです。違う書き方がなければ、空欄にしてください。", "form")


def check_synonyms(terms: Sequence[str]) -> None:
    """Raise RuleBroken where these are not two to MOST_TERMS different words."""
    for fault in map(fault_of, terms):
        if fault:
            raise RuleBroken(fault, "lines")
    seen: dict[str, str] = {}
    for term in terms:
        if (same := seen.get(plain(term))) is not None:
            raise RuleBroken(
                f"「{same}」と「{term}」は、もともと同じ言葉として扱われます。片方だけにしてください。", "lines"
            )
        seen[plain(term)] = term
    if len(terms) < 2:
        raise RuleBroken("2つ以上の言葉を、1行に1つずつ入力してください。", "lines")
    if len(terms) > MOST_TERMS:
        raise RuleBroken(f"{MOST_TERMS}語までにしてください。", "lines")


def check_new(kind: EntryKind, terms: Sequence[str], entry: WordbookEntry | None = None) -> None:
    """Raise RuleBroken where one of the words stands in another entry of the kind already, or the book is full.

    entry: the one that is being changed.
    """
    compared = [text.normal(term).strip() if kind is EntryKind.WHOLE else plain(term) for term in terms]
    for there in terms_there(kind, compared):
        if entry is None or there.entry_id != entry.id:
            if kind is EntryKind.WHOLE:
                raise RuleBroken(f"「{there.written}」は、もう登録されています。", "written")
            raise RuleBroken(
                f"「{there.written}」は、ほかの組({there.entry.says})にもあります。1つの組にまとめてください。", "lines"
            )
    if entry is None and entries_count() >= MOST_ENTRIES:
        raise RuleBroken(FULL)
