"""What the desk answers, and what everybody may read of it. Every deed belongs inside the caller's transaction."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import Incomplete, NotAllowed, Overtaken, RuleBroken
from hack.events import DataAnswerShown, DataPlanChanged, DataPlanDue
from hack.opendata.actions.moving import alone_about, move_request
from hack.opendata.models import DataRequest, DataSet
from hack.opendata.queries import AHEAD
from hack.opendata.words import Obstacle
from hack.passages import Passage, check_version, keep_changes
from hack.pipeline.datarequest import DataRequestStep
from hack.policy import can

LONGEST = timedelta(days=3 * 366)
"""How far ahead data may be promised."""


@dataclass(frozen=True)
class Outcome:
    """What the organisation is answered: by which move (publish, plan, refuse), in which words, and what belongs to it."""

    move: str
    told: str
    dataset: DataSet | None = None
    """The data set of the catalogue that answers it (publish); or a draft that is to (plan)."""
    planned_on: date | None = None
    obstacle: Obstacle | None = None


def decide(request: DataRequest, outcome: Outcome, *, by: User, seen: int | None = None) -> Passage:
    """Answer a request: published (as a data set of the catalogue), planned for a day, or not to be published.

    Raises NotAllowed, RuleBroken (what belongs to the answer is missing or can not be), Overtaken. Records DataRequestMoved.
    """
    if not can(by, "datarequest.decide", request):
        raise NotAllowed("datarequest.decide")
    alone_about(request)
    check_version(request, seen)
    if not outcome.told.strip():
        raise RuleBroken("依頼した団体に伝える内容を入力してください。", "told")
    if outcome.move == "publish" and (outcome.dataset is None or not outcome.dataset.public):
        raise RuleBroken("カタログに公開されているデータセットを選んでください。", "dataset")
    if outcome.move == "plan":
        _refuse_impossible(outcome.planned_on)
    if outcome.move == "refuse" and outcome.obstacle is None:
        raise RuleBroken("公開できない理由を選んでください。", "obstacle")

    if request.step in request.path.move(outcome.move).from_steps:
        request.told = outcome.told.strip()
        request.obstacle = outcome.obstacle if outcome.move == "refuse" else None
        if outcome.move == "plan":
            request.planned_on = outcome.planned_on
        if outcome.dataset is not None:
            request.dataset_id = outcome.dataset.id
        keep_changes()
    return move_request(request, outcome.move, by=by, reason=outcome.told, made_at="opendata.decide")


def change_plan(request: DataRequest, *, by: User, planned_on: date | None, told: str, seen: int | None) -> None:
    """Promise the data for another day, and say why. Records DataPlanChanged if it is another.

    Raises NotAllowed, Overtaken (changed meanwhile, or no longer planned), RuleBroken (a day that can not be, no words).
    """
    if not can(by, "datarequest.decide", request):
        raise NotAllowed("datarequest.decide")
    check_version(request, seen)
    if request.step is not DataRequestStep.PLANNED:
        raise Overtaken(f"いまの段階({request.step.label})では、予定の日を変えられません。")
    if not told.strip():
        raise RuleBroken("依頼した団体に伝える内容を入力してください。", "told")
    _refuse_impossible(planned_on)
    if request.planned_on == planned_on and request.told == told.strip():
        return

    request.planned_on = request.due_on = planned_on
    request.told = told.strip()
    keep_changes()
    outbox.record(DataPlanChanged(request.id), by=by)


def show_answer(request: DataRequest, *, by: User, wording: str, answer: str, seen: int | None) -> None:
    """Show everybody what was asked and answered, in words that do not tell who asked; again: in other words.

    Raises NotAllowed, RuleBroken (the organisation does not agree, or nothing was answered yet), Incomplete (what is missing), Overtaken.
    Records DataAnswerShown if anything is different.
    """
    if not can(by, "datarequest.show", request):
        raise NotAllowed("datarequest.show")
    check_version(request, seen)
    if not request.open_to_all:
        raise RuleBroken("この団体は、質問と回答を公開することに同意していません。")
    if request.step not in (DataRequestStep.PLANNED, DataRequestStep.PUBLISHED, DataRequestStep.REFUSED):
        raise RuleBroken("結果を答えてから、公開してください。")
    asks = {
        "wording": (wording, "公開する質問文を入力してください。"),
        "answer": (answer, "公開する回答を入力してください。"),
    }
    if missing := {name: says for name, (text, says) in asks.items() if not text.strip()}:
        raise Incomplete("公開する質問と回答を確かめてください。", missing)
    if request.shown and (request.wording, request.answer) == (wording.strip(), answer.strip()):
        return

    request.wording, request.answer = wording.strip(), answer.strip()
    request.shown_at = request.shown_at or clock.now()
    keep_changes()
    outbox.record(DataAnswerShown(request.id), by=by)


def remind_of_plan(request: DataRequest) -> bool:
    """Do what the clock does with data that was promised: that the day is near is told once for each day. Whether it was told now.

    Records DataPlanDue, by nobody.
    """
    if request.planned_on is None or request.planned_on > clock.today() + AHEAD:
        return False
    marked = db.session.execute(
        update(DataRequest)
        .where(DataRequest.id == request.id, DataRequest.step == DataRequestStep.PLANNED)
        .where(DataRequest.planned_on == request.planned_on)
        .where((DataRequest.warned_for.is_(None)) | (DataRequest.warned_for != DataRequest.planned_on))
        .values(warned_for=DataRequest.planned_on),
        execution_options={"synchronize_session": False},
    )
    if marked.rowcount != 1:  # type: ignore[attr-defined]
        return False
    db.session.expire(request, ["warned_for"])
    outbox.record(DataPlanDue(request.id), by=None)
    return True


def _refuse_impossible(day: date | None) -> None:
    if day is None:
        raise RuleBroken("公開する予定の日を入力してください。", "planned_on")
    if day <= clock.today():
        raise RuleBroken("明日か、それより後の日を入力してください。", "planned_on")
    if day > clock.today() + LONGEST:
        raise RuleBroken("3年以内の日を入力してください。", "planned_on")
