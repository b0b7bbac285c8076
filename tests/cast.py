"""The people and papers that all tests speak of.

Mori coordinates. Michi is an officer of the roads bureau's planning section, Kaji her colleague in another section of the
same bureau, Midori of the resources bureau. Umi and her colleague Sora are of 港計測, Riku of its rival 丘データ, Kita of a
university. Kan administers, Ken audits. Moto was once of 港計測 and is no longer active.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hack import clock, db
from hack.accounts.models import Bureau, Organization, OrganizationKind, Section, User
from hack.needs.models import CostShare, Field, Need, Pattern
from hack.pipeline.member import MemberStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal, ProposalKind
from hack.roles import Role
from hack.seeds.models import Lgwan, Readiness, Seed, Visibility

PASSWORD = "みなとの朝は静かに明けてゆくよ"
HASH = "$argon2id$v=19$m=19456,t=2,p=1$bwYa85UvrvdyHNatYLDOLA$keLhcpsU2wMDWCXCz67u2jM6Bs4NU1rssA4eQk8qvwE"


@dataclass
class Cast:
    """Everybody, by name; and the bodies they belong to."""

    mori: User
    michi: User
    kaji: User
    midori: User
    umi: User
    sora: User
    riku: User
    kita: User
    kan: User
    ken: User
    moto: User
    roads: Section
    rivers: Section
    resources: Section
    minato: Organization
    oka: Organization
    campus: Organization

    @property
    def people(self) -> list[User]:
        """Everybody who may sign in."""
        return [
            self.mori,
            self.michi,
            self.kaji,
            self.midori,
            self.umi,
            self.sora,
            self.riku,
            self.kita,
            self.kan,
            self.ken,
        ]


def an_organization(name: str, **facts: Any) -> Organization:
    """An organisation, active unless said otherwise; not yet added to the session."""
    facts = {"kind": OrganizationKind.COMPANY, "in_city": True, "step": MemberStep.ACTIVE} | facts
    return Organization(name=name, **facts)


def a_person(name: str, email: str, role: Role, **facts: Any) -> User:
    """A person with the cast's password; not yet added to the session."""
    return User(name=name, email=email, role=role, **({"password_hash": HASH} | facts))


def enter_cast() -> Cast:
    """Enter everybody into the database."""
    roads_bureau, resources_bureau = Bureau(name="道路局", kind="局"), Bureau(name="資源循環局", kind="局")
    roads = Section(name="企画課", bureau=roads_bureau)
    rivers = Section(name="河川企画課", bureau=roads_bureau)
    resources = Section(name="政策調整課", bureau=resources_bureau)
    minato, oka = an_organization("港計測株式会社"), an_organization("丘データ合同会社", in_city=False)
    campus = an_organization("港北大学", kind=OrganizationKind.UNIVERSITY)
    cast = Cast(
        mori=a_person("森 結", "mori@city.example", Role.COORDINATOR),
        michi=a_person("道野 歩", "michi@city.example", Role.OFFICER, section=roads),
        kaji=a_person("梶 渡", "kaji@city.example", Role.OFFICER, section=rivers),
        midori=a_person("緑川 樹", "midori@city.example", Role.OFFICER, section=resources),
        umi=a_person("海野 凪", "umi@minato.example", Role.PROPOSER, organization=minato),
        sora=a_person("空閑 晴", "sora@minato.example", Role.PROPOSER, organization=minato),
        riku=a_person("陸田 丘", "riku@oka.example", Role.PROPOSER, organization=oka),
        kita=a_person("北 学", "kita@campus.example", Role.PROPOSER, organization=campus),
        kan=a_person("管 理", "kan@city.example", Role.ADMIN),
        ken=a_person("見田 監", "ken@city.example", Role.AUDITOR),
        moto=a_person("元井 去", "moto@minato.example", Role.PROPOSER, organization=minato, active=False),
        roads=roads,
        rivers=rivers,
        resources=resources,
        minato=minato,
        oka=oka,
        campus=campus,
    )
    with db.transaction():
        db.session.add_all(thing for thing in vars(cast).values())
    return cast


def a_need(*, by: User, **facts: Any) -> Need:
    """A complete need of `by`'s section, kept in the database at `step` (IDEAS_OPEN, for 30 days more, unless said otherwise)."""
    today = clock.today()
    facts = {
        "title": "交差点の交通量を人手によらず測りたい",
        "field": Field.ROADS,
        "pattern": Pattern.TRY,
        "background": "交通量の調査は道路の計画に欠かせないが、調査員を集めることが年々難しくなっている。",
        "present": "2年に1度、50か所の交差点で、1か所あたり3人から7人の調査員が数取器で数えている。",
        "problem": "調査員の確保と集計に手間がかかり、調査できる交差点が限られている。",
        "hoped": "時間帯別・方向別・車種別の台数を、少ない人手で正しく測れるようにしたい。",
        "place": "市内の4交差点。",
        "offered": "過去の人手観測の結果。",
        "cost_share": CostShare.TALKS,
        "criteria": "精度、費用、設置のしやすさ。",
        "contact": "道路局企画課",
        "section_id": by.section_id,
        "author_id": by.id,
        "step": NeedStep.IDEAS_OPEN,
    } | facts
    if facts["step"].public:
        facts.setdefault("published_at", clock.now() - timedelta(days=10))
        facts.setdefault("opens_on", today - timedelta(days=10))
        facts.setdefault("closes_on", today + timedelta(days=30))
    return _keep(Need(**facts))


def a_seed(*, by: User, **facts: Any) -> Seed:
    """A complete seed of `by`'s organisation, in the catalogue for everybody unless said otherwise."""
    facts = {
        "title": "画像認識による交通量計測",
        "summary": "カメラの映像から車両の台数と進む方向を自動で数えます。",
        "field": Field.ROADS,
        "solves": "調査員が交差点で数えている交通量の調査を、映像の解析に置き換えます。",
        "technology": "画像認識、AIカメラ",
        "readiness": Readiness.PROVEN,
        "lgwan": Lgwan.NO,
        "requires": "交差点を見渡せる場所と電源。",
        "visibility": Visibility.PUBLIC,
        "organization_id": by.organization_id,
        "author_id": by.id,
        "published_at": clock.now(),
        "confirmed_at": clock.now(),
    } | facts
    return _keep(Seed(**facts))


def a_proposal(*, by: User, need: Need, **facts: Any) -> Proposal:
    """A proposal of `by`'s organisation for `need`, received unless said otherwise."""
    facts = {
        "kind": ProposalKind.IDEA,
        "title": "AIカメラによる交通量の自動計測",
        "summary": "交差点に仮設のカメラを置き、映像から方向別・車種別の台数を数えます。",
        "technology": "画像認識",
        "effect": "調査員の確保と集計の手間を減らします。",
        "need_id": need.id,
        "organization_id": by.organization_id,
        "proposer_id": by.id,
        "step": ProposalStep.RECEIVED,
    } | facts
    if facts["step"] not in (ProposalStep.DRAFT, ProposalStep.WITHDRAWN):
        facts.setdefault("received_at", clock.now())
        facts.setdefault("number", f"T-{db.random_key()}")
    return _keep(Proposal(**facts))


def _keep(thing: Any) -> Any:
    with db.transaction():
        db.session.add(thing)
    return thing
