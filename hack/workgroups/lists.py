"""The lists of working groups that a person chooses from, on the screen and to take away."""

from collections.abc import Callable
from typing import Any

from hack.policy import can
from hack.workgroups.queries import listed_workgroups, own_workgroups, recruiting_workgroups

LISTS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "mine": ("参加・担当しているグループ", own_workgroups),
    "open": ("参加者を募集しているグループ", recruiting_workgroups),
    "all": ("すべてのグループ", listed_workgroups),
}
"""By the name in addresses: what the list is called, and its query."""


def lists_for(viewer: Any) -> dict[str, tuple[str, Callable[[Any], Any]]]:
    """The lists that this person may look at; "mine" is always among them."""
    return {name: one for name, one in LISTS.items() if name != "all" or can(viewer, "workgroup.list_all")}
