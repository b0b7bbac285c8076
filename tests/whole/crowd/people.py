"""Sections, organisations and people."""

from datetime import timedelta
from typing import Any

from hack import clock
from hack.accounts.models import Bureau, Organization, OrganizationKind, Section, SignIn, Ticket, TicketKind, User
from hack.pipeline.member import MemberStep
from hack.roles import Role
from tests.cast import HASH
from tests.whole.crowd.rows import many
from tests.whole.town import Town


def enter_bodies(town: Town) -> tuple[list[Section], list[Organization]]:
    bureaus = many(Bureau, 10, [None], lambda n, _: {"name": f"第{n}局", "kind": "局"})
    sections = many(Section, 30, bureaus, lambda n, bureau: {"name": f"第{n}課", "bureau_id": bureau.id})
    members = list(MemberStep)

    def an_organization(n: int, _: Any) -> dict[str, Any]:
        return {"name": f"団体{n}", "kind": OrganizationKind.COMPANY, "in_city": True, "step": members[n % 4]}

    return sections, many(Organization, 100, [None], an_organization)


def enter_people(
    town: Town, sections: list[Section], organizations: list[Organization]
) -> tuple[list[User], list[User]]:
    roads, minato = town.cast.roads, town.cast.minato
    kept = {"password_hash": HASH}

    def officer(n: int, section: Any) -> dict[str, Any]:
        return kept | {
            "name": f"職員{n}",
            "email": f"o{n}@city.example",
            "role": Role.OFFICER,
            "section_id": section.id,
        }

    def proposer(n: int, body: Any) -> dict[str, Any]:
        about = {
            "name": f"提案者{n}",
            "email": f"p{n}@minato.example",
            "role": Role.PROPOSER,
            "organization_id": body.id,
        }
        return kept | about

    officers = many(User, 60, [roads, *sections], officer)
    proposers = many(User, 120, [minato, *organizations[:60]], proposer)
    many(User, 60, [minato], lambda n, body: proposer(n + 1000, body))
    ends_at = clock.now() + timedelta(days=3)

    def invitation(n: int, by: Any) -> dict[str, Any]:
        place = {"organization_id": by.organization_id, "section_id": roads.id if by.role is Role.ADMIN else None}
        return {
            "kind": TicketKind.INVITATION,
            "email": f"i{n}@x.example",
            "ends_at": ends_at,
            "invited_by_id": by.id,
        } | place

    many(Ticket, 90, [town.cast.umi, town.cast.kan, *proposers[:1]], invitation)
    many(SignIn, 120, [town.cast.umi, town.cast.michi], lambda n, who: {"digest": f"{n:064}", "user_id": who.id})
    return officers, proposers
