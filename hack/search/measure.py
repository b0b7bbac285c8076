"""How much a paper answers: words by BM25F, everything measured by what is public."""

from math import log

from whoosh import scoring
from whoosh.matching import Matcher
from whoosh.searching import Searcher

USUAL_LENGTH = 100  # words of a paper, where there is no public one to measure


class PublicMeasure(scoring.BM25F):
    """BM25F for words, and rarity alone for signs; both measured by the public papers, also for private ones.

    So the scores of both shelves can be compared, and the order of what somebody sees tells nothing of what others keep.
    """

    def __init__(self, public: Searcher):
        super().__init__(B=0.75, K1=1.2)
        self.public = public

    def scorer(self, searcher: Searcher, fieldname: str, text: bytes, qf: float = 1) -> scoring.BaseScorer:
        papers, having = self.public.doc_count_all(), self.public.doc_frequency(fieldname, text)
        rarity = log((papers + 1) / (having + 1))
        if fieldname != "words":
            return _Constant(rarity + 0.01)  # more than nothing, which Whoosh would take for no match
        length = self.public.avg_field_length(fieldname) or USUAL_LENGTH
        return _Score(searcher, fieldname, text, rarity + 1, length, self.B, self.K1)


class _Score(scoring.WeightLengthScorer):
    """The BM25 share of one word in one paper."""

    def __init__(self, searcher: Searcher, fieldname: str, text: bytes, *measures: float):
        self.measures = measures
        self.setup(searcher, fieldname, text)

    def _score(self, weight: float, length: float) -> float:
        rarity, usual_length, b, k1 = self.measures
        return scoring.bm25(rarity, weight, length, usual_length, b, k1)


class _Constant(scoring.BaseScorer):
    """The same for every paper."""

    def __init__(self, value: float):
        self.value = value

    def score(self, matcher: Matcher) -> float:
        return self.value

    def max_quality(self) -> float:
        return self.value
