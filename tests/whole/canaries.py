"""A word of its own in every place that is not for everybody, and the names of those who may read it there."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any

from sqlalchemy import select

from hack import clock, db
from hack.accounts.actions import apply_organization, begin_sign_in, invite
from hack.accounts.models import OrganizationKind
from hack.consultations.actions import Ask, move_check, open_consultation, write_entry
from hack.consultations.models import CheckKind
from hack.evaluation.choices import Decision
from hack.files.actions import keep_file, take_in
from hack.following.actions import choose_ways, follow_need, follow_search
from hack.following.models import Kind, Topic, Way
from hack.following.queries import follow_of
from hack.matching.actions import give_verdict
from hack.matching.models import Suggestion, VerdictReason
from hack.needs.actions import answer_remark, change_call, draft_need, move_need, remark_on, share_need
from hack.needs.models import Need
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.actions import draft_proposal, move_proposal, submit_proposal
from hack.proposals.models import Proposal, ProposalKind
from hack.questions.actions import answer_alone, ask, correct_answer, publish_answer, withdraw_question
from hack.roles import Role
from hack.seeds.actions import draft_seed
from hack.seeds.models import Seed, Visibility
from hack.sites.actions import move_site, offer_site, open_site_call
from hack.sites.models import SiteKind, Ward
from hack.support.actions import ask_for_support, finish_support, move_support, write_support_entry
from hack.support.models import SupportKind
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
from tests.evaluation.words import a_sheet, an_entry, an_evaluation, an_evaluator, decided, handed_in
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
    _questions(canaries, town, need)
    _following(canaries, town, need)
    _supports(canaries, town, need)
    proposal = _proposals(canaries, town, need)
    with db.transaction():
        reason = canaries.word("needreason", BUREAU | {"mori", "ken"})
        move_need(need, "close_ideas_early", by=town.cast.mori, reason=reason)
    _groups(canaries, town, need, proposal)
    _consultations(canaries, town, need)
    _shared(canaries, town)
    _places(canaries, town, need)
    _evaluations(canaries, town)
    return canaries


def _shared(canaries: Canaries, town: Town) -> None:
    """A need that is shaped, which Midori's section owns too, and what is remarked on it and answered."""
    cast, owners = town.cast, SECTION | {"midori", "mori"}
    need = a_need(by=cast.michi, step=NeedStep.SHAPING)
    canaries.at("one_need", need)
    with db.transaction():
        share_need(need, cast.resources, by=cast.michi)
        remark = remark_on(need, field="hoped", text=canaries.word("remark", owners), by=cast.mori)
        answer_remark(remark, text=canaries.word("remarkanswer", owners), by=cast.midori)
    canaries.at("one_owner", need, owner_key=need.co_owners[0].key)
    canaries.at("one_remark", need, remark_key=remark.key)


def _places(canaries: Canaries, town: Town, need: Need) -> None:
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


def _questions(canaries: Canaries, town: Town, need: Need) -> None:
    """Umi's questions: one that waits, one withdrawn, one answered for her alone, and one for everybody that was corrected."""
    cast, word = town.cast, canaries.word
    inside = COMPANY | SECTION | {"mori"}
    questions = []
    for name in ("waiting", "withdrawn", "alone", "published"):
        with db.transaction():
            question = ask(need, by=cast.umi, asked=word(f"{name}question", inside))
        questions.append(canaries.at("one_question", question))
    _, withdrawn, alone, published = questions
    with db.transaction():
        withdraw_question(withdrawn, by=cast.umi, reason=word("questionreason", inside))
        answer_alone(alone, "decline", by=cast.michi, reason=word("alonereason", inside))
        publish_answer(published, by=cast.michi, wording="灯台の質問", answer=word("answerbefore", SECTION | {"mori"}))
    with db.transaction():
        correct_answer(
            published, by=cast.michi, wording="灯台の質問", answer="正しい回答", note="直しました", seen=None
        )


def _following(canaries: Canaries, town: Town, need: Need) -> None:
    """What people follow is their own, down to the words of a search."""
    words = canaries.word("savedsearch", {"umi"})
    with db.transaction():
        follow_search(f"灯台 {words}", by=town.cast.umi)
        for person in (town.cast.umi, town.cast.riku):
            follow_need(need, by=person)
            choose_ways(by=person, **dict.fromkeys((topic.value for topic in Topic), Way.AT_ONCE))
    with db.transaction():
        change_call(need, by=town.cast.mori, seen=None, closes_on=need.closes_on + timedelta(days=1), reason="延長")
    canaries.at("one_follow", follow_of(town.cast.umi, Kind.SEARCH, f"灯台 {words}"))


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


def _supports(canaries: Canaries, town: Town, need: Need) -> None:
    """What Michi's section asks for, as it was taken on and written down, what came of it, and why something was refused."""
    cast, readers = town.cast, SECTION | {"mori", "ken"}
    asked, told = canaries.word("support", readers), canaries.word("supportlog", readers)
    with db.transaction():
        support = ask_for_support(by=cast.michi, kind=SupportKind.UNCLEAR, title=f"灯台 {asked}", wish=asked, need=need)
        refused = ask_for_support(by=cast.michi, kind=SupportKind.STUCK, title="実証", wish="見てほしい。")
    with db.transaction():
        move_support(support, "take", by=cast.mori)
        move_support(support, "begin", by=cast.mori)
        write_support_entry(support, by=cast.mori, told=told, done_on=clock.today())
        move_support(refused, "decline", by=cast.mori, reason=canaries.word("supportreason", readers))
    with db.transaction():
        finish_support(support, by=cast.mori, result=canaries.word("supportresult", readers))
    canaries.at("one_support", support)
    canaries.at("one_support", refused)
    canaries.places["need_to_support"] = canaries.places["one_need"]
    canaries.places["next_question"] = [
        Place("", one.values | {"question": "trouble"}) for one in canaries.places["one_need"]
    ]


def _consultations(canaries: Canaries, town: Town, need: Need) -> None:
    """Michi asks Kaji's and Midori's sections about her need; Kaji's asks back, approves on a condition; and about a proposal
    she asks Midori's, who may then read of it what the section reads."""
    cast, word = town.cast, canaries.word
    read = {"questions": word("consulted", COMPANY | SECTION | {"mori", "midori"})}
    kept = {"confidential": word("keptback", COMPANY | {"mori"})}
    facts = {"by": cast.umi, "need": need, "step": ProposalStep.REVIEW}
    proposal = canaries.at("one_proposal", a_proposal(**facts, **read, **kept))
    for about, asked in ((need, (cast.kaji, cast.midori)), (proposal, (cast.midori,))):
        noun = "need" if about is need else "proposal"
        everybody = SECTION | {"mori", "midori"} | ({"kaji"} if about is need else set())
        said, tomorrow = word(f"consult{noun}", everybody), clock.today() + timedelta(days=1)
        asks = [
            Ask(
                CheckKind.PRIVACY, one.section_id, word(f"asked{noun}{place}", SECTION | {"mori", asked_name}), tomorrow
            )
            for place, (one, asked_name) in enumerate(zip(asked, _names_of(town, asked), strict=True))
        ]
        with db.transaction():
            consultation = open_consultation(about=about, by=cast.michi, title=f"灯台 {said}", words=said, asks=asks)
        canaries.at("one_consultation", consultation)
        check = consultation.checks[0]
        for one in consultation.checks:
            canaries.at("one_check", one)
        doer, doers_name = asked[0], _names_of(town, asked[:1])[0]
        between = SECTION | {"mori", doers_name}
        with db.transaction():
            move_check(check, "take", by=doer)
            write_entry(check, by=doer, text=word(f"entry{noun}", between), move="query")
            write_entry(check, by=cast.michi, text=word(f"reply{noun}", between), move="answer")
            move_check(check, "approve_if", by=doer, reason=word(f"condition{noun}", everybody))


def _names_of(town: Town, people: tuple[Any, ...]) -> list[str]:
    return [name for person in people for name, one in town.everybody.items() if one is person]


def _evaluations(canaries: Canaries, town: Town) -> None:
    """Of Umi's proposals one is scored, one conferred about, and one decided; Kaji evaluates, Midori stands back from each."""
    cast, word = town.cast, canaries.word
    leads, inside = SECTION | {"mori"}, SECTION | {"mori", "kaji"}
    for step, readers in (
        (EvaluationStep.SCORING, {"kaji"}),
        (EvaluationStep.JOINT, inside),
        (EvaluationStep.DECIDING, inside),
    ):
        evaluation = an_evaluation(by=cast.michi, step=step)
        text = word(f"evaluated{step.value}", COMPANY | inside)
        entry = an_entry(
            evaluation, by=cast.umi, questions=text, confidential=word(f"kept{step.value}", COMPANY | {"mori"})
        )
        kaji = an_evaluator(evaluation, cast.kaji, entry)
        an_evaluator(evaluation, cast.midori, entry, but=entry)
        a_sheet(kaji, entry, 3, 4, 2, comment=word(f"sheet{step.value}", readers))
        if step is not EvaluationStep.SCORING:
            handed_in(kaji)
        if step is EvaluationStep.DECIDING:
            decided(entry, Decision.DECLINE, by=cast.michi)
            with db.transaction():
                entry.result_words = word("conferred", inside)
                entry.told_words = word("toldlater", leads)
        canaries.at("one_evaluation", evaluation)
        for finder in ("one_entry", "entry_to_score"):
            canaries.at(finder, evaluation, proposal_key=entry.key)
        canaries.at("one_proposal", entry.proposal)


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
