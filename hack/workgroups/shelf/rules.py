"""Who may do what with the files of a working group."""

from typing import Any

from hack import policy
from hack.accounts.rules import coordinator
from hack.files.queries import Hung
from hack.policy import Rule
from hack.workgroups.rules import inside, member


def with_its_group(rule: Rule) -> Rule:
    """The same truth, asked of a file that hangs on the group."""
    return Rule(lambda user, hung: rule(user, hung.thing), f"{rule.name} with its group")


@Rule
def brought(user: Any, hung: Hung) -> bool:
    """The person brought this very file."""
    return user.id is not None and user.id == hung.file.by_id


# Whether the group is still at work is asked by the deeds: somebody who was a moment too late keeps what was typed.
RULES = policy.state(
    {
        "workgroup.read_files": inside,
        "workgroup.add_file": member | coordinator,
        "workgroup.read_file": with_its_group(inside),
        "workgroup.remove_file": (brought & with_its_group(member)) | coordinator,
    }
)
