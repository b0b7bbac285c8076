"""What comes newly in sight, for those who follow a field or have saved a search: which event brings it, and in which words it is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import joinedload

from hack import events
from hack.agreements.models import Agreement
from hack.following import things
from hack.following.things import Thing
from hack.intake.models import Case, Theme
from hack.livinglabs.models import Gathering, LivingLab, Voice
from hack.opendata.models import DataRequest, DataSet
from hack.outbox import EventRecord
from hack.pipeline.livinglab import LabStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal
from hack.seeds.models import Seed

AT_FIRST = timedelta(minutes=1)
"""An answer that was shown so shortly before is shown for the first time: afterwards only its words change."""
Arrived = Callable[[Any, Any, EventRecord], bool]


def _always(_event: Any, _thing: Any, _record: EventRecord) -> bool:
    return True


@dataclass(frozen=True)
class Arrival:
    """What an event may bring in sight: which thing, by which number of the event, how it is told, and when it does."""

    kind: Any
    number: str
    thing: Callable[[Any], Thing]
    words: str
    arrived: Arrived = _always
    load: tuple[Any, ...] = ()


def _listed(_event: Any, seed: Seed, _record: EventRecord) -> bool:
    return seed.listed


def _handed_in(event: Any, _proposal: Proposal, _record: EventRecord) -> bool:
    return bool(event.move == "submit" and event.end == ProposalStep.RECEIVED.value)


def _registered(event: Any, lab: LivingLab, _record: EventRecord) -> bool:
    """It came into the register, and not back into it."""
    came = LabStep(event.end).public and not LabStep(event.start).public
    return lab.step.public and came and event.move != "take_back"


def _catalogued(event: Any, dataset: DataSet, _record: EventRecord) -> bool:
    return bool(dataset.public and event.move == "publish")


def _shown(_event: Any, request: DataRequest, record: EventRecord) -> bool:
    return request.shown_at is not None and request.open_to_all and record.at - request.shown_at < AT_FIRST


def _published(_event: Any, thing: Agreement, _record: EventRecord) -> bool:
    return thing.published


# fmt: off
ARRIVALS: Mapping[type[events.Event], Arrival] = {
    events.SeedPublished:      Arrival(Seed, "seed_id", things.seed_thing, "新しいシーズです。", _listed),
    events.ProposalMoved:      Arrival(Proposal, "proposal_id", things.proposal_thing, "新しい提案です。", _handed_in),
    events.ThemePublished:     Arrival(Theme, "theme_id", things.theme_thing, "共創フロントの新しいテーマです。"),
    events.CaseReceived:       Arrival(Case, "case_id", things.case_thing, "新しい案件です。"),
    events.AgreementPublished: Arrival(Agreement, "agreement_id", things.agreement_thing, "連携協定が登録簿に載りました。", _published),
    events.LabMoved:           Arrival(LivingLab, "livinglab_id", things.lab_thing, "ラボが登録されました。", _registered),
    events.GatheringKept:      Arrival(Gathering, "gathering_id", things.gathering_thing, "ラボの開催が載りました。",
                                       load=(joinedload(Gathering.livinglab),)),
    events.VoiceHeard:         Arrival(Voice, "voice_id", things.voice_thing, "新しい声です。", load=(joinedload(Voice.livinglab),)),
    events.DataSetMoved:       Arrival(DataSet, "dataset_id", things.dataset_thing, "新しいデータセットです。", _catalogued),
    events.DataAnswerShown:    Arrival(DataRequest, "datarequest_id", things.answer_thing, "データの質問と回答が公開されました。", _shown),
}
# fmt: on
