"""Things of every noun in every state that matters to who may do what with them, and the addresses that lead to them."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from sqlalchemy import select

from hack import clock, db
from hack.accounts.actions import begin_sign_in
from hack.accounts.models import Ticket, TicketKind
from hack.accounts.tickets import LASTS, path_of, sealed
from hack.consultations.models import Check, CheckKind, Consultation
from hack.evaluation.choices import Answer, Decision
from hack.evaluation.models import Evaluation, Evaluator
from hack.exchange.actions import keep_batch
from hack.exchange.models import ImportBatch
from hack.files.actions import keep_file, take_in
from hack.files.models import StoredFile
from hack.following.models import Follow, Kind
from hack.matching.bands import Band
from hack.matching.models import Run, Suggestion, Verdict, VerdictReason
from hack.needs.models import CoOwner, Need, Remark
from hack.notices.models import Letter
from hack.notices.stopping import stopping_path
from hack.passages import Passage
from hack.pipeline.check import CheckStep
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.question import QuestionStep
from hack.pipeline.site import SiteStep
from hack.pipeline.support import SupportStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.models import ProposalPartner
from hack.questions.models import Question
from hack.roles import Role
from hack.seeds.models import Visibility
from hack.sites.models import Site, SiteCall, SiteKind, Ward
from hack.workgroups.actions import give_task, make_feed, open_discussion
from hack.workgroups.models import Meeting, Post, Workgroup
from tests.cast import a_need, a_proposal, a_seed
from tests.evaluation.words import a_sheet, an_entry, an_evaluation, an_evaluator, decided, handed_in, kept
from tests.support.papers import a_support
from tests.whole.town import Town, an_applicant, join


@dataclass(frozen=True)
class Place:
    """Something that addresses can be about: in words, its variables in the address, and what follows the question mark."""

    says: str
    values: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)


def fill(town: Town) -> dict[str, list[Place]]:
    """Enter what the addresses are about; it by the name of the function that finds it."""
    cast = town.cast
    needs = _needs(town)
    opened, internal = needs["its call is open"], needs["internal, its call is open"]
    seeds = _seeds(town)
    proposals = _proposals(town, opened)
    questions = _questions(town, opened)
    groups = {
        "looks for members": _group(town, opened, WorkgroupStep.RECRUITING),
        "of an internal need, looks for members": _group(town, internal, WorkgroupStep.RECRUITING),
        "at work": _group(town, opened, WorkgroupStep.ACTIVE),
    }
    about_need, of_rivers, _ = _consultation(town, internal)
    about_proposal, of_resources, taken_back = _consultation(town, opened, proposals["received"])
    suggestions = {
        "open call, listed seed": a_suggestion(opened, seeds["listed"], by=cast.umi),
        "draft, listed seed": a_suggestion(needs["a draft"], seeds["listed"]),
        "open call, archived seed": a_suggestion(opened, seeds["archived"]),
        "open call, seed of a suspended organisation": a_suggestion(opened, seeds["of a suspended organisation"]),
    }
    shared = needs["shaped, owned with Midori's section"]
    owner, remark = _shared(town, shared)
    sites = _sites(town, opened)
    supports = {
        "asked, about a need": a_support(cast, need=opened),
        "under way": a_support(cast, step=SupportStep.UNDER_WAY),
        "declined": a_support(cast, step=SupportStep.DECLINED),
    }
    organizations = {
        "active": cast.minato,
        "applied": an_applicant(),
        "verified": town.hatsu.organization,
        "suspended": town.tome.organization,
    }
    people = {"proposer": cast.umi, "proposer, out of use": cast.moto, "officer": cast.michi, "administrator": cast.kan}
    umis = _invitation("hama@minato.example", Role.PROPOSER, by=cast.umi, organization=cast.minato)
    moris = _invitation("hori@city.example", Role.OFFICER, by=cast.mori, section=cast.roads)
    kans = _invitation("mizu@city.example", Role.COORDINATOR, by=cast.kan)
    by_key = {
        "one_need": _by_key("need", needs),
        "one_seed": _by_key("seed", seeds),
        "one_proposal": _by_key("proposal", proposals),
        "one_question": _by_key("question", questions),
        "one_follow": _by_key("follow", {"Umi's": _follow(cast.umi)}),
        "one_workgroup": _by_key("group", {name: group for name, (group, _, _) in groups.items()}),
        "one_support": _by_key("support", supports),
        "one_consultation": _by_key(
            "consultation", {"about an internal need": about_need, "about a proposal": about_proposal}
        ),
        "one_check": _by_key(
            "check",
            {
                "asked of Kaji's section": of_rivers,
                "asked of Midori's section": of_resources,
                "withdrawn from Kaji's section": taken_back,
            },
        ),
        "one_suggestion": _by_key("suggestion", {name: one for name, (one, _) in suggestions.items()}),
        "one_verdict": _by_key("verdict", {"Umi's": suggestions["open call, listed seed"][1]}),
        "one_organization": _by_key("organisation", organizations),
        "one_person": _by_key("person", people),
        "one_invitation": _by_key(
            "invitation", {"of the company": umis, "of a section": moris, "of the secretariat": kans}
        ),
        "one_sign_in": _by_key("sign-in", {"Umi's": _sign_in(cast.umi)}),
        "one_site": _by_key("site", sites),
        "one_dead_letter": _by_key("letter", {"that was given up": _dead_letter(cast.michi)}),
    }
    partners = {says: _partner(town, opened, **facts) for says, facts in PARTNERS.items()}
    by_key["one_invitation_to_propose"] = _by_key("proposal", {"Riku is invited to it": partners["Riku is invited"]})
    inside = {
        "one_owner": [Place("owner: Midori's section", {"key": shared.key, "owner_key": owner.key})],
        "one_remark": [Place("remark: on what two sections own", {"key": shared.key, "remark_key": remark.key})],
        "one_site_call": [Place("call for places: of a public need", {"key": opened.key})],
        "one_partner": [
            Place(f"proposal: {says}", {"key": partner.proposal.key, "partner_key": partner.key})
            for says, partner in partners.items()
        ],
        "one_meeting": [
            Place(f"group: {name}", {"key": group.key, "meeting_key": meeting.key})
            for name, (group, meeting, _) in groups.items()
        ],
        "one_member": [
            Place(f"group: {name}", {"key": group.key, "member_key": member.key})
            for name, (group, _, member) in groups.items()
        ],
    }
    to_be_answered = [
        Place(f"question of the writer: {name} of a need, {says}", {"key": needs[says].key, "question": name})
        for name in ("who", "conditions")
        for says in ("a draft", "its call is open")
    ]
    evaluations = {says: an_evaluated_call(town, step) for says, step in EVALUATED.items()}
    by_key["one_evaluation"] = _by_key("evaluation", {says: one for says, (one, _, _) in evaluations.items()})
    inside["one_evaluator"] = [
        Place(f"evaluation: {says}", {"key": one.key, "place_key": place.key})
        for says, (one, _, place) in evaluations.items()
    ]
    inside["one_entry"] = inside["entry_to_score"] = [
        Place(f"evaluation: {says}", {"key": one.key, "proposal_key": entry.key})
        for says, (one, entry, _) in evaluations.items()
    ]
    files = [(name, group, _file(town.cast.umi, group)) for name, (group, _, _) in groups.items()]
    of_groups = [Place(f"group: {name}", {"key": group.key, "file_key": file.key}) for name, group, file in files]
    inside |= _kept_in({name: group for name, (group, _, _) in groups.items()}, cast)
    asked_for = [Place(one.says, query={"need": one.values["key"]}) for one in by_key["one_need"]]
    through = [Place(one.says, query={"suggestion": one.values["key"]}) for one in by_key["one_suggestion"]]
    return {
        **by_key,
        **inside,
        "next_question": to_be_answered,
        "need_to_support": by_key["one_need"],
        "received_proposal": by_key["one_proposal"],
        "need_to_consult": by_key["one_need"],
        "proposal_to_consult": by_key["one_proposal"],
        "group_open_inside": by_key["one_workgroup"],
        "one_group_file": of_groups,
        "one_group_file_once": of_groups,
        "one_batch": _by_key("batch", {"Umi's": _batch(cast.umi, "seed")}),
        "proposals.need_asked_for": asked_for,
        "evaluation.need_asked_for": asked_for,
        "workgroups.need_asked_for": [*asked_for, *through],
        "accept": [Place("link of an invitation", {"token": _token(umis)})],
        "reset": [Place("link to a new password", {"token": _token(_reset(cast.umi))})],
        "unsubscribe": [Place("link that stops a letter", {"token": _stop(cast.riku)})],
        "feed_at": [Place("address of Umi's calendar", {"token": _feed(cast.umi)})],
        "": [Place("")],
    }


def _kept_in(groups: dict[str, Workgroup], cast: Any) -> dict[str, list[Place]]:
    """In each group a task that Michi gave Umi, and a subject that Umi brought up."""
    found: dict[str, list[Place]] = {"one_task": [], "one_discussion": [], "one_post": []}
    for name, group in groups.items():
        with db.transaction():
            task = give_task(group, by=cast.michi, title="見積もり", owner=group.members[-1])
            talk = open_discussion(group, by=cast.umi, subject="測る場所", words="どこで測りますか。")
        post = db.session.scalars(select(Post).where(Post.discussion_id == talk.id)).one()
        where = {"key": group.key}
        found["one_task"].append(Place(f"group: {name}", where | {"task_key": task.key}))
        about = where | {"discussion_key": talk.key}
        found["one_discussion"].append(Place(f"group: {name}", about))
        found["one_post"].append(Place(f"group: {name}", about | {"post_key": post.key}))
    return found


def _feed(person: Any) -> str:
    with db.transaction():
        return make_feed(by=person).token


def _by_key(noun: str, things: dict[str, Any]) -> list[Place]:
    return [Place(f"{noun}: {says}", {"key": thing.key}) for says, thing in things.items()]


def _needs(town: Town) -> dict[str, Need]:
    states = {
        "a draft": {"step": NeedStep.DRAFT},
        "internal, being made ready": {"step": NeedStep.READY, "internal": True},
        "internal, its call is open": {"internal": True},
        "its call is open": {},
        "at its end": {"step": NeedStep.ADOPTED},
        "withdrawn": {"step": NeedStep.WITHDRAWN},
        "shaped, owned with Midori's section": {"step": NeedStep.SHAPING},
    }
    return {says: a_need(by=town.cast.michi, **facts) for says, facts in states.items()}


def _shared(town: Town, need: Need) -> tuple[CoOwner, Remark]:
    """That Midori's section owns the need too, and what Mori remarks on it."""
    owner = CoOwner(need_id=need.id, section_id=town.cast.resources.id, by_id=town.cast.mori.id)
    remark = Remark(need_id=need.id, field="hoped", text="数字で", by_id=town.cast.mori.id)
    with db.transaction():
        db.session.add_all([owner, remark])
    return owner, remark


def _sites(town: Town, need: Need) -> dict[str, Site]:
    """A place that Umi offers, and one of hers that is taken."""
    umi, words = town.cast.umi, {"ward": Ward.NAKA, "kind": SiteKind.SHOP, "description": "広場", "contact": "係"}
    call = SiteCall(
        need_id=need.id, wanted="場所", capacity=200, taken=1, until=clock.today(), by_id=town.cast.michi.id
    )
    sites = {
        says: Site(call=call, organization_id=umi.organization_id, by_id=umi.id, name=says, step=step, **words)
        for says, step in (("offered", SiteStep.OFFERED), ("taken", SiteStep.TAKEN))
    }
    with db.transaction():
        db.session.add_all(sites.values())
    return sites


def _seeds(town: Town) -> dict[str, Any]:
    umi, now = town.cast.umi, clock.now()
    return {
        "a draft": a_seed(by=umi, published_at=None, confirmed_at=None),
        "listed": a_seed(by=umi),
        "listed for the city alone": a_seed(by=umi, visibility=Visibility.CITY),
        "archived": a_seed(by=umi, archived_at=now),
        "of a suspended organisation": a_seed(by=town.tome),
    }


def _proposals(town: Town, need: Need) -> dict[str, Any]:
    umi, now = town.cast.umi, clock.now()
    return {
        "a draft": a_proposal(by=umi, need=need, step=ProposalStep.DRAFT),
        "received": a_proposal(by=umi, need=need),
        "queried": a_proposal(by=umi, need=need, step=ProposalStep.QUERIED),
        "a draft again": a_proposal(by=umi, need=need, step=ProposalStep.DRAFT, received_at=now, number="T-1"),
        "withdrawn before it was handed in": a_proposal(by=umi, need=need, step=ProposalStep.WITHDRAWN),
    }


def _questions(town: Town, need: Need) -> dict[str, Question]:
    """Umi's questions about that need, at every step."""
    umi, now = town.cast.umi, clock.now()
    said = {"number": 1, "wording": "公開の質問", "answer": "回答", "published_at": now}
    states: dict[str, dict[str, Any]] = {
        "waits for its answer": {},
        "answered for everybody": said | {"step": QuestionStep.ANSWERED},
        "answered for the asker alone": {"step": QuestionStep.ANSWERED_ALONE},
        "withdrawn": {"step": QuestionStep.WITHDRAWN},
    }
    rows = {
        says: Question(need_id=need.id, asker_id=umi.id, organization_id=umi.organization_id, asked="質問", **facts)
        for says, facts in states.items()
    }
    with db.transaction():
        db.session.add_all(rows.values())
    for row in (rows["answered for the asker alone"], rows["withdrawn"]):
        with db.transaction():
            db.session.add(
                Passage(
                    noun="question", thing_id=row.id, at=now, happened_on=clock.today(), by_id=umi.id, start="asked",
                    end=row.step.value, move="decline" if row.step is QuestionStep.ANSWERED_ALONE else "withdraw",
                    reason="そのため",
                )
            )  # fmt: skip
    return rows


def _follow(person: Any) -> Follow:
    with db.transaction():
        follow = Follow(user_id=person.id, kind=Kind.SEARCH, thing="交通量")
        db.session.add(follow)
    return follow


def _stop(person: Any) -> str:
    return stopping_path(f"digest-{person.key}", "x" * 40).rsplit("/", 1)[1]


PARTNERS: dict[str, dict[str, Any]] = {
    "Riku is invited": {"step": ProposalStep.DRAFT, "taking_part": False},
    "Riku takes part in the draft": {"step": ProposalStep.DRAFT, "taking_part": True},
    "Riku takes part, handed in": {"step": ProposalStep.RECEIVED, "taking_part": True},
}


def _partner(town: Town, need: Need, *, step: ProposalStep, taking_part: bool) -> ProposalPartner:
    """Riku's organisation in a proposal of Umi's."""
    proposal, riku = a_proposal(by=town.cast.umi, need=need, step=step), town.cast.riku
    partner = ProposalPartner(
        proposal_id=proposal.id, organization_id=riku.organization_id, part="設置", invited_by_id=town.cast.umi.id
    )
    if taking_part:
        partner.accepted_at, partner.accepted_by_id = clock.now(), riku.id
    with db.transaction():
        db.session.add(partner)
    return partner


def _group(town: Town, need: Need, step: WorkgroupStep) -> tuple[Workgroup, Meeting, Any]:
    """A group of Mori, Michi, Kaji and Umi, which Kita has left, its meeting, and Umi's place."""
    cast, now = town.cast, clock.now()
    group = Workgroup(
        need_id=need.id, opened_by_id=cast.mori.id, step=step, title="ワーキング", capacity=9, taken=4, report="報告"
    )
    with db.transaction():
        db.session.add(group)
    meeting = Meeting(workgroup_id=group.id, title="第1回", starts_at=now, called_by_id=cast.mori.id)
    with db.transaction():
        db.session.add(meeting)
    *_, umis = join(group, cast.mori, cast.michi, cast.kaji, cast.umi)
    join(group, cast.kita, left_at=now)
    return group, meeting, umis


def _consultation(town: Town, need: Need, proposal: Any = None) -> tuple[Consultation, Check, Check]:
    """A consultation of Michi's: about a need, asked of Kaji's section; about a proposal, asked of Midori's, and once of Kaji's."""
    cast, facts = town.cast, {"due_on": clock.today(), "asked": "確認", "asked_by_id": town.cast.michi.id}
    consultation = Consultation(need_id=need.id, proposal=proposal, opened_by_id=cast.michi.id, title="合議", asked=2)
    section, end = (cast.resources, CheckStep.WITHDRAWN) if proposal else (cast.rivers, CheckStep.APPROVED)
    with db.transaction():
        db.session.add(consultation)
        db.session.flush()
        facts |= {"consultation_id": consultation.id}
        checks = [
            Check(kind=CheckKind.PRIVACY, section_id=section.id, step=CheckStep.CHECKING, **facts),
            Check(kind=CheckKind.LEGAL, section_id=cast.rivers.id, step=end, **facts),
        ]
        db.session.add_all(checks)
    return consultation, *checks


EVALUATED = {
    "being prepared": EvaluationStep.PREPARING,
    "each one scores": EvaluationStep.SCORING,
    "all confer": EvaluationStep.JOINT,
    "decisions are prepared": EvaluationStep.DECIDING,
    "released": EvaluationStep.RELEASED,
}


def an_evaluated_call(town: Town, step: EvaluationStep) -> tuple[Evaluation, Any, Evaluator]:
    """An evaluation of Michi's with a proposal of Umi's; Kaji evaluates it, Midori stands back from it, Toki declined."""
    cast = town.cast
    evaluation = an_evaluation(by=cast.michi, step=step)
    entry = an_entry(evaluation, by=cast.umi)
    places = [
        an_evaluator(evaluation, cast.kaji, entry),
        an_evaluator(evaluation, cast.midori, entry, but=entry),
    ]
    kept(
        Evaluator(
            evaluation_id=evaluation.id, user_id=town.toki.id, invited_by_id=cast.michi.id, answer=Answer.DECLINED
        )
    )
    if step is not EvaluationStep.PREPARING:
        a_sheet(places[0], entry, 3, 4, 2)
    if step not in (EvaluationStep.PREPARING, EvaluationStep.SCORING):
        handed_in(*places)
    if step in (EvaluationStep.DECIDING, EvaluationStep.RELEASED):
        decided(entry, Decision.CHOOSE, by=cast.michi)
    return evaluation, entry, places[0]


def a_suggestion(need: Need, seed: Any, by: Any = None) -> tuple[Suggestion, Verdict | None]:
    with db.transaction():
        run = Run(needs=1, seeds=1, settings={})
        suggestion = Suggestion(need_id=need.id, seed_id=seed.id, run=run, score=0.4, band=Band.STRONG, reasons=[])
        verdict = by and Verdict(
            need_id=need.id, seed_id=seed.id, by_id=by.id, fits=True, reason=VerdictReason.RELEVANT
        )
        db.session.add_all([one for one in (suggestion, verdict) if one])
    return suggestion, verdict


def _invitation(email: str, role: Role, *, by: Any, organization: Any = None, section: Any = None) -> Ticket:
    return _ticket(TicketKind.INVITATION, email, role=role, invited_by=by, organization=organization, section=section)


def _reset(user: Any) -> Ticket:
    return _ticket(TicketKind.RESET, user.email, user=user)


def _ticket(kind: TicketKind, email: str, **facts: Any) -> Ticket:
    with db.transaction():
        ticket = Ticket(kind=kind, email=email, ends_at=clock.now() + LASTS[kind], **facts)
        db.session.add(ticket)
    return ticket


def _file(person: Any, group: Workgroup) -> StoredFile:
    with db.transaction():
        return keep_file(group, *take_in(BytesIO("資料".encode()), "資料.txt"), by=person, about="資料")


def _batch(person: Any, noun: str) -> ImportBatch:
    rows = [
        {"number": 2, "title": "表のシーズ", "answers": {"title": "表のシーズ"}, "section": None, "section_name": ""}
    ]
    with db.transaction():
        return keep_batch(
            noun=noun, name="表.csv", rows=[row | {"wrong": [], "same": ""} for row in rows], unused=[], by=person
        )


def _token(ticket: Ticket) -> str:
    return sealed(path_of(ticket), "x" * 40).rsplit("/", 1)[1]


def _sign_in(person: Any) -> Any:
    with db.transaction():
        return begin_sign_in(person, "別の端末")


def _dead_letter(person: Any) -> Letter:
    now = clock.now()
    with db.transaction():
        letter = Letter(
            occasion="reset", to_id=person.id, address=person.email, subject="件名", facts={"about": ["user", person.key]},
            path="/me", died_at=now,
        )  # fmt: skip
        db.session.add(letter)
    return letter
