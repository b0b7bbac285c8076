"""What the search does when something happens elsewhere: the paper concerned is laid into the index as it is now.

An index that is missing is no fault here: it is rebuilt from the database, with everything in it.
"""

from typing import Any

from sqlalchemy import or_, select

from hack import db
from hack.agreements.models import AgreementOutcome
from hack.intake.models import Case, Inquiry
from hack.livinglabs.models import Gathering, LabHandover, LivingLab, Voice
from hack.proposals.models import Proposal, ProposalPartner
from hack.search.index import IndexMissing
from hack.search.library import index
from hack.search.papers import AT_ONCE, NOUNS, papers_of
from hack.seeds.models import Seed
from hack.workgroups.models import Member, Workgroup


def index_need(event: Any) -> None:
    """A need changed or moved on; its working groups look for members only as long as everybody may read it, and its proposals
    are the section's to find once a sealed call is over.
    """
    _lay("need", event.need_id)
    _lay("proposal", *db.session.scalars(select(Proposal.id).where(Proposal.need_id == event.need_id)))
    _lay("workgroup", *db.session.scalars(select(Workgroup.id).where(Workgroup.need_id == event.need_id)))


def index_proposals_of_need(event: Any) -> None:
    """Another section reads what is proposed for a need, or one does no more."""
    _lay("proposal", *db.session.scalars(select(Proposal.id).where(Proposal.need_id == event.need_id)))


def index_seed(event: Any) -> None:
    """A seed was listed, changed or archived."""
    _lay("seed", event.seed_id)


def index_proposal(event: Any) -> None:
    """A proposal changed or moved on."""
    _lay("proposal", event.proposal_id)


def index_workgroup(event: Any) -> None:
    """A working group was opened, changed or moved on."""
    _lay("workgroup", event.workgroup_id)


def index_workgroup_of_member(event: Any) -> None:
    """Somebody joined or left a working group."""
    workgroup_id = db.session.scalar(select(Member.workgroup_id).where(Member.id == event.member_id))
    if workgroup_id is not None:
        _lay("workgroup", workgroup_id)


def index_seeds_of_organization(event: Any) -> None:
    """An organisation came, went, was suspended or has another name."""
    _lay("seed", *db.session.scalars(select(Seed.id).where(Seed.organization_id == event.organization_id)))


def index_proposals_of_organization(event: Any) -> None:
    """An organisation has another name."""
    with_it = select(ProposalPartner.proposal_id).where(ProposalPartner.organization_id == event.organization_id)
    theirs = or_(Proposal.organization_id == event.organization_id, Proposal.id.in_(with_it))
    _lay("proposal", *db.session.scalars(select(Proposal.id).where(theirs)))


def index_of_organization(event: Any) -> None:
    """An organisation has another name: it stands in its cases and its labs."""
    _lay("case", *db.session.scalars(select(Case.id).where(Case.organization_id == event.organization_id)))
    _lay(
        "livinglab", *db.session.scalars(select(LivingLab.id).where(LivingLab.organization_id == event.organization_id))
    )


def index_theme(event: Any) -> None:
    """A theme was drafted, changed or published."""
    _lay("theme", event.theme_id)


def index_case(event: Any) -> None:
    """A case came, was sorted or moved on; one that stands for it now is read by its sections, too."""
    into = select(Case.into_id).where(Case.id == event.case_id, Case.into_id.is_not(None))
    _lay("case", event.case_id, *db.session.scalars(into))


def index_case_of_inquiry(event: Any) -> None:
    """A section is asked about a case, and reads it from now on."""
    case_id = db.session.scalar(select(Inquiry.case_id).where(Inquiry.id == event.inquiry_id))
    if case_id is not None:
        _lay("case", case_id)


def index_agreement(event: Any) -> None:
    """An agreement was entered or changed, or something that came of it was taken out."""
    _lay("agreement", event.agreement_id)


def index_agreement_of_outcome(event: Any) -> None:
    """Something that came of an agreement was written down, or put right."""
    found = select(AgreementOutcome.agreement_id).where(AgreementOutcome.id == event.agreement_outcome_id)
    agreement_id = db.session.scalar(found)
    if agreement_id is not None:
        _lay("agreement", agreement_id)


def index_lab(event: Any) -> None:
    """A lab was applied for, changed or moved on; what is held and heard in it bears its name, and is everybody's only with it."""
    _lay_lab(event.livinglab_id)


def index_lab_of_handover(event: Any) -> None:
    """A lab has, or has not, gone to the organisation that runs it; with it goes what is held and heard there for its people alone."""
    found = select(LabHandover.livinglab_id).where(LabHandover.id == event.livinglab_handover_id)
    livinglab_id = db.session.scalar(found)
    if livinglab_id is not None:
        _lay_lab(livinglab_id)


def index_voices(event: Any) -> None:
    """Voices of a lab were put together, or became a need."""
    _lay_voices(event.livinglab_id)


def index_gathering(event: Any) -> None:
    """A gathering was announced, written down or put right."""
    _lay("gathering", event.gathering_id)


def index_voice(event: Any) -> None:
    """A voice was heard or put right."""
    _lay("voice", event.voice_id)


def index_dataset(event: Any) -> None:
    """A data set was drafted, changed, or went into the catalogue or out of it."""
    _lay("dataset", event.dataset_id)


def index_data_answer(event: Any) -> None:
    """A data request came, or what everybody may read of it is shown, changed or hidden."""
    _lay("dataanswer", event.datarequest_id)


def _lay_lab(livinglab_id: int) -> None:
    _lay("livinglab", livinglab_id)
    _lay("gathering", *db.session.scalars(select(Gathering.id).where(Gathering.livinglab_id == livinglab_id)))
    _lay_voices(livinglab_id)


def _lay_voices(livinglab_id: int) -> None:
    _lay("voice", *db.session.scalars(select(Voice.id).where(Voice.livinglab_id == livinglab_id)))


def _lay(name: str, *numbers: int) -> None:
    for start in range(0, len(numbers), AT_ONCE):
        try:
            index().put(papers_of(NOUNS[name], numbers[start : start + AT_ONCE]))
        except IndexMissing:
            return
