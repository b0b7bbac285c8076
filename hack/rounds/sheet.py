"""The draft as it is looked at: for every thing who carries it, why, and who else could; for every person how much it is."""

from dataclasses import dataclass

from hack.rounds.models import Carrier, Matter, Placing, Prospect, Round

OTHERS = 3
"""How many are named who could carry a thing as well."""


@dataclass(frozen=True)
class Load:
    """How much a person carries of how much at most; `full` and `over` say how that stands."""

    carrier: Carrier
    count: int

    @property
    def full(self) -> bool:
        return self.count >= self.carrier.capacity

    @property
    def over(self) -> bool:
        return self.count > self.carrier.capacity


@dataclass(frozen=True)
class Held:
    """That a person carries a thing, and what speaks for it; value None: may not have it any more."""

    placing: Placing
    value: float | None
    because: list[str]


@dataclass(frozen=True)
class Row:
    """A thing: who carries it, what it comes to, why a place is empty, and who could carry it as well, the best first."""

    matter: Matter
    held: list[Held]
    fares: float
    empty: int
    why_empty: str
    others: list[tuple[Carrier, Prospect]]
    worst: bool = False


@dataclass(frozen=True)
class Sheet:
    """All things and all people of a round."""

    rows: list[Row]
    loads: list[Load]

    @property
    def empty(self) -> int:
        """How many places are empty in all."""
        return sum(row.empty for row in self.rows)


def sheet_of(round_: Round) -> Sheet:
    """The round as it is looked at. No query where the things and people are loaded."""
    loads = [Load(one, load_of(round_, one)) for one in round_.carriers]
    rows = [_row(round_, matter, {one.carrier.id: one for one in loads}) for matter in round_.matters]
    least = min((row.fares for row in rows if row.held), default=0.0)
    most = max((row.fares for row in rows if row.held), default=0.0)
    marked = [_marked(row, row.held != [] and row.fares == least < most) for row in rows]
    return Sheet(marked, loads)


def _marked(row: Row, worst: bool) -> Row:
    return Row(row.matter, row.held, row.fares, row.empty, row.why_empty, row.others, worst)


def load_of(round_: Round, carrier: Carrier) -> int:
    """How many things of the round the person carries."""
    return sum(one.carrier_id == carrier.id for matter in round_.matters for one in matter.placings)


def _row(round_: Round, matter: Matter, loads: dict[int, Load]) -> Row:
    stands = {one.carrier_id: one for one in matter.prospects}
    held = [_held(one, stands.get(one.carrier_id)) for one in matter.placings]
    there = {one.carrier_id for one in matter.placings}
    may = [one for one in matter.prospects if one.value is not None and one.carrier_id in loads]
    free = [one for one in may if one.carrier_id not in there and not loads[one.carrier_id].full]
    free.sort(key=lambda one: (-(one.value or 0), loads[one.carrier_id].count, one.carrier_id))
    empty = max(0, round_.wanted - len(held))
    others = [(loads[one.carrier_id].carrier, one) for one in free[:OTHERS]]
    fares = sum(one.value or 0 for one in held) / round_.wanted
    return Row(matter, held, fares, empty, _why(round_, empty, len(may), others), others)


def _held(placing: Placing, prospect: Prospect | None) -> Held:
    if prospect is None:
        return Held(placing, 0.0, [])
    return Held(placing, prospect.value, prospect.because)


def _why(round_: Round, empty: int, may: int, others: list[tuple[Carrier, Prospect]]) -> str:
    if not empty:
        return ""
    if may < round_.wanted:
        return f"任せられる人が{may}人しかいません(利害関係など)。"
    return "空いている人がいます。選んで加えられます。" if others else "任せられる人が、みな上限まで持っています。"
