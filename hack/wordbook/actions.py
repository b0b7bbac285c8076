"""Writing the wordbook, releasing it, and going back to an earlier edition. Every deed belongs inside the caller's transaction."""

from collections.abc import Sequence

from hack import clock, db, outbox, text
from hack.accounts.models import User
from hack.errors import Overtaken, RuleBroken
from hack.events import WordbookChanged, WordbookEntered, WordbookReleased, WordbookRemoved
from hack.passages import QUICKER, check_version, keep_changes
from hack.wordbook.checking import check_new, check_synonyms, check_whole, plain
from hack.wordbook.editions import Line, differences
from hack.wordbook.models import (
    Deed,
    EntryKind,
    WordbookChange,
    WordbookEdition,
    WordbookEntry,
    WordbookTerm,
)
from hack.wordbook.queries import draft_lines, edition_in_force, last_change, lines_of
from hack.wordbook.rules import refuse_others


def add_whole(*, by: User, written: str, form: str = "", kana: str = "", note: str = "") -> WordbookEntry:
    """Write down a word that is to be kept whole. form: the word of which it is another spelling.

    Raises NotAllowed, RuleBroken (no word, there already, the book is full). Records WordbookEntered.
    """
    return _add(EntryKind.WHOLE, [written], by=by, form=form, kana=kana, note=note)


def add_synonyms(*, by: User, terms: Sequence[str], note: str = "") -> WordbookEntry:
    """Write down words that mean the same. Raises and records as `add_whole`; a word may be in one group only."""
    return _add(EntryKind.SYNONYMS, terms, by=by, note=note)


def edit_entry(
    entry: WordbookEntry,
    *,
    by: User,
    seen: int | None,
    terms: Sequence[str],
    form: str = "",
    kana: str = "",
    note: str = "",
) -> None:
    """Change what an entry says. Raises NotAllowed, Overtaken, and as `add_whole`. Records WordbookChanged if anything is different."""
    refuse_others(by, "wordbook.edit")
    _refuse_removed(entry)
    before, same = _told(entry), [term.written for term in entry.terms] == list(terms)
    if same and (entry.form, entry.kana, entry.note) == (form, kana, note):
        return
    check_version(entry, seen)
    _check(entry.kind, terms, form)
    db.alone_with("wordbook")
    check_new(entry.kind, terms, entry)

    entry.form, entry.kana, entry.note, entry.says = form, kana, note, "、".join(terms)
    entry.changed_at, entry.changed_by_id = clock.now(), by.id
    keep_changes()
    if not same:
        _put(entry, terms)
    _note(entry, Deed.CHANGED, by, before)
    outbox.record(WordbookChanged(entry.id), by=by)


def remove_entry(entry: WordbookEntry, *, by: User, seen: int | None) -> None:
    """Take an entry out of the book; what was done with it stays to be read. Raises NotAllowed, Overtaken. Records WordbookRemoved."""
    refuse_others(by, "wordbook.edit")
    if entry.removed_at is not None:
        return
    check_version(entry, seen)
    db.alone_with("wordbook")

    before = _told(entry)
    entry.removed_at = entry.changed_at = clock.now()
    entry.changed_by_id = by.id
    keep_changes()
    entry.terms = []
    _note(entry, Deed.REMOVED, by, before, after="")
    outbox.record(WordbookRemoved(entry.id), by=by)


def release(*, by: User, seen: int, note: str = "") -> WordbookEdition:
    """Release what is written as the next edition, for the matcher and the search. seen: the last change that the person saw.

    Raises NotAllowed, Overtaken (something was changed since), RuleBroken (nothing is different). Records WordbookReleased.
    """
    refuse_others(by, "wordbook.release")
    db.alone_with("wordbook")
    if last_change() != seen:
        raise Overtaken("ほかの人が用語集を変えました。変わるところを確かめて、もう一度押してください。")
    current, lines = edition_in_force(), draft_lines()
    if not differences(lines_of(current), lines):
        raise RuleBroken("反映する変更がありません。")

    return _release(current, lines, by=by, note=note)


def go_back(edition: WordbookEdition, *, by: User, seen: int) -> WordbookEdition:
    """Release an earlier edition again; what is being written stays as it is. seen: the number in force that the person saw.

    Raises NotAllowed, Overtaken (another edition is in force by now), RuleBroken (it says the same). Records WordbookReleased.
    """
    refuse_others(by, "wordbook.release")
    db.alone_with("wordbook")
    current = edition_in_force()
    if current is None or current.number != seen:
        raise Overtaken(QUICKER)
    if not differences(lines_of(current), lines_of(edition)):
        raise RuleBroken("いまの版と同じ内容です。")

    return _release(current, lines_of(edition), by=by, again=edition.number)


def _add(
    kind: EntryKind, terms: Sequence[str], *, by: User, form: str = "", kana: str = "", note: str = ""
) -> WordbookEntry:
    refuse_others(by, "wordbook.edit")
    _check(kind, terms, form)
    db.alone_with("wordbook")
    check_new(kind, terms)

    entry = WordbookEntry(kind=kind, says="、".join(terms), form=form, kana=kana, note=note, changed_by_id=by.id)
    db.session.add(entry)
    _put(entry, terms)
    _note(entry, Deed.ADDED, by, before="")
    outbox.record(WordbookEntered(entry.id), by=by)
    return entry


def _put(entry: WordbookEntry, terms: Sequence[str]) -> None:
    """Make these the words of the entry."""
    entry.terms = []
    db.session.flush()  # the old ones go first: none may be there twice
    entry.terms = [
        WordbookTerm(
            kind=entry.kind,
            place=place,
            written=written,
            plain=text.normal(written).strip() if entry.kind is EntryKind.WHOLE else plain(written),
        )
        for place, written in enumerate(terms, 1)
    ]
    db.session.flush()


def _check(kind: EntryKind, terms: Sequence[str], form: str) -> None:
    if kind is EntryKind.WHOLE:
        check_whole(terms[0] if terms else "", form)
    else:
        check_synonyms(terms)


def _note(entry: WordbookEntry, deed: Deed, by: User, before: str, after: str | None = None) -> None:
    """Keep what was done with the entry."""
    told = _told(entry) if after is None else after
    db.session.add(WordbookChange(entry_id=entry.id, deed=deed, by_id=by.id, at=clock.now(), before=before, after=told))


def _told(entry: WordbookEntry) -> str:
    """All that the entry says, as people read it."""
    more = [f"読み: {entry.kana}"] if entry.kana else []
    return "\n".join([entry.title, *more, *([f"メモ: {entry.note}"] if entry.note else [])])


def _release(
    current: WordbookEdition | None, lines: Sequence[Line], *, by: User, note: str = "", again: int | None = None
) -> WordbookEdition:
    whole = sum(line.kind == EntryKind.WHOLE.value for line in lines)
    edition = db.enter_once(
        WordbookEdition,
        key=db.random_key(),
        number=current.number + 1 if current else 1,
        at=clock.now(),
        by_id=by.id,
        note=note,
        again=again,
        words=whole,
        groups=len(lines) - whole,
        content=[line.written_down() for line in lines],
    )
    if edition is None:
        raise Overtaken(QUICKER)
    outbox.record(WordbookReleased(edition.id), by=by)
    return edition


def _refuse_removed(entry: WordbookEntry) -> None:
    if entry.removed_at is not None:
        raise Overtaken("ほかの人が、この言葉を用語集から削除しました。")
