"""A full wordbook."""

from hack.accounts.models import User
from hack.wordbook.models import Deed, EntryKind, WordbookChange, WordbookEdition, WordbookEntry, WordbookTerm
from tests.whole.crowd.rows import many


def write_words(mori: User) -> None:
    """300 words of several spellings, what was done with each, and 60 editions."""
    kind = EntryKind.SYNONYMS
    entries = many(
        WordbookEntry,
        300,
        [mori],
        lambda n, by: {"kind": kind, "says": f"言葉{n}番、語句{n}番", "changed_by_id": by.id, "note": "街の言葉"},
    )
    many(
        WordbookTerm,
        600,
        entries,
        lambda n, entry: {
            "entry_id": entry.id,
            "kind": kind,
            "place": n // 300,
            "written": f"語{n}番",
            "plain": f"語{n}番",
        },
    )
    for count in (1, 299):
        about = entries[:1] if count > 1 else entries
        many(
            WordbookChange,
            count,
            about,
            lambda n, entry: {
                "entry_id": entry.id,
                "deed": Deed.CHANGED,
                "by_id": mori.id,
                "before": "前",
                "after": "後",
            },
        )
    line = {"kind": kind.value, "terms": ["言葉", "語句"], "form": ""}
    many(
        WordbookEdition,
        60,
        [mori],
        lambda n, by: {
            "number": n + 100,
            "by_id": by.id,
            "words": 0,
            "groups": 300,
            "content": [line | {"number": entry.id} for entry in entries],
        },
    )
