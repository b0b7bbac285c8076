"""The files of a working group."""

from typing import Any

from hack.files.models import StoredFile
from hack.files.shelves import Shelf, put_up
from hack.workgroups.models import Workgroup
from hack.workgroups.shelf.actions import add_group_file, remove_group_file
from hack.workgroups.shelf.queries import group_open_inside, one_group_file, one_group_file_once
from hack.workgroups.shelf.rules import own
from hack.workgroups.views.blueprint import bp


def add(workgroup: Workgroup, *sent: Any, **said: Any) -> StoredFile:
    """A member puts a file before the group."""
    return add_group_file(workgroup, *sent, **said)


put_up(
    Shelf(
        bp=bp,
        noun="workgroup",
        under="/workgroups/<key>/files",
        find=group_open_inside,
        find_file=one_group_file,
        find_file_once=one_group_file_once,
        add=add,
        remove=remove_group_file,
        own=own,
        template="workgroups/files.html",
        added="ファイルを置きました。グループの人が開けます。",
    )
)
