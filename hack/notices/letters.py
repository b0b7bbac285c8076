"""Every letter there is: to whom it goes, and what public facts it is told."""

from typing import Any

from hack.accounts.models import Organization, Section, Ticket, User
from hack.accounts.tickets import path_of
from hack.needs.models import Need
from hack.notices.queries import coordinators, members_of, officers_of, people_of, proposers_for
from hack.notices.writing import Draft, draft, path_to, to_each
from hack.proposals.models import Proposal
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


# Proposals ----------------------------------------------------------------------------------------------------------


def proposal_received(proposal: Proposal) -> Drafts:
    """To the proposer: the receipt, with its number."""
    return to_each([proposal.proposer], "proposal_received", **_proposal(proposal))


def proposal_arrived(proposal: Proposal) -> Drafts:
    """To the asking section's officers and the coordinators: a proposal came in."""
    return to_each(_city_side(proposal), "proposal_arrived", **_proposal(proposal))


def proposal_queried(proposal: Proposal) -> Drafts:
    """To the proposer: the secretariat asks something; what it is stands on the page."""
    return to_each([proposal.proposer], "proposal_queried", **_proposal(proposal))


def proposal_answered(proposal: Proposal) -> Drafts:
    """To the coordinators: the proposer has answered what they asked."""
    return to_each(coordinators(), "proposal_answered", **_proposal(proposal))


def proposal_moved(proposal: Proposal) -> Drafts:
    """To the proposer: the step that it stands at now; a refusal is said kindly, and why stands on the page."""
    refused = proposal.step.ends and not proposal.step.hoped
    facts: dict[str, Any] = {"step": proposal.step.label, "refused": refused, "hoped": proposal.step.hoped}
    return to_each([proposal.proposer], "proposal_moved", **_proposal(proposal), **facts)


def proposal_withdrawn(proposal: Proposal) -> Drafts:
    """To the asking section's officers and the coordinators: the proposer has withdrawn it."""
    return to_each(_city_side(proposal), "proposal_withdrawn", **_proposal(proposal))


# Working groups -----------------------------------------------------------------------------------------------------


def workgroup_opened(workgroup: Workgroup) -> Drafts:
    """To its first members: they are in a new working group."""
    return to_each(members_of(workgroup.id), "workgroup_opened", **_workgroup(workgroup))


def workgroup_ended(workgroup: Workgroup) -> Drafts:
    """To its members and the section's officers: it has come to its end, and there is a report where one was written."""
    people = _once_each([*members_of(workgroup.id), *officers_of(workgroup.need.section_id)])
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


def _proposal(proposal: Proposal) -> dict[str, Any]:
    page = path_to("proposals.show", key=proposal.key)
    told = {"need": _title(proposal.need), "number": proposal.number or ""}
    return {"about": ("proposal", proposal.key), "path": page, **told}


def _workgroup(workgroup: Workgroup) -> dict[str, Any]:
    page = path_to("workgroups.show", key=workgroup.key)
    return {"about": ("workgroup", workgroup.key), "path": page, "need": _title(workgroup.need)}


def _meeting(meeting: Meeting) -> dict[str, Any]:
    workgroup = meeting.workgroup
    page = path_to("workgroups.show_meeting", key=workgroup.key, meeting_key=meeting.key)
    return _workgroup(workgroup) | {"path": page, "day": jdate(meeting.starts_at)}


def _city_side(proposal: Proposal) -> list[User]:
    return _once_each([*officers_of(proposal.need.section_id), *coordinators()])


def _once_each(people: list[User]) -> list[User]:
    return list(dict.fromkeys(people))
