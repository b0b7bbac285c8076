"""The order in which everything happens."""

from hack import db
from hack.needs.actions import move_need
from tests.whole.canaries.cases import plant_cases
from tests.whole.canaries.consultations import plant_consultations
from tests.whole.canaries.evaluations import plant_evaluations
from tests.whole.canaries.following import plant_follows
from tests.whole.canaries.groups import plant_groups
from tests.whole.canaries.needs import plant_needs, plant_remarks, plant_sites
from tests.whole.canaries.opendata import plant_data
from tests.whole.canaries.people import about_people
from tests.whole.canaries.proposals import plant_proposals
from tests.whole.canaries.questions import plant_questions
from tests.whole.canaries.seeds import plant_seeds
from tests.whole.canaries.support import plant_supports
from tests.whole.canaries.wordbook import plant_words
from tests.whole.canaries.words import BUREAU, Canaries
from tests.whole.town import Town


def plant(town: Town) -> Canaries:
    """Let everything happen as it does in the city, with a word in each text that is not for everybody."""
    canaries = Canaries()
    about_people(canaries, town)
    need = plant_needs(canaries, town)
    plant_seeds(canaries, town)
    plant_questions(canaries, town, need)
    plant_follows(canaries, town, need)
    plant_supports(canaries, town, need)
    proposal = plant_proposals(canaries, town, need)
    with db.transaction():
        reason = canaries.word("needreason", BUREAU | {"mori", "ken"})
        move_need(need, "close_ideas_early", by=town.cast.mori, reason=reason)
    plant_groups(canaries, town, need, proposal)
    plant_consultations(canaries, town, need)
    plant_remarks(canaries, town)
    plant_sites(canaries, town, need)
    plant_evaluations(canaries, town)
    plant_cases(canaries, town)
    plant_words(canaries, town)
    plant_data(canaries, town)
    return canaries
