"""Words in seeds, and in what is said of suggestions."""

from sqlalchemy import select

from hack import clock, db
from hack.matching.actions import give_verdict
from hack.matching.models import Suggestion, VerdictReason
from hack.needs.models import Need
from hack.seeds.actions import draft_seed
from hack.seeds.models import Seed, Visibility
from tests.cast import a_seed
from tests.whole.canaries.words import COMPANY, OFFICERS, SECTION, Canaries
from tests.whole.places import a_suggestion
from tests.whole.town import Town


def plant_seeds(canaries: Canaries, town: Town) -> None:
    umi, word, now = town.cast.umi, canaries.word, clock.now()
    drafts = word("draftseed", COMPANY)
    with db.transaction():
        canaries.at("one_seed", draft_seed(by=umi, title=f"灯台 {drafts}", summary=drafts))
    for words, facts in (
        (word("cityseed", COMPANY | OFFICERS | {"mori"}), {"by": umi, "visibility": Visibility.CITY}),
        (word("archivedseed", COMPANY | {"mori"}), {"by": umi, "archived_at": now}),
        (word("suspendedseed", {"mori"}), {"by": town.tome}),
    ):
        canaries.at("one_seed", a_seed(title=f"灯台 {words}", summary=words, **facts))
    canaries.at("one_seed", a_seed(by=umi))


def judge(canaries: Canaries, town: Town) -> None:
    """After the matcher has run: that Michi's public need belongs to each of the seeds, those listed no longer among them, and
    what she says of it and the seed that everybody sees."""
    words = canaries.word("verdictnote", SECTION | {"mori"})
    need = db.session.scalars(select(Need).where(Need.notes != "")).one()
    suggested = {
        one.seed_id: one for one in db.session.scalars(select(Suggestion).where(Suggestion.need_id == need.id))
    }
    for seed in db.session.scalars(select(Seed)).all():
        suggestion = suggested.get(seed.id) or a_suggestion(need, seed)[0]
        canaries.at("one_suggestion", suggestion)
        if seed.public and seed.author_id == town.cast.umi.id:
            with db.transaction():
                give_verdict(suggestion, by=town.cast.michi, fits=True, reason=VerdictReason.RELEVANT, note=words)
