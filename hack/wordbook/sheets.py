"""The wordbook as a table that goes out, and as one that comes in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hack.accounts.models import User
from hack.errors import RuleBroken
from hack.tables import Row, Sheet, Table
from hack.wordbook.actions import add_synonyms, add_whole
from hack.wordbook.checking import check_synonyms, check_whole, parted
from hack.wordbook.forms import KANA, NOTE
from hack.wordbook.models import EntryKind, WordbookEntry
from hack.wordbook.queries import entries_saying

HEADINGS = ("種類", "言葉", "ふだんの書き方", "読み", "メモ")
MOST_ROWS = 500
MOST_FAULTS = 20
TITLE = "用語集"


@dataclass(frozen=True)
class Wanted:
    """An entry that a row asks for."""

    number: int
    kind: EntryKind
    terms: list[str]
    form: str
    kana: str
    note: str


def sheet_of(entries: Iterable[WordbookEntry]) -> Sheet:
    """The entries as a table."""
    rows = [(entry.kind.label, entry.says, entry.form, entry.kana, entry.note) for entry in entries]
    return Sheet(TITLE, HEADINGS, rows)


def read_rows(table: Table) -> list[Wanted]:
    """What the rows of a table ask for. Raises RuleBroken with every fault that the rows have by themselves, each with its row."""
    if missing := [heading for heading in HEADINGS[:2] if heading not in table.headings]:
        raise RuleBroken(f"見出し「{missing[0]}」の列がありません。書き出した表の見出しを使ってください。", "file")
    if len(table.rows) > MOST_ROWS:
        raise RuleBroken(f"行が多すぎます({MOST_ROWS}行まで)。ファイルを分けてください。", "file")
    if not table.rows:
        raise RuleBroken("見出しの下に、登録する行がありません。", "file")
    places = {heading: table.headings.index(heading) for heading in HEADINGS if heading in table.headings}
    found, faults = [], []
    for row in table.rows:
        try:
            found.append(_read(row, places))
        except RuleBroken as broken:
            faults.append(f"{row.number}行目: {broken.message}")
    if faults:
        more = f" ほかに{len(faults) - MOST_FAULTS}行。" if len(faults) > MOST_FAULTS else ""
        raise RuleBroken(" ".join(faults[:MOST_FAULTS]) + more, "file")
    return found


def take_rows(wanted: list[Wanted], *, by: User) -> int:
    """Add what is not in the book yet; how many entries were added. Belongs inside the caller's transaction.

    Raises NotAllowed, and RuleBroken, naming the row, where one can't be added: then nothing is to be kept.
    """
    there, added = entries_saying(), 0
    for one in wanted:
        if there.get((one.kind, frozenset(one.terms))) == one.form:
            continue
        try:
            if one.kind is EntryKind.WHOLE:
                add_whole(by=by, written=one.terms[0], form=one.form, kana=one.kana, note=one.note)
            else:
                add_synonyms(by=by, terms=one.terms, note=one.note)
        except RuleBroken as broken:
            raise RuleBroken(f"{one.number}行目: {broken.message}", "file") from None
        added += 1
    return added


def _read(row: Row, places: dict[str, int]) -> Wanted:
    cells = {heading: row.cells[place] for heading, place in places.items()}
    kinds = {kind.label: kind for kind in EntryKind}
    kind = kinds.get(cells["種類"])
    if kind is None:
        raise RuleBroken(f"種類は「{'」か「'.join(kinds)}」と書いてください。")
    form, kana, note = (cells.get(heading, "") for heading in HEADINGS[2:])
    if kind is EntryKind.WHOLE:
        terms = [" ".join(cells["言葉"].split())]
        check_whole(terms[0], form)
    else:
        terms, form, kana = parted(cells["言葉"]), "", ""
        check_synonyms(terms)
    if kana and (len(kana) > 80 or not re.fullmatch(KANA, kana)):
        raise RuleBroken("読みは80字以内の仮名で書いてください。")
    if len(note) > NOTE:
        raise RuleBroken(f"メモは{NOTE}字以内にしてください。")
    return Wanted(row.number, kind, terms, form, kana, note)
