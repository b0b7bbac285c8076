"""Whose an evaluation is: the one place that says which section a need belongs to, as a rule and as a condition."""

from typing import Any

from sqlalchemy import ColumnElement, false

from hack.needs.models import Need


def owns(user: Any, need: Need) -> bool:
    """Whether the person works in the section that asks for proposals."""
    return user.section_id is not None and user.section_id == need.section_id


def owned_by(viewer: Any) -> ColumnElement[bool]:
    """The needs of the person's own section."""
    return false() if viewer.section_id is None else Need.section_id == viewer.section_id


def sections_of(need: Need) -> list[int]:
    """The row numbers of the sections that ask for proposals."""
    return [need.section_id]
