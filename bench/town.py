"""A made-up town: how many of everything there are, where each stands, and what its texts say. Always the same one."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from bench.search import MEANS, PLACES, SAYINGS, THEMES
from hack import clock
from hack.pipeline.need import NeedStep as N
from hack.pipeline.proposal import ProposalStep as P
from hack.pipeline.workgroup import WorkgroupStep as W
from hack.roles import Role

NEEDS = {
    N.DRAFT: 4, N.CHECKING: 1, N.SHAPING: 2, N.READY: 1, N.IDEAS_OPEN: 2, N.IDEAS_CLOSED: 3, N.WORKING: 8, N.TRIALS_OPEN: 1,
    N.EVALUATING: 4, N.CANDIDATE: 3, N.TRIAL: 8, N.VERIFIED: 5, N.ADOPTED: 25, N.FINISHED: 18, N.ON_HOLD: 2, N.WITHDRAWN: 3,
    N.NO_PROPOSALS: 5, N.NO_AWARD: 3, N.REFERRED: 2,
}  # fmt: skip
PROPOSALS = {
    P.DRAFT: 8, P.RECEIVED: 4, P.SCREENING: 4, P.QUERIED: 2, P.REVIEW: 12, P.INTERVIEW: 3, P.INVITED: 12, P.CANDIDATE: 4,
    P.NEGOTIATING: 3, P.AGREED: 2, P.TRIAL: 4, P.VERIFYING: 2, P.ADOPTED: 8, P.DECLINED: 26, P.BROKEN_OFF: 1, P.REFERRED: 2,
    P.WITHDRAWN: 3,
}  # fmt: skip
WORKGROUPS = {
    W.FORMING: 2, W.RECRUITING: 4, W.SCHEDULED: 3, W.ACTIVE: 8, W.SUMMARISING: 3, W.TO_CALL: 10, W.INFORMED: 5, W.DISSOLVED: 1,
}  # fmt: skip
SECRETARIAT = [Role.COORDINATOR] * 10 + [Role.ADMIN] * 5 + [Role.AUDITOR] * 5
"""The first people; of the others every third is an officer."""


@dataclass
class Town:
    """How many of everything, and the same chance whenever it is asked in the same order."""

    needs: int = 10_000
    seeds: int = 50_000
    organizations: int = 500
    people: int = 2_000
    proposals: int = 5_000
    workgroups: int = 300
    sections: list[int] = field(default_factory=list)
    """The row numbers of the city's sections."""
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    now: datetime = field(default_factory=clock.now)

    @cached_property
    def need_steps(self) -> list[N]:
        """Where each need stands; need number 1 first."""
        return _shared_out(NEEDS, self.needs)

    @cached_property
    def proposal_steps(self) -> list[P]:
        return _shared_out(PROPOSALS, self.proposals)

    @cached_property
    def workgroup_steps(self) -> list[W]:
        return _shared_out(WORKGROUPS, self.workgroups)

    @cached_property
    def public_needs(self) -> list[int]:
        return [number for number, step in enumerate(self.need_steps, 1) if step.public]

    @cached_property
    def going_needs(self) -> list[int]:
        return [number for number, step in enumerate(self.need_steps, 1) if not step.ends]

    @cached_property
    def roles(self) -> list[Role]:
        """What each person is; person number 1 first."""
        others = range(len(SECRETARIAT) + 1, self.people + 1)
        return SECRETARIAT + [Role.PROPOSER if number % 3 else Role.OFFICER for number in others]

    @cached_property
    def proposers(self) -> list[int]:
        return [number for number, role in enumerate(self.roles, 1) if role is Role.PROPOSER]

    @cached_property
    def officers(self) -> list[int]:
        return [number for number, role in enumerate(self.roles, 1) if role is Role.OFFICER]

    def organization_of(self, person: int) -> int:
        """The organisation of a proposer."""
        return 1 + person % self.organizations

    def ago(self, days: float) -> datetime:
        """Some moment of the last `days`."""
        return self.now - timedelta(days=self.chance.uniform(0, days))

    def subject(self) -> dict[str, Any]:
        """What a text is about."""
        pick = self.chance.choice
        return {
            "place": pick(PLACES),
            "theme": pick(THEMES),
            "mean": pick(MEANS),
            "other": pick(THEMES),
            "number": self.chance.randrange(2, 400),
        }

    def text(self, subject: dict[str, Any], sayings: int) -> str:
        """So many sentences about it."""
        return "".join(one.strip().format(**subject) for one in self.chance.sample(SAYINGS, sayings))


def _shared_out(shares: Mapping[Any, int], many: int) -> list[Any]:
    """`many` steps in these shares, mixed; each that there is at least once."""
    chance = random.Random(11)
    rest = chance.choices(list(shares), list(shares.values()), k=max(0, many - len(shares)))
    steps = [*shares, *rest][:many]
    chance.shuffle(steps)
    return steps
