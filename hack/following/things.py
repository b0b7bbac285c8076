"""What is told of, as everybody may call it: the title where everybody reads it, otherwise what it is and no more."""

from dataclasses import dataclass

from hack.agreements.models import Agreement
from hack.intake.models import Case, Theme
from hack.livinglabs.models import Gathering, LivingLab, Voice
from hack.needs.models import Field, Need
from hack.opendata.models import DataRequest, DataSet
from hack.proposals.models import Proposal
from hack.search.papers.opendata import ASKED_BY, TITLE
from hack.seeds.models import Seed
from hack.workgroups.models import Workgroup


@dataclass(frozen=True)
class Thing:
    """Something that is told of: its noun and key, what everybody may call it, and whether everybody reads it.

    page_key: by what its page is found, where that is not its own key.
    """

    noun: str
    key: str
    title: str
    public: bool
    field: str = ""
    page_key: str = ""


def need_thing(need: Need) -> Thing:
    """A need as it is told of."""
    return Thing("need", need.key, need_title(need), need.public, _field(need.field))


def need_title(need: Need) -> str:
    """What everybody may call a need."""
    return need.title if need.public else "公開されていないニーズ"


def group_thing(group: Workgroup) -> Thing:
    """A working group, called by its need."""
    return Thing("workgroup", group.key, f"ワーキンググループ({need_title(group.need)})", False)


def seed_thing(seed: Seed) -> Thing:
    """A seed that is listed."""
    title = seed.title if seed.public else "市の職員だけが読めるシーズ"
    return Thing("seed", seed.key, title, seed.public, _field(seed.field))


def proposal_thing(proposal: Proposal) -> Thing:
    """A proposal, called by its number."""
    return Thing("proposal", proposal.key, f"提案(受付番号 {proposal.number})", False)


def theme_thing(theme: Theme) -> Thing:
    """A theme of the front that is published."""
    return Thing("theme", theme.key, theme.title, theme.public)


def case_thing(case: Case) -> Thing:
    """A case of the front, called by its number; its field is not told."""
    return Thing("case", case.key, f"共創フロントの案件(受付番号 {case.number})", False)


def agreement_thing(agreement: Agreement) -> Thing:
    """An agreement in the public register."""
    return Thing("agreement", agreement.key, agreement.name, agreement.published)


def lab_thing(lab: LivingLab) -> Thing:
    """A lab in the register."""
    return Thing("livinglab", lab.key, lab.name, lab.step.public)


def gathering_thing(gathering: Gathering) -> Thing:
    """A gathering; one that is not for everybody without its title."""
    lab = gathering.livinglab
    public = gathering.public and lab.step.public
    return Thing("gathering", gathering.key, gathering.title if public else "ラボの開催", public, page_key=lab.key)


def voice_thing(voice: Voice) -> Thing:
    """A resident's voice, without a word of what was said."""
    return Thing("voice", voice.key, "市民の声", False, page_key=voice.livinglab.key)


def dataset_thing(dataset: DataSet) -> Thing:
    """A data set of the catalogue."""
    return Thing("dataset", dataset.key, dataset.title, dataset.public, _field(dataset.field))


def answer_thing(request: DataRequest) -> Thing:
    """What everybody may read of a data request, called by how its question begins."""
    begins = " ".join(request.wording.split())
    title = begins if len(begins) <= TITLE else f"{begins[: TITLE - 1]}…"
    return Thing("dataanswer", request.key, title, request.shown, page_key=request.wording[:ASKED_BY])


def _field(field: Field | None) -> str:
    return field.value if field else ""
