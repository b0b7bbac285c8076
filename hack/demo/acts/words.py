"""How the city's own words are written in the demo's history, and released for the matcher and the search."""

import json
from datetime import date
from importlib.resources import files

from hack.demo.entering import Stage
from hack.demo.script import Row
from hack.wordbook.actions import add_synonyms, add_whole, edit_entry, release
from hack.wordbook.models import EntryKind
from hack.wordbook.queries import last_change, terms_there


def first_words(stage: Stage, act: Row, today: date) -> None:
    """The words that a city begins with are entered, and released as the first edition."""
    words = json.loads((files("hack.wordbook") / "first_words.json").read_text(encoding="utf-8"))
    for row in words["whole"]:
        add_whole(by=stage.coordinator, **row)
    for row in words["synonyms"]:
        add_synonyms(by=stage.coordinator, **row)
    release(by=stage.coordinator, seen=last_change(), note=act["note"])


def new_word(stage: Stage, act: Row, today: date) -> None:
    """The secretariat drafts a word that is kept whole."""
    add_whole(by=stage.coordinator, **{name: act[name] for name in ("written", "kana", "note")})


def new_synonyms(stage: Stage, act: Row, today: date) -> None:
    """The secretariat drafts words that mean the same."""
    add_synonyms(by=stage.coordinator, terms=act["terms"], note=act["note"])


def more_synonyms(stage: Stage, act: Row, today: date) -> None:
    """The secretariat drafts further words for those that mean the same as the one named."""
    entry = terms_there(EntryKind.SYNONYMS, [act["of"]])[0].entry
    terms = [*(term.written for term in entry.terms), *act["terms"]]
    edit_entry(entry, by=stage.coordinator, seen=None, terms=terms, note=entry.note)
