"""With whose eyes the indicators count, and how moments fall into quarters."""

from collections.abc import Sequence
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, case

from hack.accounts.models import User
from hack.indicators.quarters import Quarter
from hack.matching.models import Verdict
from hack.needs.models import Need
from hack.needs.queries import visible_to as needs_visible_to
from hack.roles import Role
from hack.seeds.models import Seed
from hack.seeds.queries import visible_to as seeds_visible_to


class _Secretariat:
    """With whose eyes things are counted, whoever of those who may read the counts looks at them."""

    role: ClassVar[Role] = Role.COORDINATOR
    organization_id: ClassVar[None] = None
    section_id: ClassVar[None] = None


EYES: Any = _Secretariat()


def quarter_of(moment: ColumnElement[Any] | Any, quarters: Sequence[Quarter]) -> ColumnElement[int]:
    """The position of the quarter (they come newest first) in which the moment lies."""
    return case(*((moment >= quarter.begins_at, at) for at, quarter in enumerate(quarters)))


def of_verdicts(chosen: Any, quarters: Sequence[Quarter]) -> Any:
    """The standing verdicts since the oldest of these quarters, with their people and seeds."""
    return (
        chosen.select_from(Verdict)
        .join(User, User.id == Verdict.by_id)
        .join(Seed, Seed.id == Verdict.seed_id)
        .join(Need, Need.id == Verdict.need_id)
        .where(Verdict.withdrawn_at.is_(None), Verdict.at >= quarters[-1].begins_at)
        .where(needs_visible_to(EYES), seeds_visible_to(EYES))
    )
