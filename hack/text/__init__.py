"""Japanese text to words: the same words for matching, for search and for marking them on a page.

Documents are kept by `terms` (and, for search, `pieces`), questions are asked with `query_terms`, pages mark `spans`.
Nothing is loaded before the first word is asked for; every thread has a tokenizer of its own, and none is ever pickled.
The city's own words (`Wordbook`) are kept whole and grouped; which edition is in force, `connect` says where to look.
"""

from hack.text.edition import connect, current, in_file, put_in_force
from hack.text.folding import normal
from hack.text.own import term_in_group
from hack.text.spans import Span
from hack.text.wordbook import NOTHING, Synonyms, Whole, Wordbook
from hack.text.words import dictionary_version, groups_of, pieces, query_terms, spans, terms, units

__all__ = [
    "NOTHING",
    "Span",
    "Synonyms",
    "Whole",
    "Wordbook",
    "connect",
    "current",
    "dictionary_version",
    "groups_of",
    "in_file",
    "normal",
    "pieces",
    "put_in_force",
    "query_terms",
    "spans",
    "term_in_group",
    "terms",
    "units",
]
