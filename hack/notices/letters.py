"""Every letter there is: to whom it goes, and what public facts it is told."""

from typing import Any

from hack.accounts.models import Organization, Section, Ticket, User
from hack.accounts.tickets import path_of
from hack.consultations.models import Check, CheckEntry
from hack.evaluation.models import Entry, Evaluation, Evaluator
from hack.needs.models import CoOwner, Need
from hack.notices.queries import (
    coordinators,
    handed_in_for,
    members_of,
    officers_of,
    people_at,
    people_of,
    proposers_for,
)
from hack.notices.writing import Draft, draft, path_to, to_each
from hack.pipeline.check import CheckStep
from hack.proposals.models import Ending, Proposal, ProposalPartner
from hack.questions.models import Question
from hack.sites.models import Site
from hack.support.models import Support
from hack.web.display import jdate, jtime
from hack.workgroups.models import Charter, Discussion, Meeting, Member, Task, Workgroup

Drafts = list[Draft]


# Who comes and goes -------------------------------------------------------------------------------------------------


def organization_applied(organization: Organization) -> Drafts:
    """To the coordinators: somebody applied to take part."""
    return to_each(coordinators(), "organization_applied", **_organization(organization))


def organization_verified(organization: Organization) -> Drafts:
    """To the applicant: welcome; the invitation comes by itself."""
    return [_to_applicant(organization, "organization_verified")]


def organization_declined(organization: Organization) -> Drafts:
    """To the applicant, who has no account: kindly, without the reason."""
    return [_to_applicant(organization, "organization_declined", path=path_to("home.about"))]


def organization_suspended(organization: Organization) -> Drafts:
    """To the organisation's people: they cannot sign in for now."""
    return to_each(people_of(organization.id), "organization_suspended", **_organization(organization, "home.about"))


def organization_resumed(organization: Organization) -> Drafts:
    """To the organisation's people: they can sign in again."""
    return to_each(people_of(organization.id), "organization_resumed", **_organization(organization, "home.mine"))


def invitation(ticket: Ticket) -> Drafts:
    """To the invited address: the link to join; its token is made when the letter is posted and kept nowhere."""
    place: Organization | Section | None = ticket.organization or ticket.section
    belonging = "" if place is None else place.full_name if isinstance(place, Section) else place.name
    return [_with_ticket(ticket, "invitation", belonging=belonging)]


def reset(ticket: Ticket) -> Drafts:
    """To the person who forgot the password: the link to set a new one."""
    return [_with_ticket(ticket, "reset")]


def password_changed(user: User) -> Drafts:
    """To the person whose password was changed, in case it was somebody else."""
    return to_each([user], "password_changed", about=("user", user.key), path=path_to("accounts.ask_reset"))


# Needs --------------------------------------------------------------------------------------------------------------


def need_submitted(need: Need) -> Drafts:
    """To the coordinators: a section asks for their check."""
    return to_each(coordinators(), "need_submitted", **_need(need))


def need_approved(need: Need) -> Drafts:
    """To the author: the secretariat has checked it; it can be published."""
    return to_each([need.author], "need_approved", **_need(need))


def need_returned(need: Need) -> Drafts:
    """To the author: the secretariat gave it back; why is on the page."""
    return to_each([need.author], "need_returned", **_need(need))


def need_published(need: Need) -> Drafts:
    """To the author and the coordinators: its call is open."""
    return to_each(_once_each([need.author, *coordinators()]), "need_published", **_need(need))


def call_changed(need: Need) -> Drafts:
    """To the author, the coordinators, and everybody whose draft or proposal answers it: its days have changed."""
    people = _once_each([need.author, *coordinators(), *proposers_for(need.id)])
    return to_each(people, "call_changed", **_need(need))


def call_closed(need: Need) -> Drafts:
    """To the author: its call is over."""
    return to_each([need.author], "call_closed", **_need(need))


def need_moved(need: Need) -> Drafts:
    """To the author: the step that it stands at now."""
    return to_each([need.author], "need_moved", **_need(need), step=need.step.label)


def need_shared(owner: CoOwner) -> Drafts:
    """To the officers of a section that owns the need from now on, together with the section that leads."""
    return to_each(officers_of(owner.section), "need_shared", **_need(owner.need))


# Questions on a call ------------------------------------------------------------------------------------------------


def question_asked(question: Question) -> Drafts:
    """To the officers of the section: somebody asks about its call; what is asked, and by whom, stands on the page."""
    return to_each(officers_of(*question.need.sections), "question_asked", **_question(question))


def question_answered(question: Question) -> Drafts:
    """To the asker (or to the organisation, where the asker has left it): the question has its answer, for everybody or for the asker alone; it stands on the page."""
    asker = _still_of(question.asker, question.organization_id)
    return to_each(asker, "question_answered", **_question(question), published=question.published)


# Proposals ----------------------------------------------------------------------------------------------------------


def proposal_received(proposal: Proposal) -> Drafts:
    """To those who propose: the receipt, with its number."""
    return to_each(_proposing_side(proposal), "proposal_received", **_proposal(proposal))


def proposal_arrived(proposal: Proposal) -> Drafts:
    """To the asking sections' officers (of a sealed call only once it is over) and the coordinators: a proposal came in."""
    return to_each(_city_side(proposal), "proposal_arrived", **_proposal(proposal))


def proposal_queried(proposal: Proposal) -> Drafts:
    """To those who propose: the secretariat asks something; what it is stands on the page."""
    return to_each(_proposing_side(proposal), "proposal_queried", **_proposal(proposal))


def proposal_answered(proposal: Proposal) -> Drafts:
    """To the coordinators: the proposer has answered what they asked."""
    return to_each(coordinators(), "proposal_answered", **_proposal(proposal))


def proposal_moved(proposal: Proposal) -> Drafts:
    """To those who propose: the step that it stands at now; a refusal is said kindly, and why stands on the page."""
    refused = proposal.step.ends and not proposal.step.hoped
    facts: dict[str, Any] = {"step": proposal.step.label, "refused": refused, "hoped": proposal.step.hoped}
    return to_each(_proposing_side(proposal), "proposal_moved", **_proposal(proposal), **facts)


def proposal_withdrawn(proposal: Proposal) -> Drafts:
    """To the asking sections' officers and the coordinators: the proposer has withdrawn it."""
    return to_each(_city_side(proposal), "proposal_withdrawn", **_proposal(proposal))


# Places for trials --------------------------------------------------------------------------------------------------


def site_offered(site: Site) -> Drafts:
    """To the officers of the sections that own the need: a place was offered."""
    return to_each(officers_of(*site.call.need.sections), "site_offered", **_site(site))


def site_moved(site: Site) -> Drafts:
    """To the one who offered the place: it was taken or declined; a refusal is said kindly, and why stands on the page."""
    facts: dict[str, Any] = {"step": site.step.label, "refused": site.step.ends}
    return to_each([site.by], "site_moved", **_site(site), **facts)


def site_withdrawn(site: Site) -> Drafts:
    """To the officers of the sections that own the need: the place is offered no more."""
    return to_each(officers_of(*site.call.need.sections), "site_withdrawn", **_site(site))


# Support ------------------------------------------------------------------------------------------------------------


def support_asked(support: Support) -> Drafts:
    """To the coordinators: a section asks for support."""
    return to_each(coordinators(), "support_asked", **_support(support))


def support_taken(support: Support) -> Drafts:
    """To the asker: a coordinator has taken it on; who, stands on the page."""
    return to_each([support.asked_by], "support_taken", **_support(support))


def support_ended(support: Support) -> Drafts:
    """To the asker: it is done, or cannot be done; what came of it or why stands on the page."""
    return to_each([support.asked_by], "support_ended", **_support(support), hoped=support.step.hoped)


def support_withdrawn(support: Support) -> Drafts:
    """To whoever had taken it on: the section does not need it any more. To all coordinators where nobody had."""
    people = [support.taken_by] if support.taken_by else coordinators()
    return to_each(people, "support_withdrawn", **_support(support))


def proposal_renewed(proposal: Proposal) -> Drafts:
    """To those who propose: the changed text took the place of the one before."""
    return to_each(_proposing_side(proposal), "proposal_renewed", **_proposal(proposal))


def proposals_opened(need: Need) -> Drafts:
    """To the section's officers: the sealed call is over, and so many proposals are theirs to read. To nobody where there are none."""
    count = handed_in_for(need.id)
    told: dict[str, Any] = _need(need) | {"path": path_to("proposals.of_need", key=need.key)}
    return to_each(officers_of(*need.sections), "proposals_opened", **told, count=count) if count else []


def proposal_announced(proposal: Proposal) -> Drafts:
    """To those who propose: the city has told the public, or will; since when stands on the page."""
    return to_each(_proposing_side(proposal), "proposal_announced", **_proposal(proposal))


def partner_invited(partner: ProposalPartner) -> Drafts:
    """To the invited organisation's people, or to the person at the invited address: who invites them, to which need.

    To nobody where nobody has the address.
    """
    people = people_at(partner.address) if partner.address else people_of(partner.organization_id or 0)
    page = path_to("proposals.invitation", key=partner.key)
    told = {"need": _title(partner.proposal.need), "inviter": partner.proposal.organization.name}
    others = [one for one in people if one.organization_id != partner.proposal.organization_id]
    return to_each(others, "partner_invited", about=("proposal_partner", partner.key), path=page, **told)


def partner_answered(partner: ProposalPartner) -> Drafts:
    """To the one who invited: accepted or declined; by whom stands on the page."""
    accepted = partner.accepted_at is not None
    people = _still_of(partner.invited_by, partner.proposal.organization_id)
    return to_each(people, "partner_answered", **_proposal(partner.proposal), accepted=accepted)


def partner_left(partner: ProposalPartner) -> Drafts:
    """To the one who invited and the proposer, and to the city once it was handed in: a partner has left; why stands on the page."""
    proposal = partner.proposal
    city = _city_side(proposal) if partner.ending is Ending.WITHDRAWN else []
    house = [partner.invited_by, proposal.proposer]
    leading = [one for person in house for one in _still_of(person, proposal.organization_id)]
    people = _once_each([*leading, *city])
    return to_each(people, "partner_left", **_proposal(proposal))


def partner_removed(partner: ProposalPartner) -> Drafts:
    """To the people of a partner, or of an invited organisation: it belongs to the proposal no more."""
    organization = partner.organization
    if organization is None:
        return []
    told = {"need": _title(partner.proposal.need), "inviter": partner.proposal.organization.name}
    return to_each(
        people_of(organization.id), "partner_removed", **_organization(organization, "proposals.mine"), **told
    )


# Working groups -----------------------------------------------------------------------------------------------------


def workgroup_opened(workgroup: Workgroup) -> Drafts:
    """To its first members: they are in a new working group."""
    return to_each(members_of(workgroup.id), "workgroup_opened", **_workgroup(workgroup))


def workgroup_ended(workgroup: Workgroup) -> Drafts:
    """To its members and the sections' officers: it has come to its end, and there is a report where one was written."""
    people = _once_each([*members_of(workgroup.id), *officers_of(*workgroup.need.sections)])
    return to_each(people, "workgroup_ended", **_workgroup(workgroup), step=workgroup.step.label)


def member_joined(member: Member) -> Drafts:
    """To the one who joined and the one who opened the group."""
    people = _once_each([member.user, member.workgroup.opened_by])
    return to_each(people, "member_joined", **_workgroup(member.workgroup))


def meeting_called(meeting: Meeting) -> Drafts:
    """To the members: there is a meeting on that day; when and where stands on the page. To nobody where it is over already."""
    if meeting.begun:
        return []
    return to_each(members_of(meeting.workgroup_id), "meeting_called", **_meeting(meeting))


def meeting_changed(meeting: Meeting) -> Drafts:
    """To the members: a meeting is not as it was announced."""
    return to_each(members_of(meeting.workgroup_id), "meeting_changed", **_meeting(meeting))


def minutes_kept(meeting: Meeting) -> Drafts:
    """To the members: the minutes can be read."""
    return to_each(members_of(meeting.workgroup_id), "minutes_kept", **_meeting(meeting))


# Consultations ------------------------------------------------------------------------------------------------------


def check_asked(check: Check) -> Drafts:
    """To the asked section's officers, or to the one who was named: somebody asks for their check."""
    return to_each(_asked(check), "check_asked", **_check(check))


def check_handed_over(check: Check) -> Drafts:
    """To the one who is to look after a check from now on."""
    return to_each([check.owner] if check.owner else [], "check_handed_over", **_check(check))


def check_answered(check: Check) -> Drafts:
    """To those who asked: what came of a check, and how the whole consultation stands."""
    came: dict[str, Any] = {"step": check.step.label, "result": check.consultation.result}
    return to_each(_asking(check), "check_answered", **_check(check), **came)


def check_withdrawn(check: Check) -> Drafts:
    """To the asked section's officers, or to the one who looks after it: the check is not needed any more."""
    return to_each(_asked(check), "check_withdrawn", **_check(check))


def check_returned(check: Check) -> Drafts:
    """To both sides: the last move was undone, and the check stands again where it stood."""
    return to_each(
        _once_each([*_asked(check), *_asking(check)]), "check_returned", **_check(check), step=check.step.label
    )


def check_entry(entry: CheckEntry) -> Drafts:
    """To the other side: a question, an answer, or a note about a check."""
    check = entry.check
    people = _asking(check) if entry.by.section_id == check.section_id else _asked(check)
    return to_each(people, "check_entry", **_check(check), kind=entry.kind.label)


def check_due(check: Check) -> Drafts:
    """To those whose turn it is: the last day of a check is near."""
    return to_each(_whose_turn(check), "check_due", **_check(check))


def check_overdue(check: Check) -> Drafts:
    """To both sides: the last day of a check has passed."""
    return to_each(_once_each([*_whose_turn(check), *_asking(check)]), "check_overdue", **_check(check))


# Evaluation ---------------------------------------------------------------------------------------------------------


def evaluator_invited(place: Evaluator) -> Drafts:
    """To the one who is asked to evaluate; to nobody once that was withdrawn or declined."""
    return to_each([place.user] if place.asked else [], "evaluator_invited", **_evaluation(place.evaluation))


def evaluator_answered(place: Evaluator) -> Drafts:
    """To the one who asked and to the chair: the answer is there; which, and why, stands on the page."""
    people = _once_each([place.invited_by, place.evaluation.chair])
    return to_each(people, "evaluator_answered", **_evaluation(place.evaluation, "evaluation.show"))


def evaluator_reminded(place: Evaluator) -> Drafts:
    """To an evaluator whose last day is near."""
    waits = place.asked and place.handed_in_at is None
    return to_each([place.user] if waits else [], "evaluator_reminded", **_evaluation(place.evaluation))


def evaluation_moved(evaluation: Evaluation) -> Drafts:
    """To the evaluators, the asking section's officers and the coordinators: the step that it stands at now."""
    evaluators = [one.user for one in evaluation.evaluators if one.asked]
    lead = [*officers_of(*evaluation.need.sections), *coordinators()]
    others = [one for one in _once_each(lead) if one not in evaluators]
    step: dict[str, Any] = {"step": evaluation.step.label}
    return [
        *to_each(evaluators, "evaluation_moved", **_evaluation(evaluation), **step),
        *to_each(others, "evaluation_moved", **_evaluation(evaluation, "evaluation.show"), **step),
    ]


def decision_told(entry: Entry) -> Drafts:
    """To those who propose: what was decided, kindly, and another door; why stands on the page. To nobody where nothing is decided."""
    if entry.decision is None:
        return []
    door, decision = entry.door, entry.decision
    facts: dict[str, Any] = {
        "decision": decision.value,
        "step": decision.end.label,
        "door": door.label if door else "",
        "door_says": door.says if door else "",
    }
    return to_each(_proposing_side(entry.proposal), "decision_told", **_proposal(entry.proposal), **facts)


def decision_undone(entry: Entry) -> Drafts:
    """To those who propose: what was told is taken back; where the proposal stands again."""
    facts: dict[str, Any] = {"step": entry.proposal.step.label}
    return to_each(_proposing_side(entry.proposal), "decision_undone", **_proposal(entry.proposal), **facts)


def charter_written(charter: Charter) -> Drafts:
    """To the members: there is a charter, or another version of it, to read and to confirm."""
    workgroup = charter.workgroup
    told = _workgroup(workgroup) | {"path": path_to("workgroups.charter", key=workgroup.key)}
    return to_each(members_of(workgroup.id), "charter_written", **told)


def task_given(task: Task) -> Drafts:
    """To the one who has something to do now, as long as they are in the group."""
    workgroup = task.workgroup
    page = path_to("workgroups.show_task", key=workgroup.key, task_key=task.key)
    people = [one for one in members_of(workgroup.id) if one.id == task.owner.user_id]
    return to_each(people, "task_given", **_workgroup(workgroup) | {"path": page})


def discussion_opened(discussion: Discussion) -> Drafts:
    """To the members, once for each subject: somebody has brought something up; what is said on it afterwards is not written about."""
    workgroup = discussion.workgroup
    page = path_to("workgroups.discussion", key=workgroup.key, discussion_key=discussion.key)
    return to_each(members_of(workgroup.id), "discussion_opened", **_workgroup(workgroup) | {"path": page})


# What a letter is told ----------------------------------------------------------------------------------------------


def _organization(organization: Organization, page: str = "") -> dict[str, Any]:
    path = path_to(page) if page else path_to("accounts.organization", key=organization.key)
    return {"about": ("organization", organization.key), "path": path}


def _to_applicant(organization: Organization, occasion: str, path: str = "") -> Draft:
    told = _organization(organization) | ({"path": path} if path else {})
    return draft(occasion, address=organization.applicant_email, name=organization.applicant_name, **told)


def _with_ticket(ticket: Ticket, occasion: str, **facts: Any) -> Draft:
    name = ticket.user.name if ticket.user else ticket.name
    told: dict[str, Any] = {"about": ("ticket", ticket.key), "path": path_of(ticket), "ends_at": jtime(ticket.ends_at)}
    return draft(occasion, address=ticket.email, name=name, to_id=ticket.user_id, **told, **facts)


def _title(need: Need) -> str:
    return need.title if need.public else ""


def _need(need: Need) -> dict[str, Any]:
    page = path_to("needs.show", key=need.key)
    return {"about": ("need", need.key), "path": page, "need": _title(need), "section": need.section.full_name}


def _question(question: Question) -> dict[str, Any]:
    page = path_to("questions.show", key=question.key)
    return {"about": ("question", question.key), "path": page, "need": _title(question.need)}


def _proposal(proposal: Proposal) -> dict[str, Any]:
    page = path_to("proposals.show", key=proposal.key)
    told = {"need": _title(proposal.need), "number": proposal.number or ""}
    return {"about": ("proposal", proposal.key), "path": page, **told}


def _site(site: Site) -> dict[str, Any]:
    page = path_to("sites.show", key=site.key)
    return {"about": ("site", site.key), "path": page, "need": _title(site.call.need)}


def _support(support: Support) -> dict[str, Any]:
    page = path_to("support.show", key=support.key)
    return {"about": ("support", support.key), "path": page, "section": support.section.full_name}


def _workgroup(workgroup: Workgroup) -> dict[str, Any]:
    page = path_to("workgroups.show", key=workgroup.key)
    return {"about": ("workgroup", workgroup.key), "path": page, "need": _title(workgroup.need)}


def _meeting(meeting: Meeting) -> dict[str, Any]:
    workgroup = meeting.workgroup
    page = path_to("workgroups.show_meeting", key=workgroup.key, meeting_key=meeting.key)
    return _workgroup(workgroup) | {"path": page, "day": jdate(meeting.starts_at)}


def _check(check: Check) -> dict[str, Any]:
    """Of what is checked a letter tells the kind alone; a name that people gave it stands on the page."""
    page = path_to("consultations.show_check", key=check.key)
    facts = {"need": _title(check.consultation.need), "checked": check.kind.label, "day": jdate(check.due_on)}
    return {"about": ("check", check.key), "path": page, **facts}


def _asked(check: Check) -> list[User]:
    owner = check.owner
    if owner is not None and owner.active and owner.section_id == check.section_id:
        return [owner]
    return officers_of(check.section)


def _asking(check: Check) -> list[User]:
    return _once_each([check.asked_by, *officers_of(*check.consultation.need.sections)])


def _whose_turn(check: Check) -> list[User]:
    return _asking(check) if check.step is CheckStep.QUERIED else _asked(check)


def _evaluation(evaluation: Evaluation, page: str = "evaluation.mine") -> dict[str, Any]:
    told = {"need": _title(evaluation.need), "section": evaluation.section.full_name, "day": jdate(evaluation.due_on)}
    return {"about": ("evaluation", evaluation.key), "path": path_to(page, key=evaluation.key), **told}


def _city_side(proposal: Proposal) -> list[User]:
    officers = [] if proposal.behind_the_seal else officers_of(*proposal.need.sections)
    return _once_each([*officers, *coordinators()])


def _proposing_side(proposal: Proposal) -> list[User]:
    """The proposer, and for each partner the one who accepted; for whoever has left, the organisation's people."""
    people = _still_of(proposal.proposer, proposal.organization_id)
    for partner in proposal.partners:
        if partner.taking_part and partner.accepted_by and partner.organization_id:
            people += _still_of(partner.accepted_by, partner.organization_id)
    return _once_each(people)


def _still_of(person: User, organization_id: int) -> list[User]:
    """The person, while in use and of that organisation; else all of its people, so that somebody learns of it."""
    there = person.active and person.organization_id == organization_id
    return [person] if there else people_of(organization_id)


def _once_each(people: list[User]) -> list[User]:
    return list(dict.fromkeys(people))
