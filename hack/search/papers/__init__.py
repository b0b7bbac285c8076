"""What is searched: every noun as a paper, with the tags of those who may find it; one file per chapter.

The tags say the same as each chapter's `visible_to`; a test holds them against each other for everybody. A new chapter's noun
comes into a file of its own and into `nouns`.
"""

from hack.search.papers.noun import Noun
from hack.search.papers.nouns import NOUNS
from hack.search.papers.proposals import proposal_paper
from hack.search.papers.readers import readers_of
from hack.search.papers.reading import AT_ONCE, all_papers, papers_of, papers_with

__all__ = [
    "AT_ONCE",
    "NOUNS",
    "Noun",
    "all_papers",
    "papers_of",
    "papers_with",
    "proposal_paper",
    "readers_of",
]
