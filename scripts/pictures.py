"""Which pictures the guide has: of which page, in whose eyes, from where to where. The people are the demo's."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page
from sqlalchemy import select

from hack import clock, db
from hack.accounts.models import User
from hack.consultations.models import Check
from hack.evaluation.choices import Answer
from hack.evaluation.models import Evaluation, Evaluator, Sheet
from hack.matching.likeness.bands import Band
from hack.matching.models import Suggestion
from hack.needs.models import Need, Remark
from hack.notices.models import Letter
from hack.pipeline.check import CheckStep
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.round import RoundStep
from hack.pipeline.site import SiteStep
from hack.pipeline.support import SupportStep
from hack.proposals.models import Proposal, ProposalPartner, ProposalVersion
from hack.questions.models import Correction, Question
from hack.roles import Role
from hack.rounds.models import Round
from hack.seeds.models import Lgwan, Seed
from hack.sites.models import Site
from hack.support.models import Support
from hack.workgroups.models import Charter, Meeting, Workgroup

WIDTH = 1280
SECRETARIAT, ADMIN = "jimukyoku@city.example", "kanri@city.example"
ROADS, CITIZENS, CHILDREN = (f"{name}@city.example" for name in ("douro", "chiiki", "hoiku"))
STARTUP, COMPANY, NURSERY = "startup@company.example", "kigyo@company.example", "hoikuen@field.example"
TABLE = """題名,分野,背景,いまの仕事の流れと量,困っていること,期待する姿
放置自転車の通報をその日のうちに片付けたい,道路・河川・下水道,,年に4200件の電話を職員2人で受けています。,場所が伝わりにくく、二度行くことがあります。,一度で見つけられるようにしたい。
公園の遊具の点検の記録を紙から替えたい,公園,,,点検の紙が課に届くまで2週間かかります。,
窓口の待ち時間を待つ人に知らせたい,窓口・手続,,,混む日は1時間待ちますが、来るまで分かりません。,
"""


@dataclass(frozen=True)
class Picture:
    """One picture: its file's name, who looks (an address; nobody: a visitor) at which page, from which element on, how high and
    wide in pixels, and what is done on the page first.
    """

    name: str
    scene: Callable[[], tuple[str, str]]
    top: str = ""
    height: int = 900
    width: int = WIDTH
    first: Callable[[Page], Any] | None = None


def one(kind: type[Any], *where: Any, newest: bool = True) -> Any:
    """The newest (or oldest) such thing of the demo; LookupError where there is none."""
    order = kind.id.desc() if newest else kind.id
    found = db.session.scalar(select(kind).where(*where).order_by(order).limit(1))
    if found is None:
        raise LookupError(f"the demo has no such {kind.__name__}: {[str(part) for part in where]}")
    return found


def of(email: str) -> Any:
    """That person of the demo."""
    return one(User, User.email == email)


def prepare() -> None:
    """One letter that could not be delivered, so that there is something to see."""
    letter = one(Letter)
    letter.died_at, letter.due_at, letter.tries, letter.fault = clock.now(), None, 8, "SMTPConnectError"


def officer_of(need: Any) -> str:
    """An officer of the section that leads the need."""
    return str(one(User, User.section_id == need.section_id, User.role == Role.OFFICER, newest=False).email)


def person_of(organization_id: int) -> str:
    """Somebody of that organisation."""
    return str(one(User, User.organization_id == organization_id, newest=False).email)


# Scenes: who looks at which page ------------------------------------------------------------------------------------


def seen_by(email: str, path: str) -> Callable[[], tuple[str, str]]:
    """A page that needs nothing of the demo."""
    return lambda: (email, path)


def of_draft(path: str) -> Callable[[], tuple[str, str]]:
    """A page about a draft of the roads' section."""

    def scene() -> tuple[str, str]:
        need = one(Need, Need.step == NeedStep.DRAFT, Need.section_id == of(ROADS).section_id)
        return ROADS, path.format(need.key)

    return scene


def of_returned(path: str, who: str = "") -> Callable[[], tuple[str, str]]:
    """A page about a need that the secretariat has made remarks on."""

    def scene() -> tuple[str, str]:
        need = one(Remark).need
        return who or officer_of(need), path.format(need.key)

    return scene


def of_call(who: str = "") -> Callable[[], tuple[str, str]]:
    """What was asked about a call, one answer corrected."""

    def scene() -> tuple[str, str]:
        need = one(Question, Question.id == one(Correction).question_id).need
        return who or officer_of(need), f"/needs/{need.key}/questions"

    return scene


def likely() -> Any:
    """A need that is open and a seed that suit each other well."""
    well = (
        Suggestion.band == Band.STRONG,
        Suggestion.need.has(Need.step.in_((NeedStep.IDEAS_OPEN, NeedStep.TRIALS_OPEN))),
    )
    return one(Suggestion, *well)


def suggestions() -> tuple[str, str]:
    """What suits a need that speaks of the city's own network, by whether it can be used there."""
    need = one(Suggestion, Suggestion.seed.has(Seed.lgwan == Lgwan.YES), Suggestion.band == Band.STRONG).need
    return officer_of(need), f"/needs/{need.key}/suggestions"


def pair() -> tuple[str, str]:
    """A need and a seed that say the same in other words."""
    found = one(Suggestion, Suggestion.seed.has(Seed.title.contains("服薬")), Suggestion.band == Band.POSSIBLE)
    return SECRETARIAT, f"/suggestions/{found.key}"


def nothing_fits() -> tuple[str, str]:
    """A thin draft that no seed is like."""
    matched = select(Suggestion.need_id)
    need = one(Need, Need.step == NeedStep.DRAFT, Need.id.not_in(matched))
    return officer_of(need), f"/needs/{need.key}/suggestions"


def drafted_round() -> tuple[str, str]:
    """A draft of who evaluates which proposal."""
    return SECRETARIAT, f"/rounds/{one(Round, Round.step == RoundStep.DRAFT).key}"


def of_seed(path: str) -> Callable[[], tuple[str, str]]:
    """A page about a seed that suits a need, for its organisation."""

    def scene() -> tuple[str, str]:
        seed = likely().seed
        return person_of(seed.organization_id), path.format(seed.key)

    return scene


def announced() -> tuple[str, str]:
    """A proposal with an agreement that the public was told of, for the section."""
    proposal = one(
        Proposal, Proposal.step == ProposalStep.AGREED, Proposal.organization_id == of(STARTUP).organization_id
    )
    return officer_of(proposal.need), f"/proposals/{proposal.key}"


def receipt() -> tuple[str, str]:
    """The receipt of a proposal that was handed in twice."""
    proposal = one(Proposal, Proposal.id == one(ProposalVersion, ProposalVersion.number > 1).proposal_id)
    return person_of(proposal.organization_id), f"/proposals/{proposal.key}/receipt"


def of_team(path: str) -> Callable[[], tuple[str, str]]:
    """A page about a draft that several organisations write together, for the one that leads."""

    def scene() -> tuple[str, str]:
        proposal = one(ProposalPartner, ProposalPartner.organization_id == of(COMPANY).organization_id).proposal
        return person_of(proposal.organization_id), path.format(proposal.key)

    return scene


def invitation() -> tuple[str, str]:
    """The invitation to make that proposal together."""
    partner = one(ProposalPartner, ProposalPartner.organization_id == of(COMPANY).organization_id)
    return COMPANY, f"/proposals/invitations/{partner.key}"


def offered_place() -> tuple[str, str]:
    """A place that was offered and waits."""
    site = one(Site, Site.step == SiteStep.OFFERED)
    return officer_of(site.call.need), f"/sites/{site.key}"


def support() -> tuple[str, str]:
    """A request that is being worked on, for who asked."""
    found = one(Support, Support.step == SupportStep.UNDER_WAY)
    return found.asked_by.email, f"/support/{found.key}"


def evaluation(step: EvaluationStep, path: str, who: str = "") -> Callable[[], tuple[str, str]]:
    """A page about an evaluation that stands there."""

    def scene() -> tuple[str, str]:
        found = one(Evaluation, Evaluation.step == step)
        return who or officer_of(found.need), path.format(found.key)

    return scene


def place_at(answer: Answer, *more: Any) -> Any:
    """Somebody who is to evaluate something that is being evaluated now, has so answered, and has not handed in."""
    scoring = select(Evaluation.id).where(Evaluation.step == EvaluationStep.SCORING)
    mine = (Evaluator.evaluation_id.in_(scoring), Evaluator.answer == answer, Evaluator.handed_in_at.is_(None))
    return one(Evaluator, *mine, *more)


def conflicts() -> tuple[str, str]:
    """What an evaluator is asked first, once they have said that they will."""
    place = place_at(Answer.INVITED)
    return place.user.email, f"/evaluation/{place.evaluation.key}/mine"


def sheet() -> tuple[str, str]:
    """A sheet that is being written."""
    place = place_at(Answer.ACCEPTED, Evaluator.id.in_(select(Sheet.evaluator_id)))
    entry = one(Sheet, Sheet.evaluator_id == place.id).entry
    return place.user.email, f"/evaluation/{place.evaluation.key}/proposals/{entry.key}"


def consultation() -> tuple[str, str]:
    """A consultation in which a condition was made."""
    found = one(Check, Check.step == CheckStep.CONDITIONAL).consultation
    return officer_of(found.need), f"/consultations/{found.key}"


def check() -> tuple[str, str]:
    """A check that waits, for the section that was asked."""
    found = one(Check, Check.step.in_((CheckStep.REQUESTED, CheckStep.CHECKING)))
    return one(User, User.section_id == found.section_id).email, f"/consultations/checks/{found.key}"


def of_group(path: str, who: str = CHILDREN) -> Callable[[], tuple[str, str]]:
    """A page about a group that is at work under a charter."""
    return lambda: (who, path.format(one(Workgroup, Workgroup.id.in_(select(Charter.workgroup_id))).key))


def meeting() -> tuple[str, str]:
    """A meeting to come."""
    group = one(Workgroup, Workgroup.id.in_(select(Charter.workgroup_id)))
    found = one(Meeting, Meeting.workgroup_id == group.id, Meeting.starts_at > clock.now())
    return CHILDREN, f"/workgroups/{group.key}/meetings/{found.key}"


def accept(page: Page) -> None:
    """Say that one will evaluate; then how one stands to the organisations is asked."""
    with page.expect_navigation():
        page.get_by_role("button", name="引き受ける").click()


def send_table(page: Page) -> None:
    """Send a table with right and wrong rows, to be looked at."""
    content = ("\ufeff" + TABLE).encode()
    page.set_input_files("input[type=file]", {"name": "困りごと.csv", "mimeType": "text/csv", "buffer": content})
    with page.expect_navigation():
        page.get_by_role("button", name="送って確かめる").click()


# fmt: off
PICTURES = (
    Picture("front",            seen_by("", "/"), height=1140),
    Picture("officer-home",     seen_by(CITIZENS, "/home")),
    Picture("need-form",        seen_by(ROADS, "/needs/new"), height=1100),
    Picture("one-question",     of_draft("/advice/needs/{}/volume"), height=760),
    Picture("read-over",        of_draft("/advice/needs/{}"), top=".tabs", height=1100),
    Picture("support",          support, height=1300),
    Picture("need-page",        of_draft("/needs/{}"), height=980),
    Picture("remark-beside",    of_returned("/needs/{}/edit"), top="#group-2", height=1100, width=880),
    Picture("questions",        of_call(), height=1000),
    Picture("site",             offered_place),
    Picture("suggestions",      suggestions, top=".suggestion", height=1000, width=880),
    Picture("pair",             pair, top=".words", height=1660),
    Picture("nothing-fits",     nothing_fits, top=".empty", height=980),
    Picture("round",            drafted_round, top="#matters", height=1440, width=880),
    Picture("words-try",        seen_by(SECRETARIAT, "/wordbook/try?text=避難確保計画のWGを開く"), top=".tabs", height=820),
    Picture("words-draft",      seen_by(SECRETARIAT, "/wordbook/release"), top=".tabs", height=900),
    Picture("exposure",         seen_by(SECRETARIAT, "/matching/exposure"), height=1000),
    Picture("proposal-page",    announced, height=1100),
    Picture("evaluation",       evaluation(EvaluationStep.SCORING, "/evaluation/{}"), height=1100),
    Picture("joint",            evaluation(EvaluationStep.JOINT, "/evaluation/{}/joint"), height=1000),
    Picture("release",          evaluation(EvaluationStep.RELEASED, "/evaluation/{}/release"), height=1000),
    Picture("consultation",     consultation, height=1100),
    Picture("check",            check, height=1100),
    Picture("questions-public", of_call(STARTUP), height=1000),
    Picture("seed-page",        of_seed("/seeds/{}")),
    Picture("seed-suggestions", of_seed("/seeds/{}/suggestions"), height=980),
    Picture("proposal-form",    of_team("/proposals/{}/edit"), height=1180),
    Picture("partners-panel",   of_team("/proposals/{}"), top="#partners", height=440, width=880),
    Picture("receipt",          receipt, height=1060),
    Picture("partner-invitation", invitation, height=880),
    Picture("site-calls",       seen_by(NURSERY, "/sites/"), height=800),
    Picture("workgroup",        of_group("/workgroups/{}"), height=1100),
    Picture("meeting",          meeting, height=1480),
    Picture("tasks",            of_group("/workgroups/{}/tasks"), height=820),
    Picture("conflicts",        conflicts, top="#declare", height=900, width=880, first=accept),
    Picture("sheet",            sheet, top="#sheet", height=900, width=880),
    Picture("following",        seen_by(STARTUP, "/following"), height=1100),
    Picture("import",           seen_by(CITIZENS, "/exchange/needs/import"), height=1300, first=send_table),
    Picture("coordinator-home", seen_by(SECRETARIAT, "/home")),
    Picture("board",            seen_by(SECRETARIAT, "/desk")),
    Picture("remark-making",    of_returned("/needs/{}/preview", SECRETARIAT), top="#part-2", height=760),
    Picture("support-list",     seen_by(SECRETARIAT, "/support/")),
    Picture("charter",          of_group("/workgroups/{}/charter", SECRETARIAT)),
    Picture("summary",          of_group("/workgroups/{}/summary", SECRETARIAT), height=1000),
    Picture("dead",             seen_by(ADMIN, "/notices/dead"), height=780),
    Picture("people",           seen_by(ADMIN, "/people"), height=800),
)
# fmt: on
