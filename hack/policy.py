"""Who may do what: small rules that state a truth, combined with & | ~, and one table of permissions."""

from collections.abc import Callable, Mapping
from typing import Any


class Rule:
    """A truth about a person and a thing; the thing is None where a permission is about no thing in particular."""

    def __init__(self, holds: Callable[[Any, Any], bool], name: str = ""):
        self._holds = holds
        self.name = name or holds.__name__
        self.__doc__ = holds.__doc__

    def __call__(self, user: Any, thing: Any = None) -> bool:
        return bool(self._holds(user, thing))

    def __and__(self, other: "Rule") -> "Rule":
        return Rule(lambda user, thing: self(user, thing) and other(user, thing), f"({self.name} & {other.name})")

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(lambda user, thing: self(user, thing) or other(user, thing), f"({self.name} | {other.name})")

    def __invert__(self) -> "Rule":
        return Rule(lambda user, thing: not self(user, thing), f"~{self.name}")


PERMISSIONS: dict[str, Rule] = {}


def state(rules: Mapping[str, Rule]) -> Mapping[str, Rule]:
    """Enter a chapter's rules into the table of permissions; ValueError where one is stated twice."""
    for permission, rule in rules.items():
        if PERMISSIONS.get(permission, rule) is not rule:
            raise ValueError(f"{permission} is stated twice")
        PERMISSIONS[permission] = rule
    return rules


def can(user: Any, permission: str, thing: Any = None) -> bool:
    """Whether `user` may do this (with `thing`); KeyError for a permission that nobody stated."""
    return PERMISSIONS[permission](user, thing)
