"""Words in needs, in what is remarked on them, and in places that are offered for trials."""

from hack import clock, db
from hack.needs.actions import answer_remark, draft_need, remark_on, share_need
from hack.needs.models import Need
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.sites.actions import move_site, offer_site, open_site_call
from hack.sites.models import SiteKind, Ward
from tests.cast import a_need, a_proposal
from tests.whole.canaries.words import BUREAU, COMPANY, OFFICERS, SECTION, Canaries
from tests.whole.town import Town


def plant_needs(canaries: Canaries, town: Town) -> Need:
    """A need with an open call; besides, a draft, an internal one, and one that was put on hold with a proposal for it."""
    michi, word = town.cast.michi, canaries.word
    notes = word("notes", OFFICERS | {"mori", "ken"})
    need = canaries.at("one_need", a_need(by=michi, notes=notes, under_way=notes, budget=notes, consulted=notes))
    drafts = word("draftneed", BUREAU | {"mori", "ken"})
    with db.transaction():
        canaries.at("one_need", draft_need(section=town.cast.roads, by=michi, title=f"灯台 {drafts}", problem=drafts))
    inside = word("internalneed", OFFICERS | {"mori", "ken"})
    canaries.at("one_need", a_need(by=michi, title=f"灯台 {inside}", step=NeedStep.READY, internal=True, hoped=inside))
    held = word("heldneed", BUREAU | {"mori", "ken"})
    on_hold = canaries.at("one_need", a_need(by=michi, step=NeedStep.ON_HOLD, problem=f"灯台 {held}", hoped=held))
    canaries.at("one_proposal", a_proposal(by=town.cast.umi, need=on_hold, step=ProposalStep.QUERIED))
    return need


def plant_remarks(canaries: Canaries, town: Town) -> None:
    """A need that is shaped, which Midori's section owns too, and what is remarked on it and answered."""
    cast, owners = town.cast, SECTION | {"midori", "mori"}
    need = a_need(by=cast.michi, step=NeedStep.SHAPING)
    canaries.at("one_need", need)
    with db.transaction():
        share_need(need, cast.resources, by=cast.michi)
        remark = remark_on(need, field="hoped", text=canaries.word("remark", owners), by=cast.mori)
        answer_remark(remark, text=canaries.word("remarkanswer", owners), by=cast.midori)
    canaries.at("one_owner_once", need, owner_key=need.co_owners[0].key)
    canaries.at("one_remark", need, remark_key=remark.key)


def plant_sites(canaries: Canaries, town: Town, need: Need) -> None:
    """A place that is offered, and one that was taken: what everybody reads of it is no secret any more."""
    cast, readers = town.cast, COMPANY | SECTION | {"mori"}
    offered, inside = canaries.word("site", readers), canaries.word("sitecontact", readers)
    kept = {"ward": Ward.NAKA, "kind": SiteKind.SHOP, "conditions": inside, "contact": inside}
    with db.transaction():
        call = open_site_call(need, wanted="灯台", capacity=3, until=clock.today(), by=cast.michi)
        sites = [offer_site(call, name=name, description=name, by=cast.umi, **kept) for name in (offered, "灯台の広場")]
        move_site(sites[1], "take", by=cast.michi)
        reason = canaries.word("sitereason", readers)
        move_site(sites[0], "decline", by=cast.mori, reason=reason)
    canaries.at("one_site_call", need)
    for site in sites:
        canaries.at("one_site", site)
