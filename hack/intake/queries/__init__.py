"""What is to be seen of the front, and by whom."""

from hack.intake.queries.seeing import concerns, one_case, visible_to

__all__ = ["concerns", "one_case", "visible_to"]
