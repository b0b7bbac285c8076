"""Words in the city's wordbook."""

from hack import db
from hack.wordbook.actions import add_synonyms, add_whole, edit_entry, release, remove_entry
from hack.wordbook.queries import last_change
from tests.whole.canaries.words import OFFICERS, Canaries
from tests.whole.town import Town


def plant_words(canaries: Canaries, town: Town) -> None:
    """A word as it was, as it is, and as it was released; one that was taken out; and what was said of them."""
    mori, readers = town.cast.mori, OFFICERS | {"mori", "ken"}
    word = {
        name: canaries.word(f"wordbook{name}", readers) for name in ("was", "is", "same", "gone", "note", "edition")
    }
    with db.transaction():
        kept = add_whole(by=mori, written=word["was"], note=word["note"])
        group = add_synonyms(by=mori, terms=["羅針盤", word["same"]])
        gone = add_whole(by=mori, written=word["gone"])
    with db.transaction():
        edition = release(by=mori, seen=last_change(), note=word["edition"])
    with db.transaction():
        edit_entry(kept, by=mori, seen=kept.version, terms=[word["is"]], note=word["note"])
        remove_entry(gone, by=mori, seen=gone.version)
    for entry in (kept, group):
        canaries.at("one_wordbook_entry", entry)
        canaries.at("wordbook_entry_ever", entry)
    canaries.at("one_wordbook_edition", edition)
