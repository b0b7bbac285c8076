"""Choices that people read: a stable value for the database, a Japanese label for the screen."""

import enum


class Labelled(enum.Enum):
    """A choice with its label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> "Labelled":
        choice = object.__new__(cls)
        choice._value_ = value
        choice.label = label
        return choice

    @classmethod
    def choices(cls) -> dict[str, str]:
        """What a select field offers, in the order of the table."""
        return {choice.value: choice.label for choice in cls}
