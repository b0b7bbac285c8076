"""Every noun that is searched, in the order in which answers are counted by them."""

from hack.search.papers.agreements import AGREEMENT
from hack.search.papers.front import CASE, THEME
from hack.search.papers.labs import GATHERING, LIVINGLAB, VOICE
from hack.search.papers.needs import NEED
from hack.search.papers.opendata import DATA_ANSWER, DATASET
from hack.search.papers.proposals import PROPOSAL
from hack.search.papers.seeds import SEED
from hack.search.papers.workgroups import WORKGROUP

NOUNS = {
    noun.name: noun
    for noun in (
        *(NEED, SEED, PROPOSAL, WORKGROUP, THEME, CASE),
        *(AGREEMENT, LIVINGLAB, GATHERING, VOICE, DATASET, DATA_ANSWER),
    )
}
