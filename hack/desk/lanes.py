"""The lanes of the board: each path with its things, who sees them, and for whom each of them waits."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, and_, case, false, func, or_, true
from sqlalchemy.orm import aliased

from hack.accounts.models import Bureau, Organization, Section
from hack.accounts.queries import visible_to as organizations_visible_to
from hack.asking.queries import of_ones_section
from hack.consultations.models import Check, Consultation
from hack.consultations.queries import NAMED, checks_visible_to, waiting_for
from hack.evaluation.models import Evaluation
from hack.evaluation.queries import led_by as evaluations_led_by
from hack.intake.models import Case, Inquiry
from hack.intake.queries import inquiries_visible_to
from hack.intake.queries import visible_to as cases_visible_to
from hack.livinglabs.models import LivingLab
from hack.livinglabs.queries import visible_to as labs_visible_to
from hack.needs.models import Need
from hack.needs.queries import owned_by
from hack.needs.queries import visible_to as needs_visible_to
from hack.opendata.models import DataInquiry, DataRequest, DataSet
from hack.opendata.queries import inquiries_visible_to as data_inquiries_visible_to
from hack.opendata.queries import requests_visible_to, sets_visible_to
from hack.pipeline import Path
from hack.pipeline.check import CheckStep
from hack.proposals.models import Proposal
from hack.proposals.queries import visible_to as proposals_visible_to
from hack.questions.models import Question
from hack.questions.queries import visible_to as questions_visible_to
from hack.rounds.models import Round
from hack.rounds.queries import visible_to as rounds_visible_to
from hack.sites.models import Site, SiteCall
from hack.sites.queries import visible_to as sites_visible_to
from hack.support.models import Support
from hack.support.queries import visible_to as supports_visible_to
from hack.workgroups.models import Workgroup
from hack.workgroups.queries import visible_to as workgroups_visible_to

VisibleTo = Callable[[Any], ColumnElement[bool]]
SECTION = Bureau.name + " " + Section.name


@dataclass(frozen=True)
class Lane:
    """One path on the board: its things, what they are called, whose they are, and the page that shows one.

    `own` says which of them wait for this very person when it is the turn of the person's part. `due` is the last day of each,
    where that and not the path says when it is late. `outer`: some of the things are about nothing of what is joined.
    """

    thing: Any
    title: Any
    whose: Any
    visible_to: VisibleTo
    own: VisibleTo
    endpoint: str
    joins: tuple[Any, ...]
    due: Any = None
    outer: bool = False

    @property
    def path(self) -> Path:
        path: Path = self.thing.path
        return path


def _of_the_section(viewer: Any) -> ColumnElement[bool]:
    return owned_by(viewer) if viewer.section_id else true()


def _of_the_organization(viewer: Any) -> ColumnElement[bool]:
    return Organization.id == viewer.organization_id if viewer.organization_id else true()


def _of_the_section_or_organization(viewer: Any) -> ColumnElement[bool]:
    return and_(_of_the_section(viewer), _of_the_organization(viewer))


def _asked_or_taken_by(viewer: Any) -> ColumnElement[bool]:
    """Requests of the viewer's section; for a coordinator those that nobody has taken on, and the viewer's own."""
    if viewer.section_id:
        return Support.section_id == viewer.section_id
    return or_(Support.taken_by_id.is_(None), Support.taken_by_id == viewer.id)


def _cases_of(viewer: Any) -> ColumnElement[bool]:
    """Cases of the viewer's organisation, those that the section has in hand; for a coordinator those of nobody, and the own."""
    if viewer.organization_id:
        return Case.organization_id == viewer.organization_id
    if viewer.section_id:
        return Case.section_id == viewer.section_id
    return or_(Case.taken_by_id.is_(None), Case.taken_by_id == viewer.id)


def _of_no_section(viewer: Any) -> ColumnElement[bool]:
    """Everybody's but the officers': what they are asked about it waits for them instead."""
    return false() if viewer.section_id else true()


def _data_of_the_section(viewer: Any) -> ColumnElement[bool]:
    return DataSet.section_id == viewer.section_id if viewer.section_id else true()


def _of_the_runner(viewer: Any) -> ColumnElement[bool]:
    return LivingLab.organization_id == viewer.organization_id if viewer.organization_id else true()


def _everybodys(_viewer: Any) -> ColumnElement[bool]:
    """Whoever sees it can take it on."""
    return true()


NO_NEED, SECRETARIAT = "事務局の担当がいないワーキンググループ", "事務局"
"""What a round is about that is about no evaluation, and whose that is."""
ASKED, ASKED_BUREAU = aliased(Section), aliased(Bureau)
HOLDER = case((Check.step == CheckStep.QUERIED, SECTION), else_=ASKED_BUREAU.name + " " + ASKED.name)
"""The section that a check waits for."""
NEED_JOINS = (Need.section, Section.bureau)
# fmt: off
LANES = (
    Lane(Need, Need.title, SECTION, needs_visible_to, _of_the_section, "needs.show", NEED_JOINS),
    Lane(Question, Need.title, SECTION, questions_visible_to, _of_the_section, "questions.show", (Question.need, *NEED_JOINS)),
    Lane(Proposal, Proposal.title, Organization.name, proposals_visible_to, _of_the_organization, "proposals.show", (Proposal.organization,)),
    Lane(Case, Case.title, Organization.name, cases_visible_to, _cases_of, "intake.show", (Case.organization,), due=Case.due_on),
    Lane(Inquiry, Case.number + ": " + Case.title, SECTION, inquiries_visible_to, partial(of_ones_section, Inquiry), "intake.inquiry", (
        Inquiry.case, Inquiry.section, Section.bureau), due=Inquiry.due_on),
    Lane(Workgroup, Workgroup.title, SECTION, workgroups_visible_to, _of_the_section, "workgroups.show", (Workgroup.need, *NEED_JOINS)),
    Lane(Site, Site.name, Organization.name, sites_visible_to, _of_the_section_or_organization, "sites.show", (Site.organization, Site.call, SiteCall.need)),
    Lane(Support, Support.title, SECTION, supports_visible_to, _asked_or_taken_by, "support.show", (Support.section, Section.bureau)),
    Lane(LivingLab, LivingLab.name, LivingLab.operator, labs_visible_to, _of_the_runner, "livinglabs.show", ()),
    Lane(Check, NAMED + ": " + Consultation.title, HOLDER, checks_visible_to, waiting_for, "consultations.show_check", (
        Check.consultation, Consultation.need, *NEED_JOINS, Check.section.of_type(ASKED), ASKED.bureau.of_type(ASKED_BUREAU)), due=Check.due_on),
    Lane(Evaluation, Need.title, SECTION, evaluations_led_by, _of_the_section, "evaluation.show", (Evaluation.need, *NEED_JOINS)),
    Lane(DataRequest, DataRequest.title, Organization.name, requests_visible_to, _of_no_section, "opendata.show", (DataRequest.organization,),
         due=DataRequest.due_on),
    Lane(DataInquiry, DataRequest.number + ": " + DataRequest.title, SECTION, data_inquiries_visible_to, partial(of_ones_section, DataInquiry), "opendata.answer", (
        DataInquiry.request, DataInquiry.section, Section.bureau), due=DataInquiry.due_on),
    Lane(DataSet, DataSet.title, SECTION, sets_visible_to, _data_of_the_section, "opendata.show_set", (DataSet.section, Section.bureau)),
    Lane(Round, func.coalesce(Need.title, NO_NEED), func.coalesce(SECTION, SECRETARIAT), rounds_visible_to, _everybodys, "rounds.show", (
        Round.evaluation, Evaluation.need, *NEED_JOINS), outer=True),
    Lane(Organization, Organization.name, Organization.name, organizations_visible_to, _of_the_organization, "accounts.organization", ()),
)
# fmt: on
BY_NOUN = {lane.path.noun: lane for lane in LANES}
