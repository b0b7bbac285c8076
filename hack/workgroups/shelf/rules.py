"""Who may do what with the files of a working group."""

from hack import policy
from hack.accounts.rules import coordinator
from hack.files.rules import brought, of_its_thing
from hack.workgroups.rules import inside, member

own = brought
"""Who takes a file away without a reason."""

# Whether the group is still at work is asked by the deeds: somebody who was a moment too late keeps what was typed.
RULES = policy.state(
    {
        "workgroup.read_files": inside,
        "workgroup.add_file": member | coordinator,
        "workgroup.read_file": of_its_thing(inside),
        "workgroup.remove_file": (brought & of_its_thing(member)) | coordinator,
    }
)
