"""The rows of a made-up town: who takes part, and what they have written."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from typing import Any

from bench.search import MEANS, THEMES
from bench.town import Town
from hack import clock
from hack.accounts.models import OrganizationKind
from hack.matching.likeness.bands import Band
from hack.matching.models import VerdictReason
from hack.needs.models import CostShare, Field, Pattern
from hack.pipeline.member import MemberStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import ProposalKind
from hack.roles import Role
from hack.seeds.models import CostBand, Lgwan, Readiness, Visibility
from hack.workgroups.models import Side

Rows = Iterator[dict[str, Any]]
MEMBERS, MEETINGS, SUGGESTIONS = 8, 5, 20
NEED_TEXTS = ("background", "present", "problem", "hoped", "criteria", "offered", "notes")
PROPOSAL_TEXTS = ("summary", "technology", "effect", "plan")


def organizations(town: Town) -> Rows:
    """Most of them active; one in 25 applies or has just been let in."""
    kinds = cycle(OrganizationKind)
    for number in range(1, town.organizations + 1):
        subject, since = town.subject(), town.ago(1500)
        yield {
            "id": number,
            "name": f"{subject['place']}{subject['mean']}研究所{number}",
            "kana": f"けんきゅうじょ{number}",
            "kind": next(kinds),
            "in_city": number % 3 > 0,
            "strengths": subject["theme"],
            "applicant_email": f"apply{number}@example.jp",
            "applied_at": since,
            "step": MemberStep.ACTIVE if number % 25 else (MemberStep.APPLIED, MemberStep.VERIFIED)[number % 2],
            "step_since": since,
        }


def people(town: Town) -> Rows:
    """The secretariat, officers of every section, proposers of every organisation; nobody has a password."""
    for number, role in enumerate(town.roles, 1):
        yield {
            "id": number,
            "name": f"{town.subject()['place']}野 {number}",
            "email": f"person{number}@example.jp",
            "role": role,
            "password_hash": "-",
            "organization_id": town.organization_of(number) if role is Role.PROPOSER else None,
            "section_id": town.sections[number % len(town.sections)] if role is Role.OFFICER else None,
        }


def needs(town: Town) -> Rows:
    """At every step; those that are open close within the next weeks."""
    today = clock.today()
    for number, step in enumerate(town.need_steps, 1):
        subject, since = town.subject(), town.ago(900 if step.ends else 200)
        closes = today + timedelta(days=1 + number % 40) if step.open else since.date()
        yield {
            "id": number,
            "section_id": town.sections[number % len(town.sections)],
            "author_id": town.officers[number % len(town.officers)],
            "step": step,
            "step_since": since,
            "drafted_at": since - timedelta(days=90),
            "changed_at": since,
            "published_at": since - timedelta(days=40) if step.public else None,
            "opens_on": closes - timedelta(days=60) if step.public else None,
            "closes_on": closes if step.public else None,
            "internal": number % 30 == 0,
            "title": f"{subject['place']}区の{subject['theme']}を{subject['mean']}で楽にしたい {number}",
            "field": list(Field)[number % len(Field)],
            "pattern": list(Pattern)[number % len(Pattern)],
            "cost_share": list(CostShare)[number % len(CostShare)],
            "contact": "企画課",
            **{name: town.text(subject, 3) for name in NEED_TEXTS},
        }


def seeds(town: Town) -> Rows:
    """Nearly all in the catalogue; one in five for the city alone."""
    for number in range(1, town.seeds + 1):
        subject, at, author = town.subject(), town.ago(700), town.proposers[number % len(town.proposers)]
        listed = at if number % 20 else None
        yield {
            "id": number,
            "organization_id": town.organization_of(author),
            "author_id": author,
            "drafted_at": at,
            "changed_at": at,
            "published_at": listed,
            "confirmed_at": listed,
            "archived_at": at if number % 33 == 0 else None,
            "visibility": Visibility.PUBLIC if number % 5 else Visibility.CITY,
            "title": f"{subject['mean']}による{subject['theme']} {number}",
            "summary": town.text(subject, 2)[:200],
            "field": list(Field)[number % len(Field)],
            "solves": town.text(subject, 4),
            "technology": subject["mean"],
            "readiness": list(Readiness)[number % len(Readiness)],
            "requires": town.text(subject, 1),
            "references": town.text(subject, 2),
            "cost_band": list(CostBand)[number % len(CostBand)],
            "lgwan": list(Lgwan)[number % len(Lgwan)],
        }


def runs(town: Town) -> Rows:
    """One, as if all had been compared."""
    yield {
        "id": 1,
        "began_at": town.now,
        "ended_at": town.now,
        "needs": town.needs,
        "seeds": town.seeds,
        "settings": {},
    }


def suggestions(town: Town) -> Rows:
    """Twenty seeds for every need that goes on."""
    for need in town.going_needs:
        for place, seed in enumerate(town.chance.sample(range(1, town.seeds + 1), SUGGESTIONS)):
            told = [[word, 0.4 / (1 + at), at] for at, word in enumerate(town.chance.sample(THEMES + MEANS, 6))]
            yield {
                "need_id": need,
                "seed_id": seed,
                "run_id": 1,
                "score": 0.9 - place / 30,
                "band": list(Band)[place // 8],
                "reasons": told + [["する", 0.01, None]] * 20,
                "made_at": town.now,
            }


def verdicts(town: Town) -> Rows:
    """What the coordinators said of a pair of every need that goes on."""
    for need in town.going_needs:
        fits = need % 2 == 0
        yield {
            "need_id": need,
            "seed_id": town.chance.randint(1, town.seeds),
            "by_id": 1 + need % 10,
            "at": town.now,
            "fits": fits,
            "reason": VerdictReason.RELEVANT if fits else VerdictReason.OTHER_PROBLEM,
        }


def proposals(town: Town) -> Rows:
    """For needs that are or were public; a few needs got very many."""
    for number, step in enumerate(town.proposal_steps, 1):
        subject, since = town.subject(), town.ago(900)
        proposer = town.proposers[number % len(town.proposers)]
        handed_in = step is not ProposalStep.DRAFT
        yield {
            "id": number,
            "kind": list(ProposalKind)[number % 2],
            "need_id": town.public_needs[int(len(town.public_needs) * town.chance.random() ** 3)],
            "organization_id": town.organization_of(proposer),
            "proposer_id": proposer,
            "step": step,
            "step_since": since,
            "number": f"B-{number:05}" if handed_in else None,
            "received_at": since if handed_in else None,
            "drafted_at": since,
            "changed_at": since,
            "title": f"{subject['mean']}による{subject['theme']}の提案 {number}",
            **{name: town.text(subject, 3) for name in PROPOSAL_TEXTS},
        }


def workgroups(town: Town) -> Rows:
    """About public needs, opened by the coordinators."""
    for number, step in enumerate(town.workgroup_steps, 1):
        subject, since = town.subject(), town.ago(300)
        yield {
            "id": number,
            "need_id": town.public_needs[number % len(town.public_needs)],
            "opened_by_id": 1 + number % 10,
            "step": step,
            "step_since": since,
            "opened_at": since,
            "changed_at": since,
            "title": f"{subject['theme']}のワーキング {number}",
            "purpose": town.text(subject, 3),
            "capacity": 12,
            "taken": MEMBERS,
            "report": town.text(subject, 4) if step.ends else "",
            "summary": town.text(subject, 1) if number % 3 == 0 else "",
        }


def members(town: Town) -> Rows:
    """In every group three officers and five proposers."""
    for group in range(1, town.workgroups + 1):
        for place in range(MEMBERS):
            side, among = (Side.CITY, town.officers) if place < 3 else (Side.PROPOSER, town.proposers)
            person = among[(group * MEMBERS + place) % len(among)]
            yield {"workgroup_id": group, "user_id": person, "side": side, "joined_at": town.ago(200)}


def meetings(town: Town) -> Rows:
    """In every group three with minutes, and two to come."""
    for group in range(1, town.workgroups + 1):
        for place in range(MEETINGS):
            at, over = town.now + timedelta(days=14 * (place - 3), hours=group % 9), place < 3
            subject = town.subject()
            yield {
                "workgroup_id": group,
                "title": f"第{place + 1}回",
                "starts_at": at,
                "ends_at": at + timedelta(hours=2),
                "place": "市庁舎",
                "agenda": town.text(subject, 1),
                "minutes": town.text(subject, 6) * 3 if over else "",
                "called_by_id": 1,
                "minutes_by_id": 1 if over else None,
                "minutes_at": at if over else None,
            }
