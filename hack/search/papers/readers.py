"""Who may find a paper, in tags: those of a person, and those that several chapters give their papers alike."""

from typing import Any

from hack.accounts.rules import active_proposer
from hack.needs.models import Need
from hack.roles import Role

EVERYBODY, OFFICER, COORDINATOR, AUDITOR, MEMBER = "public", "officer", "coordinator", "auditor", "member"


def readers_of(viewer: Any) -> set[str]:
    """The tags of this person."""
    tags = {EVERYBODY}
    if viewer.role is Role.OFFICER:
        tags |= {OFFICER, f"bureau:{viewer.section.bureau_id}", of_section(viewer.section_id)}
    elif viewer.role is Role.PROPOSER:
        tags |= {of_organization(viewer.organization_id)} | ({MEMBER} if active_proposer(viewer) else set())
    elif viewer.role in (Role.COORDINATOR, Role.AUDITOR):
        tags.add(viewer.role.value)
    if viewer.id is not None:
        tags.add(f"person:{viewer.id}")
    return tags


def of_organization(organization_id: int | None) -> str:
    """The tag of an organisation's people."""
    return f"organization:{organization_id}"


def of_section(section_id: int | None) -> str:
    """The tag of a section's officers."""
    return f"section:{section_id}"


def owners(need: Need) -> set[str]:
    """The tags of the sections that own the need."""
    return {of_section(section_id) for section_id in (need.section_id, *(one.section_id for one in need.co_owners))}
