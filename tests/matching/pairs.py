"""Needs and seeds without a database, and suggestions entered by hand."""

from typing import Any

from hack import db
from hack.accounts.models import Bureau, Organization, OrganizationKind, Section
from hack.matching.likeness.bands import Band
from hack.matching.models import Run, Suggestion
from hack.needs.models import Need
from hack.seeds.models import Seed


def need_with(bureau: str = "道路局", **answers: Any) -> Need:
    """A need that says this and nothing else."""
    texts = dict.fromkeys(
        ("background", "present", "problem", "hoped", "tried", "technology", "expertise", "place", "offered"), ""
    )
    rest = {"title": "", "period": "", "eligibility": "", "field": None, "pattern": None, "cost_share": None}
    section = Section(name="企画課", bureau=Bureau(name=bureau, kind="局"))
    return Need(section=section, **texts | rest | {"personal": None} | answers)


def seed_with(in_city: bool | None = None, address: str = "", **answers: Any) -> Seed:
    """A seed that says this and nothing else."""
    texts = dict.fromkeys(
        (
            "title",
            "summary",
            "solves",
            "technology",
            "references",
            "requires",
            "wish",
            "lead_time",
            "security",
            "limits",
        ),
        "",
    )
    rest = {"field": None, "readiness": None, "cost_band": None, "lgwan": None}
    flags = {"trial_certified": False, "dmp_listed": False, "published_at": None, "archived_at": None}
    whose = Organization(name="団体", kind=OrganizationKind.COMPANY, in_city=in_city, address=address)
    return Seed(organization=whose, **texts | rest | flags | {"confirmed_at": None} | answers)


def suggest(*pairs: tuple[Need, Seed, float], band: Band = Band.POSSIBLE) -> list[Suggestion]:
    """Enter suggestions with these scores."""
    with db.transaction():
        run = Run(needs=1, seeds=1, settings={})
        made = [
            Suggestion(
                need_id=need.id, seed_id=seed.id, run=run, score=score, band=band, reasons=[["交通量", score, 0]]
            )
            for need, seed, score in pairs
        ]
        db.session.add_all(made)
    return made
