"""Letting the demo's people in: staff, organisations, and the seeds that these offer."""

from dataclasses import dataclass, field

from sqlalchemy import select

from hack import db
from hack.accounts.actions import accept_invitation, apply_organization, invite, move_organization
from hack.accounts.models import Bureau, Organization, OrganizationKind, Section, Ticket, User
from hack.accounts.reference import load_bureaus
from hack.agreements.models import Agreement
from hack.consultations.models import Check
from hack.deliberations.models import Sitting
from hack.demo.script import Row, Script, address_of, choice
from hack.evaluation.models import Evaluation
from hack.intake.models import Case, Theme
from hack.livinglabs.models import LivingLab, Voice
from hack.needs.models import Field, Need, Remark
from hack.opendata.models import DataRequest, DataSet
from hack.proposals.models import Proposal
from hack.questions.models import Question
from hack.roles import Role
from hack.rounds.models import Round
from hack.seeds.actions import draft_seed, publish_seed
from hack.seeds.models import Lgwan, Readiness, Seed, Visibility
from hack.sites.models import Site, SiteCall
from hack.support.models import Support
from hack.workgroups.models import Discussion, Meeting, Task, Workgroup


@dataclass
class Stage:
    """Who and what has come to be so far, by the names that the script gives them."""

    script: Script
    password_hash: str
    people: dict[str, User] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    seeds: dict[str, Seed] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)
    workgroups: dict[str, Workgroup] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    remarks: dict[str, Remark] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    site_calls: dict[str, SiteCall] = field(default_factory=dict)
    """By the names of their needs."""
    sites: dict[str, Site] = field(default_factory=dict)
    supports: dict[str, Support] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    datarequests: dict[str, DataRequest] = field(default_factory=dict)
    datasets: dict[str, DataSet] = field(default_factory=dict)
    evaluations: dict[str, Evaluation] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    labs: dict[str, LivingLab] = field(default_factory=dict)
    voices: dict[str, Voice] = field(default_factory=dict)
    discussions: dict[str, Discussion] = field(default_factory=dict)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    sittings: dict[str, Sitting] = field(default_factory=dict)

    @property
    def coordinator(self) -> User:
        """The one who does the secretariat's work in the history."""
        return self.people["jimukyoku"]

    def section(self, row: Row) -> Section:
        """The section that `row` names by its bureau and itself."""
        statement = select(Section).join(Section.bureau).where(Bureau.name == row["bureau"])
        return db.session.scalars(statement.where(Section.name == row["section"])).one()


def enter_sections(stage: Stage) -> None:
    """Enter the city's bureaus, and the sections that only the demo's needs name."""
    load_bureaus()
    for row in stage.script.sections:
        bureau = db.session.scalars(select(Bureau).where(Bureau.name == row["bureau"])).one()
        if not any(section.name == row["name"] for section in bureau.sections):
            db.session.add(Section(bureau_id=bureau.id, name=row["name"]))
    db.session.flush()


def enter_staff(stage: Stage) -> None:
    """Enter the people of the city: administrator and auditor by themselves, the others invited by the administrator."""
    for row in stage.script.staff:
        role = choice(Role, row["role"])
        if role in (Role.ADMIN, Role.AUDITOR):
            person = User(name=row["name"], email=row["email"], role=role, password_hash=stage.password_hash)
            person.post = row["post"]
            db.session.add(person)
        else:
            section = stage.section(row) if role is Role.OFFICER else None
            ticket = invite(email=row["email"], name=row["name"], role=role, section=section, by=stage.people["kanri"])
            person = accept_invitation(
                ticket, name=row["name"], password_hash=stage.password_hash, post=row.get("post", "")
            )
        person.demo = True
        db.session.flush()
        stage.people[row["id"]] = person


def apply(stage: Stage, row: Row) -> None:
    """Let an organisation apply."""
    facts = {name: row[name] for name in ("name", "address", "url", "record") if row.get(name)}
    stage.organizations[row["id"]] = apply_organization(
        **facts,
        in_city=row["in_city"],
        kind=choice(OrganizationKind, row["kind"]),
        applicant_name=row["person"],
        applicant_email=address_of(row),
        demo=True,
    )


def verify(stage: Stage, row: Row) -> None:
    """Let the secretariat accept an organisation's application."""
    move_organization(stage.organizations[row["id"]], "verify", by=stage.coordinator)


def join(stage: Stage, row: Row) -> None:
    """Let an organisation apply, be accepted, and its first person come in."""
    apply(stage, row)
    verify(stage, row)
    ticket = db.session.scalars(
        select(Ticket).where(Ticket.organization_id == stage.organizations[row["id"]].id, Ticket.used_at.is_(None))
    ).one()
    person = accept_invitation(ticket, name=row["person"], password_hash=stage.password_hash)
    person.demo = True
    stage.people[row["id"]] = person


def offer(stage: Stage, row: Row) -> None:
    """Put a seed into the catalogue."""
    texts = (
        "title",
        "summary",
        "solves",
        "technology",
        "references",
        "requires",
        "wish",
        "limits",
        "security",
        "source_url",
    )
    seed = draft_seed(
        by=stage.people[row["organization"]],
        field=choice(Field, row["field"]),
        readiness=choice(Readiness, row["readiness"]),
        lgwan=choice(Lgwan, row.get("lgwan", Lgwan.UNKNOWN.value)),
        visibility=Visibility.PUBLIC,
        **{name: row.get(name, "") for name in texts},
    )
    publish_seed(seed, by=seed.author)
    stage.seeds[row["id"]] = seed
