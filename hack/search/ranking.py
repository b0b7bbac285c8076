"""The order of the search without a site: texts in, numbers out; to be measured beside other ways of searching."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from hack import clock
from hack.search.asking import parse
from hack.search.folder import FolderIndex
from hack.search.paper import EVERYBODY, Paper


@contextmanager
def indexed(documents: Sequence[Mapping[str, str]]) -> Iterator[FolderIndex]:
    """An index of these documents alone, for everybody, each under its number; gone afterwards."""
    now = clock.now()
    papers = [
        Paper("document", str(number), document["title"], document["text"], now, frozenset({EVERYBODY}))
        for number, document in enumerate(documents)
    ]
    with TemporaryDirectory() as folder:
        index = FolderIndex(Path(folder))
        index.rebuild(papers)
        yield index


def scores_in(index: FolderIndex, queries: Sequence[Mapping[str, str]]) -> np.ndarray:
    """How well each document of such an index answers every question: float32, a row for each question."""
    scores = np.zeros((len(queries), index.count()), np.float32)
    for row, query in zip(scores, queries, strict=True):
        for hit in index.find_all(parse(f"{query['title']} {query['text']}")).hits:
            row[int(hit.key)] = hit.score
    return scores


def score(queries: Sequence[Mapping[str, str]], documents: Sequence[Mapping[str, str]]) -> np.ndarray:
    """How well every document answers every question, as the search box has it, in an index of these documents alone.

    queries, documents: n and m mappings with "title" and "text"; a question is its title and text, of which the search reads
    3,000 letters. Returns float32 of shape (n, m): 0 for what is not found, larger is better; comparable within a row only,
    because a question that no document answers whole is taken more loosely (`ways`).
    """
    with indexed(documents) as index:
        return scores_in(index, queries)
