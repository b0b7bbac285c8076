"""Words that somebody looks for again and again."""

from datetime import timedelta

from hack import db
from hack.following.actions import choose_ways, follow_need, follow_search
from hack.following.models import Kind, Topic, Way
from hack.following.queries import follow_of
from hack.needs.actions import change_call
from hack.needs.models import Need
from tests.whole.canaries.words import Canaries
from tests.whole.town import Town


def plant_follows(canaries: Canaries, town: Town, need: Need) -> None:
    """What people follow is their own, down to the words of a search and what narrows it."""
    words, narrowed = canaries.word("savedsearch", {"umi"}), {"bureau": canaries.word("savedbureau", {"umi"})}
    with db.transaction():
        follow_search(f"灯台 {words}", by=town.cast.umi)
        follow_search("灯台", by=town.cast.umi, facets=narrowed)
        for person, way in ((town.cast.umi, Way.AT_ONCE), (town.cast.riku, Way.AT_ONCE), (town.cast.kita, Way.DIGEST)):
            follow_need(need, by=person)
            choose_ways(by=person, **dict.fromkeys((topic.value for topic in Topic), way))
    with db.transaction():
        change_call(need, by=town.cast.mori, seen=None, closes_on=need.closes_on + timedelta(days=1), reason="延長")
    canaries.at("one_follow_once", follow_of(town.cast.umi, Kind.SEARCH, f"灯台 {words}"))
