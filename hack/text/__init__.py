"""Japanese text to words: the same words for matching, for search and for marking them on a page.

Documents are kept by `terms` (and, for search, `pieces`), questions are asked with `query_terms`, pages mark `spans`.
Nothing is loaded before the first word is asked for; every thread has a tokenizer of its own, and none is ever pickled.
"""

from hack.text.folding import normal
from hack.text.words import Span, dictionary_version, pieces, query_terms, spans, terms, units

__all__ = [
    "Span",
    "dictionary_version",
    "normal",
    "pieces",
    "query_terms",
    "spans",
    "terms",
    "units",
]
