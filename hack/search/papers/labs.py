"""Living labs, what is held in them, and what residents say there, as they are searched."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hack.accounts.models import Organization
from hack.livinglabs.models import Gathering, LivingLab, Voice
from hack.livinglabs.queries import gatherings_visible_to, visible_to, voices_visible_to
from hack.search.index import Paper
from hack.search.papers.noun import Noun, joined, value
from hack.search.papers.readers import AUDITOR, COORDINATOR, EVERYBODY, OFFICER, of_organization


def lab_paper(lab: LivingLab) -> Paper:
    """What everybody reads of a lab in the register; what it offers as a field for trials is not searched."""
    told = (lab.themes, lab.participation, lab.place, lab.partners, lab.uses)
    return Paper(
        "livinglab",
        lab.key,
        lab.name,
        "\n".join(part for part in told if part),
        lab.step_since,
        frozenset({EVERYBODY} if lab.step.public else _inside(lab)),
        facets={"lab": lab.kind.value, **_ward(lab)} | _house(lab),
        summary=lab.outline,
        organization="\n".join(dict.fromkeys(part for part in (lab.operator, _name(lab)) if part)),
    )


def gathering_paper(gathering: Gathering) -> Paper:
    """What was or will be held, and its record."""
    lab = gathering.livinglab
    open_to_all = gathering.public and lab.step.public
    return Paper(
        "gathering",
        gathering.key,
        gathering.title,
        "\n".join(part for part in (gathering.record, gathering.place) if part),
        gathering.at,
        frozenset({EVERYBODY} if open_to_all else _inside(lab)),
        facets=_ward(lab),
        organization=lab.name,
    )


def voice_paper(voice: Voice) -> Paper:
    """What a resident said, for the lab's people and the city's."""
    lab = voice.livinglab
    return Paper(
        "voice",
        voice.key,
        voice.theme,
        "\n".join(part for part in (voice.said, voice.heading) if part),
        voice.at,
        frozenset(_inside(lab) | ({OFFICER} if lab.step.public else set())),
        facets=_ward(lab),
        organization=lab.name,
    )


def _inside(lab: LivingLab) -> set[str]:
    """The tags of those who read everything of a lab."""
    return {COORDINATOR, AUDITOR} | ({of_organization(lab.organization_id)} if lab.organization_id else set())


def _ward(lab: LivingLab) -> dict[str, str]:
    """The wards bear the names of their bureaus."""
    return {"bureau": lab.ward.label} if lab.ward else {}


def _house(lab: LivingLab) -> dict[str, str]:
    return {"kind": value(lab.organization.kind)} if lab.organization else {}


def _name(lab: LivingLab) -> str:
    return lab.organization.name if lab.organization else ""


LIVINGLAB = Noun(
    name="livinglab",
    label="リビングラボ",
    thing=LivingLab,
    load=(joinedload(LivingLab.organization),),
    paper=lab_paper,
    visible_to=visible_to,
    endpoint="livinglabs.show",
    title=LivingLab.name,
    changed_at=LivingLab.step_since,
    told=(
        *(LivingLab.outline, LivingLab.themes, LivingLab.participation, LivingLab.place, LivingLab.partners),
        *(LivingLab.uses, LivingLab.operator),
        joined(Organization.name, Organization.id == LivingLab.organization_id),
    ),
)
GATHERING = Noun(
    name="gathering",
    label="ラボの開催",
    thing=Gathering,
    load=(joinedload(Gathering.livinglab),),
    paper=gathering_paper,
    visible_to=gatherings_visible_to,
    endpoint="livinglabs.gatherings",
    changed_at=Gathering.at,
    page_key=select(LivingLab.key).where(LivingLab.id == Gathering.livinglab_id).scalar_subquery(),
    listed=True,
    told=(Gathering.record, Gathering.place, joined(LivingLab.name, LivingLab.id == Gathering.livinglab_id)),
)
VOICE = Noun(
    name="voice",
    label="市民の声",
    thing=Voice,
    load=(joinedload(Voice.livinglab),),
    paper=voice_paper,
    visible_to=voices_visible_to,
    endpoint="livinglabs.voices",
    for_everybody=False,
    title=Voice.theme,
    changed_at=Voice.at,
    page_key=select(LivingLab.key).where(LivingLab.id == Voice.livinglab_id).scalar_subquery(),
    listed=True,
    told=(Voice.said, Voice.heading, joined(LivingLab.name, LivingLab.id == Voice.livinglab_id)),
)
