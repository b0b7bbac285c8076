"""A word of its own in every place that is not for everybody, and the names of those who may read it there."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from sqlalchemy import select

from hack import clock, db
from hack.accounts.actions import apply_organization, begin_sign_in, invite
from hack.accounts.models import OrganizationKind
from hack.files.actions import keep_file, take_in
from hack.matching.actions import give_verdict
from hack.matching.models import Suggestion, VerdictReason
from hack.needs.actions import draft_need, move_need
from hack.needs.models import Need
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.actions import draft_proposal, move_proposal, submit_proposal
from hack.proposals.models import Proposal, ProposalKind
from hack.roles import Role
from hack.seeds.actions import draft_seed
from hack.seeds.models import Seed, Visibility
from hack.workgroups.actions import (
    add_member,
    call_meeting,
    keep_minutes,
    leave,
    move_workgroup,
    open_workgroup,
)
from hack.workgroups.models import Meeting, Workgroup
from tests.cast import a_need, a_proposal, a_seed
from tests.whole.places import Place, a_suggestion
from tests.whole.town import Town

OFFICERS = {"michi", "seki", "kaji", "midori"}
SECTION = {"michi", "seki"}
BUREAU = SECTION | {"kaji"}
COMPANY = {"umi", "sora"}
INSIDE = SECTION | {"mori", "kaji", "umi"}
"""Whom the groups are open inside to: Mori, Michi, Kaji and Umi are members, Seki is of the section; Kita has left."""
PROPOSERS = COMPANY | {"riku", "kita"}


@dataclass
class Canaries:
    """The words, with their readers, and the places at whose addresses they could be read."""

    readers: dict[str, set[str]] = field(default_factory=dict)
    places: dict[str, list[Place]] = field(default_factory=dict)

    def word(self, name: str, readers: set[str]) -> str:
        """A word for these readers that is part of no other."""
        word = f"canary{name}x"
        self.readers[word] = set(readers)
        return word

    def at(self, found_by: str, thing: Any, **more: str) -> Any:
        """Note that the thing has addresses; gives the thing back."""
        self.places.setdefault(found_by, []).append(Place("", {"key": thing.key, **more}))
        return thing


def plant(town: Town) -> Canaries:
    """Let everything happen as it does in the city, with a word in each text that is not for everybody."""
    canaries = Canaries()
    _about_people(canaries, town)
    need = _needs(canaries, town)
    _seeds(canaries, town)
    proposal = _proposals(canaries, town, need)
    with db.transaction():
        reason = canaries.word("needreason", BUREAU | {"mori", "ken"})
        move_need(need, "close_ideas_early", by=town.cast.mori, reason=reason)
    _groups(canaries, town, need, proposal)
    return canaries


def _about_people(canaries: Canaries, town: Town) -> None:
    cast, word = town.cast, canaries.word
    canaries.at("one_organization", cast.minato)
    for person in (cast.umi, cast.michi):
        canaries.at("one_person", person)
    with db.transaction():
        cast.minato.applicant_email = f"{word('applicant', {'mori'})}@minato.example"
        cast.minato.applicant_phone = word("bell", {"mori"})
        cast.minato.record = word("record", COMPANY | {"mori"})
        cast.umi.phone = word("umisphone", COMPANY | OFFICERS | {"mori"})
        cast.michi.phone = word("michisphone", OFFICERS | {"mori", "kan"})
    with db.transaction():
        applied = apply_organization(
            name=word("applied", {"mori"}),
            kind=OrganizationKind.STARTUP,
            in_city=True,
            applicant_name="磯部 新",
            applicant_email=f"{word('applied2', {'mori'})}@isogo.example",
        )
        invite(
            email=f"{word('invited', COMPANY | {'mori'})}@minato.example",
            name="浜 新人",
            role=Role.PROPOSER,
            organization=cast.minato,
            by=cast.umi,
        )
        begin_sign_in(cast.umi, word("device", {"umi"}))
    canaries.at("one_organization", applied)


def _needs(canaries: Canaries, town: Town) -> Need:
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


def _seeds(canaries: Canaries, town: Town) -> None:
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


def _proposals(canaries: Canaries, town: Town, need: Need) -> Proposal:
    """Umi's proposal, queried and under review; a draft of hers, and one of her rival's."""
    cast, word = town.cast, canaries.word
    sight = SECTION | {"mori"}
    everything = {"technology": "画像認識", "effect": "手間を減らします。", "kind": ProposalKind.IDEA, "need": need}
    received = word("proposal", COMPANY | sight)
    answers = {
        "title": f"灯台 {received}",
        "summary": received,
        "confidential": word("confidential", COMPANY | {"mori"}),
    }
    drafts, rivals = word("draftproposal", COMPANY), word("rivals", {"riku"} | sight)
    with db.transaction():
        proposal = canaries.at("one_proposal", draft_proposal(by=cast.umi, **everything, **answers))
        rival = draft_proposal(by=cast.riku, **everything, title=f"灯台 {rivals}", summary=rivals)
        canaries.at("one_proposal", draft_proposal(by=cast.umi, **everything, title=f"灯台 {drafts}", summary=drafts))
    canaries.at("one_proposal", rival)
    for one in (proposal, rival):
        with db.transaction():
            submit_proposal(one, by=one.proposer)
    with db.transaction():
        move_proposal(rival, "decline", by=cast.michi, reason=word("declined", {"riku"} | sight))
        move_proposal(proposal, "screen", by=cast.mori)
        move_proposal(proposal, "query", by=cast.mori, reason=word("query", COMPANY | sight))
        submit_proposal(proposal, by=cast.umi, answer=word("answer", COMPANY | sight))
        move_proposal(proposal, "accept", by=cast.mori)
    canaries.places["received_proposal"] = canaries.places["one_proposal"]
    return proposal


def _groups(canaries: Canaries, town: Town, need: Need, proposal: Proposal) -> None:
    """A group at work, and one that looks for members."""
    working = canaries.word("group", INSIDE)
    group = _group(canaries, town, need, [proposal], "minutes", title=f"灯台 {working}", purpose=working)
    looking = canaries.word("recruiting", INSIDE | PROPOSERS)
    other = _group(canaries, town, need, [proposal], "othersminutes", title=f"灯台 {looking}", purpose=looking)
    for one, moves in ((group, ("schedule", "start")), (other, ("recruit",))):
        with db.transaction():
            for move in moves:
                move_workgroup(one, move, by=town.cast.mori)


def _group(
    canaries: Canaries, town: Town, need: Need, proposals: list[Proposal], inside: str, **words: str
) -> Workgroup:
    cast = town.cast
    with db.transaction():
        group = open_workgroup(need=need, by=cast.mori, capacity=9, proposals=proposals, **words)
        for person in (cast.kaji, cast.kita):
            add_member(group, person, by=cast.mori)
    with db.transaction():
        leave(group, by=cast.kita)
    said = canaries.word(inside, INSIDE)
    with db.transaction():
        meeting: Meeting = call_meeting(
            group, by=cast.mori, title=said, starts_at=clock.now() + timedelta(days=3), place=said, agenda=said
        )
    with db.transaction():
        keep_minutes(meeting, by=cast.michi, minutes=said, decisions=said)
        group.report = said
    with db.transaction():
        file = keep_file(group, *take_in(BytesIO(said.encode()), f"{said}.txt"), by=cast.umi, about=said)
    canaries.at("one_group_file", group, file_key=file.key)
    canaries.at("group_open_inside", group)
    canaries.at("one_workgroup", group)
    canaries.at("one_meeting", group, meeting_key=meeting.key)
    canaries.at("one_member", group, member_key=group.members[-1].key)
    return group
