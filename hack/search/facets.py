"""By what the answer of a search can be narrowed: the field, the bureau or ward, whose it is, and what only things of one noun have."""

from collections.abc import Mapping
from dataclasses import dataclass

from hack.accounts.models import OrganizationKind
from hack.agreements.models import AgreementKind
from hack.intake.models import CaseKind
from hack.labels import Labelled
from hack.livinglabs.models import LabKind
from hack.needs.models import Field
from hack.needs.stages import Stage
from hack.opendata.words import DataFormat
from hack.seeds.models import Readiness

LONGEST = 80
"""Letters of a value that has no list of its own: the name of a bureau."""
MOST = 20
"""Values of such a facet that are offered, those that most papers have."""


@dataclass(frozen=True)
class Facet:
    """One thing to narrow by: its name in the address and in the index, its label, and its values where they are a fixed list."""

    name: str
    label: str
    values: type[Labelled] | None = None

    def label_of(self, value: str) -> str:
        """A value as people read it; as it is where the list has it no more."""
        return next((choice.label for choice in self.values or () if choice.value == value), value)


FACETS = {
    facet.name: facet
    for facet in (
        Facet("field", "分野", Field),
        Facet("bureau", "局・区"),
        Facet("stage", "ニーズの段階", Stage),
        Facet("readiness", "シーズの成熟度", Readiness),
        Facet("kind", "団体の種別", OrganizationKind),
        Facet("door", "案件の区分", CaseKind),
        Facet("agreement", "協定の種類", AgreementKind),
        Facet("lab", "ラボの種類", LabKind),
        Facet("format", "データの形式", DataFormat),
    )
}


@dataclass(frozen=True)
class Choice:
    """One value of a facet: how many papers would be left with it, and whether it is the chosen one."""

    value: str
    label: str
    count: int
    chosen: bool


def chosen(asked: Mapping[str, str]) -> dict[str, str]:
    """What an address asks to be narrowed by; what makes no sense is passed over without a word."""
    return {name: asked[name] for name, facet in FACETS.items() if name in asked and _sensible(facet, asked[name])}


def _sensible(facet: Facet, value: str) -> bool:
    if facet.values is None:
        return 0 < len(value) <= LONGEST
    return value in {choice.value for choice in facet.values}


def choices(counts: Mapping[str, Mapping[str, int]], chosen: Mapping[str, str]) -> dict[str, list[Choice]]:
    """What can be chosen of each facet, by name: what some paper has, and what is chosen already. A fixed list keeps its order, else the most come first.

    A facet of which all that was found has the same value, or none, is left out.
    """
    offered: dict[str, list[Choice]] = {}
    for name, facet in FACETS.items():
        found = {**dict.fromkeys([chosen[name]] if name in chosen else [], 0), **counts.get(name, {})}
        if facet.values is None:
            first = sorted(found, key=lambda value: (value != chosen.get(name), -found[value], value))[:MOST]
            order = sorted(first, key=lambda value: (-found[value], value))
        else:
            order = [choice.value for choice in facet.values if choice.value in found]
        if len(order) > 1 or name in chosen:
            offered[name] = [
                Choice(value, facet.label_of(value), found[value], value == chosen.get(name)) for value in order
            ]
    return offered
