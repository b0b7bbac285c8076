"""Who may do what with organisations and people; and the small truths that every later chapter's rules are made of."""

from typing import Any

from hack import policy
from hack.accounts.models import Organization, User
from hack.passages import open_moves
from hack.pipeline import Move
from hack.pipeline.member import MemberStep
from hack.policy import Rule
from hack.roles import Part, Role

# Truths about a person -----------------------------------------------------------------------------------------------


@Rule
def anybody(_user: Any, _thing: Any) -> bool:
    """Everybody, signed in or not."""
    return True


@Rule
def signed_in(user: Any, _thing: Any) -> bool:
    """Has an account and is here through it."""
    return bool(user.is_authenticated)


@Rule
def proposer(user: Any, _thing: Any) -> bool:
    """Takes part for an organisation."""
    return user.role is Role.PROPOSER


@Rule
def active_proposer(user: Any, _thing: Any) -> bool:
    """Takes part for an organisation that is an active member."""
    return user.role is Role.PROPOSER and user.organization.step is MemberStep.ACTIVE


@Rule
def officer(user: Any, _thing: Any) -> bool:
    """Works in a section of the city."""
    return user.role is Role.OFFICER


@Rule
def coordinator(user: Any, _thing: Any) -> bool:
    """Belongs to the secretariat."""
    return user.role is Role.COORDINATOR


@Rule
def admin(user: Any, _thing: Any) -> bool:
    """Looks after people and settings; reads no private content by role."""
    return user.role is Role.ADMIN


@Rule
def auditor(user: Any, _thing: Any) -> bool:
    """Reads, never writes."""
    return user.role is Role.AUDITOR


staff = officer | coordinator

# Truths about a person and a thing -----------------------------------------------------------------------------------


@Rule
def of_the_section(user: Any, thing: Any) -> bool:
    """Works in the section that the thing belongs to."""
    return user.section_id is not None and user.section_id == thing.section_id


@Rule
def of_the_bureau(user: Any, thing: Any) -> bool:
    """Works in the bureau whose section the thing belongs to."""
    return user.section is not None and thing.section is not None and user.section.bureau_id == thing.section.bureau_id


@Rule
def of_the_organization(user: Any, thing: Any) -> bool:
    """Takes part for the organisation that the thing (or person) belongs to."""
    return user.organization_id is not None and user.organization_id == thing.organization_id


@Rule
def own_people(user: Any, organization: Organization) -> bool:
    """Takes part for this very organisation."""
    return user.organization_id is not None and user.organization_id == organization.id


@Rule
def oneself(user: Any, person: User) -> bool:
    """Is this very person."""
    return user.id is not None and user.id == person.id


@Rule
def ones_own(user: Any, thing: Any) -> bool:
    """The thing is this person's (`thing.user_id`)."""
    return user.id is not None and user.id == thing.user_id


@Rule
def in_use(_user: Any, person: User) -> bool:
    """The account is in use."""
    return person.active


@Rule
def of_the_city(_user: Any, person: User) -> bool:
    """The other person works for the city, not for an organisation."""
    return person.role is not Role.PROPOSER


@Rule
def looked_after_by_coordinators(_user: Any, person: User) -> bool:
    """The other person is an officer or takes part for an organisation."""
    return person.role in (Role.OFFICER, Role.PROPOSER)


@Rule
def has_a_move(user: Any, organization: Organization) -> bool:
    """Some move of the organisation along its path is this person's."""
    return bool(moves_open_to(user, organization))


@Rule
def invited_it(user: Any, ticket: Any) -> bool:
    """The invitation is this person's, or for the person's own organisation."""
    mine = user.id is not None and ticket.invited_by_id == user.id
    return mine or (ticket.organization_id is not None and ticket.organization_id == user.organization_id)


@Rule
def may_invite(user: Any, _thing: Any) -> bool:
    """There is some role that this person invites people to."""
    return bool(roles_to_invite(user))


PARTS = {Part.APPLICANT: own_people, Part.COORDINATOR: coordinator}
looks_after = of_the_organization | (coordinator & looked_after_by_coordinators) | admin

RULES = policy.state(
    {
        "organization.read": anybody,
        "organization.list_all": coordinator,
        "organization.read_path": coordinator | own_people,
        "organization.read_people": staff | own_people,
        "organization.read_application": coordinator,
        "organization.edit": coordinator | own_people,
        "organization.edit_verified": coordinator,
        "organization.move": has_a_move,
        "organization.take_back": coordinator,
        "organization.invite": coordinator,
        "person.list": proposer | officer | coordinator | admin,
        "person.read": signed_in,
        "person.read_contact": oneself | of_the_organization | staff | (admin & of_the_city),
        "person.invite": may_invite,
        "person.deactivate": looks_after & in_use & ~oneself,
        "person.reactivate": looks_after & ~in_use & ~oneself,
        "invitation.withdraw": invited_it | coordinator | admin,
        "account.read": signed_in,
        "account.edit": signed_in,
        "sign_in.end": ones_own,
    }
)

INVITES = {
    Role.PROPOSER: (Role.PROPOSER,),
    Role.COORDINATOR: (Role.OFFICER,),
    Role.ADMIN: (Role.OFFICER, Role.COORDINATOR),
}


def roles_to_invite(user: Any) -> tuple[Role, ...]:
    """The roles that this person may choose for somebody invited; proposers invite to their own organisation only."""
    return INVITES.get(user.role, ())


def moves_open_to(user: Any, organization: Organization) -> list[Move]:
    """The moves of the organisation that this person may make now. Buttons, guard and action all ask here."""
    return open_moves(organization, user, PARTS)
