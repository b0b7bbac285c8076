"""The small truths about a file that hangs on a thing, of which each chapter makes the rules of its own files."""

from typing import Any

from hack.policy import Rule


def of_its_thing(rule: Rule) -> Rule:
    """The same truth, asked of a file that hangs on the thing."""
    return Rule(lambda user, hung: rule(user, hung.thing), f"{rule.name} of its thing")


@Rule
def brought(user: Any, hung: Any) -> bool:
    """The person brought this very file."""
    return user.id is not None and user.id == hung.file.by_id


@Rule
def brought_by_ones_own(user: Any, hung: Any) -> bool:
    """The person's own organisation brought the file."""
    return user.organization_id is not None and user.organization_id == hung.file.organization_id
