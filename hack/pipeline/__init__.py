"""Every path there is, and nothing else: plain tables of steps and moves."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from hack.roles import Part


class Step(enum.Enum):
    """A stage that a thing stands at: value, label, and the marks that say what it implies.

    Marks: `public` (seen by everybody), `editable` (its author may change the text), `open` (takes proposals or members),
    `rests` (nobody is awaited), `ends` (nothing follows), `hoped` (the end one hopes for), `aside` (an exit or a pause, not
    on the main way).
    """

    label: str
    marks: frozenset[str]

    def __new__(cls, value: str, label: str = "", *marks: str) -> "Step":
        step = object.__new__(cls)
        step._value_ = value
        step.label = label
        step.marks = frozenset(marks)
        return step

    @property
    def public(self) -> bool:
        return "public" in self.marks

    @property
    def editable(self) -> bool:
        return "editable" in self.marks

    @property
    def open(self) -> bool:
        return "open" in self.marks

    @property
    def ends(self) -> bool:
        return "ends" in self.marks

    @property
    def rests(self) -> bool:
        return "rests" in self.marks

    @property
    def hoped(self) -> bool:
        return "hoped" in self.marks

    @property
    def aside(self) -> bool:
        return "aside" in self.marks


@dataclass(frozen=True)
class Move:
    """A way from one step to another: whose it is, what its button says, and what it asks for.

    `whose` names everybody who may make it; the first is the one it waits for.
    """

    name: str
    starts: Step | tuple[Step, ...]
    end: Step
    whose: Part | tuple[Part, ...]
    label: str
    needs_reason: bool = False
    made_at: str = ""
    """The page that makes this move as part of a larger deed; empty: the button makes it."""
    days: int = 0
    """How many days the thing may wait for this move before it is late; 0: no limit."""
    binding: bool = False
    """Whether other records came to be with it, so that it cannot be taken back by itself."""
    told: bool = False
    """Whether the city tells the public of it: the day it happened and the day it was announced are asked apart."""
    awaits: str = ""
    """What is awaited, where the words of the button would presume the answer; empty: the button says it."""

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.whose if isinstance(self.whose, tuple) else (self.whose,)

    @property
    def awaited(self) -> Part:
        """Whose turn it is while this move is awaited."""
        return self.parts[0]

    @property
    def wanted(self) -> str:
        """What there is to do for whoever's turn it is."""
        return self.awaits or self.label

    @property
    def from_steps(self) -> tuple[Step, ...]:
        return self.starts if isinstance(self.starts, tuple) else (self.starts,)


@dataclass(frozen=True)
class Path:
    """One noun's way through the city: where it begins, and every move there is."""

    noun: str
    label: str
    begins: Step
    moves: tuple[Move, ...]
    unit: str = "日"
    """In what the days of its moves are counted: working days (開庁日) where a thing keeps its own last day."""

    @property
    def steps(self) -> list[Step]:
        """All steps in their order in the table."""
        return list(type(self.begins))

    @property
    def main_way(self) -> list[Step]:
        """The steps of the main way, without exits and pauses."""
        return [step for step in self.steps if not step.aside]

    def move(self, name: str) -> Move:
        """The move of that name; KeyError where there is none."""
        for move in self.moves:
            if move.name == name:
                return move
        raise KeyError(f"{self.noun} has no move {name!r}")

    def moves_from(self, step: Step) -> Iterator[Move]:
        """The moves that leave `step`, in the order of the table."""
        return (move for move in self.moves if step in move.from_steps)

    def turn(self, step: Step) -> Move | None:
        """The move that is awaited at `step`: the first in the table; None where the path ends or the step rests."""
        return None if step.rests else next(self.moves_from(step), None)
