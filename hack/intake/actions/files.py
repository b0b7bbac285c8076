"""Hanging files on a case, and taking them away."""

from hack import db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken
from hack.events import CaseWritten
from hack.files.actions import keep_file, take_away
from hack.files.inspection import Named
from hack.files.models import StoredFile
from hack.files.queries import Hung
from hack.files.rules import brought_by_ones_own
from hack.files.store import Content
from hack.intake.models import Case, CaseEntry
from hack.policy import can


def add_case_file(case: Case, called: Named, content: Content, *, by: User, about: str = "") -> StoredFile:
    """Hang a file on a case of one's own organisation, for everybody who reads the case.

    Raises NotAllowed, Overtaken (the case has ended) and as `keep_file` does. Records FileAdded.
    """
    if not can(by, "case.add_file", case):
        raise NotAllowed("case.add_file")
    _refuse_ended(case)
    return keep_file(case, called, content, by=by, about=about)


def remove_case_file(hung: Hung, *, by: User, reason: str = "") -> None:
    """Take a file away from a case that goes on; a coordinator, at any time, says why, and the organisation is told so in the case.
    Nothing happens where it is gone already.

    Raises NotAllowed, Overtaken (the case has ended), RuleBroken (no reason). Records FileRemoved, and CaseWritten where it was
    a coordinator.
    """
    own, before = brought_by_ones_own(by, hung), hung.file.removed_at
    if own and before is None:
        _refuse_ended(hung.thing)
    take_away(hung, "case.remove_file", brought_by_ones_own, by=by, reason=reason)
    if not own and hung.file.removed_at != before:
        _tell_of_removal(hung, by=by, reason=reason.strip())


def _tell_of_removal(hung: Hung, *, by: User, reason: str) -> None:
    """Write in the case that a file is gone and why, without its name, which may be what had to go; that is no first answer to
    what was handed in.
    """
    text = f"添付ファイル({hung.file.kind})を1個、削除しました。\n理由: {reason}"
    entry = CaseEntry(case_id=hung.thing.id, by_id=by.id, internal=False, text=text)
    db.session.add(entry)
    db.session.flush()
    outbox.record(CaseWritten(hung.thing.id, entry.id), by=by)


def _refuse_ended(case: Case) -> None:
    """Raise Overtaken where the case has ended; it does not end meanwhile."""
    db.session.refresh(case, ["step", "version"], with_for_update={"read": True, "of": Case})
    if case.step.ends:
        raise Overtaken(f"いまの段階({case.step.label})では、添付ファイルを変えられません。")
