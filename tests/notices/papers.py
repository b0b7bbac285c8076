"""One of each thing that letters are about, every private text of it secret; and the letters that are written about it."""

import inspect
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from flask import Flask
from sqlalchemy import String, Text

from hack import clock, db
from hack.accounts.models import Ticket, TicketKind
from hack.agreements.models import Agreement, AgreementKind
from hack.consultations.models import Check, CheckEntry, CheckKind, Consultation, EntryKind
from hack.deliberations.models import Body, Paper, Ruling, Sitting, Tabling
from hack.evaluation.choices import Call, Decision
from hack.evaluation.models import Allotment
from hack.intake.models import Case, CaseEntry, CaseKind, Dialogue, Inquiry
from hack.livinglabs.models import HandoverSide, HandoverState, LabHandover, LabKind, LabMember, LivingLab, MemberState
from hack.needs.models import CoOwner, Need
from hack.notices import letters
from hack.notices.writing import Draft, render
from hack.opendata.models import DataInquiry, DataRequest
from hack.pipeline.datarequest import DataRequestStep
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.front import CaseStep
from hack.pipeline.livinglab import LabStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.support import SupportStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.models import Proposal, ProposalPartner
from hack.questions.models import Question
from hack.sites.models import Site, SiteCall, SiteKind, Ward
from hack.support.models import Support, SupportKind
from hack.workgroups.models import Charter, Discussion, Meeting, Member, Side, Task, Workgroup
from tests.cast import Cast, a_need, a_proposal, an_organization
from tests.evaluation.words import an_entry, an_evaluation, an_evaluator, decided, kept

SECRET = "ひみつのかなりあ"
MAY_BE_SAID = {"key", "number", "name", "email", "applicant_name", "applicant_email", "id", "step"}
SHARED = "facts"
"""The file with what different letters say alike: no letters of its own."""


def _letters() -> Iterator[tuple[str, Callable[..., list[Draft]]]]:
    for found in iter_modules(letters.__path__):
        subject = import_module(f"{letters.__name__}.{found.name}")
        for name, writer in inspect.getmembers(subject, inspect.isfunction):
            if found.name != SHARED and writer.__module__ == subject.__name__ and not name.startswith("_"):
                yield name, writer


WRITERS = dict(_letters())
"""The function that writes each letter, by its occasion."""


def written(app: Flask, papers: dict[str, Any], occasion: str) -> list[tuple[Draft, str]]:
    """The letters for this occasion, each with its body."""
    thing = papers.get(occasion) or papers[occasion.split("_")[0]]
    with app.app_context():
        thing = db.session.merge(thing, load=True)
        drafts = WRITERS[occasion](thing)
        bodies = [render(one.occasion, "body", **one.facts, link=f"https://hack.example{one.path}") for one in drafts]
        db.session.remove()
    return list(zip(drafts, bodies, strict=True))


def enter_papers(cast: Cast) -> dict[str, Any]:
    """The things, by the occasion or the first word of the occasions that they are the subject of."""
    need = a_need(by=cast.michi)
    inside = a_need(by=cast.michi, step=NeedStep.CHECKING)
    proposal = a_proposal(by=cast.umi, need=need)
    draft = a_proposal(by=cast.umi, need=need, step=ProposalStep.DRAFT)
    papers = {
        "organization": an_organization(
            "申請中の会社", applicant_name="申 請子", applicant_email="shin@applied.example"
        ),
        "need": inside,
        "need_shared": CoOwner(need_id=inside.id, section_id=cast.resources.id, by_id=cast.mori.id),
        "question": Question(need=need, asker=cast.umi, organization=cast.minato, asked="x"),
        "proposal": proposal,
        "partner": ProposalPartner(
            proposal_id=draft.id, organization_id=cast.oka.id, part="x", invited_by_id=cast.sora.id,
            invited_at=clock.now(),
        ),
        "site": _site(cast, need),
        "support": _support(cast, inside),
        **_data(cast),
        **_labs(cast),
        **_front(cast),
        **_pacts(cast),
        **_checks(cast, inside, proposal),
        **_evaluation(cast, need),
        **_group(cast, need, proposal),
    }  # fmt: skip
    tickets = _tickets(cast)
    with db.transaction():
        db.session.add_all([*papers.values(), *tickets.values()])
        _keep_secret(need, "title")
        for name, thing in papers.items():
            _keep_secret(thing, {"partner": "address", "sitting": "called_off_for"}.get(name, ""))
        for check in (papers["check"], papers["check_due"]):
            _keep_secret(check.consultation)
        _keep_secret(draft)
        cast.umi.phone = cast.umi.post = cast.michi.phone = cast.michi.post = SECRET
    return papers | tickets | {
        "organization_suspended": cast.minato,
        "organization_resumed": cast.minato,
        "need_published": need,
        "call": need,
        "proposals": need,
        "password": cast.umi,
    }  # fmt: skip


def _keep_secret(thing: Any, *said: str) -> None:
    """Write the secret into every text of `thing` that is not said in letters."""
    for column in type(thing).__table__.columns:
        if type(column.type) in (String, Text) and column.name not in MAY_BE_SAID | set(said):
            setattr(thing, column.name, SECRET)


def _site(cast: Cast, need: Need) -> Site:
    call = SiteCall(need=need, wanted=SECRET, capacity=1, until=clock.today(), by_id=cast.michi.id)
    return Site(call=call, organization=cast.minato, by=cast.umi, name=SECRET, ward=Ward.NAKA, kind=SiteKind.SHOP)


def _front(cast: Cast) -> dict[str, Any]:
    """A case that Mori looks after and Michi's section has in hand, what Umi writes about it, and what Kaji's section is asked."""
    today = clock.today()
    case = Case(
        number="F-2026-0001", kind=CaseKind.FREE, organization_id=cast.minato.id, proposer_id=cast.umi.id, title="x", body="x",
        answer_due_on=today, dialogue_due_on=today, taken_by_id=cast.mori.id, section_id=cast.roads.id,
    )  # fmt: skip
    asked = {"section_id": cast.rivers.id, "asked": "x", "due_on": today, "asked_by_id": cast.mori.id}
    return {
        "case": case,
        "case_entry": CaseEntry(case=case, by_id=cast.umi.id, text="x"),
        "dialogue": Dialogue(case=case, by_id=cast.mori.id, held_on=today, shared="x"),
        "inquiry": Inquiry(case=case, **asked),
    }


def _pacts(cast: Cast) -> dict[str, Any]:
    """What lies before the body about a case that Michi's section has in hand, and an agreement of hers whose term comes to its end."""
    case = Case(
        number="F-2026-0002", kind=CaseKind.FREE, organization_id=cast.minato.id, proposer_id=cast.umi.id, title=SECRET, body="x",
        answer_due_on=clock.today(), dialogue_due_on=clock.today(), section=cast.roads, step=CaseStep.TABLED,
    )  # fmt: skip
    told = dict.fromkeys(("title", "summary", "conditions", "options", "asked"), SECRET)
    paper = Paper(case=case, prepared_by_id=cast.mori.id, **told)
    body = Body(name="横浜市DX推進本部", since_month="2021-05")
    sitting = Sitting(body=body, held_on=clock.today(), called_by_id=cast.mori.id)
    agreement = Agreement(kind=AgreementKind.COOPERATION, name="見守りの協定", city_side="横浜市", published=True)
    agreement.section, agreement.until, agreement.remind_from = cast.roads, clock.today(), clock.now()
    agreement.entered_by_id = cast.mori.id
    off = Sitting(body=body, held_on=clock.today(), called_by_id=cast.mori.id)
    off.called_off_at, off.called_off_by_id = clock.now(), cast.mori.id
    item, dropped = (
        Tabling(paper=paper, sitting=one, place=1, tabled={}, tabled_by_id=cast.mori.id) for one in (sitting, off)
    )
    dropped.ruling, dropped.said, dropped.ruled_at = Ruling.NOT_HELD, "x", clock.now()
    return {
        "paper": item,
        "ruling": item,
        "sitting": sitting,
        "sitting_called_off": off,
        "dropped": dropped,
        "agreement": agreement,
    }


def _support(cast: Cast, need: Need) -> Support:
    return Support(
        section=cast.roads, need=need, asked_by=cast.michi, taken_by=cast.mori, kind=SupportKind.UNCLEAR, title="x",
        wish="x", step=SupportStep.UNDER_WAY,
    )  # fmt: skip


def _data(cast: Cast) -> dict[str, Any]:
    """Umi's request for data, and what Kaji's section was asked about it."""
    facts = {"number": "D-2026-0001", "title": "x", "wanted": "x", "purpose": "x", "inquiries": 1}
    request = DataRequest(organization=cast.minato, asker=cast.umi, step=DataRequestStep.ASKED, **facts)
    inquiry = DataInquiry(request=request, section=cast.rivers, asked="x", asked_by=cast.mori)
    inquiry.due_on = request.planned_on = clock.today()
    return {"datarequest": request, "datainquiry": inquiry}


def _labs(cast: Cast) -> dict[str, Any]:
    """A lab that nobody knows of yet, one with voices in it, and Riku who asks to join an open one."""
    facts = {"organization": cast.minato, "entered_by": cast.umi, "ward": Ward.NAKA, "themes": "x", "operator": "x"}
    applied = LivingLab(kind=LabKind.LIVING, name=SECRET, **facts)
    at_work, joined = (
        LivingLab(kind=kind, name="みなとのラボ", step=LabStep.ACTIVE, **facts)
        for kind in (LabKind.LIVING, LabKind.OPEN)
    )
    asked = {"asked_by": cast.riku, "organization": cast.oka, "state": MemberState.ASKED}
    about = {"livinglab": at_work, "words": SECRET, "answer": SECRET}
    offer = about | {"organization": cast.minato, "side": HandoverSide.OFFER, "by": cast.mori}
    claim = about | {"organization": cast.oka, "side": HandoverSide.CLAIM, "by": cast.riku}
    taken = offer | {"state": HandoverState.ACCEPTED, "answered_at": clock.now()}
    facts = {"lab_offered": offer, "lab_claimed": claim, "lab_handover_answered": taken}
    handovers = {occasion: LabHandover(**those) for occasion, those in facts.items()}
    member = LabMember(livinglab=joined, name="x", part="x", **asked)
    return {"livinglab": applied, "voices": at_work, "lab": member} | handovers


def _checks(cast: Cast, inside: Need, proposal: Proposal) -> dict[str, Any]:
    """A check in a consultation about a need that is not public, and what Kaji says of one about a proposal."""
    facts = {"kind": CheckKind.OTHER, "name": SECRET, "section": cast.rivers, "owner": cast.kaji, "asked": SECRET}
    facts |= {"due_on": clock.today(), "asked_by": cast.michi, "asked_at": clock.now()}
    check, other = (
        Check(consultation=Consultation(need=need, proposal=about, opened_by=cast.michi, title="x"), **facts)
        for need, about in ((inside, None), (proposal.need, proposal))
    )
    entry = CheckEntry(check=other, by=cast.kaji, kind=EntryKind.QUESTION, text=SECRET)
    return {"check": check, "check_due": other, "check_entry": entry}


def _evaluation(cast: Cast, need: Need) -> dict[str, Any]:
    evaluation = an_evaluation(by=cast.michi, need=need, step=EvaluationStep.SCORING)
    entrant = an_entry(evaluation, by=cast.umi)
    decided(entrant, Decision.DECLINE, by=cast.michi, words=SECRET)
    allotted = an_evaluation(by=cast.michi, need=need, step=EvaluationStep.SCORING, call=Call.TRIALS, allotted=True)
    given = an_entry(allotted, by=cast.umi, title=SECRET)
    kept(Allotment(evaluator_id=an_evaluator(allotted, cast.kaji, given).id, entry_id=given.id))
    return {
        "entries_allotted": allotted,
        "allotment": evaluation,
        "evaluation": evaluation,
        "evaluator": an_evaluator(evaluation, cast.kaji, entrant),
        "decision": entrant,
    }


def _group(cast: Cast, need: Need, proposal: Proposal) -> dict[str, Any]:
    """A group of Umi's and Michi's that looks for members, and one of each thing in it."""
    group = Workgroup(
        need=need, opened_by=cast.mori, title="x", capacity=9, taken=2, step=WorkgroupStep.RECRUITING,
        opened_at=clock.now(), shown_at=clock.now(),
    )  # fmt: skip
    umis = Member(workgroup=group, user=cast.umi, side=Side.PROPOSER, proposal=proposal)
    michis = Member(workgroup=group, user=cast.michi, side=Side.CITY)
    meeting = Meeting(workgroup=group, title="x", starts_at=clock.now() + timedelta(hours=2), called_by=cast.mori)
    return {
        "workgroup": group,
        "member": umis,
        "members": michis,
        "meeting": meeting,
        "minutes": meeting,
        "charter": Charter(workgroup=group, version=1, goal="x", written_by=cast.mori),
        "task": Task(workgroup=group, title="x", owner=umis, made_by=michis.user),
        "discussion": Discussion(workgroup=group, subject="x", opened_by=cast.mori),
    }


def _tickets(cast: Cast) -> dict[str, Ticket]:
    ends_at = clock.now() + timedelta(days=7)
    invited = Ticket(kind=TicketKind.INVITATION, email="new@minato.example", name="新 人", ends_at=ends_at)
    invited.organization = cast.minato
    return {
        "invitation": invited,
        "reset": Ticket(kind=TicketKind.RESET, email=cast.umi.email, user=cast.umi, ends_at=ends_at),
    }
