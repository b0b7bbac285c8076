"""What is true of every path."""

from pathlib import Path as File

import pytest

from hack.docs import PATHS
from hack.roles import Part

NAMES = [path.noun for path in PATHS]


def _reached(path, *, forward=True):
    """Steps that can be reached from the beginning (forward), or from which a hoped end can be reached."""
    reached = {path.begins} if forward else {step for step in path.steps if step.hoped}
    while True:
        more = set()
        for move in path.moves:
            for start in move.from_steps:
                here, there = (start, move.end) if forward else (move.end, start)
                if here in reached:
                    more.add(there)
        if more <= reached:
            return reached
        reached |= more


def test_every_path_file_is_listed():
    files = {file.stem for file in File("hack/pipeline").glob("*.py")} - {"__init__"}

    assert files == set(NAMES)


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_every_step_can_be_reached(path):
    assert _reached(path) == set(path.steps)


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_there_is_hope_from_every_step_that_is_no_end(path):
    assert {step for step in path.steps if not step.ends} <= _reached(path, forward=False)


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_it_ends_only_where_it_says(path):
    stuck = {step for step in path.steps if not list(path.moves_from(step))}

    assert stuck - {step for step in path.steps if step.hoped} == {
        step for step in path.steps if step.ends and not step.hoped
    }
    assert {step for step in path.steps if step.ends} <= stuck


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_every_move_is_somebodys_and_says_what_it_does(path):
    for move in path.moves:
        assert move.parts and all(isinstance(part, Part) for part in move.parts), move.name
        assert move.label and move.end not in move.from_steps, move.name
    names = [move.name for move in path.moves]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_every_exit_owes_a_reason(path):
    exits = [m for m in path.moves if m.end.ends and not m.end.hoped and not m.made_at]

    assert [m.name for m in exits if not m.needs_reason] == []


@pytest.mark.parametrize("path", PATHS, ids=NAMES)
def test_labels_are_told_apart(path):
    labels = [step.label for step in path.steps]

    assert len(labels) == len(set(labels))
