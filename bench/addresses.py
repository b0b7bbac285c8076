"""Which addresses each person opens in a bench: every page, with things that the person may see where it is about one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import func, select, true

from hack import clock, db
from hack.accounts.models import Organization, Ticket, TicketKind, User
from hack.accounts.tickets import LASTS, PAGES, path_of, sealed
from hack.matching.models import Suggestion
from hack.needs.models import Need
from hack.proposals.models import Proposal
from hack.roles import Role
from hack.seeds.models import Seed
from hack.workgroups.models import Meeting, Member, Workgroup

PLACE = re.compile(r"<[a-z_]+>")
MORE = {
    "needs.index": ("?page=9999", "?q=道路&field=roads&stage=ended"),
    "seeds.index": ("?page=9999", "?q=ドローン&field=roads"),
    "search.find": ("?q=防災訓練", "?q=防災訓練 AI 鶴見区", "?q=道路の補修&noun=seed&page=9999", "?q=水"),
    "proposals.index": ("?page=9999",),
    "workgroups.index": ("?show=all", "?show=recruiting"),
    "accounts.organizations": ("?page=9999",),
    "accounts.people": ("?page=9999",),
    "desk.board": ("?late=y", "?noun=need&page=9999"),
}
"""How lists are asked besides: for their last page, and narrowed down."""


FINDS = {
    "one_need": "need",
    "one_seed": "seed",
    "one_proposal": "proposal",
    "received_proposal": "proposal",
    "one_workgroup": "workgroup",
    "one_meeting": "meeting",
    "one_organization": "organization",
    "one_person": "person",
    "one_suggestion": "suggestion",
}
"""What a page is about, by the query that finds it for the page."""


@dataclass(frozen=True)
class Visit:
    """A page to be opened: how the table calls it, and addresses of which the first that is there for somebody is measured."""

    name: str
    addresses: list[str]


@dataclass(frozen=True)
class Company:
    """Somebody of each role, of the section and the organisation that have most to look at; and the things they look at."""

    people: dict[str, User | None]
    keys: dict[str, list[tuple[str, ...]]]
    """Of each noun, what stands in an address to name it; one at each step first."""
    tokens: dict[str, str]


def gather(secret: str) -> Company:
    """Choose the people and the things; makes two tickets, whose links are pages too."""
    busiest = select(Proposal.organization_id).group_by(Proposal.organization_id).order_by(func.count().desc())
    organization = db.session.scalars(busiest.limit(1)).one()
    asked = select(Need.section_id).join(Proposal, Proposal.need_id == Need.id).group_by(Need.section_id)
    section = db.session.scalars(asked.order_by(func.count().desc()).limit(1)).one()
    own = {Role.PROPOSER: User.organization_id == organization, Role.OFFICER: User.section_id == section}
    people: dict[str, User | None] = {"visitor": None}
    for role in Role:
        chosen = select(User).where(User.role == role, own.get(role, true())).order_by(User.id)
        people[role.value] = db.session.scalars(chosen.limit(1)).one()
    keys = {
        noun: [tuple(row) for statement in statements for row in db.session.execute(statement)]
        for noun, statements in _wanted(section, organization).items()
    }
    return Company(people, keys, _tokens(secret))


def visits(app: Flask, company: Company) -> Iterator[Visit]:
    """Every page there is to look at, in the order of the addresses; without addresses where the town has no such thing."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        find = getattr(app.view_functions[rule.endpoint], "finds", None)
        yield Visit(rule.rule, list(_addresses(rule.rule, find.__name__ if find else "", company)))
        for more in MORE.get(rule.endpoint, ()):
            yield Visit(rule.rule + more, [rule.rule + more])


def _addresses(rule: str, find: str, company: Company) -> Iterator[str]:
    if "<token>" in rule:
        kept = company.tokens.get(rule.split("/")[1])
        yield from [rule.replace("<token>", kept)] if kept else []
    elif "<" in rule:
        for names in company.keys.get(FINDS.get(find, ""), []):
            address = rule
            for name in names:
                address = PLACE.sub(name, address, count=1)
            yield address
    elif find:
        yield from (f"{rule}?need={key}" for (key,) in company.keys["need"])
    else:
        yield rule


def _wanted(section: int, organization: int) -> dict[str, tuple[Any, ...]]:
    """Of each noun, which things are looked at: those with most first, then one at each step."""
    count = select(func.count(Proposal.id)).where(Proposal.need_id == Need.id).scalar_subquery()
    asked_here = select(Need.id).where(Need.section_id == section)
    theirs = select(User.id).where(User.organization_id == organization)
    theirs_in = select(Member.workgroup_id).where(Member.user_id.in_(theirs))
    meetings = select(Workgroup.key, Meeting.key).join(Meeting, Meeting.workgroup_id == Workgroup.id)
    meetings = meetings.order_by(Workgroup.id, Meeting.starts_at)
    return {
        "need": (
            select(Need.key).where(Need.section_id == section).order_by(count.desc()).limit(3),
            select(func.min(Need.key)).where(Need.section_id == section).group_by(Need.step),
        ),
        "seed": (
            select(Seed.key).where(Seed.organization_id == organization).limit(30),
            select(Seed.key).where(Seed.published_at.is_not(None), Seed.archived_at.is_(None)).limit(10),
        ),
        "proposal": (
            select(func.min(Proposal.key)).where(Proposal.organization_id == organization).group_by(Proposal.step),
            select(func.min(Proposal.key)).where(Proposal.need_id.in_(asked_here)).group_by(Proposal.step),
        ),
        "workgroup": (
            select(func.min(Workgroup.key)).where(Workgroup.need_id.in_(asked_here)).group_by(Workgroup.step),
            select(func.min(Workgroup.key)).where(Workgroup.id.in_(theirs_in)).group_by(Workgroup.step),
            select(func.min(Workgroup.key)).group_by(Workgroup.step),
        ),
        "meeting": (
            meetings.where(Workgroup.need_id.in_(asked_here)).limit(10),
            meetings.where(Workgroup.id.in_(theirs_in)).limit(10),
        ),
        "organization": (
            select(Organization.key).where(Organization.id == organization),
            select(Organization.key).limit(3),
        ),
        "person": (
            select(User.key).where(User.organization_id == organization).limit(2),
            select(User.key).where(User.section_id == section).limit(2),
        ),
        "suggestion": (
            select(Suggestion.key).where(Suggestion.need_id.in_(asked_here)).limit(5),
            select(Suggestion.key).join(Suggestion.seed).where(Seed.organization_id == organization).limit(20),
        ),
    }


def _tokens(secret: str) -> dict[str, str]:
    """What the links of an invitation and of a new password end with, by the first part of their addresses."""
    tickets = {
        kind: Ticket(kind=kind, email="new@example.jp", name="新しい人", ends_at=clock.now() + LASTS[kind])
        for kind in TicketKind
    }
    tickets[TicketKind.INVITATION].role = Role.COORDINATOR
    with db.transaction():
        tickets[TicketKind.RESET].user_id = db.session.scalar(select(func.min(User.id)))
        db.session.add_all(tickets.values())
    return {
        PAGES[kind].strip("/"): sealed(path_of(ticket), secret).rsplit("/", 1)[1] for kind, ticket in tickets.items()
    }
