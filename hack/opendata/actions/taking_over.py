"""Making a data request of a case of the front. The deed belongs inside the caller's transaction."""

from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken
from hack.intake.actions import move_case
from hack.intake.models import Case
from hack.opendata.actions.asking import receive
from hack.opendata.models import DataRequest
from hack.passages import check_version
from hack.pipeline.front import CaseStep
from hack.policy import can


def take_over_case(
    case: Case, *, by: User, title: str, wanted: str, purpose: str, seen: int | None = None
) -> DataRequest:
    """Make a data request of the case's organisation out of a case; it and the case lead to each other, and the case has ended.

    Nobody has agreed to anything being shown. Raises NotAllowed, Overtaken (the case changed meanwhile, or stands elsewhere),
    RuleBroken (too many requests are under way). Records DataRequestMade and CaseMoved.
    """
    if not can(by, "datarequest.take_over", case):
        raise NotAllowed("datarequest.take_over")
    check_version(case, seen)
    if case.step is not CaseStep.TRIAGE:
        raise Overtaken(f"この案件はいま「{case.step.label}」です。送れるのは、内容確認の段階だけです。")

    answers = {"title": title, "wanted": wanted, "purpose": purpose, "case_id": case.id}
    request = receive(organization_id=case.organization_id, asker=case.proposer, by=by, answers=answers)
    move_case(case, "to_data", by=by, made_at="opendata.take_over")
    return request
