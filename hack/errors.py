"""What can go wrong in a way that a person is told about."""


class RuleBroken(Exception):
    """The deed is not possible; the message is a Japanese sentence for the person.

    `field` names the question that it concerns, if one does.
    """

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.message = message
        self.field = field


class Incomplete(RuleBroken):
    """Answers are missing that this deed needs: `missing` maps the question's field name to what to do about it."""

    def __init__(self, message: str, missing: dict[str, str]):
        super().__init__(message)
        self.missing = missing


class Overtaken(RuleBroken):
    """Somebody else was quicker: the thing is no longer as this person saw it."""


class TooMany(RuleBroken):
    """Too many tries in too short a time; `wait` says for how many seconds to wait."""

    def __init__(self, message: str, wait: int):
        super().__init__(message)
        self.wait = wait


class NotAllowed(Exception):
    """The person may see the thing but not do this with it."""
