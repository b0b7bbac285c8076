"""What can be done with the files of a working group. Every deed belongs inside the caller's transaction."""

from hack.accounts.models import User
from hack.errors import NotAllowed
from hack.files.actions import keep_file, take_away
from hack.files.inspection import Named
from hack.files.models import StoredFile
from hack.files.queries import Hung
from hack.files.store import Content
from hack.policy import can
from hack.workgroups.actions.writing import refuse_ended
from hack.workgroups.models import Workgroup
from hack.workgroups.queries import place_of
from hack.workgroups.shelf.rules import own


def add_group_file(workgroup: Workgroup, called: Named, content: Content, *, by: User, about: str = "") -> StoredFile:
    """Put a file before the group. Raises NotAllowed (not a member, or no longer), Overtaken (the group has ended) and as
    `keep_file` does. Records FileAdded.
    """
    if not can(by, "workgroup.add_file", workgroup) or (place_of(by, workgroup) is None and not _leads(by, workgroup)):
        raise NotAllowed("workgroup.add_file")
    refuse_ended(workgroup)
    return keep_file(workgroup, called, content, by=by, about=about)


def remove_group_file(hung: Hung, *, by: User, reason: str = "") -> None:
    """Take a file away from the group; nothing happens where it is gone already.

    Raises NotAllowed, RuleBroken (somebody else's file, and no reason). Records FileRemoved.
    """
    take_away(hung, "workgroup.remove_file", own, by=by, reason=reason)


def _leads(user: User, workgroup: Workgroup) -> bool:
    return can(user, "workgroup.edit", workgroup)
